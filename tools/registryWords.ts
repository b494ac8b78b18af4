import type { Language } from '../src/language/language.ts';
import { type ImportWords, importWords } from '../src/registry/files/importWords.ts';
import type { ImportSummary } from '../src/registry/imports.ts';

export type RegistryWords = ImportWords & {
  help: string;
  /** Counts of technologies, engineers and skills in the files. */
  fine(technologies: number, engineers: number, skills: number): string;
  /** Its numbers may be of a scale that says less than ours. */
  perhapsScale(scale: string): string;
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

const en: RegistryWords = {
  ...importWords.en,
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
  perhapsScale: (scale) =>
    `No number in the skill map is above ${scale.slice(2)}, and levels go up to 5. If it has a scale of ${scale}, say so with --scale ${scale}.`,
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
  ...importWords.ja,
  help: `npm run registry -- check FILES… [--replace] [--marks MAP] [--scale 0-10]     ファイルの誤りと、取り込んだ場合の結果を表示します
npm run registry -- import FILES… [--replace] [--marks MAP] [--scale 0-10]    取り込みます（すべて取り込むか、まったく取り込まないか。繰り返しても重複しません）
npm run registry -- export [TARGET] [--format json|csv]
npm run registry -- starter [TARGET] [--format json|csv]       スキル台帳の初めの一歩になる技術の一覧（通称・略称付き）を書き出します

FILES    JSON ファイル 1 つ、または CSV ファイル（technologies、engineers、skills、calendars とその日付のいずれか）。文字コードは UTF-8。
         シートごとに表を 1 つ置いた Excel ブック（.xlsx）も取り込めます（非表示のシートは対象外です）。
         スキルマップも取り込めます（縦に人、横に技術。セルは ◎ ○ △ または 0 ～ 4。check で各記号の意味を表示します）
TARGET   JSON ファイル（省略すると画面に表示）。--format csv では 表ごとのファイルを置くフォルダー
--replace   ファイルにないものをスキル台帳から削除します（指定しなければ残ります）
--marks     スキルマップの記号の意味を、既定（◎=5,○=3,△=2,×=0）から変えます: --marks "◎=4,A=5,B=3"
--scale     スキルマップの数字の尺度を指定します（例: 0-10、1-3）。最大値がレベル 5 になります。--marks の指定が優先されます

DATABASE_URL または DATA_FOLDER と、MICROSOFT_APP_TENANT_ID を参照します（env/.env も読みます）。`,
  fine: (technologies, engineers, skills) =>
    `問題はありません。技術 ${technologies} 件、エンジニア ${engineers} 名、スキル ${skills} 件です。`,
  perhapsScale: (scale) =>
    `スキルマップの数字は最大でも ${scale.slice(2)} です（レベルは 5 まであります）。尺度が ${scale} の場合は、--scale ${scale} を指定してください。`,
  wouldDo: (summary) => `取り込んだ場合: ${countsInJapanese(summary)}。`,
  did: (summary) => `取り込みました: ${countsInJapanese(summary)}。`,
  followed: '実行中のボットには 30 秒以内に反映されます。',
  wrote: (path) => `書き出しました: ${path}`,
  more: (count) => `… ほか ${count} 件`,
  refused: (count) => `問題が ${count} 件あります。スキル台帳は変更していません。`,
  alone: (because) =>
    `使用中のスキル台帳を読み取れないため、ファイルだけで検査します。参照先はファイルに含まれている必要があります。\n  ${because}`,
  inUse: (message) =>
    `データフォルダーは別のプロセスが使用中です。\n  ${message}\nボットが使用している場合は、署名を付けた POST /api/registry でファイル（JSON）をボットに送るか（書き出しは GET）、ボットを停止してから再度実行してください。`,
  unset: 'スキル台帳の場所が設定されていません:',
};

export const registryWords: Record<Language, RegistryWords> = { en, ja };

function countsInEnglish({ added, changed, unchanged, removed }: ImportSummary): string {
  return `${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed`;
}

function countsInJapanese({ added, changed, unchanged, removed }: ImportSummary): string {
  return `追加 ${added} 件、変更 ${changed} 件、変更なし ${unchanged} 件、削除 ${removed} 件`;
}
