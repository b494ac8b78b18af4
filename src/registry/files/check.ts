import { mailIn } from '../../store/personId.ts';
import { isZone, zonesMeantBy } from '../../time/zone.ts';
import { append } from '../append.ts';
import type { Calendar, CalendarLine } from '../calendar.ts';
import { countryCalendars } from '../calendars/countries.ts';
import type { Engineer, Skill } from '../engineer.ts';
import type { Feed } from '../shifts/feed.ts';
import type { PersonShifts, ShiftLine } from '../shifts/plannedShift.ts';
import type { Registry, RegistrySnapshot } from '../snapshot.ts';
import type { SupportTeam } from '../team.ts';
import type { Technology } from '../technology.ts';
import type { Mails } from './mails.ts';
import { anyValue, cameAs, type Expectation, type FilePart, type RegistryProblem } from './problem.ts';

/** A record with where it stands. */
export type Placed<T> = FilePart & {
  value: T;
  line: number | null;
  path: string;
  /** Of a table: by which title each field stands there. */
  titles?: Readonly<Record<string, string>>;
};
export type PlacedRegistry = {
  technologies: Placed<Technology>[];
  engineers: Placed<Engineer>[];
  skills: Placed<Skill>[];
  calendars: Placed<Calendar>[];
  /** Days of calendars, told line by line. */
  calendarDays: Placed<CalendarLine>[];
  teams: Placed<SupportTeam>[];
  shifts: Placed<PersonShifts>[];
  /** Rotas, told line by line. */
  shiftLines: Placed<ShiftLine>[];
  feeds: Placed<Feed>[];
  /** iCalendar files by the name of a feed. */
  feedTexts: Placed<{ id: string; text: string }>[];
};
export const nothingPlaced = (): PlacedRegistry => ({
  ...{ technologies: [], engineers: [], skills: [], calendars: [], calendarDays: [], teams: [] },
  ...{ shifts: [], shiftLines: [], feeds: [], feedTexts: [] },
});

/** What is in the registry already, which a file may refer to. */
export type KnownRegistry = Pick<
  RegistrySnapshot,
  'technology' | 'technologies' | 'listed' | 'engineers' | 'calendar' | 'team' | 'shiftsOf' | 'feed'
>;

export const nothingKnown: KnownRegistry = {
  technology: () => undefined,
  technologies: () => [],
  listed: () => undefined,
  engineers: () => [],
  calendar: (id) => countryCalendars.get(id),
  shiftsOf: () => [],
  feed: () => undefined,
  team: () => undefined,
};

/** What no single record shows: the same twice, references to nothing, parents in a circle, zones nobody knows. */
export function* checkRegistry(
  placed: PlacedRegistry,
  known: KnownRegistry,
  mails: Mails,
): Generator<void, RegistryProblem[]> {
  const technologies = new Map(placed.technologies.map(({ value }) => [value.id, value]));
  const people = new Set(placed.engineers.map(({ value }) => value.id));
  const calendars = new Set(placed.calendars.map(({ value }) => value.id));
  const described = new Map(placed.calendars.map(({ value }) => [value.id, value]));
  const calendarOf = (id: string) => described.get(id) ?? known.calendar(id);
  const calendarProblems = (at: Placed<unknown>, field: string, ids: readonly string[]) =>
    ids
      .filter((id) => !calendars.has(id) && !known.calendar(id))
      .map((id) => problem(at, field, 'unknown-calendar', anyValue, id));
  const technology = (id: string) => technologies.get(id) ?? known.technology(id);
  const technologyProblems = (at: Placed<unknown>, id: string | undefined) =>
    id === undefined || technology(id) ? [] : [problem(at, 'technology', 'unknown-technology', anyValue, id)];
  const personProblems = (at: Placed<unknown>, field: string, id: string) =>
    people.has(id) || known.listed(id)
      ? []
      : [mailProblem(at, field, id, mails) ?? problem(at, field, 'unknown-person', anyValue, id)];
  return [
    ...(yield* twice(placed.technologies, ({ id }) => id)),
    ...(yield* twice(placed.engineers, ({ id }) => id)),
    ...(yield* twice(placed.calendars, ({ id }) => id)),
    ...(yield* twice(placed.skills, (of) => `${of.person} ${of.technology}`)),
    ...(yield* told(placed.technologies, (at) => {
      const { parent } = at.value;
      if (parent === null) return [];
      if (!technology(parent)) return [problem(at, 'parent', 'unknown-technology', anyValue, parent)];
      const circle = circleFrom(at.value, technology);
      return circle ? [problem(at, 'parent', 'circle', anyValue, circle)] : [];
    })),
    ...(yield* told(placed.engineers, (at) => mailProblem(at, 'id', at.value.id, mails) ?? [])),
    ...(yield* told(placed.engineers, (at) =>
      isZone(at.value.zone)
        ? []
        : [problem(at, 'zone', 'unknown-zone', { kind: 'zone', instead: zonesMeantBy(at.value.zone) }, at.value.zone)],
    )),
    ...(yield* told(placed.calendars, (at) => calendarProblems(at, 'on', at.value.on))),
    ...(yield* told(placed.calendars, (at) => {
      const circle = circleOf(at.value.id, (id) => calendarOf(id)?.on ?? []);
      return circle ? [problem(at, 'on', 'calendar-circle', anyValue, circle)] : [];
    })),
    ...(yield* told(placed.calendars, (at) =>
      at.value.until < at.value.from
        ? [problem(at, 'until', 'wrong-value', { kind: 'dates', from: at.value.from, until: null }, at.value.until)]
        : [],
    )),
    ...(yield* told(placed.engineers, (at) => calendarProblems(at, 'calendars', at.value.calendars ?? []))),
    ...(yield* told(placed.skills, (at) => [
      ...technologyProblems(at, at.value.technology),
      ...personProblems(at, 'person', at.value.person),
    ])),
    ...(yield* twice(placed.shifts, ({ id }) => id)),
    ...(yield* twice(placed.feeds, ({ id }) => id)),
    ...(yield* told(placed.shifts, (at) => [
      ...personProblems(at, 'person', at.value.id),
      ...at.value.shifts.flatMap((shift) => technologyProblems(at, shift.technology)),
    ])),
    ...(yield* told(placed.feeds, (at) => [
      ...technologyProblems(at, at.value.technology),
      ...[at.value.person ?? [], ...(at.value.names ?? []).map(({ person }) => person)]
        .flat()
        .flatMap((person) => personProblems(at, 'person', person)),
    ])),
    ...(yield* twice(placed.teams, ({ id }) => id)),
    ...(yield* told(placed.teams, (at) =>
      at.value.technologies
        .filter((id) => !technology(id))
        .map((id) => problem(at, 'technologies', 'unknown-technology', anyValue, id)),
    )),
    ...(yield* told(placed.teams, (at) =>
      (['leads', 'deputies'] as const).flatMap((field) =>
        at.value[field]
          .filter((id) => !people.has(id) && !known.listed(id))
          .map((id) => mailProblem(at, field, id, mails) ?? problem(at, field, 'unknown-person', anyValue, id)),
      ),
    )),
    ...(yield* told(placed.engineers, (at) => {
      const { team } = at.value;
      const isKnown = team === undefined || placed.teams.some(({ value }) => value.id === team) || known.team(team);
      return isKnown ? [] : [problem(at, 'team', 'unknown-team', anyValue, team)];
    })),
  ];
}

