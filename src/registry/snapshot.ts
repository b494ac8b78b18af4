import { atOnce } from '../time/pauses.ts';
import { append } from './append.ts';
import type { Calendar } from './calendar.ts';
import { type CalendarOf, calendarIn } from './calendarDays.ts';
import type { Engineer, Load, Mailbox, Presence, Skill } from './engineer.ts';
import { ancestorsOf } from './family.ts';
import type { Left } from './left/leftPerson.ts';
import type { Feed, FeedState } from './shifts/feed.ts';
import { createKnownShifts } from './shifts/knownShifts.ts';
import type { PersonShifts, PlannedShift } from './shifts/plannedShift.ts';
import { createSkillPostings, type SkillPosting, skillCode } from './skillPostings.ts';
import { createStandings, type PresenceKind, type Rota, type Standings } from './standings.ts';
import type { SupportTeam } from './team.ts';
import type { Technology, TechnologyId } from './technology.ts';

/** The registry as exchanged with files and the database. */
export type Registry = {
  technologies: Technology[];
  engineers: Engineer[];
  skills: Skill[];
  /** Of sites and firms; those of countries are always there. A file that leaves them out says nothing of them. */
  calendars?: Calendar[];
  /** Rotas, and feeds of shifts; as with calendars. */
  shifts?: PersonShifts[];
  feeds?: Feed[];
  /** Support teams. A file that leaves them out says nothing of them. */
  teams?: SupportTeam[];
};

/**
 * One change of what a snapshot knows. A skill, presence, mailbox or load of someone who is not in it is ignored, and so is
 * a presence or mailbox older than the one known.
 */
export type RegistryChange =
  | { kind: 'technology'; technology: Technology }
  | { kind: 'technology-gone'; id: TechnologyId }
  | { kind: 'calendar'; calendar: Calendar }
  | { kind: 'calendar-gone'; id: string }
  | { kind: 'shifts'; shifts: PersonShifts }
  | { kind: 'shifts-gone'; id: string }
  | { kind: 'feed'; feed: Feed }
  | { kind: 'feed-gone'; id: string }
  | { kind: 'feed-read'; state: FeedState }
  | { kind: 'team'; team: SupportTeam }
  | { kind: 'team-gone'; id: string }
  | { kind: 'team-asks'; asks: ReadonlyMap<string, number> }
  | { kind: 'left'; people: readonly Left[] }
  | { kind: 'engineer'; engineer: Engineer }
  | { kind: 'engineer-gone'; id: string }
  | { kind: 'skill'; skill: Skill }
  | { kind: 'skill-gone'; person: string; technology: TechnologyId }
  | { kind: 'presence'; presence: Presence }
  | { kind: 'mailbox'; mailbox: Mailbox }
  | { kind: 'load'; load: Load };

/** An engineer as the snapshot holds them. Instants are milliseconds since 1970; `awayUntil` 0: not away. */
export type Listed = {
  /** A small number of their own as long as they are in it, for tables by person. */
  readonly seat: number;
  readonly engineer: Engineer;
  readonly rota: Rota;
  readonly awayUntil: number;
  readonly presence: (PresenceKind & { readonly seenAt: number }) | null;
  readonly mailbox: Readonly<Mailbox> | null;
  readonly load: Readonly<Load> | null;
  readonly skills: readonly SkillLine[];
};

/** One line of someone's skills. */
export type SkillLine = Readonly<Omit<Skill, 'person'>>;

/** One line of someone's skills, with whose it is. */
export type HeldSkill = SkillLine & { readonly by: Listed };

/**
 * The registry of one tenant in memory. Reading it never changes it: between two changes it gives the same answers.
 * 100,000 engineers with 600,000 skills take some 150 MB (test/bench/matching-size.bench.ts).
 */
