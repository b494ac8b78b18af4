import { comparableWords } from './text.ts';

/** Whether a word that is written like a name is an ordinary one of our trade, of a letter or of the calendar. */
export const isOrdinary = (word: string): boolean =>
  ordinary.has(comparableWords(word).trim()) || loanWord.test(word.replace(/ー/g, ''));

const english = `
  monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
  october november december today yesterday tomorrow
  about after again also although any anybody anyone because before both but could dear does during each either else
  every everybody everyone everything from further have hello here however into just kind last lately like many maybe
  more most much never next none nothing now once one only open other our over please regards same several should since
  some somebody someone something still such thank thanks that their them then there these they this those though three
  through today under until urgent very what when where whether which while with without would yes your
  access account accounts action actions active activity add address admin administrator agent alert alerts all api app
  application applications apps area attach attached audit authentication auto available backup build business call
  calls case cause certificate change channel check chrome client clients cloud code company computer config
  configuration connect connected connection connections console contact content control copy corporate create created
  critical current customer customers daily data database date default delete deleted deny denied deployment desktop
  detail details device devices directory disable disabled disk display document documents domain down download drive
  driver drivers edit enable enabled end enterprise environment error errors event events exception execute expected
  expired external fail failed failover failure fatal file files filter firewall first folder folders force forest form
  full function functions gateway general global group groups guest help high home host hosts hotel image impact import
  inbox incident index info information input install installation instance internal internet issue item items java job
  key keys kernel label level license limit link list load local location lock log login logon logs mac machine mail
  mailbox main management manager master media meeting member memory menu message messages mode model module monitor
  monitoring name network networks new node nodes normal note notes notification number object office offline online
  operation operations option options order organization original output owner package page panel partner password patch
  path permission phone photo plan platform point policies policy pool port portal ports post premium primary print
  printer private problem process processes product production profile profiles program project properties property
  protocol provider proxy public queue reason record region release remote remove report request required reset resource
  resources response restart result results retry review role roles room root route router rule rules running save scan
  schedule schema scope screen script search secondary section secure security select send sent server servers service
  services session set settings setup shared sign signed site sites size software source stack standard start started
  startup state status stop storage store subject subnet subscription success summary support switch system systems
  table target task tasks team template tenant terminal test text ticket time timeout title token total traffic transfer
  trial trust type unable unknown unit update updates upgrade upload user username users value vendor version view volume
  wait warning warnings website wifi window windows wireless wizard work worker workers workspace write zone
  basic auth blog classic compliant cookie dependency developer elastic forum front hybrid metrics modern profiler
  scale static sync synonym tier timer tips trigger triggers trends rich relay perimeter
  japan tokyo osaka kyoto nagoya fukuoka sapporo london paris berlin york seattle sydney singapore
  europe asia america east west north south central
`;
const ordinary = new Set(english.split(/\s+/).map((word) => comparableWords(word).trim()));

/** What Japanese has borrowed for all: without its long vowels, and whatever stands before the last of a compound. */
const loanWord = new RegExp(
  `^(?:.*(?:${[
    'サバ|ユザ|エラ|ネットワク|パスワド|アカウント|メル|ファイル|フォルダ|ログ|クライアント|ブラウザ|プリンタ|スキャナ|ドライバ',
    'アプリ|アプリケション|システム|サビス|サイト|ペジ|デタ|デタベス|テブル|ディスク|ストレジ|バックアップ|リストア|メモリ|プロセス',
    'スレッド|ポト|ルタ|スイッチ|ゲトウェイ|トンネル|プロキシ|ファイアウォル|ファイヤウォル|ロドバランサ|コントロラ|ドメイン|グルプ',
    'ポリシ|テナント|ライセンス|サブスクリプション|リソス|ロル|トクン|セッション|キャッシュ|クラスタ|ノド|コンテナ|イメジ|バジョン',
    'アップデト|アップグレド|インストル|インストラ|ダウンロド|アップロド|ロギング|ログイン|ログオン|ログアウト|サインイン|サインアウト',
    'マシン|パソコン|コンピュタ|デスクトップ|ノト|タブレット|スマホ|スマトフォン|デバイス|カメラ|マイク|スピカ|ヘッドセット|モニタ',
    'ディスプレイ|キボド|マウス|オフィス|ビル|センタ|チム|メンバ|ゲスト|オナ|マネジャ|リダ|パトナ|ベンダ|メカ|カスタマ|ヘルプデスク',
    'タスク|ジョブ|スケジュル|カレンダ|イベント|アラト|メッセジ|チャット|チャネル|スペス|リスト|フォム|ドキュメント|ライブラリ',
    'テンプレト|スクリプト|コマンド|コド|モジュル|パッケジ|プラグイン|アドイン|コネクタ|エジェント|フロ|トリガ|アクション|ルル|フィルタ',
    'レポト|ダッシュボド|ウィンドウ|ボタン|メニュ|アイコン|タブ|リンク|テスト|レビュ|サポト|トラブル|タイムアウト|ステタス|パタン|ケス',
    'タイミング|メンテナンス|リリス|プロジェクト|リモト|ロカル|クラウド|オンプレ|オンプレミス|ハイブリッド|インタネット|イントラネット',
    'ルム|ゾン|レコド|ホスト|ボリュム|ライト|ユティリティ|ツル|プロファイル|プロトコル|アドレス|セグメント|サブネット|キュ|ストリム',
    'アクティブ|パッシブ|スタンバイ|プライマリ|セカンダリ|レプリカ|フェルオバ|フェイルオバ',
    'ソフト|ソフトウェア|ハドウェア|ファムウェア|エディション|プラン|モド|オプション|パラメタ|シト|セル|マクロ|グラフ|ヘッダ|フッタ',
  ].join('|')}))$|(?:ション|メント|リティ|リング|ティング|メンツ)$`,
  'u',
);
