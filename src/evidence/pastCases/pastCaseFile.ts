import { z } from 'zod';
import { textOfMarkup } from '../../reading/markup.ts';
import { append } from '../../registry/append.ts';
import { fromBoolean, fromList, plain, toBoolean, toList } from '../../registry/files/cells.ts';
import { type KnownRegistry, mailProblem } from '../../registry/files/check.ts';
import type { Column } from '../../registry/files/columns.ts';
import type { GivenFile } from '../../registry/files/excel/workbook.ts';
import { fieldsNamed, notJson, pathText, tooIntricate, valueAt } from '../../registry/files/json.ts';
import { isTooIntricate, type JsonRead, JsonTooIntricate, jsonSteps } from '../../registry/files/jsonSteps.ts';
import { csvLineSteps, type Line } from '../../registry/files/lines.ts';
import type { Mails } from '../../registry/files/mails.ts';
import { createNames, type Names } from '../../registry/files/names.ts';
import { calledAlso, otherTitles } from '../../registry/files/otherTitles.ts';
import {
  anyValue,
  cameAs,
  type Expectation,
  expectationOf,
  expectationOfCell,
  type FilePart,
  type RegistryProblem,
} from '../../registry/files/problem.ts';
import { decoded, isJson, notText } from '../../registry/files/registryFile.ts';
import {
  columnsAmong,
  fieldsOf,
  fromHead,
  mostProblems,
  recordOf,
  tableIn,
  tellerOf,
  tellUnstorable,
  titleOfMissing,
  tooMany,
} from '../../registry/files/table.ts';
import { technologyIdSchema } from '../../registry/technology.ts';
import { instantIn } from '../../time/instants.ts';
import { atOnce } from '../../time/pauses.ts';
import type { KeptPastCase } from './pastCases.ts';

const isoInstant = z.iso.datetime({ offset: true });
const person = z.string().trim().toLowerCase().min(1).max(128);

/**
 * A solved case as it is imported. People are Entra object ids; who has left meanwhile may stay in, and is asked no
 * more. Of a restricted case no word is kept.
 */
export const importedCaseSchema = z.strictObject({
  id: z.string().trim().min(1).max(200),
  title: z.string().trim().min(1).max(300),
  text: z.string().max(50_000).default(''),
  closedAt: z.preprocess(
    // As other systems write it: +0900.
    (told) =>
      typeof told === 'string' && !isoInstant.safeParse(told).success ? (instantIn(told, null) ?? told) : told,
    isoInstant,
  ),
  technologies: z.array(technologyIdSchema).max(20).default([]),
  solvedBy: z.array(person).min(1).max(50),
  rootCause: z.string().max(4000).default(''),
  fix: z.string().max(4000).default(''),
  url: z
    .url({ protocol: /^https$/ })
    .nullable()
    .default(null),
  restricted: z.boolean().default(false),
});
export type ImportedCase = z.infer<typeof importedCaseSchema>;

/** A time without a zone is one of the zone that is declared for the file. */
const moment: Column<ImportedCase>['read'] = (cell, { names }) => instantIn(cell, names.zoneOf('')) ?? cell;

/** The columns of a CSV file of past cases, in any order, named in English or Japanese; lists are separated by `|`. */
export const pastCaseColumns: Column<ImportedCase>[] = calledAlso<Column<ImportedCase>>(
  [
    {
      name: 'id',
      ja: 'ID',
      field: ['id'],
      read: plain,
      write: (of) => of.id,
    },
    {
      name: 'title',
      ja: '件名',
      field: ['title'],
      read: plain,
      write: (of) => of.title,
    },
    {
      name: 'text',
      ja: '内容',
      field: ['text'],
      read: plain,
      write: (of) => of.text,
    },
    {
      name: 'closed_at',
      ja: '解決日時',
      field: ['closedAt'],
      read: moment,
      write: (of) => of.closedAt,
    },
    {
      name: 'technologies',
      ja: '技術',
      field: ['technologies'],
      read: (cell, { names }) => toList(cell).map((each) => names.technology(each)),
      write: (of) => fromList(of.technologies),
    },
    {
      name: 'solved_by',
      ja: '解決者',
      field: ['solvedBy'],
      read: toList,
      write: (of) => fromList(of.solvedBy),
    },
    {
      name: 'root_cause',
      ja: '原因',
      field: ['rootCause'],
      read: plain,
      write: (of) => of.rootCause,
    },
    {
      name: 'fix',
      ja: '解決策',
      field: ['fix'],
      read: plain,
      write: (of) => of.fix,
    },
    {
      name: 'url',
      ja: 'URL',
      field: ['url'],
      read: plain,
      write: (of) => of.url ?? '',
    },
    {
      name: 'restricted',
      ja: '制限付き',
      field: ['restricted'],
      read: toBoolean,
      write: (of) => fromBoolean(of.restricted),
    },
  ],
  otherTitles.pastCases,
);

