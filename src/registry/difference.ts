import { eachOf } from '../time/pauses.ts';
import { append } from './append.ts';
import type { Engineer, Skill } from './engineer.ts';
import type { Registry, RegistryChange } from './snapshot.ts';

export type RegistryDifference = {
  changes: RegistryChange[];
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
};

/**
 * The changes that bring a registry to hold all of another; with `replace`, nothing else. Order matters: what others
 * refer to comes first, and goes last. Leaving a person or a technology out takes their skills along.
 * Who leaves calendars, teams, shifts or feeds out altogether says nothing of them. Record by record: whoever answers people meanwhile
 * goes on between the steps.
 */
export function* differenceSteps(
  current: Registry,
  wanted: Registry,
  { replace = false }: { replace?: boolean } = {},
): Generator<void, RegistryDifference> {
  const technologies = yield* compare(current.technologies, wanted.technologies, ({ id }) => id);
  const engineers = yield* compare(current.engineers, wanted.engineers, ({ id }) => id);
  const skills = yield* compare(current.skills, wanted.skills, keyOfSkill);
  const told = <T extends { id: string }>(has: readonly T[] | undefined, wants: readonly T[] | undefined) =>
    compare(wants === undefined ? [] : (has ?? []), wants ?? [], ({ id }) => id);
  const calendars = yield* told(current.calendars, wanted.calendars);
  const shifts = yield* told(current.shifts, wanted.shifts);
  const feeds = yield* told(current.feeds, wanted.feeds);
  const teams = yield* told(current.teams, wanted.teams);
  const parts = [technologies, calendars, teams, engineers, skills, shifts, feeds];
  const count = (of: 'added' | 'changed' | 'unchanged' | 'missing'): number =>
    parts.reduce((sum, part) => sum + part[of].length, 0);
  const set: RegistryChange[] = [
    ...[...technologies.added, ...technologies.changed].map(
      (technology) => ({ kind: 'technology', technology }) as const,
    ),
    ...[...calendars.added, ...calendars.changed].map((calendar) => ({ kind: 'calendar', calendar }) as const),
    ...[...teams.added, ...teams.changed].map((team) => ({ kind: 'team', team }) as const),
    ...[...engineers.added, ...engineers.changed].map((engineer) => ({ kind: 'engineer', engineer }) as const),
    ...[...skills.added, ...skills.changed].map((skill) => ({ kind: 'skill', skill }) as const),
    ...[...shifts.added, ...shifts.changed].map((each) => ({ kind: 'shifts', shifts: each }) as const),
    ...[...feeds.added, ...feeds.changed].map((feed) => ({ kind: 'feed', feed }) as const),
  ];
  const gone: RegistryChange[] = replace
    ? [
        ...feeds.missing.map(({ id }) => ({ kind: 'feed-gone', id }) as const),
        ...shifts.missing.map(({ id }) => ({ kind: 'shifts-gone', id }) as const),
        ...skills.missing.map(({ person, technology }) => ({ kind: 'skill-gone', person, technology }) as const),
        ...engineers.missing.map(({ id }) => ({ kind: 'engineer-gone', id }) as const),
        ...teams.missing.map(({ id }) => ({ kind: 'team-gone', id }) as const),
        ...calendars.missing.map(({ id }) => ({ kind: 'calendar-gone', id }) as const),
        ...technologies.missing.map(({ id }) => ({ kind: 'technology-gone', id }) as const),
      ]
    : [];
  return {
    changes: [...set, ...gone],
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    removed: gone.length,
  };
}

/** As the database gives instants back, so that +09:00 and Z do not look like a change. */
export function* registryInUtc(registry: Registry): Generator<void, Registry> {
  const engineers = yield* eachOf(registry.engineers, engineerInUtc);
  return { ...registry, engineers, skills: yield* eachOf(registry.skills, skillInUtc) };
}
export function inUtc(change: RegistryChange): RegistryChange {
  if (change.kind === 'engineer') return { ...change, engineer: engineerInUtc(change.engineer) };
  if (change.kind === 'skill') return { ...change, skill: skillInUtc(change.skill) };
  return change;
}

const utc = (instant: string | null): string | null =>
  instant === null || isInUtc.test(instant) ? instant : new Date(instant).toISOString();
/** As it is written already: most are, and there are hundreds of thousands. */
const isInUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const engineerInUtc = ({ hoursSaidAt, saidAt = {}, ...of }: Engineer): Engineer => {
  const said = Object.entries(saidAt).map(([field, at]) => [field, new Date(at).toISOString()]);
  return {
    ...of,
    awayUntil: utc(of.awayUntil),
    ...(hoursSaidAt === undefined ? {} : { hoursSaidAt: new Date(hoursSaidAt).toISOString() }),
    ...(said.length === 0 ? {} : { saidAt: Object.fromEntries(said) }),
  };
};
const skillInUtc = (of: Skill): Skill => ({ ...of, confirmedAt: utc(of.confirmedAt) });

export const keyOfSkill = ({ person, technology }: Pick<Skill, 'person' | 'technology'>): string =>
  `${technology} ${person}`;

type Comparison<T> = { added: T[]; changed: T[]; unchanged: T[]; missing: T[] };

function* compare<T extends object>(
  current: readonly T[],
  wanted: readonly T[],
  keyOf: (of: T) => string,
): Generator<void, Comparison<T>> {
  const known = new Map<string, T>();
  for (const each of current) {
    known.set(keyOf(each), each);
    yield;
  }
  const result: Comparison<T> = { added: [], changed: [], unchanged: [], missing: [] };
  for (const each of wanted) {
    const key = keyOf(each);
    const same = known.get(key);
    known.delete(key);
    if (!same) result.added.push(each);
    else if (isAlike(same, each)) result.unchanged.push(each);
    else result.changed.push(each);
    yield;
  }
  append(result.missing, known.values());
  return result;
}

/** Whether two records are the same as JSON, whatever the order in which their fields were written. */
function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return false;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((each, at) => isAlike(each, other[at]))
    );
  const [fields, others] = [fieldsOf(one), fieldsOf(other)];
  return fields.size === others.size && fields.entries().every(([name, value]) => isAlike(value, others.get(name)));
}
const fieldsOf = (of: object): Map<string, unknown> =>
  new Map(Object.entries(of).filter(([, value]) => value !== undefined));