export type RegistrySnapshot = {
  apply(changes: Iterable<RegistryChange>): void;
  /** The same, change by change: of many it takes a while, in which others read. */
  applySteps(changes: Iterable<RegistryChange>): Generator<void, void>;
  /** All of it, ordered by id. */
  registry(): Registry;
  /** The same, person by person; nothing of it may be changed meanwhile. */
  registrySteps(): Generator<void, Registry>;
  counts(): { technologies: number; engineers: number; skills: number };
  /** Grows with every change of a technology: what is built from them can tell that it is old. */
  technologiesRevision(): number;
  technologies(): Technology[];
  technology(id: TechnologyId): Technology | undefined;
  /** The broader technologies, nearest first. */
  ancestors(id: TechnologyId): TechnologyId[];
  engineers(): Iterable<Engineer>;
  /** The calendar of an id: the registry's, or a country's. */
  calendar: CalendarOf;
  /** The rota of a person, without what feeds say of them. */
  shiftsOf(person: string): readonly PlannedShift[];
  /** Everybody of whom any shift is known, in no order. */
  planned(): Iterable<Listed>;
  /** Everybody who is on call at any time for one of these (null: for whatever comes), in no order. */
  plannedFor(technologies: Iterable<TechnologyId | null>): Iterable<Listed>;
  feed(id: string): Feed | undefined;
  feeds(): Iterable<Feed>;
  /** How each feed was read last. */
  feedStates(): Omit<FeedState, 'shifts'>[];
  teams(): SupportTeam[];
  team(id: string): SupportTeam | undefined;
  /** How often others asked people of a team in the last 24 hours. */
  asksOfTeam(id: string): number;
  listed(person: string): Listed | undefined;
  /** Somebody who was in the registry and has left the organisation. */
  left(person: string): Left | undefined;
  leftPeople(): Iterable<Left>;
  skillsOf(person: string): Skill[];
  /** Everyone with a line for the technology, of whatever level, in no order. */
  skilled(technology: TechnologyId): readonly HeldSkill[];
  /** Everyone who wants to learn the technology, in no order. */
  learners(technology: TechnologyId): Iterable<Listed>;

  /** Packed, for ranking: who has a line for a technology, how everyone stands, and who sits where. */
  posting(technology: TechnologyId): SkillPosting;
  standings: Pick<Standings, 'rows' | 'rotas' | 'presences' | 'teams'>;
  at(seat: number): Listed | undefined;
  /** Every seat is below this. */
  seats(): number;
};

