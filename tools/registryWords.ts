import type { Language } from '../src/language/language.ts';
import type { Calendar } from '../src/registry/calendar.ts';
import type { CancelledDays } from '../src/registry/files/icalendar.ts';
import type { MarkRead } from '../src/registry/files/skillMap.ts';
import type { LeftBehind } from '../src/registry/leftBehind.ts';
import type { KeptWord, OwnField } from '../src/registry/ownWords.ts';
import type { ImportSummary } from '../src/registry/registry.ts';

export type RegistryWords = {
  help: string;
  /** Counts of technologies, engineers and skills in the files. */
  fine(technologies: number, engineers: number, skills: number): string;
  /** A calendar of the files, with how many days it tells of. */
  calendar(calendar: Calendar): string;
  /** What a mark of a skill map becomes. */
  mark(read: MarkRead): string;
  /** Its numbers may be of a scale that says less than ours. */
  perhapsScale(scale: string): string;
  cancelled(of: CancelledDays): string;
  /** What somebody said themselves stays, whatever the files say. */
  kept(word: KeptWord): string;
  /** What somebody owned who leaves, and who could take it over. */
  leftBehind(of: LeftBehind): string;
  deputiesLeftOut(names: readonly string[], count: number): string;
  wouldDo(summary: ImportSummary): string;
  did(summary: ImportSummary): string;
  followed: string;
  wrote(path: string): string;
  more(count: number): string;
  refused(count: number): string;
  alone(because: string): string;
  inUse(message: string): string;
  unset: string;
};

/** Whose later date in a file counts more than what the person said. */
const columns: Record<OwnField, string> = {
  hours: 'hours_said_at',
  languages: 'languages_said_at',
  reads: 'reads_said_at',
  mostSwarms: 'most_swarms_said_at',
  awayUntil: 'away_until_said_at',
  anyHour: 'any_hour_said_at',
  asking: 'asking_said_at',
};

const fieldsInEnglish: Record<OwnField, string> = {
  hours: 'working hours and zone',
  languages: 'languages',
  reads: 'the language they read',
  mostSwarms: 'most swarms at once',
  awayUntil: 'away until',
  anyHour: 'asked at any hour',
  asking: 'how they want to be asked',
};

const fieldsInJapanese: Record<OwnField, string> = {
  hours: '勤務時間とタイムゾーン',
  languages: '対応できる言語',
  reads: '表示言語',
  mostSwarms: '同時スウォーム上限',
  awayUntil: '不在期限',
  anyHour: '時間外の依頼',
  asking: '依頼の受け方',
};

const en: RegistryWords = {
  help: `npm run registry -- check FILES… [--replace] [--marks MAP] [--scale 0-10]     say what is wrong in the files, and what an import would do
npm run registry -- import FILES… [--replace] [--marks MAP] [--scale 0-10]    bring them in: all or nothing, and again without doubling
npm run registry -- export [TARGET] [--format json|csv]
npm run registry -- starter [TARGET] [--format json|csv]       technologies to begin a registry with, by what people call them

FILES    one JSON file, or CSV files (technologies, engineers, skills, calendars, their days; any of them), in UTF-8; or Excel workbooks (.xlsx) with
         a table in each sheet (hidden sheets are left out); or a skill map: people down and
         technologies across, ◎ ○ △ or 0 to 4 in the cells (check says what each mark becomes)
TARGET   a JSON file (the terminal, if not said), or with --format csv a folder for a file each
--replace   what the files do not name goes; without it, it stays
--marks     what marks of a skill map mean, where it is not ◎=5,○=3,△=2,×=0: --marks "◎=4,A=5,B=3"
--scale     of which scale the numbers of a skill map are, where it is not ours: 0-10, 1-3. The most becomes level 5; --marks goes before it

Reads DATABASE_URL or DATA_FOLDER, and MICROSOFT_APP_TENANT_ID (env/.env is read, too).`,
  fine: (technologies, engineers, skills) =>
    `Nothing is wrong. The files hold ${technologies} technologies, ${engineers} engineers and ${skills} skills.`,
  calendar: ({ id, from, until, days }) =>
    `Calendar ${id}: ${days.length} ${days.length === 1 ? 'day' : 'days'} from ${from} to ${until}. What lies outside is unknown.`,
  cancelled: ({ file, names }) =>
    `${file}: cancelled, so left out (${names.length}): ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}.`,
  perhapsScale: (scale) =>
    `No number in the skill map is above ${scale.slice(2)}, and levels go up to 5. If it has a scale of ${scale}, say so with --scale ${scale}.`,
  mark: ({ mark, level, cells }) =>
    `The mark ${mark} becomes ${level === null ? 'no skill' : `level ${level}`} (${cells} ${cells === 1 ? 'cell' : 'cells'}).`,
  leftBehind: ({ technology, by, owners, couldTakeOver }) =>
    `${by.join(', ')} leaves ${technology.en} with ${owners.length === 0 ? 'no owner' : `one owner, ${owners.join(', ')}`}. ${
      couldTakeOver.length === 0
        ? 'Nobody else solves its usual cases alone.'
        : `Who could take it over: ${couldTakeOver.map(({ name, level }) => `${name} (level ${level})`).join(', ')}.`
    }`,
  kept: ({ name, field, said }) =>
    `Kept as ${name} set it: ${fieldsInEnglish[field]} (on ${said.slice(0, 10)}). Only a later ${columns[field]} in the file changes it.`,
  deputiesLeftOut: (names, count) =>
    `Deputies in the files count for nobody (${count}: ${names.join(', ')}${count > names.length ? ', …' : ''}). Who acts for somebody is named by themselves, in /swarm skills.`,
  wouldDo: (summary) => `An import would come to: ${countsInEnglish(summary)}.`,
  did: (summary) => `Imported: ${countsInEnglish(summary)}.`,
  followed: 'Bots that run take it over within half a minute.',
  wrote: (path) => `Written: ${path}`,
  more: (count) => `… and ${count} more.`,
  refused: (count) => `${count} ${count === 1 ? 'problem' : 'problems'}. Nothing was changed.`,
  alone: (because) =>
    `The files are judged by themselves, for the registry in use could not be read. What they refer to must be in them.\n  ${because}`,
  inUse: (message) =>
    `${message}\nIs that the bot? Then send the file (JSON) to it, signed, with POST /api/registry (GET exports); or stop the bot and run this again.`,
  unset: 'It is not clear where the registry is:',
};

