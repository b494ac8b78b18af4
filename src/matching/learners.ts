import { canBeAsked, type Instant, type Moment } from '../availability/availability.ts';
import { stateOfRota } from '../availability/workingStates.ts';
import type { Case } from '../cases/case.ts';
import type { Listed, RegistrySnapshot } from '../registry/snapshot.ts';
import type { TechnologyId } from '../registry/technology.ts';
import type { Assignment, Ranking } from './plan.ts';
import { defaultWeights } from './weights.ts';

/** Two at most: a room with more listeners than experts is a lecture. */
const mostLearners = 2;

export type LearnersRequest = Moment & {
  case: Pick<Case, 'owner' | 'language' | 'restricted'>;
  snapshot: RegistrySnapshot;
  technologies: readonly TechnologyId[];
  team: readonly Pick<Assignment, 'person'>[];
  ranking: Ranking;
  /** Not to be offered, by person id: dropped by the owner. */
  exclude: Pick<ReadonlySet<string>, 'has'>;
  /** Chosen by the owner before: they come first, as long as they can be asked. */
  chosen?: readonly string[];
};

/**
 * Who would like to learn technologies of a case by their own word, and could sit in: at work or back soon, not full,
 * within their fair share. Nobody who could be asked as an expert, or who is in the team; nobody for a restricted case,
 * which as few as possible are to see. Those who speak the case's language and want to learn more of it come first.
 */
export function learnersFor(request: LearnersRequest): Assignment[] {
  const { snapshot, technologies, budget, aheadHours = 0, chosen = [] } = request;
  if (request.case.restricted) return [];
  const needed = new Set([
    request.case.owner.id,
    ...request.team.map(({ person }) => person.id),
    ...request.ranking.candidates
      .filter((each) => each.available && each.covers.length > 0)
      .map((each) => each.person.id),
  ]);
  // However critical the case, and whatever they said of being asked to help: nobody is woken to listen.
  const moment: Instant = { at: Date.parse(request.at), critical: false, budget, aheadHours };
  const wanted = new Map<Listed, TechnologyId[]>();
  for (const technology of technologies)
    for (const who of snapshot.learners(technology)) {
      const level = who.skills.find((each) => each.technology === technology)?.level ?? 0;
      if (level < defaultWeights.leastLevel) wanted.set(who, [...(wanted.get(who) ?? []), technology]);
    }
  const place = ([{ engineer, load }, learns]: [Listed, TechnologyId[]]): number[] => [
    chosen.includes(engineer.id) ? 0 : 1,
    engineer.languages.includes(request.case.language) ? 0 : 1,
    -learns.length,
    load?.asks28d ?? 0,
  ];
  return [...wanted]
    .filter(([who]) => {
      const { id, mostSwarms, asking } = who.engineer;
      return (
        !needed.has(id) &&
        !request.exclude.has(id) &&
        (who.load?.asks28d ?? 0) < budget &&
        canBeAsked(
          { ...who, engineer: { mostSwarms, ...(asking && { asking }) } },
          stateOfRota(who.rota, moment.at),
          moment,
        )
      );
    })
    .map((each) => ({ each, at: place(each), id: each[0].engineer.id }))
    .sort((a, b) => difference(a.at, b.at) || (a.id < b.id ? -1 : 1))
    .slice(0, mostLearners)
    .map(({ each: [{ engineer }, learns] }) => ({
      person: { id: engineer.id, name: engineer.name },
      technologies: learns,
      for: learns.map((technology) => ({ code: 'wants-to-learn', technology })),
    }));
}

const difference = (a: readonly number[], b: readonly number[]): number =>
  a.map((each, index) => each - (b[index] ?? 0)).find((each) => each !== 0) ?? 0;
