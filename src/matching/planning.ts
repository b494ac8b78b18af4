import type { Moment } from '../availability/availability.ts';
import type { Case, Person } from '../cases/case.ts';
import type { DetectedTechnology } from '../detection/detectedTechnology.ts';
import type { Detector } from '../detection/detection.ts';
import type { PersonEvidence } from '../evidence/personEvidence.ts';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import type { Technology, TechnologyId } from '../registry/technology.ts';
import { learnersFor } from './learners.ts';
import type { Assignment, Candidate, Plan, Ranking, ReasonAgainst } from './plan.ts';
import { type Sorted, sortedByVoice } from './possible.ts';
import { type NamedPerson, rank } from './ranking.ts';
import { chooseTeam, speaks, type Team } from './team.ts';
import type { RankingWeights } from './weights.ts';

/** What a plan is made from: the case, the world as it is, and the seams for what past cases teach. */
export type PlanRequest = Moment & {
  case: Case;
  snapshot: RegistrySnapshot;
  /** How many people are asked at once for each technology; one if not said. */
  perTechnology?: number;
  /** For a smaller team of people who are back later the case waits so many hours longer than for the soonest; for ever if not said. */
  waitHours?: number;
  /** Learned evidence of people, for the technologies at hand; none if not given. */
  evidenceFor?: (technologies: readonly DetectedTechnology[]) => ReadonlyMap<string, PersonEvidence>;
  keep?: number;
  /** Whom the owner has chosen to sit in as learners, by id. */
  learners?: readonly string[];
  weights?: RankingWeights;
};

/** The plan for a case as it came: its technologies, everyone ranked, and the smallest team. Pure; disturbs nobody. */
export function planFor(request: PlanRequest & { detect: Detector }): Plan {
  return planWith(sortedByVoice(request.detect(request.case)), request, new Map(), []);
}

/** What an owner wants changed of a plan. `people` to drop are Entra ids; `by` is the owner's name. */
export type PlanEdits = {
  dropTechnologies?: readonly TechnologyId[];
  addTechnologies?: readonly DetectedTechnology[];
  /** Those the owner saw ticked and left so; what past cases alone suggest is not unticked by a change elsewhere. */
  tickedTechnologies?: readonly TechnologyId[];
  dropPeople?: readonly string[];
  addPeople?: readonly Person[];
  by: string;
};

/** A person the owner wanted who cannot be asked, and why. */
export type RefusedPerson = { person: Person; against: ReasonAgainst[] };

/**
 * The plan after the owner's edits. Pass all edits since the first plan, not only the last: the rest is reckoned anew,
 * with the world as it is now. Added people are in the team whether they are needed or not, unless they are away, or
 * the owner themself; then they are in `refused`. Dropped people stay in the ranking, with that reason.
 */
export function revisePlan(request: PlanRequest & { technologies: readonly DetectedTechnology[]; edits: PlanEdits }): {
  plan: Plan;
  refused: RefusedPerson[];
} {
  const { edits } = request;
  const isDropped = ({ technology }: DetectedTechnology): boolean =>
    edits.dropTechnologies?.includes(technology) === true;
  const found = sortedByVoice(request.technologies, edits.tickedTechnologies);
  const technologies = new Map<TechnologyId, DetectedTechnology>();
  for (const each of [...found.wanted, ...(edits.addTechnologies ?? [])])
    if (!isDropped(each) && !technologies.has(each.technology)) technologies.set(each.technology, each);
  const possible = found.possible.filter((each) => !isDropped(each) && !technologies.has(each.technology));
  const added = (edits.addPeople ?? []).filter(({ id }) => !edits.dropPeople?.includes(id));
  const named = [...new Map(added.map((person) => [person.id, { person, by: edits.by }])).values()];
  const dropped = new Map((edits.dropPeople ?? []).map((id) => [id, { code: 'dropped-by-owner' } as const]));
  const plan = planWith({ wanted: [...technologies.values()], possible }, request, dropped, named);
  const refused = named.flatMap(({ person }): RefusedPerson[] => {
    const candidate = plan.ranking.candidates.find((each) => each.person.id === person.id);
    if (candidate?.available) return [];
    return [{ person, against: candidate?.against ?? [{ code: 'case-owner' }] }];
  });
  return { plan, refused };
}

