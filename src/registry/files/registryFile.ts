import type { Language } from '../../language/language.ts';
import { atOnce } from '../../time/pauses.ts';
import { append } from '../append.ts';
import type { Registry } from '../snapshot.ts';
import { calendarsIn } from './calendars.ts';
import {
  checkRegistry,
  type KnownRegistry,
  nothingKnown,
  nothingPlaced,
  type PlacedRegistry,
  problem,
  registryOf,
} from './check.ts';
import { readRegistryTable, tableOf, writeRegistryCsv } from './csv.ts';
import { isPacked } from './excel/parts.ts';
import type { GivenFile, RegistryFile } from './excel/workbook.ts';
import { type CancelledDays, calendarIdOf, isICalendar, readCalendarIcs } from './icalendar.ts';
import { registryJsonSteps, writeRegistryJson } from './json.ts';
import { csvLineSteps, type Line } from './lines.ts';
import type { Mails } from './mails.ts';
import { createNames } from './names.ts';
import { anyValue, type FilePart, type RegistryProblem } from './problem.ts';
import { feedsIn, isSound, shiftsIn, withoutSecrets } from './shifts.ts';
import type { MarkRead, Marks } from './skillMap.ts';
import { mostProblems, tooMany } from './table.ts';

/**
 * All of the files, or everything that is wrong with them: a registry is imported wholly or not at all. `marks`: what
 * became of the marks of a skill map, where one was among them. `cancelled`: events of iCalendar files that are no days off any more.
 */
export type RegistryReading =
  | { ok: true; registry: Registry; marks?: MarkRead[]; cancelled?: CancelledDays[] }
  | { ok: false; problems: RegistryProblem[] };

export type ReadingOptions = {
  /** Of addresses that were looked up in Entra. */
  mails?: Mails;
  /** What marks of skill maps mean, where it is not what they mean by default. */
  marks?: Marks;
};

/**
 * Reads a registry from JSON (all in one), CSV (one file for each table, any of them), skill maps and workbooks with a table
 * a sheet (opened by workbook.ts), together. `known` is
 * the registry as it is, which the files may refer to. Problems come in the order of files and lines (problemSentence
 * makes a sentence of one).
 */
export const readRegistryFiles = (...of: Parameters<typeof registrySteps>): RegistryReading =>
  atOnce(registrySteps(...of));

/** The same, record by record: whoever answers people meanwhile goes on between the steps. */
export function* registrySteps(
  files: readonly GivenFile[],
  known: KnownRegistry = nothingKnown,
  { mails = new Map(), marks = new Map() }: ReadingOptions = {},
): Generator<void, RegistryReading> {
  const placed = nothingPlaced();
  const problems: RegistryProblem[] = [];
  const marksRead: MarkRead[] = [];
  const cancelled: CancelledDays[] = [];
  const calendarFiles: { name: string; text: string }[] = [];
  const take = (read: Taken) => {
    append(problems, read.problems);
    append(placed.technologies, read.placed.technologies);
    append(placed.engineers, read.placed.engineers);
    append(placed.skills, read.placed.skills);
    append(placed.calendars, read.placed.calendars);
    append(placed.calendarDays, read.placed.calendarDays);
    append(placed.shifts, read.placed.shifts);
    append(placed.shiftLines, read.placed.shiftLines);
    append(placed.feeds, read.placed.feeds);
    append(placed.teams, read.placed.teams);
    append(marksRead, read.marks ?? []);
    append(cancelled, read.cancelled ?? []);
  };
  const namesNow = () => createNames({ known, mails, ...registryOf(placed) });
  const sheets: Sheet[] = [];
  for (const file of files) {
    yield;
    if ('sheets' in file) {
      append(problems, file.problems);
      append(
        sheets,
        file.sheets.map((sheet) => ({ file: file.name, ...sheet })),
      );
      continue;
    }
    const { name, content } = file;
    const text = decoded(content);
    if (typeof text !== 'string') problems.push(notText(name, text.code));
    else if (isICalendar(name, text)) calendarFiles.push({ name, text });
    else if (isJson(name, text)) take(yield* registryJsonSteps(name, text));
    else {
      const { lines, fault } = yield* csvLineSteps(text);
      if (fault) problems.push({ file: name, ...fault, path: '', expected: anyValue, came: '' });
      else sheets.push({ file: name, lines });
    }
  }
  // Each table by what it refers to: skills name technologies, and their dates are meant in people's zones.
  for (const table of ['technologies', 'engineers', null] as const)
    for (const sheet of sheets) {
      const is = tableOf(sheet.lines);
      if (table === null ? is === 'technologies' || is === 'engineers' : is !== table) continue;
      const names = namesNow();
      const isTechnology = (id: string) =>
        known.technology(id) !== undefined || placed.technologies.some(({ value }) => value.id === id);
      take(yield* readRegistryTable(sheet, { names, known, marks, isTechnology }));
    }
  // By its name a file is a feed's, whose shifts it tells, or tells days off.
  const isFeed = (id: string) => known.feed(id) !== undefined || placed.feeds.some(({ value }) => value.id === id);
  for (const { name, text } of calendarFiles) {
    const id = calendarIdOf(name);
    if (isFeed(id)) placed.feedTexts.push({ value: { id, text }, file: name, line: null, path: '' });
    else take(readCalendarIcs(name, text));
  }
  const tell = (...of: Parameters<typeof problem>) => problems.push(problem(...of));
  placed.calendars = calendarsIn(placed.calendars, placed.calendarDays, known.calendar, tell);
  placed.feeds = feedsIn(placed.feeds, placed.feedTexts, known.feed, tell);
  yield;
  const { id } = namesNow();
  for (const { value } of placed.engineers) {
    value.id = id(value.id);
    yield;
  }
  const { person } = namesNow();
  for (const { value } of placed.skills) {
    value.person = person(value.person);
    yield;
  }
  for (const { value } of placed.feeds) {
    if (value.person !== undefined) value.person = person(value.person);
    for (const each of value.names ?? []) each.person = person(each.person);
  }
  for (const at of placed.shifts) {
    at.value.id = person(at.value.id);
    for (const [index, shift] of at.value.shifts.entries())
      isSound(shift, (field, ...of) => tell(at, `shifts[${index}].${field}`, ...of));
  }
  append(placed.shifts, shiftsIn(placed.shiftLines, known.shiftsOf, namesNow(), tell));
  for (const { value } of placed.teams)
    Object.assign(value, { leads: value.leads.map(person), deputies: value.deputies.map(person) });
  yield;
  // References are only judged when every line was read: a bad technology would condemn every skill of it.
  if (problems.length === 0) append(problems, yield* checkRegistry(placed, known, mails));
  if (problems.length === 0)
    return {
      ...{ ok: true, registry: registryOf(placed) },
      ...(marksRead.length > 0 && { marks: marksRead }),
      ...(cancelled.length > 0 && { cancelled }),
    };
  const parts = files.flatMap((file) => [partKey({ file: file.name }), ...sheetKeys(file)]);
  const place = new Map(parts.map((key, at) => [key, at]));
  return {
    ok: false,
    problems: asManyAsAreRead(
      problems.sort(
        (a, b) => (place.get(partKey(a)) ?? 0) - (place.get(partKey(b)) ?? 0) || (a.line ?? 0) - (b.line ?? 0),
      ),
    ),
  };
}

