import type { Encoding } from '../src/evidence/caseExports/encodings.ts';
import type { DateOrder } from '../src/evidence/caseExports/exportDates.ts';
import type { KnownPeople } from '../src/evidence/caseExports/people.ts';
import type { ExportField, ExportSystem } from '../src/evidence/caseExports/preset.ts';
import type { StrangeForm } from '../src/evidence/caseExports/strangeFile.ts';
import type { Language } from '../src/language/language.ts';

type Unknown = KnownPeople['unknown'][number] & { count: number; file: string; line: number };

/** What `npm run pastcases -- import --from …` says. */
export type ExportWords = {
  system: Record<ExportSystem, string>;
  field: Record<ExportField | 'restricted', string>;
  notTaken: string;
  unread(path: string, code: string): string;
  torn(path: string, why: string): string;
  notUtf8(names: readonly string[]): string;
  askEncoding(names: readonly string[]): string;
  undecodable(line: number, encoding: Encoding): string;
  isJis(names: readonly string[]): string;
  noCases(found: readonly string[], number: readonly string[], title: readonly string[]): string;
  strangeFile(name: string, form: StrangeForm): string;
  otherSystem(systems: readonly ExportSystem[]): string;
  noStatus(open: number, columns: readonly string[]): string;
  noRule: string;
  askRule: string;
  noRuleColumn(column: string, table: string, columns: readonly string[]): string;
  noZone(sample: string): string;
  askZone(sample: string): string;
  noOrder(sample: string): string;
  askOrder(sample: string): string;
  contradicts(sample: string): string;
  notUnderstood(answer: string): string;
  badZone(zone: string, meant: readonly string[]): string;
  noTechnology(id: string): string;
  badPeople(path: string, line: number | null): string;
  unknownPerson(person: Unknown): string;
  unknownPeople(count: number, skipped: boolean): string;
  faulty(count: number): string;
  more(count: number): string;
  table(name: string): string;
  beside(name: string, rows: number): string;
  others(names: readonly string[]): string;
  found(cases: number, open: number, unsolved: number, foot: number): string;
  closedFrom(first: string, last: string, zone: string): string;
  datesAs(sample: string, order: DateOrder | null, zone: string | null): string;
  people(count: number, cases: number): string;
  nobody(cases: number): string;
  technologies(withSome: number, without: number): string;
  strange(names: readonly string[]): string;
  fixes(count: number): string;
  restricted(count: number, rules: readonly string[]): string;
  noneRestricted: string;
  lost(count: number, line: number): string;
  first: string;
  hidden: string;
  confirm(cases: number): string;
  declined: string;
  needsYes: string;
  nothing: string;
  did(taken: number, unchanged: number): string;
  progress(count: number): string;
  checked: string;
};

const systems: Record<ExportSystem, string> = {
  dynamics: 'Dynamics 365',
  servicenow: 'ServiceNow',
  zendesk: 'Zendesk',
  jira: 'Jira',
  salesforce: 'Salesforce',
};

const cases = (count: number): string => `${count} ${count === 1 ? 'case' : 'cases'}`;