/** All cases of the files, or everything that is wrong with them, by file and line. */
export type PastCaseReading = { ok: true; cases: KeptPastCase[] } | { ok: false; problems: RegistryProblem[] };

/** A case as it stands in a file: `record` reads it. */
type Raw = FilePart & {
  isRow?: true;
  record: () => unknown;
  placeOf(path: readonly PropertyKey[]): { line: number; path: string };
};

/**
 * Reads solved cases from JSON (`{ "pastCases": [] }`, or a case a line), CSV or an opened workbook. Technologies must be in the registry, and no case closed
 * after `now`, in milliseconds: beside one of the year 9999, which some systems write for none, all others are ancient.
 */
export const readPastCaseFiles = (...of: Parameters<typeof pastCaseSteps>): PastCaseReading =>
  atOnce(pastCaseSteps(...of));

/** The same, case by case: whoever answers people meanwhile goes on between the steps. */
export function* pastCaseSteps(
  files: readonly GivenFile[],
  known: KnownRegistry,
  now: number,
  { mails = new Map(), zone = 'UTC' }: { mails?: Mails; zone?: string } = {},
): Generator<void, PastCaseReading> {
  const problems: RegistryProblem[] = [];
  const names = createNames({ known, mails, zone });
  function* rawsOf(given: GivenFile): Generator<void, Raw[]> {
    if ('sheets' in given) {
      for (const problem of given.problems) problems.push(problem);
      return given.sheets.flatMap((sheet) => ofTable({ file: given.name, ...sheet }, names, problems));
    }
    const { name, content } = given;
    const text = decoded(content);
    if (typeof text === 'string')
      return yield* isJson(name, text) ? ofJson(name, text, problems) : ofCsv(name, text, names, problems);
    problems.push(notText(name, text.code));
    return [];
  }
  const raws: Raw[] = [];
  for (const given of files) {
    append(raws, yield* rawsOf(given));
    yield;
  }
  const first = new Map<string, Raw['placeOf']>();
  const caseIn = ({ record: recordIn, placeOf, isRow, ...part }: Raw): KeptPastCase[] => {
    const record = recordIn();
    const tell = (path: readonly PropertyKey[], code: RegistryProblem['code'], expected: Expectation, came: string) =>
      problems.push({ ...part, ...placeOf(path), code, expected, came: cameAs(came) });
    if (tellUnstorable(record, tell)) return [];
    const read = importedCaseSchema.safeParse(record);
    if (!read.success) {
      for (const issue of read.error.issues) {
        const came = valueAt(record, issue.path);
        if (issue.code === 'unrecognized_keys') tell([], 'unknown-field', fields, issue.keys.join(', '));
        else {
          const expected = isRow ? expectationOfCell(issue) : expectationOf(issue);
          const code = expected.kind === 'technology-id' ? 'unknown-technology' : 'wrong-value';
          tell(issue.path, came === undefined ? 'missing' : code, expected, cameAs(came));
        }
      }
      return [];
    }
    const { id, technologies, closedAt } = read.data;
    if (Date.parse(closedAt) > now + aheadAtMost)
      tell(['closedAt'], 'wrong-value', { kind: 'not-after', instant: new Date(now).toISOString() }, closedAt);
    // Excel shows a long number rounded and saves it so: several cases would be one.
    if (roundedNumber.test(id)) tell(['id'], 'rounded-number', anyValue, id);
    const before = first.get(id);
    if (before) tell(['id'], 'twice', { kind: 'first', line: before([]).line }, id);
    first.set(id, placeOf);
    for (const each of technologies)
      if (!known.technology(each)) tell(['technologies'], 'unknown-technology', anyValue, each);
    const solvedBy = read.data.solvedBy.map((each) => names.person(each));
    for (const each of solvedBy) {
      const mail = mailProblem({ ...part, ...placeOf(['solvedBy']) }, '', each, mails);
      if (mail) problems.push(mail);
      // Who has left has an id still; a name that is nobody's would be credited and asked for ever, and never found.
      else if (!/^[\w.{}-]+$/.test(each)) tell(['solvedBy'], 'unknown-person', anyValue, each);
    }
    return [keptOf({ ...read.data, solvedBy })];
  };
  const cases: KeptPastCase[] = [];
  for (const raw of raws) {
    const { record: _, isRow: __, placeOf, ...part } = raw;
    // Where something stands is looked for only where it is told.
    if (problems.length >= mostProblems) tooMany(problems, { ...part, ...placeOf([]) });
    if (problems.length > mostProblems) break;
    cases.push(...caseIn(raw));
    yield;
  }
  return problems.length === 0 ? { ok: true, cases } : { ok: false, problems };
}

const roundedNumber = /^\d(?:[.,]\d+)?E\+\d{1,3}$/i;

/** Another system's clock may be ahead, and times may be written as of another zone. */
const aheadAtMost = 86_400_000;

const fields = fieldsNamed(Object.keys(importedCaseSchema.shape));

