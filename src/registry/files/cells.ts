import { compatible } from '../../language/compatible.ts';
import type { Language } from '../../language/language.ts';
import { instantIn, timeOfDayIn } from '../../time/instants.ts';

/** A cell as it is. */
export const plain = (cell: string): string => cell;

/** `a|b` as two values; `\|` is a bar within a value. */
export const toList = (cell: string): string[] =>
  (cell.match(/(?:\\.|[^|\\]|\\$)+/gs) ?? [])
    .map((part) => part.replace(/\\([|\\])/g, '$1').trim())
    .filter((part) => part !== '');
export const fromList = (values: readonly string[]): string =>
  values.map((value) => value.replace(/[|\\]/g, '\\$&')).join('|');

/** A number if it looks like one, in whatever width; otherwise the cell, for the schema to refuse. */
export function toNumber(cell: string): unknown {
  const number = narrow(cell);
  return /^-?\d+(\.\d+)?$/.test(number) ? Number(number) : cell;
}

/** A level as people write it: `Lv3`, `Level 3`, レベル3. */
const numberedLevel = (cell: string): string =>
  narrow(cell)
    .replace(/^(?:lv|lvl|level|レベル|スキル)[.:]?\s*(?=[0-5一二三四五]$)/i, '')
    .replace(/^[一二三四五]$/, (kanji) => String('一二三四五'.indexOf(kanji) + 1));

/** A level as a number, or as the marks that skill maps have: ◎ 5, ○ 3, △ 2. Otherwise the cell. */
export const toLevel = (cell: string): unknown => levelOfMark(cell) ?? toNumber(numberedLevel(cell));
export const levelOfMark = (cell: string): number | undefined => levels.get(markIn(cell));
const levels = new Map([
  ['◎', 5],
  ['○', 3],
  ['△', 2],
]);

/** One mark for those that look alike: the circle alone is written with five signs. */
export function markIn(cell: string): string {
  const mark = narrow(cell).toLowerCase();
  return alike.find(([, ...others]) => others.includes(mark))?.[0] ?? mark;
}
const alike: string[][] = [
  ['◎', '⦾', '⊚', '二重丸', '◉'],
  ['○', '◯', '〇', '⭕', '⭕️', '丸', '●', 'o', 'まる'],
  ['△', '▲', '▵', '三角'],
  ['×', '✕', '✖', '✗', '✘', '❌', '❌️', '╳', '⨯', 'x', 'ばつ', 'バツ', '☓'],
  ['-', '−', '‐', '–', '—', '―', 'ー', '─'],
];

/** Whether a cell says that there is nothing: no skill, no date. Empty ones say nothing at all. */
export const saysNone = (cell: string): boolean => nothing.has(markIn(cell));
const nothing = new Set([
  ...[
    '-',
    '×',
    '--',
    '---',
    '/',
    'n/a',
    'n.a.',
    'na',
    'none',
    'no',
    'nil',
    'null',
    'not applicable',
    'なし',
    '無し',
    '無',
    '未',
  ],
  ...['未経験', '経験なし', '経験無し', '不可', '対応不可', '該当なし', '該当無し', '対象外', '特になし', '特に無し'],
]);

const yes = [
  'true',
  'yes',
  'y',
  '1',
  'on',
  'はい',
  '有',
  '有り',
  'あり',
  '済',
  '済み',
  '可',
  '可能',
  '対応可',
  '対応可能',
  'できる',
  '真',
  'ok',
  '要',
  '○',
  '◎',
  '✓',
  '✔',
  '✔️',
  '☑',
  '☑️',
  '✅',
  'レ',
];
const no = [
  'false',
  'no',
  'n',
  '0',
  'off',
  'いいえ',
  '無',
  '無し',
  'なし',
  '未',
  '不可',
  '不要',
  '×',
  '-',
  '☐',
  '□',
  '対応不可',
  'できない',
  '偽',
  'ng',
];
const truths = new Map([...yes.map((word) => [word, true] as const), ...no.map((word) => [word, false] as const)]);
/** As people and Excel write it; otherwise the cell, for the schema to refuse. */
export const toBoolean = (cell: string): unknown => truths.get(markIn(cell)) ?? cell;
export const fromBoolean = (value: boolean): string => String(value);

/** Excel takes the zero off 09:00 and adds seconds; people write ９：００, 9時半, 24:00. Otherwise the cell. */
export const toTime = (cell: string): string => timeOfDayIn(cell) ?? cell;

