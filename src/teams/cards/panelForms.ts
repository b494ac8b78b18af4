import type { Person } from '../../cases/case.ts';
import { coveredBy, type StartedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { namesIn } from './parts/caseHeader.ts';
import { type Action, type Choice, type Element, execute, type ShowAction, show, text } from './parts/elements.ts';
import type { Detail } from './parts/fit.ts';
import { longText, peopleInputs, ticks, typedText } from './parts/inputs.ts';
import { short } from './parts/text.ts';

/** What the coordinator can do, each behind a button of its own. Input ids are unique over the whole card. */
export function panelForms(state: StartedSwarm, reader: Reader, detail: Detail): Action[] {
  const nameOf = namesIn(state, reader, Math.min(60, detail.words));
  const technologies: Choice[] = state.needs
    .slice(0, detail.technologies)
    .map(({ detected: { technology } }) => ({ title: nameOf(technology), value: technology }));
  return [
    askPerson(state, technologies, reader, detail),
    technologyForm(state, technologies, reader),
    whatElse(state, reader),
    resolve(state, technologies, reader, detail),
    handOver(state, reader, detail),
    cancel(state, reader),
  ];
}

function askPerson(state: StartedSwarm, technologies: Choice[], reader: Reader, detail: Detail): ShowAction {
  const { panel, common } = messages(reader.language);
  const { swarmId } = state;
  const known = new Set([state.coordinator.id, ...state.invitations.map(({ person }) => person.id)]);
  const likely = state.plan.ranking.candidates.map(({ person }) => person).filter((each) => !known.has(each.id));
  const open = technologies.map(({ value }) => value).filter((each) => coveredBy(state, each).length === 0);
  return show(
    panel.askPerson,
    [
      ...peopleInputs(
        'invited',
        { label: panel.person, choose: panel.personHint, type: panel.personTyped, typeHint: common.nameOrMail },
        likely.slice(0, detail.people),
        'one',
      ),
      ticks('invitedFor', panel.askFor, technologies, open),
    ],
    [
      execute('invite-person', panel.ask, { swarmId }, 'positive'),
      execute('seat-learner', panel.seatLearner, { swarmId }),
    ],
  );
}

function technologyForm(state: StartedSwarm, technologies: Choice[], reader: Reader): ShowAction {
  const { panel } = messages(reader.language);
  const { swarmId } = state;
  const drop: Element = {
    type: 'Input.ChoiceSet',
    id: 'droppedTechnology',
    label: panel.dropTechnology,
    placeholder: panel.dropTechnologyHint,
    choices: technologies,
  };
  return show(
    panel.moreHelp,
    [typedText('addedTechnology', panel.addTechnology, panel.addTechnologyHint, 200), drop],
    [execute('add-technology', panel.add, { swarmId }), execute('drop-technology', panel.drop, { swarmId })],
  );
}

function whatElse(state: StartedSwarm, reader: Reader): ShowAction {
  const { panel } = messages(reader.language);
  return show(
    panel.whatElse,
    [
      text(panel.whatElseIntro),
      longText('question', panel.question, {
        maxLength: 1000,
        value: panel.questionDefault,
        missing: messages(reader.language).refusals['text-missing'].question,
      }),
    ],
    [execute('ask-views', panel.sendQuestion, { swarmId: state.swarmId })],
  );
}

function resolve(state: StartedSwarm, technologies: Choice[], reader: Reader, detail: Detail): ShowAction {
  const { panel } = messages(reader.language);
  const inside = insiders(state).slice(0, detail.people * 2);
  const experts = new Set(
    state.invitations
      .filter((each) => each.role === 'expert' && each.answer.state === 'accepted')
      .map(({ person }) => person.id),
  );
  return show(
    panel.resolve,
    [
      longText('rootCause', panel.rootCause, {
        placeholder: panel.rootCauseHint,
        maxLength: 4000,
        missing: panel.rootCauseMissing,
      }),
      longText('fix', panel.fix, { placeholder: panel.fixHint, maxLength: 4000, missing: panel.fixMissing }),
      ticks(
        'resolvedTechnologies',
        panel.trueTechnologies,
        technologies,
        technologies.map(({ value }) => value),
      ),
      ticks(
        'credits',
        panel.whoHelped,
        inside.map((each) => ({ title: short(each.name, Math.min(60, detail.words)), value: each.id })),
        inside.map(({ id }) => id).filter((id) => experts.has(id)),
      ),
    ],
    [execute('resolve', panel.confirmResolve, { swarmId: state.swarmId }, 'positive')],
  );
}

function handOver(state: StartedSwarm, reader: Reader, detail: Detail): ShowAction {
  const { panel, common } = messages(reader.language);
  const others = insiders(state).filter(({ id }) => id !== state.coordinator.id);
  return show(
    panel.handOver,
    [
      text(panel.handOverIntro),
      ...peopleInputs(
        'handOverTo',
        { label: panel.handOverTo, choose: panel.personHint, type: panel.personTyped, typeHint: common.nameOrMail },
        others.slice(0, detail.people),
        'one',
      ),
    ],
    [execute('hand-over', panel.confirmHandOver, { swarmId: state.swarmId })],
  );
}

function cancel(state: StartedSwarm, reader: Reader): ShowAction {
  const { panel } = messages(reader.language);
  return show(
    panel.cancel,
    [
      text(panel.cancelIntro),
      longText('cancelReason', panel.cancelReason, { maxLength: 1000, missing: panel.cancelReasonMissing }),
    ],
    [execute('cancel', panel.confirmCancel, { swarmId: state.swarmId }, 'destructive')],
  );
}

/** The coordinator, everyone who sits in the channel, and everyone who accepted. */
function insiders(state: StartedSwarm): Person[] {
  const accepted = state.invitations.filter((each) => each.answer.state === 'accepted').map(({ person }) => person);
  const all = [...accepted, ...state.members.map(({ person }) => person), state.coordinator];
  return [...new Map(all.map((each) => [each.id, each])).values()];
}
