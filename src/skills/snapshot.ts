import type { Engineer, Load, Presence, Skill } from './engineer.ts';
import { ancestorsOf } from './family.ts';
import type { Technology, TechnologyId } from './technology.ts';
import { type WorkingState, workingStateAt } from './workingHours.ts';

/** The registry as exchanged with files and the database. */
export type Registry = { technologies: Technology[]; engineers: Engineer[]; skills: Skill[] };

/**
 * One change of what a snapshot knows. A skill, presence or load of someone who is not in it is ignored, and so is a
 * presence older than the one known.
 */
export type RegistryChange =
  | { kind: 'technology'; technology: Technology }
  | { kind: 'technology-gone'; id: TechnologyId }
  | { kind: 'engineer'; engineer: Engineer }
  | { kind: 'engineer-gone'; id: string }
  | { kind: 'skill'; skill: Skill }
  | { kind: 'skill-gone'; person: string; technology: TechnologyId }
  | { kind: 'presence'; presence: Presence }
  | { kind: 'load'; load: Load };

/** An engineer as the snapshot holds them. Instants are milliseconds since 1970; `awayUntil` 0: not away. */
export type Listed = {
  /** A small number of their own as long as they are in it, for tables by person. */
  readonly seat: number;
  readonly engineer: Engineer;
  readonly rota: Rota;
  readonly awayUntil: number;
  readonly presence: { availability: string; activity: string; outOfOffice: boolean; seenAt: number } | null;
  readonly load: Readonly<Load> | null;
  readonly skills: readonly HeldSkill[];
};

/** Zone, hours and languages, alike for thousands of people, and the last working state reckoned for them. */
export type Rota = Pick<Engineer, 'zone' | 'hours' | 'languages'> & { state: WorkingState | null };

/** One line of someone's skills, found from the person and from the technology. */
export type HeldSkill = Readonly<Omit<Skill, 'person'>> & { readonly by: Listed };

/**
 * The registry of one tenant in memory. Reading it never changes it: between two changes it gives the same answers.
 * 100,000 engineers with 600,000 skills take some 150 MB (test/bench/matching-size.bench.ts).
 */
export type RegistrySnapshot = {
  apply(changes: Iterable<RegistryChange>): void;
  /** All of it, ordered by id. */
  registry(): Registry;
  counts(): { technologies: number; engineers: number; skills: number };
  /** Grows with every change of a technology: what is built from them can tell that it is old. */
  technologiesRevision(): number;
  technologies(): Technology[];
  technology(id: TechnologyId): Technology | undefined;
  /** The broader technologies, nearest first. */
  ancestors(id: TechnologyId): TechnologyId[];
  engineers(): Iterable<Engineer>;
  listed(person: string): Listed | undefined;
  skillsOf(person: string): Skill[];
  /** Everyone with a line for the technology, of whatever level, in no order. */
  skilled(technology: TechnologyId): readonly HeldSkill[];
  /** Whether someone works at an instant (milliseconds since 1970); reckoned once for all with the same hours. */
  workingState(of: Listed, at: number): WorkingState;
  /** Every seat is below this. */
  seats(): number;
};

