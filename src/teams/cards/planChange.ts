import { type Person, severities } from '../../cases/case.ts';
import type { Candidate, Plan } from '../../matching/plan.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import type { ProposedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { namesIn } from './parts/caseHeader.ts';
import { namesRead } from './parts/caseRead.ts';
import { type Element, execute, type ShowAction, show, subtle, text } from './parts/elements.ts';
import type { Detail } from './parts/fit.ts';
import { peopleInputs, ticks, typedText } from './parts/inputs.ts';
import { short } from './parts/text.ts';

/** The form offers so many technologies and people to drop; a plan has hardly ever more. */
const mostOffered = 20;

/** What the form offers to keep; of these, what comes back unticked was taken out. The rest of a plan is not touched. */
export const offeredIn = (
  plan: Plan,
): { technologies: TechnologyId[]; possible: TechnologyId[]; people: Person[]; learners: Person[] } => ({
  technologies: plan.technologies.slice(0, mostOffered).map(({ technology }) => technology),
  possible: (plan.possible ?? []).slice(0, mostOffered).map(({ technology }) => technology),
  people: plan.team.slice(0, mostOffered).map(({ person }) => person),
  learners: (plan.learners ?? []).slice(0, mostOffered).map(({ person }) => person),
});

/** Everyone of the ranking whom the plan would not ask, best first. */
export const passedOver = (state: ProposedSwarm): Candidate[] =>
  state.plan.ranking.candidates.filter((each) => !state.plan.team.some(({ person }) => person.id === each.person.id));

/** "Change the plan": what to keep, ticked; what past cases alone suggest, unticked; what to add, chosen from those passed over or typed. */
export function changeForm(state: ProposedSwarm, reader: Reader, detail: Detail): ShowAction {
  const { plan, model } = messages(reader.language);
  const read = namesRead(state);
  const nameOf = namesIn(state, reader, Math.min(60, detail.words));
  const { technologies, possible, people, learners } = offeredIn(state.plan);
  const kept: Element[] = [
    ...(technologies.length > 0
      ? [
          ticks(
            'keepTechnologies',
            plan.keepTechnologies,
            technologies.map((each) => ({ title: nameOf(each), value: each })),
            technologies,
          ),
        ]
      : []),
    ...(possible.length > 0
      ? [
          ticks(
            'tickPossible',
            plan.tickPossible,
            possible.map((each) => ({ title: nameOf(each), value: each })),
            [],
          ),
        ]
      : []),
    ...(read.length > 0 ? [text(subtle(model.readInForm))] : []),
    typedText('addTechnologies', plan.addTechnologies, plan.addTechnologiesHint, 300, read.join(', ')),
    ...(people.length > 0
      ? [
          ticks(
            'keepPeople',
            plan.keepPeople,
            people.map((each) => ({ title: short(each.name, Math.min(60, detail.words)), value: each.id })),
            people.map(({ id }) => id),
          ),
        ]
      : []),
    ...peopleInputs(
      'addPeople',
      {
        label: plan.addPeople,
        choose: plan.addPeopleHint,
        type: plan.addPeopleTyped,
        typeHint: plan.addPeopleTypedHint,
      },
      passedOver(state)
        .slice(0, detail.people)
        .map(({ person }) => person),
      'many',
    ),
    ...(learners.length > 0
      ? [
          ticks(
            'seatLearners',
            plan.seatLearners,
            learners.map((each) => ({ title: short(each.name, Math.min(60, detail.words)), value: each.id })),
            state.learners.map(({ id }) => id),
          ),
        ]
      : []),
  ];
  return show(
    plan.change,
    [...kept, ...urgencyInput(state, reader)],
    [execute('revise-plan', plan.update, { swarmId: state.swarmId, version: state.version })],
  );
}

/** How urgent a case is that lives in no case system: there its own system says so. */
function urgencyInput({ case: { home, severity } }: ProposedSwarm, reader: Reader): Element[] {
  const { common } = messages(reader.language);
  if (home !== undefined) return [];
  const choices = severities.map((each) => ({ title: common.severity[each], value: each }));
  return [{ type: 'Input.ChoiceSet', id: 'caseSeverity', label: common.urgency, choices, value: severity }];
}
