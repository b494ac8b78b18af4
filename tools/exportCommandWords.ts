import type { Encoding } from '../src/evidence/caseExports/encodings.ts';
import type { ExportSystem } from '../src/evidence/caseExports/preset.ts';
import type { Language } from '../src/language/language.ts';

/** What `npm run pastcases -- import --from …` says beside what is said of an export everywhere. */
export type ExportCommandWords = {
  unread(path: string, code: string): string;
  torn(path: string, why: string): string;
  notUtf8(names: readonly string[]): string;
  askEncoding(names: readonly string[]): string;
  undecodable(line: number, encoding: Encoding): string;
  noCases(found: readonly string[], number: readonly string[], title: readonly string[]): string;
  otherSystem(systems: readonly ExportSystem[]): string;
  noRule: string;
  askRule: string;
  noRuleColumn(column: string, table: string, columns: readonly string[]): string;
  noZone(sample: string): string;
  askZone(sample: string): string;
  noOrder(sample: string): string;
  askOrder(sample: string): string;
  notUnderstood(answer: string): string;
  noTechnology(id: string): string;
  badPeople(path: string, line: number | null): string;
  unknownPeople(count: number, skipped: boolean): string;
  faulty(count: number): string;
  confirm(cases: number): string;
  declined: string;
  needsYes: string;
  nothing: string;
  did(taken: number, unchanged: number): string;
  progress(count: number): string;
  checked: string;
};

const cases = (count: number): string => `${count} ${count === 1 ? 'case' : 'cases'}`;