/** A snapshot of a registry; empty without one. */
export function createSnapshot(registry?: Registry): RegistrySnapshot {
  const technologies = new Map<TechnologyId, Technology>();
  const calendars = new Map<string, Calendar>();
  const teams = new Map<string, SupportTeam>();
  let leavers: ReadonlyMap<string, Left> = new Map();
  let asksOfTeams: ReadonlyMap<string, number> = new Map();
  const calendarOf = calendarIn(calendars);
  const people = new Map<string, Writable>();
  const postings = createSkillPostings();
  const learners = new Map<TechnologyId, Set<Writable>>();
  const standings = createStandings(calendarOf);
  const shifts = createKnownShifts();
  const seats: (Writable | undefined)[] = [];
  const emptySeats: number[] = [];
  let technologiesRevision = 0;

  const forget = (person: Writable, technology: TechnologyId) => {
    const place = person.skills.findIndex((each) => each.technology === technology);
    if (place < 0) return;
    person.skills.splice(place, 1);
    postings.remove(technology, person.seat);
    learners.get(technology)?.delete(person);
  };
  const learn = ({ person, technology: id, level, owner, wantsToLearn, confirmedAt }: Skill) => {
    const by = people.get(person);
    const technology = technologies.get(id);
    if (!by || !technology) return;
    forget(by, id);
    // Written out: of a copy by `...` V8 keeps the fields apart from the object, 40 bytes more for each of 600,000 lines.
    by.skills.push({ technology: technology.id, level, owner, wantsToLearn, confirmedAt });
    postings.add(technology.id, by.seat, skillCode(level, owner));
    if (!wantsToLearn) return;
    const others = learners.get(technology.id);
    if (others) others.add(by);
    else learners.set(technology.id, new Set([by]));
  };
  const list = (engineer: Engineer) => {
    const awayUntil = engineer.awayUntil === null ? 0 : Date.parse(engineer.awayUntil);
    const rota = standings.rotaOf(engineer, shifts.planned(engineer.id));
    const { zone, hours, languages } = rota;
    const kept = { ...engineer, zone, hours, languages, ...(rota.calendars && { calendars: rota.calendars }) };
    const known = people.get(engineer.id);
    const seat = known?.seat ?? emptySeats.pop() ?? seats.length;
    standings.list(seat, rota, { most: engineer.mostSwarms, awayUntil, team: engineer.team });
    if (known) {
      Object.assign(known, { engineer: kept, awayUntil, rota });
      return;
    }
    const listed = { seat, engineer: kept, rota, awayUntil, presence: null, mailbox: null, load: null, skills: [] };
    people.set(engineer.id, listed);
    seats[seat] = listed;
  };
  const relist = (whose: Iterable<string>) => {
    for (const id of whose) {
      const known = people.get(id);
      if (known) list(known.engineer);
    }
  };
  const unlist = (id: string) => {
    const gone = people.get(id);
    if (!gone) return;
    for (const { technology } of gone.skills) {
      postings.remove(technology, gone.seat);
      learners.get(technology)?.delete(gone);
    }
    people.delete(id);
    shifts.drop(id);
    seats[gone.seat] = undefined;
    standings.clear(gone.seat);
    emptySeats.push(gone.seat);
  };
  const drop = (id: TechnologyId) => {
    const { seats: skilled, length } = postings.of(id);
    for (const seat of [...skilled.subarray(0, length)]) {
      const by = seats[seat];
      if (by) forget(by, id);
    }
    postings.drop(id);
    learners.delete(id);
    technologies.delete(id);
  };
  function* applySteps(changes: Iterable<RegistryChange>): Generator<void, void> {
    let isOtherDays = false;
    for (const change of changes) {
      yield;
      switch (change.kind) {
        case 'technology':
          technologies.set(change.technology.id, change.technology);
          technologiesRevision++;
          break;
        case 'technology-gone':
          drop(change.id);
          technologiesRevision++;
          break;
        case 'calendar':
          calendars.set(change.calendar.id, change.calendar);
          isOtherDays = true;
          break;
        case 'calendar-gone':
          calendars.delete(change.id);
          isOtherDays = true;
          break;
        case 'shifts':
          relist(shifts.set(change.shifts));
          break;
        case 'shifts-gone':
          relist(shifts.drop(change.id));
          break;
        case 'feed':
          relist(shifts.setFeed(change.feed));
          break;
        case 'feed-gone':
          relist(shifts.dropFeed(change.id));
          break;
        case 'feed-read':
          relist(shifts.read(change.state));
          break;
        case 'team':
          teams.set(change.team.id, change.team);
          break;
        case 'team-gone':
          teams.delete(change.id);
          break;
        case 'team-asks':
          asksOfTeams = change.asks;
          break;
        case 'left':
          leavers = new Map(change.people.map((each) => [each.id, each]));
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
          if (!of || at < (of.presence?.seenAt ?? 0)) break;
          const { availability, activity, outOfOffice } = standings.presenceOf(presence);
          of.presence = { availability, activity, outOfOffice, seenAt: at };
          standings.see(of.seat, presence, at);
          break;
        }
        case 'mailbox': {
          const of = people.get(change.mailbox.person);
          if (!of || (of.mailbox && change.mailbox.readAt < of.mailbox.readAt)) break;
          of.mailbox = change.mailbox;
          standings.reply(of.seat, change.mailbox);
          break;
        }
        case 'load': {
          const of = people.get(change.load.person);
          if (!of) break;
          of.load = change.load;
          standings.carry(of.seat, change.load);
          break;
        }
        default:
          change satisfies never;
      }
    }
    if (!isOtherDays) return;
    const renewed = standings.renewDays();
    for (const person of people.values()) person.rota = renewed[person.rota.place] ?? person.rota;
  }
  const apply = (changes: Iterable<RegistryChange>) => atOnce(applySteps(changes));
  if (registry) apply(changesOf(registry));

  const skillsOf = (person: string): Skill[] =>
    (people.get(person)?.skills ?? [])
      .map((line) => ({ ...line, person }))
      .sort((a, b) => (a.technology < b.technology ? -1 : 1));
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

  function* registrySteps(): Generator<void, Registry> {
    const engineers = Array.from(people.values(), ({ engineer }) => engineer).sort(byId);
    yield;
    const skills: Skill[] = [];
    for (const { id } of engineers) {
      append(skills, skillsOf(id));
      yield;
    }
    return {
      technologies: [...technologies.values()].sort(byId),
      engineers,
      skills,
      ...(calendars.size > 0 ? { calendars: [...calendars.values()].sort(byId) } : {}),
      ...shifts.registry(),
      ...(teams.size > 0 ? { teams: [...teams.values()].sort(byId) } : {}),
    };
  }

  return {
    apply,
    applySteps,
    registry: () => atOnce(registrySteps()),
    registrySteps,
    counts: () => ({
      technologies: technologies.size,
      engineers: people.size,
      skills: people.values().reduce((sum, { skills }) => sum + skills.length, 0),
    }),
    technologiesRevision: () => technologiesRevision,
    technologies: () => [...technologies.values()],
    technology: (id) => technologies.get(id),
    ancestors: (id) => ancestorsOf(id, (each) => technologies.get(each)),
    calendar: calendarOf,
    shiftsOf: shifts.own,
    planned: () => shifts.people().flatMap((id) => [people.get(id) ?? []].flat()),
    plannedFor: (wanted) => {
      const found = new Set<string>();
      for (const technology of new Set(wanted)) for (const id of shifts.onCallFor(technology)) found.add(id);
      return found.values().flatMap((id) => [people.get(id) ?? []].flat());
    },
    feed: shifts.feed,
    feeds: shifts.feeds,
    feedStates: shifts.states,
    teams: () => [...teams.values()],
    team: (id) => teams.get(id),
    asksOfTeam: (id) => asksOfTeams.get(id) ?? 0,
    engineers: () => people.values().map(({ engineer }) => engineer),
    listed: (person) => people.get(person),
    left: (person) => leavers.get(person),
    leftPeople: () => leavers.values(),
    skillsOf,
    skilled: (technology) => {
      const { seats: skilled, length } = postings.of(technology);
      return Array.from(skilled.subarray(0, length), (seat): HeldSkill[] => {
        const by = seats[seat];
        const line = by?.skills.find((each) => each.technology === technology);
        return by && line ? [{ ...line, by }] : [];
      }).flat();
    },
    learners: (technology) => learners.get(technology) ?? [],
    posting: (technology) => postings.of(technology),
    standings,
    at: (seat) => seats[seat],
    seats: () => seats.length,
  };
}

/** A registry as changes, what others refer to first. */
export function* changesOf(registry: Registry): Generator<RegistryChange> {
  for (const technology of registry.technologies) yield { kind: 'technology', technology };
  for (const calendar of registry.calendars ?? []) yield { kind: 'calendar', calendar };
  for (const team of registry.teams ?? []) yield { kind: 'team', team };
  for (const engineer of registry.engineers) yield { kind: 'engineer', engineer };
  for (const skill of registry.skills) yield { kind: 'skill', skill };
  for (const shifts of registry.shifts ?? []) yield { kind: 'shifts', shifts };
  for (const feed of registry.feeds ?? []) yield { kind: 'feed', feed };
}

type Writable = { -readonly [Key in keyof Listed]: Listed[Key] } & { skills: SkillLine[] };