/** Each skill of a file refers to nothing where its technologies are forgotten. */
function asManyAsAreRead(problems: RegistryProblem[]): RegistryProblem[] {
  const [beyond] = problems.slice(mostProblems);
  if (!beyond) return problems;
  const told = problems.slice(0, mostProblems);
  const { file, sheet, line } = beyond;
  tooMany(told, { file, ...(sheet !== undefined && { sheet }), line });
  return told;
}

type Taken = { placed: PlacedRegistry; problems: RegistryProblem[]; marks?: MarkRead[]; cancelled?: CancelledDays[] };

const partKey = ({ file, sheet }: FilePart): string => JSON.stringify([file, sheet]);
const sheetKeys = (file: GivenFile): string[] =>
  'sheets' in file ? file.sheets.map(({ sheet }) => partKey({ file: file.name, sheet })) : [];

type Sheet = FilePart & { lines: Line[] };

/** The registry as files that readRegistryFiles reads back to the same where it is known: of a feed's address they show the host. Titles of CSV columns in the language. */
export function registryFiles(held: Registry, format: 'json' | 'csv', language: Language = 'en'): RegistryFile[] {
  const registry = withoutSecrets(held);
  const file = (name: string, text: string): RegistryFile => ({ name, content: new TextEncoder().encode(text) });
  if (format === 'json') return [file('registry.json', writeRegistryJson(registry))];
  return Object.entries(writeRegistryCsv(registry, language)).map(([table, text]) =>
    file(`${table.replace('calendarDays', 'calendar-days')}.csv`, text),
  );
}

export const isJson = (name: string, text: string): boolean =>
  /\.(json|ndjson|jsonl)$/i.test(name) || /^\s*[{[]/.test(text);

/** What is no text that is read, and is named to who sends it. */
type NoText = 'excel-unopened' | 'not-utf8' | 'shift-jis' | 'utf-16' | 'iso-2022-jp';

export const notText = (file: string, code: NoText): RegistryProblem => ({
  ...{ file, line: null, path: '', code, expected: anyValue, came: '' },
});

/** The text, or why there is none. The byte order mark is taken off. */
export function decoded(content: Uint8Array): string | { code: NoText } {
  const [first, second] = content;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return { code: 'utf-16' };
  if (isPacked(content)) return { code: 'excel-unopened' };
  if (isIso2022Jp(content)) return { code: 'iso-2022-jp' };
  return decodedAs('utf-8', content) ?? { code: decodedAs('shift_jis', content) === null ? 'not-utf8' : 'shift-jis' };
}

/** It is plain ASCII to look at: escapes say where Japanese begins (ESC $ @, ESC $ B, ESC ( J, ESC ( I). */
function isIso2022Jp(content: Uint8Array): boolean {
  for (let at = content.indexOf(escapeByte); at >= 0; at = content.indexOf(escapeByte, at + 1)) {
    const next = String.fromCharCode(...content.subarray(at + 1, at + 3));
    if (/^(\$[@B(]|\([JI])$/.test(next)) return true;
  }
  return false;
}
const escapeByte = 0x1b;

function decodedAs(encoding: string, content: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return null;
  }
}