/** A technology a person added by hand. */
export const namedTechnology = (technology: Technology): DetectedTechnology => ({
  technology: technology.id,
  name: technology.name,
  confidence: 1,
  evidence: [{ kind: 'named', source: 'person', start: 0, end: 0, words: '' }],
});

/**
 * Who is to be asked next for technologies that nobody covers yet, from a ranking made earlier or just now; `asked`
 * holds everyone asked or seated already. Technologies with nobody left are gaps.
 */
export const nextPeople = (of: {
  technologies: readonly TechnologyId[];
  ranking: Ranking;
  asked: ReadonlySet<string>;
  perTechnology?: number;
}): Team => chooseTeam({ ...of, exclude: of.asked });

function planWith(
  { wanted: technologies, possible }: Sorted,
  request: PlanRequest,
  exclude: ReadonlyMap<string, ReasonAgainst>,
  named: readonly NamedPerson[],
): Plan {
  const evidence = request.evidenceFor?.(technologies);
  const ranking = rank({ ...request, technologies, exclude, named, ...(evidence && { evidence }) });
  const wanted = technologies.map(({ technology }) => technology);
  const byName = new Set(named.map(({ person }) => person.id));
  const asked = ranking.candidates
    .filter(({ person, available }) => byName.has(person.id) && available)
    .map(
      (candidate): Assignment => ({
        person: candidate.person,
        technologies: candidate.covers.map(({ technology }) => technology),
        for: candidate.for,
      }),
    );
  const coveredByName = new Set(asked.flatMap((each) => each.technologies));
  const rest = chooseTeam({
    technologies: wanted.filter((technology) => !coveredByName.has(technology)),
    ranking,
    ...(request.perTechnology !== undefined && { perTechnology: request.perTechnology }),
    ...(request.waitHours !== undefined && { waitHours: request.waitHours }),
    exclude: new Set(asked.map(({ person }) => person.id)),
    speaking: !asked.some(speaks),
  });
  const team = [...asked, ...rest.team.map((each) => withAllTheyCover(each, ranking, wanted))];
  const learners = learnersFor({
    ...{ at: request.at, critical: request.critical, budget: request.budget, aheadHours: request.aheadHours ?? 0 },
    ...{ case: request.case, snapshot: request.snapshot, technologies: wanted, team, ranking, exclude },
    chosen: request.learners ?? [],
  });
  return {
    technologies,
    ...(possible.length > 0 && { possible }),
    team,
    gaps: rest.gaps,
    ...(learners.length > 0 && { learners }),
    ranking: { ...ranking, candidates: ranking.candidates.map((each) => passedOver(each, team)) },
  };
}

/** Chosen for what was still open, a member is asked for everything they know of the case. */
function withAllTheyCover(assignment: Assignment, ranking: Ranking, wanted: readonly TechnologyId[]): Assignment {
  const covers = ranking.candidates.find(({ person }) => person.id === assignment.person.id)?.covers ?? [];
  return { ...assignment, technologies: wanted.filter((each) => covers.some(({ technology }) => technology === each)) };
}

/** An available candidate who is not in the team knows who covers the same, the best match of the team first. */
function passedOver(candidate: Candidate, team: readonly Assignment[]): Candidate {
  const covers = new Set(candidate.covers.map(({ technology }) => technology));
  if (!candidate.available || covers.size === 0 || team.some(({ person }) => person.id === candidate.person.id))
    return candidate;
  const shared = (member: Assignment): number => member.technologies.filter((each) => covers.has(each)).length;
  const best = team.toSorted((a, b) => shared(b) - shared(a))[0];
  return best && shared(best) > 0
    ? { ...candidate, against: [...candidate.against, { code: 'already-covered', by: best.person.name }] }
    : candidate;
}
