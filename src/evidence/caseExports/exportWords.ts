import type { Language } from '../../language/language.ts';
import type { DateOrder } from './exportDates.ts';
import type { KnownPeople } from './people.ts';
import type { ExportField } from './preset.ts';
import type { StrangeForm } from './strangeFile.ts';
import type { Sighting } from './survey.ts';

/** Somebody of an export who could not be found, and where they stand in it. */
export type UnknownPerson = KnownPeople['unknown'][number] & Sighting;

/** Where somebody reads about an export: each has its own way to say more of it. */
export type ExportDoor = 'command' | 'tab';

/** What is said of an export, in the terminal as in the tab. */
export type ExportWords = {
  field: Record<ExportField | 'restricted', string>;
  isJis(names: readonly string[]): string;
  strangeFile(name: string, form: StrangeForm): string;
  noStatus(open: number, columns: readonly string[], door: ExportDoor): string;
  contradicts(sample: string): string;
  badZone(zone: string, meant: readonly string[]): string;
  unknownPerson(person: UnknownPerson): string;
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
  strange(names: readonly string[], door: ExportDoor): string;
  fixes(count: number): string;
  restricted(count: number, rules: readonly string[]): string;
  noneRestricted: string;
  lost(count: number, line: number): string;
  first: string;
  hidden: string;
};

const cases = (count: number): string => `${count} ${count === 1 ? 'case' : 'cases'}`;
const areLeftOut = (count: number): string => (count === 1 ? 'is left out' : 'are left out');

const en: ExportWords = {
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
  isJis: (names) => `${names.join(', ')}: this is ISO-2022-JP (JIS). Export it as UTF-8.`,
  strangeFile: (name, form) => `${name}: ${strangeFiles.en[form]}`,
  noStatus: (open, columns, door) =>
    `No column for the status was found (${columns.join(', ')}): ${cases(open)} without a closing date ${open === 1 ? 'counts' : 'count'} as still open. ${door === 'command' ? 'Name yours with --column status="…".' : 'Give yours one of these names in the file, and choose it again.'}`,
  contradicts: (sample) =>
    `Dates such as "${sample}" have the day first in some lines and second in others. Export them in one form, with the year first.`,
  badZone: (zone, meant) =>
    `"${zone}" is no time zone by area and city, such as Asia/Tokyo, nor UTC.${meant.length > 0 ? ` Is ${meant.join(' or ')} meant?` : ''}`,
  unknownPerson: ({ name, why, count, file, line }) =>
    `${name}: ${cases(count)}, first in ${file}, line ${line}. ${
      {
        nobody: name.includes('@')
          ? 'Nobody in Entra has this address.'
          : 'No engineer of the registry goes by this name alone.',
        'not-asked': 'Addresses are looked up in Entra only where the bot’s sign-in is configured (env/.env).',
        away: 'Entra gives no answer now.',
        'too-many': 'So many addresses are not looked up at once.',
      }[why]
    }`,
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
  strange: (names, door) =>
    `No technology goes by: ${names.join(', ')}. Add the name to one as an alias${door === 'command' ? ', or say --product "NAME=technology-id"' : ''}.`,
  fixes: (count) => `${cases(count)} ${count === 1 ? 'says' : 'say'} what fixed it.`,
  restricted: (count, rules) =>
    `${cases(count)} ${count === 1 ? 'is' : 'are'} restricted (${rules.join('; ')}): no word of ${count === 1 ? 'it' : 'them'} is kept.`,
  noneRestricted: 'No case is taken for restricted, as you confirmed.',
  lost: (count, line) =>
    `Careful: ${count === 1 ? `one title is question marks alone, in line ${line}` : `${count} titles are question marks alone, the first in line ${line}`}. The export could not write their letters. In ServiceNow set glide.export.csv.charset to UTF-8, and export again.`,
  first: 'The first of them:',
  hidden: '(restricted)',
};

const ja: ExportWords = {
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
  isJis: (names) => `${names.join('、')}: ISO-2022-JP (JIS) です。UTF-8 でエクスポートし直してください。`,
  strangeFile: (name, form) => `${name}: ${strangeFiles.ja[form]}`,
  noStatus: (open, columns, door) =>
    `状態の列が見つからないため (${columns.join('、')})、解決日時のない ${open} 件は未解決とみなしています。列名が異なる場合は、${door === 'command' ? '--column status="…" で指定してください' : 'ファイルの列名をこのいずれかに変えて、選択し直してください'}。`,
  contradicts: (sample) =>
    `「${sample}」のような日付に、日が先の行と月が先の行が混在しています。年が先の形式に統一してエクスポートし直してください。`,
  badZone: (zone, meant) =>
    `「${zone}」は、Asia/Tokyo のような地域と都市の名前でも UTC でもありません。${meant.length > 0 ? `${meant.join(' または ')} のことでしょうか。` : ''}`,
  unknownPerson: ({ name, why, count, file, line }) =>
    `${name}: ${count} 件、最初は ${file} の ${line} 行目。${
      {
        nobody: name.includes('@')
          ? 'このアドレスの人は Entra にいません。'
          : 'この名前に当てはまるエンジニアが、スキル台帳に 1 人に定まりません。',
        'not-asked': 'Entra での検索には、ボットのサインイン設定 (env/.env) が必要です。',
        away: 'いま Entra から応答がありません。',
        'too-many': '一度に検索できるアドレスの数を超えています。',
      }[why]
    }`,
  more: (count) => `… ほか ${count} 件`,
  table: (name) => `${name}:`,
  beside: (name, rows) => `${name}: ケースに付随する ${rows} 行`,
  others: (names) => `取り込まない列: ${names.join('、')}`,
  found: (count, open, unsolved, foot) =>
    `${[
      `${count} 件を取り込みます`,
      ...(open > 0 ? [`未解決の ${open} 件は除きます`] : []),
      ...(unsolved > 0 ? [`キャンセル、統合、重複の ${unsolved} 件は除きます`] : []),
      ...(foot > 0 ? [`レポート末尾の ${foot} 行は除きます`] : []),
    ].join('。')}。`,
  closedFrom: (first, last, zone) => `解決日時は ${first} から ${last} まで (${zone}) です。`,
  datesAs: (sample, order, zone) =>
    `「${sample}」のような日時は、${order === null ? '' : order === 'day-first' ? '日が先、' : '月が先、'}${zone === null ? '記載されたタイム ゾーン' : `${zone} `}の日時として読みます。`,
  people: (count, of) => `解決者は ${count} 人、${of} 件です。`,
  nobody: (count) => `${count} 件には解決者の記録がありません。`,
  technologies: (withSome, without) =>
    `スキル台帳の技術が分かるケースは ${withSome} 件、分からないケースは ${without} 件です。`,
  strange: (names, door) =>
    `スキル台帳の技術に当てはまらない名前: ${names.join('、')}。技術の別名に追加${door === 'command' ? 'するか、--product "名前=技術の ID" で指定' : ''}してください。`,
  fixes: (count) => `${count} 件に解決策の記録があります。`,
  restricted: (count, rules) => `${count} 件は取扱注意です (${rules.join('、')})。本文は一切保存しません。`,
  noneRestricted: 'ご確認のとおり、取扱注意のケースはないものとして扱います。',
  lost: (count, line) =>
    `注意: ${count} 件の件名が「?」だけになっています (最初は ${line} 行目)。エクスポート時に文字が失われています。ServiceNow では glide.export.csv.charset を UTF-8 に設定し、エクスポートし直してください。`,
  first: '最初のケース:',
  hidden: '(取扱注意)',
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
