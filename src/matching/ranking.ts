import { canBeAsked, type Instant, isAway, judged, type Moment } from '../availability/availability.ts';
import type { AvailabilityAgainst } from '../availability/reasons.ts';
import { stateOfRota } from '../availability/workingStates.ts';
import type { Case, Person } from '../cases/case.ts';
import type { DetectedTechnology } from '../detection/detectedTechnology.ts';
import type { Coverage, PersonEvidence } from '../evidence/personEvidence.ts';
import { isOwner, levelOf } from '../registry/skillPostings.ts';
import type { Listed, RegistrySnapshot, SkillLine } from '../registry/snapshot.ts';
import { shutBecause } from '../registry/team.ts';
import type { TechnologyId } from '../registry/technology.ts';
import { type Gathered, gather } from './gathering.ts';
import { keepBest } from './keeping.ts';
import { type OnCall, onCallFor } from './onCall.ts';
import type { Candidate, Ranking, ReasonAgainst, ReasonFor } from './plan.ts';
import { scoreAll } from './scoring.ts';
import { defaultWeights, type RankingWeights } from './weights.ts';

/** Someone asked for by name: `by` is the name of who asked. */
export type NamedPerson = { person: Person; by: string };

export type RankingRequest = Moment & {
  technologies: readonly Pick<DetectedTechnology, 'technology' | 'confidence'>[];
  case: Pick<Case, 'owner' | 'language'>;
  snapshot: RegistrySnapshot;
  /** For who speaks the case's language and is off work the case waits so many hours at most; as `aheadHours` if not said. */
  languageWaitHours?: number;
  /** Of who is off work, the owner's own team is waited for so many hours longer than others; as far as its weight goes if not said. */
  waitHours?: number;
  /** People not to be asked, and why: dropped by the owner. */
  exclude?: ReadonlyMap<string, ReasonAgainst>;
  /**
   * People the owner wants. Only away and out of office still rule them out: who names somebody may know more than
   * the registry. They cover what the registry says they know of, at any level.
   */
  named?: readonly NamedPerson[];
  evidence?: ReadonlyMap<string, PersonEvidence>;
  /** People, by id, of whom is told whether they can be asked though nothing speaks for them: named by a colleague. */
  also?: readonly string[];
  /**
   * So many candidates are kept, 200 if not said; of each combination of technologies the best are always among them.
   * The ranking is in the swarm's first event, which every command of the swarm reads again. One candidate is some 600
   * to 700 bytes there: 200 are 140 KB and 2 to 4 ms to parse, all 1,700 of a registry of 6,200 engineers would be
   * 920 KB and 17 ms. Up to some 700 engineers nobody is cut; beyond, who is cut is counted, and would not be asked
   * anyway: six are asked for a technology at most (policy.ts), and the best of each are kept.
   */
  keep?: number;
  weights?: RankingWeights;
};

/**
 * Everyone who comes into question for the technologies, best first, each with the reasons for and against. Pure: the
 * same request over the same snapshot gives the same ranking, whatever the order the registry was filled in.
 */