const en: ExportCommandWords = {
  unread: (path, code) => (code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${code}).`),
  torn: (path, why) => `${path} cannot be unpacked: ${why}.`,
  notUtf8: (names) =>
    `${names.join(', ')}: this is not UTF-8, and nothing in it says what it is. Say --encoding shift_jis or --encoding windows-1252, or export it as UTF-8.`,
  askEncoding: (names) =>
    `${names.join(', ')}: this is not UTF-8. What was it exported in: shift_jis or windows-1252? `,
  undecodable: (line, encoding) =>
    `Line ${line}: here the file is not ${encoding}. Say another --encoding, or export it as UTF-8.`,
  noCases: (found, number, title) =>
    `No table of cases was found: it needs a column for the number (${number.join(', ')}) and one for the title (${title.join(', ')}). ${found.length > 0 ? `There are: ${found.join(', ')}. ` : ''}Name yours with --column number="…" --column title="…".`,
  otherSystem: (systems) =>
    `Its columns are those of another system: try ${systems.map((each) => `--from ${each}`).join(' or ')}.`,
  noRule:
    'No column says which cases are confidential. Name one with --restricted "COLUMN=VALUE" (or "COLUMN" for any value), or say --none-restricted when no case of this export is confidential.',
  askRule:
    'No column says which cases are confidential. Which one does, as COLUMN=VALUE? Write none when no case of this export is confidential. ',
  noRuleColumn: (column, table, columns) =>
    `--restricted: ${table} has no column "${column}", so that nothing would say which of its cases are confidential. It has: ${columns.join(', ')}.`,
  noZone: (sample) =>
    `Dates such as "${sample}" name no time zone. It is the one that whoever exported them has set in the system: say it with --zone Asia/Tokyo.`,
  askZone: (sample) =>
    `Dates such as "${sample}" name no time zone. Which one had whoever exported them set in the system (Asia/Tokyo, UTC …)? `,
  noOrder: (sample) =>
    `Of dates such as "${sample}" it is not sure which number is the day. Say --dates day-first or --dates month-first.`,
  askOrder: (sample) =>
    `Which number is the day in dates such as "${sample}": the first (day-first) or the second (month-first)? `,
  notUnderstood: (answer) => `"${answer}" is none of these.`,
  noTechnology: (id) => `--product: there is no technology "${id}" in the registry.`,
  badPeople: (path, line) =>
    `${path}${line === null ? '' : `, line ${line}`}: --people takes a CSV file in UTF-8, in each line what the system calls somebody, then an Entra object id or a mail address.`,
  unknownPeople: (count, skipped) =>
    skipped
      ? `${count === 1 ? 'Of one person' : `Of ${count} people`} it is not known who they are; nobody is credited with their cases.`
      : `${count === 1 ? 'Of one person' : `Of ${count} people`} it is not known who they are. Give --people FILE (CSV: name, then Entra object id or mail address), or say --skip-unknown-people: then nobody is credited with their cases.`,
  faulty: (count) =>
    `${count === 1 ? 'One row cannot be taken' : `${count} faults`}. Mend the export, or say --skip-faulty to leave such rows out. Nothing was changed.`,
  confirm: (count) => `Import ${cases(count)}? (yes/no) `,
  declined: 'Nothing was changed.',
  needsYes: 'Nothing was changed. Say --yes to import them.',
  nothing: 'There is no closed case to bring in. Nothing was changed.',
  did: (taken, unchanged) =>
    `Imported: ${taken} new or changed, ${unchanged} unchanged. Bots take them over within half a minute.`,
  progress: (count) => `… ${count}`,
  checked: 'Nothing was changed: check only looks.',
};

const ja: ExportCommandWords = {
  unread: (path, code) =>
    code === 'ENOENT' ? `ファイル ${path} はありません。` : `${path} を読み込めません (${code})。`,
  torn: (path) => `${path} を展開できません。壊れているか、暗号化されているか、対応していない形式の ZIP ファイルです。`,
  notUtf8: (names) =>
    `${names.join('、')}: UTF-8 ではなく、文字コードを判別できません。--encoding shift_jis または --encoding windows-1252 を指定するか、UTF-8 でエクスポートし直してください。`,
  askEncoding: (names) =>
    `${names.join('、')}: UTF-8 ではありません。エクスポート時の文字コードは shift_jis と windows-1252 のどちらですか? `,
  undecodable: (line, encoding) =>
    `${line} 行目: ${encoding} として読めない文字があります。別の --encoding を指定するか、UTF-8 でエクスポートし直してください。`,
  noCases: (found, number, title) =>
    `ケースの表が見つかりません。番号の列 (${number.join('、')}) と件名の列 (${title.join('、')}) が必要です。${found.length > 0 ? `見つかった表: ${found.join('、')}。` : ''}列名が異なる場合は、--column number="…" --column title="…" で指定してください。`,
  otherSystem: (systems) =>
    `列名は別のシステムのものです。${systems.map((each) => `--from ${each}`).join(' か ')} を試してください。`,
  noRule:
    '取扱注意のケースを示す列がありません。--restricted "列名=値" (値を問わない場合は "列名") で指定するか、取扱注意のケースがまったく含まれていない場合は --none-restricted を指定してください。',
  askRule:
    '取扱注意のケースを示す列がありません。どの列ですか (列名=値)? 取扱注意のケースがまったく含まれていない場合は none と入力してください。 ',
  noRuleColumn: (column, table, columns) =>
    `--restricted: ${table} に列「${column}」がないため、取扱注意のケースを見分けられません。見つかった列: ${columns.join('、')}。`,
  noZone: (sample) =>
    `「${sample}」のような日時にはタイム ゾーンがありません。エクスポートした人のシステム上のタイム ゾーンを、--zone Asia/Tokyo のように指定してください。`,
  askZone: (sample) =>
    `「${sample}」のような日時にはタイム ゾーンがありません。エクスポートした人のシステム上のタイム ゾーンは何ですか (Asia/Tokyo、UTC など)? `,
  noOrder: (sample) =>
    `「${sample}」のような日付は、日と月のどちらが先か判断できません。--dates day-first (日が先) または --dates month-first (月が先) を指定してください。`,
  askOrder: (sample) => `「${sample}」のような日付は、日が先 (day-first) と月が先 (month-first) のどちらですか? `,
  notUnderstood: (answer) => `「${answer}」は選択肢にありません。`,
  noTechnology: (id) => `--product: 技術「${id}」はスキル台帳にありません。`,
  badPeople: (path, line) =>
    `${path}${line === null ? '' : ` の ${line} 行目`}: --people には、各行にシステム上の名前と、Entra のオブジェクト ID またはメール アドレスを書いた UTF-8 の CSV ファイルを指定してください。`,
  unknownPeople: (count, skipped) =>
    skipped
      ? `${count} 人が誰なのか分かりません。その人のケースは、解決者なしとして取り込みます。`
      : `${count} 人が誰なのか分かりません。--people ファイル (CSV: 名前、Entra のオブジェクト ID またはメール アドレス) で指定するか、--skip-unknown-people を指定してください (その人のケースは解決者なしになります)。`,
  faulty: (count) =>
    `取り込めない箇所が ${count} 件あります。エクスポートを直すか、その行を除いて取り込む場合は --skip-faulty を指定してください。何も変更していません。`,
  confirm: (count) => `${count} 件を取り込みますか? (yes/no) `,
  declined: '何も変更していません。',
  needsYes: '何も変更していません。取り込むには --yes を指定してください。',
  nothing: '取り込む解決済みケースがありません。何も変更していません。',
  did: (taken, unchanged) =>
    `取り込みました: 追加または変更 ${taken} 件、変更なし ${unchanged} 件。実行中のボットには 30 秒以内に反映されます。`,
  progress: (count) => `… ${count} 件`,
  checked: '確認だけを行いました。何も変更していません。',
};

export const exportCommandWords: Record<Language, ExportCommandWords> = { en, ja };