/** A date of a calendar, `2026-12-29`, however it is written, a time of Excel's behind it left out; otherwise the cell. */
export const toDate = (cell: string): string => {
  const told = cell.replace(/^(\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d$/, '$1');
  const [, date = null] = /^(\d{4}-\d\d-\d\d)T00:00:00(?:\.000)?Z$/.exec(instantIn(told, 'UTC') ?? '') ?? [];
  return date ?? cell;
};

/** What a stretch of a rota is, by its word in files of either language; otherwise the cell. */
export function toPlannedKind(cell: string): string {
  const told = narrow(cell)
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');
  if (/^(?:oncall|オンコール|待機|当番|宿直|呼び出し待機)$/.test(told)) return 'on-call';
  if (/^(?:shift|work|シフト|勤務|日勤|夜勤|早番|遅番)$/.test(told)) return 'shift';
  return /^(?:off|timeoff|dayoff|休|休み|休暇|公休|非番)$/.test(told) ? 'off' : cell;
}

export type DayKind = 'public' | 'company' | 'half' | 'worked';

/** What a day of a calendar is, by its word in files of either language; otherwise the cell. */
export const toDayKind = (cell: string): string => dayKindIn(cell) ?? cell;

/** What a day is, by its kind or its name as people write it, the plainest word first; undefined: neither tells. */
export function dayKindIn(written: string): DayKind | undefined {
  const told = narrow(written)
    .toLowerCase()
    .replaceAll(/[\s_‐–-]+/g, ' ');
  return dayKinds.find(([, words]) => words.test(told))?.[0];
}
const dayKinds: [DayKind, RegExp][] = [
  ['half', /半日|半休|半ドン|(?:午前|午後)(?:休|のみ)|^half$|\bhalf (?:a )?day/],
  ['company', /\bnon ?work|\bnot (?:a )?work(?:ing|ed)|非(?:出勤|稼働|労働)日|出勤(?:なし|不要|停止|しない)/],
  // 班 alone is what lists of Chinese working days have; 值班 and 休班 are something else.
  ['worked', /出勤日?(?=$|[\s)])|(?:补|補)班|(?<!不)上班|臨時営業|(?:^|[\s(])班\)?$|(?:稼働|営業|労働)日$|調休\)?$/],
  [
    'worked',
    /\bwork(?:ing|ed)? ?(?:day|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\bmake ?up (?:work )?day|(?:^|[\s(])work(?:ing|ed)\)?$/,
  ],
  ['company', /^company|\b(?:company|office|plant|factory) (?:holiday|closed|closure|shutdown)|会社|^off$|\bday off$/],
  ['public', /holiday|祝日|祭日|祝祭日|公休|振替休日|国民の休日|^public$/],
  ['company', /(?:休業|休暇|休み?|休日|休館|全休)日?$/],
];

const dayNames = [
  ['月', 'mon', 'monday'],
  ['火', 'tue', 'tues', 'tuesday'],
  ['水', 'wed', 'wednesday'],
  ['木', 'thu', 'thur', 'thurs', 'thursday'],
  ['金', 'fri', 'friday'],
  ['土', 'sat', 'saturday'],
  ['日', 'sun', 'sunday'],
];

/** Weekdays by number or name: `1|2`, `月|火`, `月～金`, `月火水`, `平日`, `Mon-Fri`. What is none stays, to be refused. */
export function toDays(cell: string): unknown[] {
  const parts = narrow(cell)
    .split(/[|、,;・/\s]+/)
    .filter((part) => part !== '');
  const [, others] = /^(.+?)(?:祝日?)?(?:以外|を?除く)$/.exec(narrow(cell)) ?? [];
  if (others !== undefined) {
    const without = toDays(others);
    const areDays = without.every((day) => typeof day === 'number');
    return areDays ? [1, 2, 3, 4, 5, 6, 7].filter((day) => !without.includes(day)) : [cell];
  }
  return parts.flatMap((part): unknown[] => {
    if (part === '平日' || part.toLowerCase() === 'weekdays') return [1, 2, 3, 4, 5];
    if (part === '毎日' || part === '全日') return [1, 2, 3, 4, 5, 6, 7];
    const [from = '', to, more] = part.split(/[-~〜–—]|から/);
    const [first, last] = [dayIn(from), to === undefined ? null : dayIn(to)];
    if (more === undefined && first !== null && last !== null && first <= last)
      return Array.from({ length: last - first + 1 }, (_, at) => first + at);
    if (to === undefined && first !== null) return [first];
    const together = /^[月火水木金土日]+$/.test(part) ? [...part].flatMap((each) => dayIn(each) ?? []) : [];
    return together.length > 0 ? together : [toNumber(part)];
  });
}

function dayIn(text: string): number | null {
  const name = text.toLowerCase().replace(/曜日?$/, '');
  if (/^[1-7]$/.test(name)) return Number(name);
  const at = dayNames.findIndex((names) => names.includes(name));
  return at < 0 ? null : at + 1;
}

const languageNames: Readonly<Record<Language, readonly string[]>> = {
  ja: ['ja', 'ja-jp', 'jp', 'jpn', '日本語', '日', '和', '和文', 'japanese', 'jp-ja'],
  en: ['en', 'en-us', 'en-gb', 'eng', '英語', '英', '英文', 'english'],
};

/** Languages by code or name; one we do not speak stays, to be refused. */
export const toLanguages = (cell: string): string[] => {
  const parts = narrow(cell)
    .split(/[|、,;・/\s]+/)
    .filter((part) => part !== '');
  const ids = parts.map((part) => {
    const name = part.toLowerCase();
    return languageNames.ja.includes(name) ? 'ja' : languageNames.en.includes(name) ? 'en' : part;
  });
  return [...new Set(ids)];
};

const narrow = (cell: string): string => compatible(cell).trim();

const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;
/** A cell that a spreadsheet would take for a formula gets an apostrophe in front, which reading takes off again. */
export const harmless = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);
export const asMeant = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);
