import { compatible } from '../language/compatible.ts';
/**
 * Whether words that past cases share say nothing of what a case is about: function words and what every case is told with
 * (can, find, stop, 確認, 発生), one letter or one ideograph, numbers, places (名古屋拠点).
 */
export function saysNothing(words: string): boolean {
  const read = compatible(words).trim();
  if (Array.from(read).length <= 1) return true;
  const pieces = read.match(/[A-Za-z0-9']+(?:-[A-Za-z0-9']+)*|[\u30a1-\u30fa\u30fc]+|[\u3400-\u9fff々]+/g) ?? [];
  return pieces.every((piece) => {
    if (/^[\d-]+$/.test(piece) || piece.length <= 1) return true;
    if (/^[A-Za-z']+$/.test(piece)) return english.has(piece.toLowerCase());
    if (/^[\u3400-\u9fff々]+$/.test(piece)) return isEmptyHan(piece);
    return katakana.has(piece);
  });
}

/** What Japanese has borrowed for talk of any case. */
const katakana: ReadonlySet<string> = new Set(
  'エスカレーション トラブル エラー メッセージ ケース サポート メンバー チーム オフィス ビル フロア スタッフ リーダー ピンチ テスト タイミング ミス レベル パターン'.split(
    ' ',
  ),
);

/** Made of empty words alone, or a piece of one: the index knows Han by two characters. */
function isEmptyHan(piece: string): boolean {
  if (piece.length === 1 || han.has(piece)) return true;
  const rest = [...han].reduce((left, word) => left.replaceAll(word, ' '), piece).replaceAll(' ', '');
  return rest.length <= 1;
}

const english: ReadonlySet<string> = new Set([
  ...(
    'a about above after again all also am an and any anyone are as at be because been before being below between both but by can could did do does ' +
    'doing down during each ever every few find for found from further get gets give go goes got had has have having he help her here him his how i if in ' +
    'into is it its just know knows last let like look made make many may me might more most much must my need needs new next no nor not now of off old on ' +
    'once one only or other our out over own per please put same see seen set she should show since so some somebody someone start started still stop ' +
    'stopped such take than thanks that the their them then there these they this those through to today too try tried two under until up us use used user ' +
    'users using very want was way we week well were what when where which while who whom why will with within without work working works would yes ' +
    'yesterday yet you your case issue issues problem problems question customer customers support ' +
    // How urgent it is, and to whom.
    'asap urgent urgently urgency emergency critical criticality priority severity sev important fire quick quickly soon soonest immediately instantly rush hurry ' +
    'escalate escalated escalation showstopper mayday sos deadline board ceo cto vip boss management angry complain complains complaining complaint affected impact ' +
    'fyi tbd eod eob cob eta btw imho imo wip omg lol wtf psa aka etc tia thx pls plz ' +
    // When and where.
    'january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday ' +
    'today tonight tomorrow morning afternoon evening night noon midnight day days daily hour hours hourly minute minutes second seconds weeks weekly weekend month ' +
    'months monthly year years holiday holidays lunch already ago long sometimes often ever later earlier recently suddenly here inside outside near ' +
    'building floor room branch factory warehouse shop street car train plane truck city country ' +
    // Who, and what one says of anything.
    'everyone everybody everything nobody nothing something anything none people person persons colleague colleagues guys folks team member members whole half twice ' +
    'idea happen happens happened happening happen tell told say says said call calling called talk ask asked asking wait waiting waits come comes came going gone left ' +
    'back still keep keeps kept done does seem seems feel feels think thought believe hope hear heard understand explain reason cause caused thing things way stuff ' +
    'error errors wrong bad worse good better fine ok okay slow broken broke hang hangs hanging stuck dead crazy strange weird weirdly luck lucky lot lots bit really ' +
    'change changed changes changing able unable possible impossible cannot ' +
    'getting got take takes taking taken took stay stays stayed move moved moves open opens opened opening losing lose loses lost went share shares become becomes became ' +
    'give gives given giving put puts turn turned turns begin begins began begun end ends ended ending let lets bring brought show shows showed shown seem appears appear ' +
    'remain remains leave leaves run runs ran running meet meets pay mean means meant follow follows try need needed read write ' +
    'zero three four five six seven eight nine ten eleven twelve twenty hundred thousand dozen third next previous top bottom front side middle part parts peak ' +
    'time times news info information code power hand hands machine message messages test tests testing version versions audit forever white black red green ' +
    'advance answer answers fix fixed right place places line longer short money sure desk drill blue site sites first failed fails fail warning warnings whenever click ' +
    'clicks clicked disappear disappeared screenshot screenshots attach attached attachment picture pictures mobile advice attention ' +
    'hello hi dear sorry great nice thank welcome regards best kind'
  ).split(' '),
  // Where people are says nothing: the world's zones name their cities.
  ...Intl.supportedValuesOf('timeZone').flatMap((zone) => zone.toLowerCase().split('/').at(-1)?.split('_') ?? []),
]);

const han: ReadonlySet<string> = new Set(
  (
    '確認 発生 対応 問題 場合 原因 調査 以下 以上 利用 使用 時間 今回 現在 本日 昨日 今朝 先日 毎日 毎週 可能 必要 方法 内容 状況 状態 事象 現象 結果 ' +
    '件名 担当 部署 社内 社外 弊社 御社 貴社 当社 拠点 本社 支社 支店 支部 工場 営業所 事業所 事務所 全員 一部 複数 最初 最後 以前 以降 前回 次回 同様 ' +
    '特定 突然 急遽 停止 開始 実施 実行 依頼 連絡 報告 相談 質問 回答 至急 緊急 重要 優先 早急 即時 影響 業務 全社 全体 現場 現地 本番 対処 解決 不明 不安 混乱 困難 ' +
    '悪化 改善 経緯 理由 情報 参考 添付 案件 要件 用件 事情 都合 期限 正午 午前 午後 昨夜 今夜 今晩 今日 明日 明後日 先週 今週 来週 先月 今月 来月 月末 月初 年末 年始 週末 ' +
    '予告 事前 事後 事務 全部 再現 写真 回避 客様 意味 日前 時々 都度 随時 月曜 火曜 水曜 木曜 金曜 土曜 日曜 未定 混雑 有無 非常 事態 変更 環境 画面 前後 両方 片方 半分 部分 以外 普段 通常 普通 簡単 面倒 無理 残念 幸い 連休 休日 平日 毎回 毎朝 毎晩 最近 先程 役員 社長 部長 課長 上司 同僚 部下 社員 客先 顧客 御客 様子 建物 部屋 受付 倉庫 店舗 会社 相手 自分 誰 皆様 大変 突如 一旦 一度 二度 何度 ' +
    '北海道 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川 福井 山梨 長野 岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 ' +
    '奈良 和歌山 鳥取 島根 岡山 広島 山口 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島 沖縄 札幌 仙台 横浜 川崎 相模原 浜松 名古屋 堺 神戸 ' +
    '北九州 那覇 金沢 高松 松山 盛岡 宇都宮 前橋 水戸 甲府 豊田 品川 新宿 渋谷 丸の内'
  ).split(' '),
);
