import { z } from 'zod';
import type { GivenFile } from '../../registry/files/excel/workbook.ts';
import { fieldsNamed, notJson, pathText, tooIntricate } from '../../registry/files/json.ts';
import { isTooIntricate, type JsonRead, JsonTooIntricate, jsonSteps } from '../../registry/files/jsonSteps.ts';
import { csvLineSteps, type Line } from '../../registry/files/lines.ts';
import type { Names } from '../../registry/files/names.ts';
import { anyValue, cameAs, type FilePart, type RegistryProblem } from '../../registry/files/problem.ts';
import { decoded, isJson, notText } from '../../registry/files/registryFile.ts';
import {
  columnsAmong,
  fieldsOf,
  fromHead,
  recordOf,
  tableIn,
  tellerOf,
  titleOfMissing,
} from '../../registry/files/table.ts';
import { pastCaseColumns } from './importedCase.ts';

/**
 * A case as it stands in a file, not judged yet: `record` reads it, `placeOf` tells where a field of it stands; `isRow`: of a table, where
 * dates may be written as people do.
 */
export type RawCase = {
  part: FilePart;
  isRow: boolean;
  record: () => unknown;
  placeOf(path: readonly PropertyKey[]): { line: number; path: string };
};

/** The cases that stand in one file, in its order: JSON, a case a line (NDJSON), CSV or a workbook. What keeps it from being read is told. */
export function* rawCasesIn(given: GivenFile, names: Names, problems: RegistryProblem[]): Generator<void, RawCase[]> {
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

const listSchema = z.strictObject({ pastCases: z.array(z.unknown()) });

/** One list in one text, or a case a line, as case systems export them (NDJSON). */
function* ofJson(file: string, text: string, problems: RegistryProblem[]): Generator<void, RawCase[]> {
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
      ...{ part: { file }, isRow: false },
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
      ...{ part: { file }, isRow: false },
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

function* ofCsv(file: string, text: string, names: Names, problems: RegistryProblem[]): Generator<void, RawCase[]> {
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
): RawCase[] {
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
    ...{ part, isRow: true },
    record: () => recordOf(pastCaseColumns, columns, cells, names),
    placeOf: ([key]) => {
      const at = columns.findIndex((column) => column?.field[0] === key);
      const wanted = pastCaseColumns.find(({ field }) => field[0] === key);
      return { line, path: titles[at] ?? (wanted ? titleOfMissing(columns, titles, wanted) : '') };
    },
  }));
}