function keptOf({ solvedBy, closedAt, restricted, ...told }: ImportedCase): KeptPastCase {
  const hidden = restricted ? { title: '', text: '', rootCause: '', fix: '', url: null } : {};
  // Case systems export what people write as HTML or wiki markup, as their webhooks send it; what is kept is plain text.
  const plain = { text: textOfMarkup(told.text), rootCause: textOfMarkup(told.rootCause), fix: textOfMarkup(told.fix) };
  const credits = [...new Set(solvedBy)].map((each) => ({ person: each, weight: 1 }));
  return { ...told, ...plain, ...hidden, closedAt: Date.parse(closedAt), credits, swarmId: null };
}

const listSchema = z.strictObject({ pastCases: z.array(z.unknown()) });

/** One list in one text, or a case a line, as case systems export them (NDJSON). */
function* ofJson(file: string, text: string, problems: RegistryProblem[]): Generator<void, Raw[]> {
  const read = yield* readSteps(text);
  if (read instanceof JsonTooIntricate) {
    problems.push(tooIntricate(file, read.line));
    return [];
  }
  const list = listSchema.safeParse(read?.value);
  // The list alone, as programs write it, is the same.
  const bare = list.success
    ? null
    : z
        .array(z.looseObject({ id: z.unknown() }))
        .min(1)
        .safeParse(read?.value);
  const told = list.data?.pastCases ?? bare?.data;
  if (read && told)
    return told.map((record, index) => ({
      file,
      record: () => withTextId(record),
      placeOf: (path) => {
        const whole = [...(list.success ? ['pastCases'] : []), index, ...path];
        return { line: read.lineOf(whole), path: pathText(whole) };
      },
    }));
  const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [{ line: at + 1, text: line }]));
  for (const each of lines) {
    if (!isTooIntricate(each.text)) continue;
    problems.push(tooIntricate(file, each.line));
    return [];
  }
  if (isByLine(file, lines.length) && (yield* areRecords(lines)))
    return lines.map((each) => ({
      file,
      record: () => withTextId(parsed(each.text)),
      placeOf: (path) => ({ line: each.line, path: pathText(path) }),
    }));
  if (!read) {
    const torn = isByLine(file, 0) ? lines.find((each) => parsed(each.text) === undefined) : undefined;
    const fault = notJson(file, torn?.text ?? text);
    problems.push(torn ? { ...fault, line: torn.line } : fault);
    return [];
  }
  const came = cameAs(read.value);
  problems.push({ file, line: 1, path: '', code: 'unknown-file', expected: fieldsNamed(['pastCases']), came });
  return [];
}

function* areRecords(lines: readonly { text: string }[]): Generator<void, boolean> {
  for (const { text } of lines) {
    if (!recordSchema.safeParse(parsed(text)).success) return false;
    yield;
  }
  return true;
}

/** Null when the text is no JSON. */
function* readSteps(text: string): Generator<void, JsonRead | JsonTooIntricate | null> {
  try {
    return yield* jsonSteps(text);
  } catch (error) {
    return error instanceof JsonTooIntricate ? error : null;
  }
}

/** One case alone may be a list that lacks its name: then the file's name tells. */
const isByLine = (file: string, lines: number): boolean => lines > 1 || /\.(ndjson|jsonl)$/i.test(file);
const recordSchema = z.record(z.string(), z.unknown());

/** Many systems number their cases. */
function withTextId(record: unknown): unknown {
  const read = z.looseObject({ id: z.int() }).safeParse(record);
  return read.success ? { ...read.data, id: String(read.data.id) } : record;
}

/** Undefined when the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function* ofCsv(file: string, text: string, names: Names, problems: RegistryProblem[]): Generator<void, Raw[]> {
  const { lines, fault } = yield* csvLineSteps(text);
  if (fault) {
    problems.push({ file, ...fault, path: '', expected: anyValue, came: '' });
    return [];
  }
  return ofTable({ file, lines }, names, problems);
}

function ofTable(
  { lines, ...part }: FilePart & { lines: readonly Line[] },
  names: Names,
  problems: RegistryProblem[],
): Raw[] {
  const tell = tellerOf(part, problems);
  const { titles, columns, rows } = tableIn<never>(
    pastCaseColumns,
    fromHead(lines, (some) => {
      const found = columnsAmong(some[0]?.cells ?? [])(pastCaseColumns);
      return found.has('id') && found.has('title');
    }),
    tell,
  );
  if (part.sheet !== undefined && columns.every((column) => column === undefined)) {
    tell(lines[0]?.line ?? 1, '', 'unknown-sheet', fieldsOf(pastCaseColumns), cameAs(titles.join(', ')));
    return [];
  }
  return rows.map(({ line, cells }) => ({
    ...part,
    isRow: true,
    record: () => recordOf(pastCaseColumns, columns, cells, names),
    placeOf: ([key]) => {
      const at = columns.findIndex((column) => column?.field[0] === key);
      const wanted = pastCaseColumns.find(({ field }) => field[0] === key);
      return { line, path: titles[at] ?? (wanted ? titleOfMissing(columns, titles, wanted) : '') };
    },
  }));
}