const ja: RegistryWords = {
  help: `npm run registry -- check FILES… [--replace] [--marks MAP] [--scale 0-10]     ファイルの誤りと、取り込んだ場合の結果を表示します
npm run registry -- import FILES… [--replace] [--marks MAP] [--scale 0-10]    取り込みます（すべて取り込むか、まったく取り込まないか。繰り返しても重複しません）
npm run registry -- export [TARGET] [--format json|csv]
npm run registry -- starter [TARGET] [--format json|csv]       登録簿の初めの一歩になる技術の一覧（通称・略称付き）を書き出します

FILES    JSON ファイル 1 つ、または CSV ファイル（technologies、engineers、skills、calendars とその日付のいずれか）。文字コードは UTF-8。
         シートごとに表を 1 つ置いた Excel ブック（.xlsx）も取り込めます（非表示のシートは対象外です）。
         スキルマップも取り込めます（縦に人、横に技術。セルは ◎ ○ △ または 0 ～ 4。check で各記号の意味を表示します）
TARGET   JSON ファイル（省略すると画面に表示）。--format csv では 表ごとのファイルを置くフォルダー
--replace   ファイルにないものを登録簿から削除します（指定しなければ残ります）
--marks     スキルマップの記号の意味を、既定（◎=5,○=3,△=2,×=0）から変えます: --marks "◎=4,A=5,B=3"
--scale     スキルマップの数字の尺度を指定します（例: 0-10、1-3）。最大値がレベル 5 になります。--marks の指定が優先されます

DATABASE_URL または DATA_FOLDER と、MICROSOFT_APP_TENANT_ID を参照します（env/.env も読みます）。`,
  fine: (technologies, engineers, skills) =>
    `問題はありません。技術 ${technologies} 件、エンジニア ${engineers} 名、スキル ${skills} 件です。`,
  calendar: ({ id, from, until, days }) =>
    `カレンダー ${id}: ${from} から ${until} までの ${days.length} 日。期間外の休日は不明として扱われます。`,
  cancelled: ({ file, names }) =>
    `${file}: キャンセルされた予定を除きました（${names.length} 件）: ${names.slice(0, 5).join('、')}${names.length > 5 ? ' …' : ''}`,
  perhapsScale: (scale) =>
    `スキルマップの数字は最大でも ${scale.slice(2)} です（レベルは 5 まであります）。尺度が ${scale} の場合は、--scale ${scale} を指定してください。`,
  mark: ({ mark, level, cells }) =>
    `記号 ${mark} は${level === null ? 'スキルなし' : `レベル ${level} `}になります（${cells} か所）。`,
  leftBehind: ({ technology, by, owners, couldTakeOver }) =>
    `${by.join('、')} さんが抜けると、${technology.ja} のオーナーは${owners.length === 0 ? 'いなくなります' : ` ${owners.join('、')} さんだけになります`}。${
      couldTakeOver.length === 0
        ? '一人で対応できる人はほかにいません。'
        : `引き継げそうな人: ${couldTakeOver.map(({ name, level }) => `${name} さん（レベル ${level}）`).join('、')}。`
    }`,
  kept: ({ name, field, said }) =>
    `${name} さんの設定を維持します: ${fieldsInJapanese[field]}（${said.slice(0, 10)} に本人が設定）。変更するには、ファイルの ${columns[field]} にそれより後の日時を指定してください。`,
  deputiesLeftOut: (names, count) =>
    `ファイルの代理人は反映されません（${count} 人: ${names.join('、')}${count > names.length ? '、…' : ''}）。代理人は、本人が /swarm skills で指定します。`,
  wouldDo: (summary) => `取り込んだ場合: ${countsInJapanese(summary)}。`,
  did: (summary) => `取り込みました: ${countsInJapanese(summary)}。`,
  followed: '実行中のボットには 30 秒以内に反映されます。',
  wrote: (path) => `書き出しました: ${path}`,
  more: (count) => `… ほか ${count} 件`,
  refused: (count) => `問題が ${count} 件あります。登録簿は変更していません。`,
  alone: (because) =>
    `使用中の登録簿を読み取れないため、ファイルだけで検査します。参照先はファイルに含まれている必要があります。\n  ${because}`,
  inUse: (message) =>
    `データフォルダーは別のプロセスが使用中です。\n  ${message}\nボットが使用している場合は、署名を付けた POST /api/registry でファイル（JSON）をボットに送るか（書き出しは GET）、ボットを停止してから再度実行してください。`,
  unset: '登録簿の場所が設定されていません:',
};

export const registryWords: Record<Language, RegistryWords> = { en, ja };

function countsInEnglish({ added, changed, unchanged, removed }: ImportSummary): string {
  return `${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed`;
}

function countsInJapanese({ added, changed, unchanged, removed }: ImportSummary): string {
  return `追加 ${added} 件、変更 ${changed} 件、変更なし ${unchanged} 件、削除 ${removed} 件`;
}
