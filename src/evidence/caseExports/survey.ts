import type { RegistryProblem } from '../../registry/files/problem.ts';
import { type DateOrder, dateOrders } from './exportDates.ts';
import type { ExportedCase, ReadingRules } from './judging.ts';
import type { ExportField } from './preset.ts';
import { hasColumn, type OpenedExport, readExport } from './reading.ts';

/** A column of an export with what it becomes, and what it holds first. */
export type SurveyedColumn = { name: string; field: ExportField | 'restricted' | null; sample: string };

/** What is in an export, found by reading all of it once and keeping nothing of it. */
export type Survey = {
  tables: { name: string; columns: SurveyedColumn[] }[];
  /** Cases that would come in. */
  cases: number;
  open: number;
  unsolved: number;
  foot: number;
  restricted: number;
  withoutSolver: number;
  withoutTechnology: number;
  withFix: number;
  /** Titles of question marks: the export could not write their letters. */
  lost: { count: number; line: number };
  /** People by what the export calls them. */
  people: ReadonlyMap<string, Sighting>;
  /** What else the export calls them, beside what stands first. */
  otherNames: ReadonlyMap<string, readonly string[]>;
  /** Products that are no technology, by how often they stand there. */
  strange: ReadonlyMap<string, number>;
  dates: {
    sample: string | null;
    withoutZone: boolean;
    /** By which orders all dates can be read; null: none is in doubt. */
    orders: readonly DateOrder[] | null;
    first: number | null;
    last: number | null;
  };
  /** Columns that a rule for restricted cases names, each with a table of cases that has none such, and its columns. */
  missingRules: { column: string; table: string; columns: readonly string[] }[];
  samples: ExportedCase[];
  problems: RegistryProblem[];
  /** Problems beyond those that are kept to be told. */
  moreProblems: number;
};

/** How often somebody is named, and where first. */
export type Sighting = { count: number; file: string; line: number };

const mostProblems = 200;
const mostSamples = 3;
const mostStrange = 10_000;

/** Reads an export once. Throws UndecodableText, and ZipFault. */
export async function surveyed(opened: OpenedExport, rules: ReadingRules): Promise<Survey> {
  const tables: Survey['tables'] = [];
  const counts = {
    cases: 0,
    open: 0,
    unsolved: 0,
    foot: 0,
    restricted: 0,
    withoutSolver: 0,
    withoutTechnology: 0,
    withFix: 0,
  };
  const people = new Map<string, { count: number; file: string; line: number }>();
  const otherNames = new Map<string, readonly string[]>();
  const strange = new Map<string, number>();
  const samples: ExportedCase[] = [];
  const problems: RegistryProblem[] = [];
  const firstLine = new Map<string, { file: string; line: number }>();
  /** The columns of each table of cases. */
  const columnsOf = new Map<string, Set<string>>();
  let moreProblems = 0;
  const lost = { count: 0, line: 0 };
  let orders: readonly DateOrder[] | null = null;
  let withoutZone = false;
  let [first, last, sample]: [number | null, number | null, string | null] = [null, null, null];
  let sampled: SurveyedColumn[] = [];
  let columns = new Set<string>();

  const tell = (problem: RegistryProblem): void => {
    if (problems.length < mostProblems) problems.push(problem);
    else moreProblems++;
  };

  for await (const read of readExport(opened, rules)) {
    if (read.kind === 'table') {
      const { part, of } = read;
      const fieldOf = (name: string): SurveyedColumn['field'] => {
        if (rules.restricted.some(({ column }) => hasColumn([name], column))) return 'restricted';
        const found = Object.entries(of).find(([, names]) => names.includes(name));
        return found ? (found[0] as ExportField) : rules.preset.comments.includes(name) ? 'fix' : null;
      };
      const name = part.sheet === undefined ? part.file : `${part.file} (${part.sheet})`;
      columns = new Set([...(columnsOf.get(name) ?? []), ...read.columns]);
      columnsOf.set(name, columns);
      const unique = [...new Set(read.columns)].filter((name) => name !== '');
      sampled = unique.map((name) => ({ name, field: fieldOf(name), sample: '' }));
      tables.push({ name, columns: sampled });
      continue;
    }
    if (read.kind === 'problem') tell(read.problem);
    if (read.kind === 'foot') counts.foot += read.lines;
    if (read.kind !== 'row') continue;
    const { row, judged, part } = read;
    for (const column of sampled) if (column.sample === '') column.sample = row.values.get(column.name)?.[0] ?? '';
    for (const name of row.values.keys()) columns.add(name);
    if (judged.kind === 'faulty') for (const problem of judged.problems) tell(problem);
    if (judged.kind === 'open' || judged.kind === 'unsolved') counts[judged.kind]++;
    if (judged.kind !== 'case') continue;
    const { case: found } = judged;
    const before = firstLine.get(found.id);
    if (before) {
      const place = before.file === part.file ? {} : { in: before.file };
      const expected = { kind: 'first', line: before.line, ...place } as const;
      tell({ ...part, line: row.line, path: '', code: 'twice', expected, came: found.id });
      continue;
    }
    firstLine.set(found.id, { file: part.file, line: row.line });
    counts.cases++;
    if (found.isRestricted) counts.restricted++;
    if (found.technologies.length === 0) counts.withoutTechnology++;
    if (found.fix !== '') counts.withFix++;
    for (const name of found.strange)
      if (strange.has(name) || strange.size < mostStrange) strange.set(name, (strange.get(name) ?? 0) + 1);
    if (found.solver === null) counts.withoutSolver++;
    else {
      const seen = people.get(found.solver);
      if (seen) seen.count++;
      else people.set(found.solver, { count: 1, file: part.file, line: row.line });
      if (!seen && found.solverAlso.length > 0) otherNames.set(found.solver, found.solverAlso);
    }
    if (/^[?\s]*\?{3}[?\s]*$/.test(found.title)) {
      if (lost.count === 0) lost.line = row.line;
      lost.count++;
    }
    const { form } = found.closed;
    sample ??= found.closed.text;
    if (!form.hasZone) withoutZone = true;
    const possible = form.orders;
    if (possible !== null) {
      const agreed: readonly DateOrder[] = orders ?? dateOrders;
      orders = agreed.filter((order) => possible.includes(order));
    }
    if (found.closedAt !== null) {
      first = Math.min(first ?? found.closedAt, found.closedAt);
      last = Math.max(last ?? found.closedAt, found.closedAt);
    }
    if (samples.length < mostSamples) samples.push(found);
  }
  const missingRules = [...columnsOf].flatMap(([table, names]) =>
    rules.restricted.flatMap(({ column }) =>
      hasColumn([...names], column) ? [] : [{ column, table, columns: [...names] }],
    ),
  );
  const dates = { sample, withoutZone, orders, first, last };
  return { tables, ...counts, lost, people, otherNames, strange, dates, missingRules, samples, problems, moreProblems };
}