/** The way on which a calendar comes back to itself, as `a → b → a`; null: it does not. */
function circleOf(id: string, on: (id: string) => readonly string[]): string | null {
  const seen = new Set<string>();
  const back = (from: string, way: readonly string[]): readonly string[] | null => {
    for (const next of on(from)) {
      if (next === id) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = back(next, [...way, next]);
      if (found) return found;
    }
    return null;
  };
  return back(id, [id])?.join(' → ') ?? null;
}

/** The records without their places. */
export const registryOf = ({
  technologies,
  engineers,
  skills,
  calendars,
  teams,
  shifts,
  feeds,
}: PlacedRegistry): Registry => ({
  technologies: technologies.map(({ value }) => value),
  engineers: engineers.map(({ value }) => value),
  skills: skills.map(({ value }) => value),
  ...(calendars.length > 0 ? { calendars: calendars.map(({ value }) => value) } : {}),
  ...(shifts.length > 0 ? { shifts: shifts.map(({ value }) => value) } : {}),
  ...(feeds.length > 0 ? { feeds: feeds.map(({ value }) => value) } : {}),
  ...(teams.length > 0 ? { teams: teams.map(({ value }) => value) } : {}),
});

/** That a mail address stands for a person whom nobody has looked up, or who is nobody; null for an id. */
export function mailProblem(
  at: Omit<Placed<unknown>, 'value'>,
  field: string,
  text: string,
  mails: Mails,
): RegistryProblem | null {
  const mail = mailIn(text);
  if (mail === null) return null;
  return { ...problem(at, field, mails.has(mail) ? 'mail-of-nobody' : 'mail-address', anyValue, ''), came: mail };
}

/** A problem of a record, by its field. */
export const problem = (
  { file, sheet, line, path, titles }: Omit<Placed<unknown>, 'value'>,
  field: string,
  code: RegistryProblem['code'],
  expected: Expectation,
  came: string,
): RegistryProblem => ({
  file,
  ...(sheet === undefined ? {} : { sheet }),
  line,
  path: path === '' || field === '' ? `${path}${titles?.[field] ?? field}` : `${path}.${field}`,
  code,
  expected,
  came: cameAs(came),
});

/** What is told of each of some records, one after the other. */
function* told<T>(
  all: readonly Placed<T>[],
  problemsOf: (at: Placed<T>) => RegistryProblem | readonly RegistryProblem[],
): Generator<void, RegistryProblem[]> {
  const problems: RegistryProblem[] = [];
  for (const at of all) {
    append(problems, [problemsOf(at)].flat());
    yield;
  }
  return problems;
}

function twice<T>(all: readonly Placed<T>[], keyOf: (of: T) => string): Generator<void, RegistryProblem[]> {
  const first = new Map<string, Placed<T>>();
  return told(all, (at): RegistryProblem[] => {
    const key = keyOf(at.value);
    const before = first.get(key);
    if (!before) {
      first.set(key, at);
      return [];
    }
    const { value: _, titles: __, ...place } = at;
    const isElsewhere = before.file !== at.file || before.sheet !== at.sheet;
    const expected: Expectation = {
      kind: 'first',
      line: before.line,
      ...(isElsewhere ? { in: before.sheet ?? before.file } : {}),
    };
    return [{ ...place, code: 'twice', expected, came: cameAs(key) }];
  });
}

function circleFrom(start: Technology, technology: (id: string) => Technology | undefined): string | null {
  const line = [start.id];
  for (let parent = start.parent; parent !== null; parent = technology(parent)?.parent ?? null) {
    line.push(parent);
    if (parent === start.id) return line.join(' → ');
    // A circle further up is told at its own members.
    if (line.indexOf(parent) < line.length - 1) return null;
  }
  return null;
}