const en: ExportWords = {
  system: systems,
  field: {
    number: 'number',
    title: 'title',
    text: 'text',
    status: 'whether it is closed',
    outcome: 'whether it was solved',
    closed: 'when it was closed',
    updated: 'when it was closed, where nothing else says so',
    product: 'technology',
    solver: 'who solved it',
    cause: 'root cause',
    fix: 'what fixed it',
    record: 'its address',
    restricted: 'whether it is restricted',
  },
  notTaken: '-',
  unread: (path, code) => (code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read (${code}).`),
  torn: (path, why) => `${path} cannot be unpacked: ${why}.`,
  notUtf8: (names) =>
    `${names.join(', ')}: this is not UTF-8, and nothing in it says what it is. Say --encoding shift_jis or --encoding windows-1252, or export it as UTF-8.`,
  askEncoding: (names) =>
    `${names.join(', ')}: this is not UTF-8. What was it exported in: shift_jis or windows-1252? `,
  undecodable: (line, encoding) =>
    `Line ${line}: here the file is not ${encoding}. Say another --encoding, or export it as UTF-8.`,
  isJis: (names) => `${names.join(', ')}: this is ISO-2022-JP (JIS). Export it as UTF-8.`,
  noCases: (found, number, title) =>
    `No table of cases was found: it needs a column for the number (${number.join(', ')}) and one for the title (${title.join(', ')}). ${found.length > 0 ? `There are: ${found.join(', ')}. ` : ''}Name yours with --column number="…" --column title="…".`,
  strangeFile: (name, form) => `${name}: ${strangeFiles.en[form]}`,
  otherSystem: (systems) =>
    `Its columns are those of another system: try ${systems.map((each) => `--from ${each}`).join(' or ')}.`,
  noStatus: (open, columns) =>
    `No column for the status was found (${columns.join(', ')}): ${cases(open)} without a closing date ${open === 1 ? 'counts' : 'count'} as still open. Name yours with --column status="…".`,
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
  contradicts: (sample) =>
    `Dates such as "${sample}" have the day first in some lines and second in others. Export them in one form, with the year first.`,
  notUnderstood: (answer) => `"${answer}" is none of these.`,
  badZone: (zone, meant) =>
    `"${zone}" is no time zone by area and city, such as Asia/Tokyo, nor UTC.${meant.length > 0 ? ` Is ${meant.join(' or ')} meant?` : ''}`,
  noTechnology: (id) => `--product: there is no technology "${id}" in the registry.`,
  badPeople: (path, line) =>
    `${path}${line === null ? '' : `, line ${line}`}: --people takes a CSV file in UTF-8, in each line what the system calls somebody, then an Entra object id or a mail address.`,
  unknownPerson: ({ name, why, count, file, line }) =>
    `  ${name}: ${cases(count)}, first in ${file}, line ${line}. ${
      {
        nobody: name.includes('@')
          ? 'Nobody in Entra has this address.'
          : 'No engineer of the registry goes by this name alone.',
        'not-asked': 'Addresses are looked up in Entra only where the bot’s sign-in is configured (env/.env).',
        away: 'Entra gives no answer now.',
      }[why]
    }`,
  unknownPeople: (count, skipped) =>
    skipped
      ? `${count === 1 ? 'Of one person' : `Of ${count} people`} it is not known who they are; nobody is credited with their cases.`
      : `${count === 1 ? 'Of one person' : `Of ${count} people`} it is not known who they are. Give --people FILE (CSV: name, then Entra object id or mail address), or say --skip-unknown-people: then nobody is credited with their cases.`,
  faulty: (count) =>
    `${count === 1 ? 'One row cannot be taken' : `${count} faults`}. Mend the export, or say --skip-faulty to leave such rows out. Nothing was changed.`,
  more: (count) => `… and ${count} more.`,
  table: (name) => `${name}:`,
  beside: (name, rows) => `${name}: ${rows} ${rows === 1 ? 'row that belongs' : 'rows that belong'} to the cases`,
  others: (names) => `Not taken: ${names.join(', ')}`,
  found: (count, open, unsolved, foot) =>
    `${[
      `${cases(count)} would come in`,
      ...(open > 0 ? [`${open} still open ${areLeftOut(open)}`] : []),
      ...(unsolved > 0 ? [`${unsolved} cancelled, merged or duplicate ${areLeftOut(unsolved)}`] : []),
      ...(foot > 0 ? [`${foot} ${foot === 1 ? 'line' : 'lines'} at the foot of the report ${areLeftOut(foot)}`] : []),
    ].join('; ')}.`,
  closedFrom: (first, last, zone) => `Closed from ${first} to ${last} (${zone}).`,
  datesAs: (sample, order, zone) =>
    `Dates such as "${sample}" are read ${order === null ? '' : `with the ${order === 'day-first' ? 'day' : 'month'} first, `}${zone === null ? 'in the zone that they name' : `in ${zone}`}.`,
  people: (count, of) => `${count} ${count === 1 ? 'person' : 'people'} solved ${of} of them.`,
  nobody: (count) => `${cases(count)} ${count === 1 ? 'names' : 'name'} nobody who solved it.`,
  technologies: (withSome, without) =>
    `${cases(withSome)} ${withSome === 1 ? 'names' : 'name'} technologies of the registry, ${without} none.`,
  strange: (names) =>
    `No technology goes by: ${names.join(', ')}. Add the name to one as an alias, or say --product "NAME=technology-id".`,
  fixes: (count) => `${cases(count)} ${count === 1 ? 'says' : 'say'} what fixed it.`,
  restricted: (count, rules) =>
    `${cases(count)} ${count === 1 ? 'is' : 'are'} restricted (${rules.join('; ')}): no word of ${count === 1 ? 'it' : 'them'} is kept.`,
  noneRestricted: 'No case is taken for restricted, as you confirmed.',
  lost: (count, line) =>
    `Careful: ${count === 1 ? `one title is question marks alone, in line ${line}` : `${count} titles are question marks alone, the first in line ${line}`}. The export could not write their letters. In ServiceNow set glide.export.csv.charset to UTF-8, and export again.`,
  first: 'The first of them:',
  hidden: '(restricted)',
  confirm: (count) => `Import ${cases(count)}? (yes/no) `,
  declined: 'Nothing was changed.',
  needsYes: 'Nothing was changed. Say --yes to import them.',
  nothing: 'There is no closed case to bring in. Nothing was changed.',
  did: (taken, unchanged) =>
    `Imported: ${taken} new or changed, ${unchanged} unchanged. Bots take them over within half a minute.`,
  progress: (count) => `… ${count}`,
  checked: 'Nothing was changed: check only looks.',
};

const areLeftOut = (count: number): string => (count === 1 ? 'is left out' : 'are left out');

const ja: ExportWords = {
  system: systems,
  field: {
    number: '番号',
    title: '件名',
    text: '内容',
    status: '終了しているか',
    outcome: '解決したか',
    closed: '解決日時',
    updated: '解決日時 (ほかに記録がない場合)',
    product: '技術',
    solver: '解決者',
    cause: '原因',
    fix: '解決策',
    record: 'アドレス',
    restricted: '取扱注意か',
  },
  notTaken: '-',
  unread: (path, code) =>
    code === 'ENOENT' ? `ファイル ${path} はありません。` : `${path} を読み込めません (${code})。`,
  torn: (path) => `${path} を展開できません。壊れているか、暗号化されているか、対応していない形式の ZIP ファイルです。`,
  notUtf8: (names) =>
    `${names.join('、')}: UTF-8 ではなく、文字コードを判別できません。--encoding shift_jis または --encoding windows-1252 を指定するか、UTF-8 でエクスポートし直してください。`,
  askEncoding: (names) =>
    `${names.join('、')}: UTF-8 ではありません。エクスポート時の文字コードは shift_jis と windows-1252 のどちらですか? `,
  undecodable: (line, encoding) =>
    `${line} 行目: ${encoding} として読めない文字があります。別の --encoding を指定するか、UTF-8 でエクスポートし直してください。`,
  isJis: (names) => `${names.join('、')}: ISO-2022-JP (JIS) です。UTF-8 でエクスポートし直してください。`,
  noCases: (found, number, title) =>
    `ケースの表が見つかりません。番号の列 (${number.join('、')}) と件名の列 (${title.join('、')}) が必要です。${found.length > 0 ? `見つかった表: ${found.join('、')}。` : ''}列名が異なる場合は、--column number="…" --column title="…" で指定してください。`,
  strangeFile: (name, form) => `${name}: ${strangeFiles.ja[form]}`,
  otherSystem: (systems) =>
    `列名は別のシステムのものです。${systems.map((each) => `--from ${each}`).join(' か ')} を試してください。`,
  noStatus: (open, columns) =>
    `状態の列が見つからないため (${columns.join('、')})、解決日時のない ${open} 件は未解決とみなしています。列名が異なる場合は、--column status="…" で指定してください。`,
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
  contradicts: (sample) =>
    `「${sample}」のような日付に、日が先の行と月が先の行が混在しています。年が先の形式に統一してエクスポートし直してください。`,
  notUnderstood: (answer) => `「${answer}」は選択肢にありません。`,
  badZone: (zone, meant) =>
    `「${zone}」は、Asia/Tokyo のような地域と都市の名前でも UTC でもありません。${meant.length > 0 ? `${meant.join(' または ')} のことでしょうか。` : ''}`,
  noTechnology: (id) => `--product: 技術「${id}」はスキル台帳にありません。`,
  badPeople: (path, line) =>
    `${path}${line === null ? '' : ` の ${line} 行目`}: --people には、各行にシステム上の名前と、Entra のオブジェクト ID またはメール アドレスを書いた UTF-8 の CSV ファイルを指定してください。`,
  unknownPerson: ({ name, why, count, file, line }) =>
    `  ${name}: ${count} 件、最初は ${file} の ${line} 行目。${
      {
        nobody: name.includes('@')
          ? 'このアドレスの人は Entra にいません。'
          : 'この名前に当てはまるエンジニアが、スキル台帳に 1 人に定まりません。',
        'not-asked': 'Entra での検索には、ボットのサインイン設定 (env/.env) が必要です。',
        away: 'いま Entra から応答がありません。',
      }[why]
    }`,
  unknownPeople: (count, skipped) =>
    skipped
      ? `${count} 人が誰なのか分かりません。その人のケースは、解決者なしとして取り込みます。`
      : `${count} 人が誰なのか分かりません。--people ファイル (CSV: 名前、Entra のオブジェクト ID またはメール アドレス) で指定するか、--skip-unknown-people を指定してください (その人のケースは解決者なしになります)。`,
  faulty: (count) =>
    `取り込めない箇所が ${count} 件あります。エクスポートを直すか、その行を除いて取り込む場合は --skip-faulty を指定してください。何も変更していません。`,
  more: (count) => `… ほか ${count} 件`,
  table: (name) => `${name}:`,
  beside: (name, rows) => `${name}: ケースに付随する ${rows} 行`,
  others: (names) => `取り込まない表: ${names.join('、')}`,
  found: (count, open, unsolved, foot) =>
    `${[
      `${count} 件を取り込みます`,
      ...(open > 0 ? [`未解決の ${open} 件は除きます`] : []),
      ...(unsolved > 0 ? [`キャンセル、統合、重複の ${unsolved} 件は除きます`] : []),
      ...(foot > 0 ? [`レポート末尾の ${foot} 行は除きます`] : []),
    ].join('。')}。`,
  closedFrom: (first, last, zone) => `解決日時は ${first} から ${last} まで (${zone}) です。`,
  datesAs: (sample, order, zone) =>
    `「${sample}」のような日時は、${order === null ? '' : order === 'day-first' ? '日が先、' : '月が先、'}${zone === null ? '記載されたタイム ゾーン' : zone}として読みます。`,
  people: (count, of) => `解決者は ${count} 人、${of} 件です。`,
  nobody: (count) => `${count} 件には解決者の記録がありません。`,
  technologies: (withSome, without) =>
    `スキル台帳の技術が分かるケースは ${withSome} 件、分からないケースは ${without} 件です。`,
  strange: (names) =>
    `スキル台帳の技術に当てはまらない名前: ${names.join('、')}。技術の別名に追加するか、--product "名前=技術の ID" で指定してください。`,
  fixes: (count) => `${count} 件に解決策の記録があります。`,
  restricted: (count, rules) => `${count} 件は取扱注意です (${rules.join('、')})。本文は一切保存しません。`,
  noneRestricted: 'ご確認のとおり、取扱注意のケースはないものとして扱います。',
  lost: (count, line) =>
    `注意: ${count} 件の件名が「?」だけになっています (最初は ${line} 行目)。エクスポート時に文字が失われています。ServiceNow では glide.export.csv.charset を UTF-8 に設定し、エクスポートし直してください。`,
  first: '最初のケース:',
  hidden: '(取扱注意)',
  confirm: (count) => `${count} 件を取り込みますか? (yes/no) `,
  declined: '何も変更していません。',
  needsYes: '何も変更していません。取り込むには --yes を指定してください。',
  nothing: '取り込む解決済みケースがありません。何も変更していません。',
  did: (taken, unchanged) =>
    `取り込みました: 追加または変更 ${taken} 件、変更なし ${unchanged} 件。実行中のボットには 30 秒以内に反映されます。`,
  progress: (count) => `… ${count} 件`,
  checked: '確認だけを行いました。何も変更していません。',
};

export const exportWords: Record<Language, ExportWords> = { en, ja };

const strangeFiles: Record<Language, Record<StrangeForm, string>> = {
  en: {
    empty: 'the file is empty. Export it again.',
    html: 'this is a web page (HTML), whatever its name. Export the list as CSV or as an Excel workbook (.xlsx).',
    pdf: 'this is a PDF. Export the list as CSV or as an Excel workbook (.xlsx).',
    xml: 'this is XML. Export the list as CSV, as JSON or as an Excel workbook (.xlsx).',
    'old-office': 'this is an Office file of the old kind (.xls). In Excel, save it as "Excel Workbook (*.xlsx)".',
  },
  ja: {
    empty: 'ファイルが空です。エクスポートし直してください。',
    html: '拡張子にかかわらず、中身は Web ページ (HTML) です。一覧を CSV か Excel ブック (.xlsx) でエクスポートしてください。',
    pdf: 'PDF です。一覧を CSV か Excel ブック (.xlsx) でエクスポートしてください。',
    xml: 'XML です。一覧を CSV、JSON、Excel ブック (.xlsx) のいずれかでエクスポートしてください。',
    'old-office': '古い形式の Office ファイル (.xls) です。Excel で「Excel ブック (*.xlsx)」として保存してください。',
  },
};