export function rank(request: RankingRequest): Ranking {
  const { snapshot, case: swarmed, named = [], also = [], evidence = new Map() } = request;
  const weights = request.weights ?? defaultWeights;
  const technologies = request.technologies.map(({ technology }) => technology);
  const names = new Map(named.map((each) => [each.person.id, each]));
  const { critical, budget, aheadHours = 0 } = request;
  const at = Date.parse(request.at);
  const ownTeam = snapshot.listed(swarmed.owner.id)?.engineer.team;
  const moment: Instant = { at, critical, budget, aheadHours, shutTeams: shutTeams(snapshot, at, ownTeam) };
  const onCall: ReadonlyMap<string, OnCall> = critical ? onCallFor(snapshot, technologies, moment.at) : new Map();
  const credited = new Map<string, Pick<PersonEvidence, 'covers'>>(evidence);
  for (const [person, { covers: called }] of onCall) {
    if (called.length === 0) continue;
    const byRota = called.map((technology) => ({ technology, level: weights.leastLevel, owner: false }));
    credited.set(person, { covers: [...(credited.get(person)?.covers ?? []), ...byRota] });
  }
  const gathered = gather(snapshot, technologies, weights, credited, [...names.keys(), ...also]);
  const worth = request.technologies.map(({ confidence }) => confidence);
  const scored = scoreAll(
    ...([gathered, worth, snapshot, swarmed.language, moment, weights, ownTeam, request.waitHours] as const),
  );
  const { scores, covers, free } = scored;
  for (const [person, { score }] of evidence) {
    const place = gathered.placeOf(person);
    if (place !== undefined) scores[place] = (scores[place] ?? 0) + weights.evidence * score;
  }
  for (const [person, { technology }] of onCall) {
    const place = gathered.placeOf(person);
    if (place === undefined) continue;
    scores[place] = (scores[place] ?? 0) + (technology === null ? weights.onCallForAll : weights.onCall);
  }
  for (const person of [swarmed.owner.id, ...(request.exclude?.keys() ?? []), ...names.keys()]) {
    const place = gathered.placeOf(person);
    const listed = snapshot.listed(person);
    if (place === undefined || !listed) continue;
    free[place] = mayBeAsked(listed, request, moment, names.has(person)) ? 1 : 0;
    // The owner's word outweighs a low level.
    if (names.has(person))
      covers[place] = technologies.reduce(
        (mask, _, column) =>
          column < 31 && gathered.codes[place * technologies.length + column] ? mask | (1 << column) : mask,
        0,
      );
  }

  const keep = request.keep ?? 200;
  const always = [...names.keys(), ...also].flatMap((id) => gathered.placeOf(id) ?? []);
  const listedAt = (place: number): Listed | undefined => snapshot.at(gathered.seats[place] ?? -1);
  const idAt = (place: number): string => listedAt(place)?.engineer.id ?? '';
  const kept = keepBest({ scores, covers, free, keep, always, idAt });
  const lines = technologies.map((technology) => [technology, ...snapshot.ancestors(technology)]);
  const candidates = kept.flatMap((place): Candidate[] => {
    const listed = listedAt(place);
    if (!listed) return [];
    const { id } = listed.engineer;
    const why = { name: names.get(id), called: onCall.get(id) };
    return [candidate(listed, place, scores[place] ?? 0, gathered, request, moment, { ...why, lines, ownTeam })];
  });
  const strangers = named.filter(({ person }) => !snapshot.listed(person.id) && person.id !== swarmed.owner.id);
  return {
    candidates: [...candidates, ...strangers.map(stranger)],
    leftOut: gathered.count - kept.length,
  };
}

/** The teams that take no asks of others at an instant (milliseconds since 1970): all but one's own may. */
function shutTeams(
  snapshot: RegistrySnapshot,
  at: number,
  ownTeam: string | undefined,
): ReadonlyMap<string, AvailabilityAgainst> {
  const closedBy = (id = ''): { by?: string } => {
    const by = snapshot.listed(id)?.engineer.name;
    return by === undefined ? {} : { by };
  };
  return new Map(
    snapshot.teams().flatMap((each): [string, AvailabilityAgainst][] => {
      const why = each.id === ownTeam ? null : shutBecause(each, at, snapshot.asksOfTeam(each.id));
      if (why === null) return [];
      const { name: team } = each;
      return why.code === 'closed'
        ? [[each.id, { code: 'team-closed', team, until: why.until, ...closedBy(why.by) }]]
        : [[each.id, { code: 'team-asked-enough', team, asks: why.asks, most: why.most }]];
    }),
  );
}

/** A person asked for by name is taken at capacity, out of hours and busy, but not when away. */
const mayBeAsked = (listed: Listed, request: RankingRequest, moment: Instant, isNamed: boolean): boolean =>
  listed.engineer.id !== request.case.owner.id &&
  !request.exclude?.has(listed.engineer.id) &&
  // Whom nobody can write to is never asked by us.
  listed.engineer.outside === undefined &&
  (isNamed ? !isAway(listed, moment) : canBeAsked(listed, stateOfRota(listed.rota, moment.at), moment));

/** What is known of somebody beside the registry, and of the case alike for everybody. */
type Why = {
  name: NamedPerson | undefined;
  called: OnCall | undefined;
  /** By technology of the case: it, and those that are broader, nearest first. */
  lines: readonly (readonly TechnologyId[])[];
  ownTeam: string | undefined;
};

