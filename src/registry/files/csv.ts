import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { Language } from '../../language/language.ts';
import { timeOfDayIn } from '../../time/instants.ts';
import { calendarLineSchema, calendarSchema } from '../calendar.ts';
import { askingSchema, engineerSchema, skillSchema } from '../engineer.ts';
import { feedSchema, shownAddress } from '../shifts/feed.ts';
import { shiftLineSchema } from '../shifts/plannedShift.ts';
import type { Registry } from '../snapshot.ts';
import { teamSchema } from '../team.ts';
import { technologySchema } from '../technology.ts';
import { asMeant, harmless, saysNone, toLevel } from './cells.ts';
import { type KnownRegistry, nothingPlaced, type Placed, type PlacedRegistry } from './check.ts';
import type { Column } from './column.ts';
import { tables } from './columns.ts';
import type { Line } from './lines.ts';
import type { Names } from './names.ts';
import { cameAs, type Expectation, expectationOfCell, type FilePart, type RegistryProblem } from './problem.ts';
import { shiftLinesOf } from './shifts.ts';
import { type MarkRead, type Marks, readSkillMap, skillMapShape } from './skillMap.ts';
import {
  columnsAmong,
  fieldsOf,
  fromHead,
  recordOf,
  tableIn,
  tellerOf,
  tellUnstorable,
  titleOfMissing,
  untilTooMany,
} from './table.ts';

/**
 * Reads one table of the registry (columns.ts says which columns) of its lines. Every line with a fault is told, and
 * nothing of it taken. Line by line: whoever answers people meanwhile goes on between the steps.
 */
export function* readRegistryTable(
  { lines: all, ...part }: FilePart & { lines: readonly Line[] },
  around: { names: Names; known: KnownRegistry; marks: Marks; isTechnology: (id: string) => boolean },
): Generator<void, TableRead> {
  const placed = nothingPlaced();
  const problems: RegistryProblem[] = [];
  const tell = tellerOf(part, problems);
  const lines = tableFrom(all);
  const name = tableHeadedBy(lines);
  if (!name) {
    const shapeOf = (some: readonly Line[]) => skillMapShape(some, around.names, around.isTechnology);
    const lines = fromHead(all, (some) => shapeOf(some) !== null);
    const shape = shapeOf(lines);
    if (shape) {
      const { skills, marks } = readSkillMap({ part, lines, shape }, { ...around, tell });
      return { placed: { ...placed, skills }, problems, marks };
    }
    const titles = (all[0]?.cells ?? []).map((title) => title.trim());
    const code = part.sheet === undefined ? 'unknown-file' : 'unknown-sheet';
    tell(all[0]?.line ?? 1, '', code, fieldsOf(...Object.values(tables)), cameAs(titles.join(', ')));
    return { placed, problems, marks: [] };
  }
  const columns: readonly Column<never>[] = tables[name];
  const table = tableIn(columns, lines, tell);
  const titles = Object.fromEntries(
    columns.flatMap((column) => {
      const at = table.columns.indexOf(column);
      return at < 0 ? [] : [[column.field.join('.'), table.titles[at] ?? column.name] as const];
    }),
  );

  // Whoever is told to have no skill has none, as one who is not told of; what else such a line tells would be lost.
  const level = name === 'skills' ? table.columns.findIndex((column) => column?.name === 'level') : -1;
  const tellsNone = (cells: readonly string[], record: Record<string, unknown>): boolean => {
    const cell = asMeant((cells[level] ?? '').trim());
    return (
      level >= 0 && (saysNone(cell) || toLevel(cell) === 0) && record.owner !== true && record.wantsToLearn !== true
    );
  };
  function* records<T>(schema: z.ZodType<T>): Generator<void, Placed<T>[]> {
    const placed: Placed<T>[] = [];
    for (const { line, cells } of untilTooMany(table.rows, problems)) {
      yield;
      const record = recordOf(columns, table.columns, cells, around.names);
      if (tellsNone(cells, record)) continue;
      if (name === 'engineers') withHoursOfWeek(record);
      const titleOf = (path: readonly PropertyKey[]) =>
        table.titles[table.columns.findIndex((column) => column?.field.every((key, depth) => path[depth] === key))] ??
        '';
      if (tellUnstorable(record, (path, code, expected, came) => tell(line, titleOf(path), code, expected, came)))
        continue;
      const read = schema.safeParse(record);
      if (read.success) placed.push({ value: read.data, ...part, line, path: '', titles });
      const issues = read.error?.issues ?? [];
      for (const issue of issues) {
        const at = table.columns.findIndex((column) => column?.field.every((key, depth) => issue.path[depth] === key));
        const wanted = columns.find((column) => column.field.every((key, depth) => issue.path[depth] === key));
        const cell = asMeant((cells[at] ?? '').trim());
        const lacking = wanted && titleOfMissing(table.columns, table.titles, wanted);
        const path = table.titles[at] ?? lacking ?? issue.path.join('.');
        const expected: Expectation = wanted?.expects ? { kind: wanted.expects } : expectationOfCell(issue);
        // An end without a date is that of a beginning which is told already.
        const isOfBeginning =
          name === 'shifts' && wanted?.name === 'to' && issues.some(({ path }) => path[0] === 'from');
        if (isOfBeginning && timeOfDayIn(cell) !== null) continue;
        // Of a week that cannot be read the hours in its place are not missing.
        if (cell === '' && wanted?.field[0] === 'hours' && issues.some(({ path }) => path[1] === 'week')) continue;
        // What is no id where one is referred to is the name of something unknown.
        const isName = expected.kind === 'technology-id' && !(name === 'technologies' && wanted?.name === 'id');
        tell(
          line,
          path,
          cell === '' ? 'missing' : isName ? 'unknown-technology' : 'wrong-value',
          expected,
          wanted?.name === 'address' ? shownAddress(cell) : cameAs(cell),
        );
      }
    }
    return placed;
  }
  switch (name) {
    case 'technologies':
      placed.technologies = yield* records(technologySchema);
      break;
    case 'engineers':
      placed.engineers = yield* records(engineerSchema);
      break;
    case 'skills':
      placed.skills = yield* records(skillSchema);
      break;
    case 'calendars':
      placed.calendars = yield* records(calendarSchema.extend({ days: calendarSchema.shape.days.default([]) }));
      break;
    case 'calendarDays':
      placed.calendarDays = yield* records(calendarLineSchema);
      break;
    case 'shifts':
      placed.shiftLines = yield* records(shiftLineSchema);
      break;
    case 'feeds':
      placed.feeds = yield* records(feedSchema);
      break;
    case 'teams':
      placed.teams = yield* records(teamSchema);
      break;
    default:
      name satisfies never;
  }
  return { placed, problems, marks: [] };
}

