import type { Person } from '../../cases/case.ts';
import { isSuggested } from '../../detection/detectedTechnology.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import type { SwarmCommand } from '../../swarm/commands.ts';
import { fold } from '../../swarm/evolve.ts';
import type { Planner } from '../../swarm/planning/planner.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import type { ProposedSwarm } from '../../swarm/state.ts';
import { offeredIn } from '../cards/planChange.ts';
import type { ActionOf } from '../cards/verbs.ts';

/**
 * The command for an owner's changes to a plan. What was left unticked is known only against the plan that was on the
 * card (`version`); it is taken away from the plan as it is now, so that an older card never brings back what a newer
 * one dropped. `added` are the people and technologies meant by what was chosen or typed.
 */
export async function revision(
  state: ProposedSwarm,
  { version, keepTechnologies, tickPossible, keepPeople, seatLearners, caseSeverity }: ActionOf<'revise-plan'>,
  added: { technologies: TechnologyId[]; people: Person[] },
  { swarms, planner, at }: { swarms: Pick<Swarms, 'history'>; planner: Planner; at: string },
): Promise<SwarmCommand> {
  const shown = fold((await swarms.history(state.swarmId)).filter((each) => each.version <= version));
  const onCard = offeredIn(shown.status === 'proposed' ? shown.plan : state.plan);
  const untickedTechnologies = onCard.technologies.filter((technology) => !keepTechnologies.includes(technology));
  const untickedPeople = onCard.people.map(({ id }) => id).filter((id) => !keepPeople.includes(id));

  const addedTechnologies = union(
    added.technologies,
    tickPossible.filter((technology) => onCard.possible.includes(technology)),
  );
  const addedIds = added.people.map((person) => person.id);
  const dropped = {
    technologies: union(state.dropped.technologies, untickedTechnologies).filter(
      (technology) => !addedTechnologies.includes(technology),
    ),
    people: union(state.dropped.people, untickedPeople).filter((id) => !addedIds.includes(id)),
    ...(state.dropped.deadline && { deadline: true }),
  };
  const people = [...state.added.filter((person) => !addedIds.includes(person.id)), ...added.people].filter(
    (person) => !dropped.people.includes(person.id),
  );
  const namedBefore = state.plan.technologies
    .filter((each) => each.evidence.some((evidence) => evidence.kind === 'named'))
    .map((each) => each.technology);
  const shownLearners = onCard.learners.map(({ id }) => id);
  const learners = union(
    state.learners.map(({ id }) => id).filter((id) => !shownLearners.includes(id)),
    seatLearners,
  );
  // An older card's form says what the urgency was then, and not that it is to be so again.
  const wasShown = shown.status === 'proposed' ? shown.case.severity : state.case.severity;
  const isTold = caseSeverity !== null && caseSeverity !== wasShown && state.case.home === undefined;
  const severity = isTold ? caseSeverity : state.case.severity;
  const plan = await planner.plan({
    case: { ...state.case, severity },
    at,
    policy: state.policy,
    dropped,
    addedTechnologies: union(namedBefore, addedTechnologies).filter(
      (technology) => !dropped.technologies.includes(technology),
    ),
    // Those that the owner unticked are dropped; the rest of what past cases suggested stays as it was seen.
    tickedTechnologies: state.plan.technologies.filter(isSuggested).map(({ technology }) => technology),
    addedPeople: people,
    learners,
  });
  const seated = (plan.learners ?? []).map(({ person }) => person).filter(({ id }) => learners.includes(id));
  return { type: 'RevisePlan', plan, dropped, added: people, learners: seated, ...(isTold && { severity }) };
}

const union = (some: readonly string[], more: readonly string[]): string[] => [...new Set([...some, ...more])];