/** A snapshot of a registry; empty without one. */
export function createSnapshot(registry?: Registry): RegistrySnapshot {
  const technologies = new Map<TechnologyId, Technology>();
  const people = new Map<string, Writable>();
  const byTechnology = new Map<TechnologyId, HeldSkill[]>();
  const rotaOf = createRotas();
  const emptySeats: number[] = [];
  let seats = 0;
  let technologiesRevision = 0;

  const remove = (line: HeldSkill, of: HeldSkill[] | undefined) => {
    const place = of?.indexOf(line) ?? -1;
    const last = of?.pop();
    if (of && last && place >= 0 && place < of.length) of[place] = last;
  };
  const forget = (person: Writable, technology: TechnologyId) => {
    const line = person.skills.find((each) => each.technology === technology);
    if (!line) return;
    remove(line, person.skills);
    remove(line, byTechnology.get(technology));
  };
  const learn = ({ person, ...line }: Skill) => {
    const by = people.get(person);
    const technology = technologies.get(line.technology);
    if (!by || !technology) return;
    forget(by, line.technology);
    const held: HeldSkill = { ...line, technology: technology.id, by };
    by.skills.push(held);
    const known = byTechnology.get(technology.id);
    if (known) known.push(held);
    else byTechnology.set(technology.id, [held]);
  };
  const list = (engineer: Engineer) => {
    const awayUntil = engineer.awayUntil === null ? 0 : Date.parse(engineer.awayUntil);
    const known = people.get(engineer.id);
    const rota = rotaOf(engineer);
    const kept = { ...engineer, zone: rota.zone, hours: rota.hours, languages: rota.languages };
    if (known) {
      Object.assign(known, { engineer: kept, awayUntil, rota });
      return;
    }
    const seat = emptySeats.pop() ?? seats++;
    people.set(engineer.id, { seat, engineer: kept, rota, awayUntil, presence: null, load: null, skills: [] });
  };
  const unlist = (id: string) => {
    const gone = people.get(id);
    if (!gone) return;
    for (const line of gone.skills) remove(line, byTechnology.get(line.technology));
    people.delete(id);
    emptySeats.push(gone.seat);
  };
  const drop = (id: TechnologyId) => {
    for (const line of [...(byTechnology.get(id) ?? [])]) {
      const by = people.get(line.by.engineer.id);
      if (by) forget(by, id);
    }
    byTechnology.delete(id);
    technologies.delete(id);
  };
  const apply = (changes: Iterable<RegistryChange>) => {
    for (const change of changes) {
      switch (change.kind) {
        case 'technology':
          technologies.set(change.technology.id, change.technology);
          technologiesRevision++;
          break;
        case 'technology-gone':
          drop(change.id);
          technologiesRevision++;
          break;
        case 'engineer':
          list(change.engineer);
          break;
        case 'engineer-gone':
          unlist(change.id);
          break;
        case 'skill':
          learn(change.skill);
          break;
        case 'skill-gone': {
          const by = people.get(change.person);
          if (by) forget(by, change.technology);
          break;
        }
        case 'presence': {
          const { person, seenAt, ...presence } = change.presence;
          const of = people.get(person);
          const at = Date.parse(seenAt);
          if (of && at >= (of.presence?.seenAt ?? 0)) of.presence = { ...presence, seenAt: at };
          break;
        }
        case 'load': {
          const of = people.get(change.load.person);
          if (of) of.load = change.load;
          break;
        }
        default:
          change satisfies never;
      }
    }
  };
  if (registry) apply(changesOf(registry));

  const skillsOf = (person: string): Skill[] =>
    (people.get(person)?.skills ?? [])
      .map(({ by: _, ...line }) => ({ ...line, person }))
      .sort((a, b) => (a.technology < b.technology ? -1 : 1));
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

  return {
    apply,
    registry: () => {
      const engineers = Array.from(people.values(), ({ engineer }) => engineer).sort(byId);
      return {
        technologies: [...technologies.values()].sort(byId),
        engineers,
        skills: engineers.flatMap(({ id }) => skillsOf(id)),
      };
    },
    counts: () => ({
      technologies: technologies.size,
      engineers: people.size,
      skills: people.values().reduce((sum, { skills }) => sum + skills.length, 0),
    }),
    technologiesRevision: () => technologiesRevision,
    technologies: () => [...technologies.values()],
    technology: (id) => technologies.get(id),
    ancestors: (id) => ancestorsOf(id, (each) => technologies.get(each)),
    engineers: () => people.values().map(({ engineer }) => engineer),
    listed: (person) => people.get(person),
    skillsOf,
    skilled: (technology) => byTechnology.get(technology) ?? [],
    workingState: ({ rota }, at) => {
      if (rota.state && at >= rota.state.since && at < rota.state.until) return rota.state;
      rota.state = workingStateAt(at, rota.hours, rota.zone);
      return rota.state;
    },
    seats: () => seats,
  };
}

/** A registry as changes, what others refer to first. */
export function* changesOf(registry: Registry): Generator<RegistryChange> {
  for (const technology of registry.technologies) yield { kind: 'technology', technology };
  for (const engineer of registry.engineers) yield { kind: 'engineer', engineer };
  for (const skill of registry.skills) yield { kind: 'skill', skill };
}

type Writable = { -readonly [Key in keyof Listed]: Listed[Key] } & { skills: HeldSkill[] };

function createRotas(): (of: Engineer) => Rota {
  const known = new Map<string, Rota>();
  return ({ zone, hours, languages }) => {
    const key = `${zone} ${hours.from} ${hours.to} ${hours.days.join(',')} ${languages.join(',')}`;
    const same = known.get(key) ?? { zone, hours, languages, state: null };
    known.set(key, same);
    return same;
  };
}