function candidate(
  listed: Listed,
  place: number,
  score: number,
  gathered: Gathered,
  request: RankingRequest,
  moment: Instant,
  { name, called, lines, ownTeam }: Why,
): Candidate {
  const { engineer, load } = listed;
  const weights = request.weights ?? defaultWeights;
  const judgement = judged(listed, stateOfRota(listed.rota, moment.at), moment);
  const known = request.evidence?.get(engineer.id);
  const speaks = engineer.languages.includes(request.case.language);
  const { language } = request.case;
  const covers: Coverage[] = [];
  const skilled: ReasonFor[] = [];
  const tooLow: ReasonAgainst[] = [];
  request.technologies.forEach(({ technology }, column) => {
    const code = gathered.codes[place * request.technologies.length + column] ?? 0;
    const level = levelOf(code);
    if (code === 0) return;
    if (level < weights.leastLevel && !name) {
      tooLow.push({ code: 'level-too-low', technology, level });
      return;
    }
    covers.push({ technology, level, owner: isOwner(code) });
    const isShown =
      called?.covers.includes(technology) === true ||
      known?.covers?.some((each) => each.technology === technology && each.level >= level) === true;
    skilled.push(
      ...skillReasons(listed, lines[column] ?? [technology], request.snapshot, isShown, level, isOwner(code)),
    );
  });
  const excluded = request.exclude?.get(engineer.id);
  const ownCase: ReasonAgainst[] = engineer.id === request.case.owner.id ? [{ code: 'case-owner' }] : [];
  const first: ReasonFor[] = called && covers.length > 0 ? [onCallReason(called, request)] : [];
  const team = engineer.team === undefined ? undefined : request.snapshot.team(engineer.team);
  const ofTeam: ReasonFor[] = team ? [{ code: 'of-team', team: team.name, own: team.id === ownTeam }] : [];
  const several: ReasonFor[] = covers.length > 1 ? [{ code: 'covers-several', count: covers.length }] : [];
  return {
    person: { id: engineer.id, name: engineer.name },
    score: Math.round(score * 1000) / 1000,
    covers,
    available: mayBeAsked(listed, request, moment, name !== undefined),
    for: [
      ...(name ? [{ code: 'named-by-person', by: name.by } as const] : []),
      ...first,
      ...skilled,
      ...several,
      ...ofTeam,
      ...(known?.for ?? []),
      ...judgement.for,
      ...(speaks ? [{ code: 'speaks', language, ...isLate(judgement.for, request) } as const] : []),
    ],
    against: [
      ...ownCase,
      ...(excluded ? [excluded] : []),
      ...judgement.against,
      ...(known?.against ?? []),
      ...tooLow,
      ...(speaks ? [] : [{ code: 'other-language' } as const]),
    ],
    zone: engineer.zone,
    load: { live: load?.liveSwarms ?? 0, most: engineer.mostSwarms, asks28d: load?.asks28d ?? 0 },
  };
}

/** Whether who speaks the language is back too late for the case to wait for them because of it. */
function isLate(reasons: readonly ReasonFor[], { at, languageWaitHours }: RankingRequest): { late?: true } {
  const back = reasons.find(({ code }) => code === 'back');
  if (back?.code !== 'back' || languageWaitHours === undefined) return {};
  return Date.parse(back.at) - Date.parse(at) > languageWaitHours * 3_600_000 ? { late: true } : {};
}

function onCallReason(
  { technology, until }: OnCall,
  { technologies, snapshot }: Pick<RankingRequest, 'technologies' | 'snapshot'>,
): ReasonFor {
  const isOfCase = technologies.some((each) => each.technology === technology);
  const name = technology === null || isOfCase ? undefined : snapshot.technology(technology)?.name;
  return {
    ...{ code: 'on-call', until: new Date(until).toISOString() },
    ...(technology !== null && { technology }),
    ...(name && { name }),
  };
}

/** What makes the person cover a technology, the first of `family`: their own line for it, or that for the nearest broader one. */
function skillReasons(
  { skills }: Listed,
  family: readonly TechnologyId[],
  snapshot: RegistrySnapshot,
  isShown: boolean,
  level: number,
  owner: boolean,
): ReasonFor[] {
  const [technology = ''] = family;
  const line = lineOf(skills, family, level);
  if (!line) return isShown ? [] : [{ code: 'level', technology, level }];
  const owns: ReasonFor[] = owner && line.owner ? [{ code: 'owns', technology }] : [];
  const broader = line.technology === technology ? undefined : snapshot.technology(line.technology)?.name;
  return [
    ...owns,
    { code: 'level', technology: line.technology, level: line.level, ...(broader && { name: broader }) },
  ];
}

function lineOf(skills: Listed['skills'], family: readonly TechnologyId[], level: number): SkillLine | undefined {
  for (const id of family) for (const each of skills) if (each.technology === id && each.level >= level) return each;
  return undefined;
}

/** Someone named who is not in the registry: nothing is known of them but that they are wanted. */
const stranger = ({ person, by }: NamedPerson): Candidate => ({
  person,
  score: 0,
  covers: [],
  available: true,
  for: [{ code: 'named-by-person', by }],
  against: [],
  zone: 'utc',
  load: { live: 0, most: 1, asks28d: 0 },
});
