import { z } from 'zod';
import { fromBoolean, fromList, plain, toBoolean, toList } from '../../registry/files/cells.ts';
import type { KnownRegistry } from '../../registry/files/check.ts';
import type { Column } from '../../registry/files/columns.ts';
import { fieldsNamed, notJson, pathText, valueAt } from '../../registry/files/json.ts';
import { jsonLines } from '../../registry/files/jsonLines.ts';
import { csvLines } from '../../registry/files/lines.ts';
import {
  anyValue,
  cameAs,
  type Expectation,
  expectationOf,
  type RegistryProblem,
} from '../../registry/files/problem.ts';
import { decoded, isJson, notText, type RegistryFile } from '../../registry/files/registryFile.ts';
import { recordOf, tableIn, tellerOf } from '../../registry/files/table.ts';
import { technologyIdSchema } from '../../registry/technology.ts';
import type { KeptPastCase } from './pastCases.ts';

const person = z.string().trim().toLowerCase().min(1).max(128);

/**
 * A solved case as it is imported. People are Entra object ids; who has left meanwhile may stay in, and is asked no
 * more. Of a restricted case no word is kept.
 */
export const importedCaseSchema = z.strictObject({
  id: z.string().trim().min(1).max(200),
  title: z.string().trim().min(1).max(300),
  text: z.string().max(50_000).default(''),
  closedAt: z.iso.datetime({ offset: true }),
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

/** The columns of a CSV file of past cases, in any order, named in English or Japanese; lists are separated by `|`. */
export const pastCaseColumns: Column<ImportedCase>[] = [
  { name: 'id', ja: 'ID', field: ['id'], read: plain, write: (of) => of.id },
  { name: 'title', ja: '件名', field: ['title'], read: plain, write: (of) => of.title },
  { name: 'text', ja: '内容', field: ['text'], read: plain, write: (of) => of.text },
  { name: 'closed_at', ja: '解決日時', field: ['closedAt'], read: plain, write: (of) => of.closedAt },
  {
    name: 'technologies',
    ja: '技術',
    field: ['technologies'],
    read: toList,
    write: (of) => fromList(of.technologies),
  },
  { name: 'solved_by', ja: '解決者', field: ['solvedBy'], read: toList, write: (of) => fromList(of.solvedBy) },
  { name: 'root_cause', ja: '原因', field: ['rootCause'], read: plain, write: (of) => of.rootCause },
  { name: 'fix', ja: '解決策', field: ['fix'], read: plain, write: (of) => of.fix },
  { name: 'url', ja: 'URL', field: ['url'], read: plain, write: (of) => of.url ?? '' },
  {
    name: 'restricted',
    ja: '制限付き',
    field: ['restricted'],
    read: toBoolean,
    write: (of) => fromBoolean(of.restricted),
  },
];

/** All cases of the files, or everything that is wrong with them, by file and line. */
export type PastCaseReading = { ok: true; cases: KeptPastCase[] } | { ok: false; problems: RegistryProblem[] };

type Raw = { file: string; record: unknown; placeOf(path: readonly PropertyKey[]): { line: number; path: string } };

/**
 * Reads solved cases from JSON (`{ "pastCases": [] }`) or CSV. Technologies must be in the registry, and no case closed
 * after `now`, in milliseconds: beside one of the year 9999, which some systems write for none, all others are ancient.
 */
export function readPastCaseFiles(
  files: readonly RegistryFile[],
  known: Pick<KnownRegistry, 'technology'>,
  now: number,
): PastCaseReading {
  const problems: RegistryProblem[] = [];
  const raws = files.flatMap(({ name, content }) => {
    const text = decoded(content);
    if (typeof text === 'string')
      return isJson(name, text) ? ofJson(name, text, problems) : ofCsv(name, text, problems);
    problems.push(notText(name, text.code));
    return [];
  });
  const first = new Map<string, number>();
  const cases = raws.flatMap(({ file, record, placeOf }): KeptPastCase[] => {
    const tell = (path: readonly PropertyKey[], code: RegistryProblem['code'], expected: Expectation, came: string) =>
      problems.push({ file, ...placeOf(path), code, expected, came: cameAs(came) });
    const read = importedCaseSchema.safeParse(record);
    if (!read.success) {
      for (const issue of read.error.issues) {
        const came = valueAt(record, issue.path);
        if (issue.code === 'unrecognized_keys') tell([], 'unknown-field', fields, issue.keys.join(', '));
        else tell(issue.path, came === undefined ? 'missing' : 'wrong-value', expectationOf(issue), cameAs(came));
      }
      return [];
    }
    const { id, technologies, closedAt } = read.data;
    if (Date.parse(closedAt) > now + aheadAtMost)
      tell(['closedAt'], 'wrong-value', { kind: 'not-after', instant: new Date(now).toISOString() }, closedAt);
    const before = first.get(id);
    if (before !== undefined) tell(['id'], 'twice', { kind: 'first', line: before }, id);
    first.set(id, placeOf([]).line);
    for (const each of technologies)
      if (!known.technology(each)) tell(['technologies'], 'unknown-technology', anyValue, each);
    return [keptOf(read.data)];
  });
  return problems.length === 0 ? { ok: true, cases } : { ok: false, problems };
}

/** Another system's clock may be ahead, and times may be written as of another zone. */
const aheadAtMost = 86_400_000;

const fields = fieldsNamed(Object.keys(importedCaseSchema.shape));

function keptOf({ solvedBy, closedAt, restricted, ...told }: ImportedCase): KeptPastCase {
  const hidden = restricted ? { title: '', text: '', rootCause: '', fix: '', url: null } : {};
  const credits = [...new Set(solvedBy)].map((each) => ({ person: each, weight: 1 }));
  return { ...told, ...hidden, closedAt: Date.parse(closedAt), credits, swarmId: null };
}

const listSchema = z.strictObject({ pastCases: z.array(z.unknown()) });

function ofJson(file: string, text: string, problems: RegistryProblem[]): Raw[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    problems.push(notJson(file, text));
    return [];
  }
  const list = listSchema.safeParse(content);
  if (!list.success) {
    const came = cameAs(content);
    problems.push({ file, line: 1, path: '', code: 'unknown-file', expected: fieldsNamed(['pastCases']), came });
    return [];
  }
  const lineOf = jsonLines(text);
  return list.data.pastCases.map((record, index) => ({
    file,
    record,
    placeOf: (path) => {
      const whole = ['pastCases', index, ...path];
      return { line: lineOf(whole), path: pathText(whole) };
    },
  }));
}

function ofCsv(file: string, text: string, problems: RegistryProblem[]): Raw[] {
  const { lines, fault } = csvLines(text);
  if (fault) {
    problems.push({ file, ...fault, path: '', expected: anyValue, came: '' });
    return [];
  }
  const { titles, columns, rows } = tableIn<never>(pastCaseColumns, lines, tellerOf(file, problems));
  return rows.map(({ line, cells }) => ({
    file,
    record: recordOf(pastCaseColumns, columns, cells),
    placeOf: ([key]) => {
      const at = columns.findIndex((column) => column?.field[0] === key);
      return { line, path: titles[at] ?? pastCaseColumns.find(({ field }) => field[0] === key)?.name ?? '' };
    },
  }));
}