/** Who has a week of their own needs no usual hours beside it: they are from its first beginning to its last end. */
function withHoursOfWeek(record: Record<string, unknown>): void {
  const { hours, asking } = record;
  const told = z.strictObject({ days: z.array(z.unknown()).length(0) }).safeParse(hours);
  const week = z.object({ week: askingSchema.shape.week.unwrap().min(1) }).safeParse(asking).data?.week;
  if (!told.success || !week) return;
  record.hours = {
    days: [1, 2, 3, 4, 5, 6, 7].filter((day) => week.some(({ days }) => days.includes(day))),
    from: week.map(({ from }) => from).toSorted()[0],
    to: week
      .map(({ to }) => to)
      .toSorted()
      .at(-1),
  };
}

type TableName = keyof typeof tables;

/** What was read of a file, and of a skill map what became of its marks. */
export type TableRead = { placed: PlacedRegistry; problems: RegistryProblem[]; marks: MarkRead[] };

/** A file for each table; calendars, teams, shifts and feeds only where there are any. With a byte order mark, by which Excel knows UTF-8, and no cell that Excel would reckon. */
export function writeRegistryCsv(registry: Registry, language: Language = 'en'): Partial<Record<TableName, string>> {
  const csv = <T>(columns: readonly Column<T>[], records: readonly T[]): string =>
    stringify(
      [
        columns.map((column) => (language === 'ja' ? column.ja : column.name)),
        ...records.map((record) => columns.map((column) => harmless(column.write(record)))),
      ],
      { bom: true, record_delimiter: 'windows' },
    );
  return {
    technologies: csv(tables.technologies, registry.technologies),
    engineers: csv(tables.engineers, registry.engineers),
    skills: csv(tables.skills, registry.skills),
    ...(registry.teams && { teams: csv(tables.teams, registry.teams) }),
    ...(registry.calendars && {
      calendars: csv(tables.calendars, registry.calendars),
      calendarDays: csv(
        tables.calendarDays,
        registry.calendars.flatMap(({ id, days }) => days.map((day) => ({ calendar: id, ...day }))),
      ),
    }),
    ...(registry.shifts && { shifts: csv(tables.shifts, shiftLinesOf(registry.shifts)) }),
    ...(registry.feeds && { feeds: csv(tables.feeds, registry.feeds) }),
  };
}

/** The table whose required columns are all there, in the first line or, under its name, in one of the next. */
export const tableOf = (lines: readonly Line[]): TableName | null => tableHeadedBy(tableFrom(lines));
const tableFrom = (lines: readonly Line[]) => fromHead(lines, (some) => tableHeadedBy(some) !== null);

function tableHeadedBy([head]: readonly Line[]): TableName | null {
  const among = columnsAmong(head?.cells ?? []);
  const has = (columns: readonly Column<never>[], ...names: string[]): boolean => {
    const found = among(columns);
    return names.every((name) => found.has(name));
  };
  if (has(tables.calendarDays, 'calendar', 'date')) return 'calendarDays';
  if (has(tables.calendars, 'id', 'until')) return 'calendars';
  if (has(tables.feeds, 'id', 'zone', 'kind')) return 'feeds';
  if (has(tables.engineers, 'id', 'zone')) return 'engineers';
  if (has(tables.shifts, 'person', 'from', 'to')) return 'shifts';
  if (has(tables.teams, 'id', 'leads')) return 'teams';
  if (has(tables.skills, 'person', 'technology')) return 'skills';
  if (has(tables.technologies, 'id', 'name_en') || has(tables.technologies, 'id', 'name_ja')) return 'technologies';
  return null;
}
