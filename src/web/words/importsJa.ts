import type { importsEn } from './importsEn.ts';

/** 取り込みのページの日本語。 */
export const importsJa: typeof importsEn = {
  about:
    'スキル台帳や、学習に使う解決済みケースをファイルから取り込みます。まず結果を確認できます。「取り込む」を押すまで何も変わらず、取り込みはすべて行われるか、まったく行われないかのどちらかです。',
  registry: 'スキル台帳',
  registryHint:
    'JSON ファイル、CSV の表（技術、エンジニア、スキル、カレンダー、チームなど）、シートごとに表を置いた Excel ブック、スキルマップ（縦に人、横に技術）、休日の .ics ファイルを取り込めます。',
  pastCases: '解決済みケース',
  pastCasesHint:
    'JSON、CSV、Excel（ID、件名、内容、解決日時、技術、解決者の列）。ケース管理システムのエクスポートは「npm run pastcases -- import --from …」で取り込みます。',
  profiles: 'Microsoft 365 プロフィールのスキル（プレビュー）',
  profilesHint:
    'スキル台帳の人が自分のプロフィールに書いたか確認し、組織に公開しているスキルです。Microsoft はこの機能をプレビュー（Graph ベータ版）として提供しています。スキル台帳にないスキルだけを提案します。これだけでオーナーになることはなく、「取り込む」を押すまで何も変わりません。',
  readProfiles: 'プロフィールを読み取る',
  readOn: '続きを読み取る',
  profilesRead: (read, of) => `${of} 名中 ${read} 名を読み取りました。`,
  profilesPropose: (skills, people) =>
    skills === 0 ? 'スキル台帳にないスキルはありません。' : `スキル台帳にないスキル: ${people} 名の ${skills} 件`,
  profileLine: (person, technology, level, wantsToLearn) =>
    `${person}: ${technology}（レベル ${level}${wantsToLearn ? '、さらに学びたい' : ''}）`,
  profilesKnown: (count) => `登録済みのため変更しないもの: ${count} 件`,
  profilesUnconfirmed: (count) => `本人が確認していないため除いたもの: ${count} 件`,
  profilesUnknown: (names) => `該当する技術がない名前: ${names}`,
  importSkills: (count) => `スキル ${count} 件を取り込む`,
  saveSkills: 'ファイルに保存',
  profilesNotGranted:
    'Microsoft Graph に拒否されました。アクセス許可 User.Read.All がありません。何も変更していません。許可の状態は「/swarm doctor」で確認できます。',
  profilesAway: '現在、Microsoft Graph からプロフィールを取得できません。数分後に続きを読み取ってください。',
  choose: 'ファイルを選択…',
  chosen: '選択したファイル',
  size: (kilobytes) => `${kilobytes} KB`,
  none: 'ファイルはまだ選択されていません。',
  tooMuch:
    'ファイルの合計が 20 MB を超えています。ファイルを減らすか、「npm run registry」または「npm run pastcases」で取り込んでください。',
  tooMany: '一度に選択できるのは 20 ファイルまでです。',
  replace: 'ファイルにないものを削除する',
  replaceHint: '全員分が載ったファイルの場合だけ選択してください。ファイルにない人、スキル、技術は削除されます。',
  marks: '記号の意味',
  marksHint: 'スキルマップの記号が ◎=5、○=3、△=2 と異なる場合だけ入力します。例: ◎=4, A=5, B=3',
  scale: '数字の尺度',
  scaleHint: '0 ～ 5 でない場合だけ入力します。例: 0-10',
  perhapsScale: (scale) =>
    `スキルマップの数字は最大でも ${scale.slice(2)} です（レベルは 5 まであります）。尺度が ${scale} の場合は、上に入力してもう一度確認してください。`,
  zone: 'タイム ゾーンのない日時のタイム ゾーン',
  zoneHint: 'Asia/Tokyo のような、地域と都市の名前です。',
  look: '結果を確認',
  import: '取り込む',
  importRemoving: (removed) => `取り込み、${removed} 件を削除する`,
  download: '現在のスキル台帳をダウンロード',
  holds: (technologies, engineers, skills) =>
    `ファイルの内容: 技術 ${technologies} 件、エンジニア ${engineers} 名、スキル ${skills} 件。`,
  counts: (added, changed, unchanged, removed) =>
    `追加 ${added} 件、変更 ${changed} 件、変更なし ${unchanged} 件、削除 ${removed} 件。`,
  holdsCases: (cases, ofTechnology, ofPeople) =>
    `ファイルの内容: 解決済みケース ${cases} 件（技術が分かるもの ${ofTechnology} 件、解決者が分かるもの ${ofPeople} 件）。`,
  closed: (from, to) => `解決日: ${from} ～ ${to}`,
  learns: 'スウォームが学習に使うのは、技術が分かるケースだけです。人の候補には、解決者が分かるケースだけを使います。',
  preview: '取り込んだ場合の結果',
  nothingChanges: '変更はありません。すべて取り込み済みです。',
  imported: (added, changed, unchanged, removed) =>
    `取り込みました: 追加 ${added} 件、変更 ${changed} 件、変更なし ${unchanged} 件、削除 ${removed} 件。ほかのプロセスには 30 秒以内に反映されます。`,
  importedCases: (taken, unchanged) =>
    `取り込みました: 追加または変更 ${taken} 件、変更なし ${unchanged} 件。ほかのプロセスには 30 秒以内に反映されます。`,
  imports: '取り込みの履歴',
  importsHint: '直近 50 件です。何も変わらなかった取り込みは、人が行ったものだけを表示します。',
  noImports: '取り込みはまだありません。',
  of: { registry: 'スキル台帳', 'past-cases': '解決済みケース' },
  by: {
    tab: (name, at) => `${name}、${at}`,
    command: (_name, at) => `コマンド、${at}`,
    signed: (_name, at) => `ほかのシステムから送信、${at}`,
    start: (_name, at) => `起動時に読み込むファイル、${at}`,
  },
  somebody: '消去された人',
  fromFiles: (names) => `ファイル: ${names.join('、')}`,
  countsCases: (taken, unchanged) => `追加または変更 ${taken} 件、変更なし ${unchanged} 件。`,
  wrong: (count) => `問題が ${count} 件あります。何も変更していません。`,
  wrongHint: 'ファイルを修正して選択し直し、もう一度確認してください。',
  more: (count) => `… ほか ${count} 件`,
  directoryAway:
    'ファイルにあるメール アドレスを、現在 Entra で調べられません。何も変更していません。数分後にもう一度お試しください。',
  badMarks: '記号の意味を読み取れません。「◎=4, A=5, B=3」のように入力してください。',
  badScale: '尺度を読み取れません。「0-10」「1-3」のように入力してください。',
  badZone: 'Asia/Tokyo のような地域と都市の名前でも、UTC でもありません。',
  changed: '選択した後にファイルが変更されたか、なくなっています。もう一度選択してください。',
  tooOften: '短い時間に操作が集中しました。何も変更していません。30 秒ほどしてから、もう一度お試しください。',
  notDone:
    '実行できませんでした。何も変更していません。もう一度お試しください。続く場合は、スウォームの管理者にお問い合わせください。',
};
