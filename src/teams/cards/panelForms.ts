import type { Person } from '../../cases/case.ts';
import { fixKinds } from '../../swarm/events.ts';
import type { Power } from '../../swarm/powers.ts';
import { silentIn, unaskedIn } from '../../swarm/silent.ts';
import { coveredBy, type StartedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { followUpInputs, preventionInputs } from './parts/aftercare.ts';
import { mayRead, namesIn } from './parts/caseHeader.ts';
import { type Action, type Choice, type Element, execute, type ShowAction, show, text } from './parts/elements.ts';
import type { Detail } from './parts/fit.ts';
import { longText, peopleInputs, ticks, typedText } from './parts/inputs.ts';
import { short } from './parts/text.ts';
import { thanksInput } from './parts/thanks.ts';
import { silentNames as names } from './silentCards.ts';

/** Which card a form is on: the answer to its button is that card as it is then. */
export type PanelCard = 'plan' | 'briefing';

/** What one card's forms are made for. */
type Panel = { state: StartedSwarm; reader: Reader; detail: Detail; carried: { swarmId: string; card: PanelCard } };

/**
 * What somebody can do with a swarm, each behind a button of its own: everything, or what a stand-in may (powers.ts).
 * Input ids are unique over the whole card.
 */
export function panelForms(
  state: StartedSwarm,
  reader: Reader,
  detail: Detail,
  { on, power }: { on: PanelCard; power: Power },
): Action[] {
  const panel = panelOn(on, state, reader, detail);
  if (power === 'none') return [];
  if (power === 'stand-in') return [handOverForm(panel), cancelForm(panel)];
  const technologies = technologyChoices(panel);
  return [
    askPersonForm(panel, technologies),
    technologyForm(panel, technologies),
    ...whatElseForm(panel),
    resolveForm(panel, technologies),
    handOverForm(panel),
    cancelForm(panel),
  ];
}

/** What the forms of a card need. */
export const panelOn = (on: PanelCard, state: StartedSwarm, reader: Reader, detail: Detail): Panel => ({
  ...{ state, reader, detail },
  carried: { swarmId: state.swarmId, card: on },
});

/** What the swarm needs, to choose of. */
export function technologyChoices({ state, reader, detail }: Panel): Choice[] {
  const nameOf = namesIn(state, reader, Math.min(60, detail.words));
  return state.needs
    .slice(0, detail.technologies)
    .map(({ detected: { technology } }) => ({ title: nameOf(technology), value: technology }));
}

/** Asks somebody by name. */
export function askPersonForm({ state, reader, detail, carried }: Panel, technologies: Choice[]): ShowAction {
  const { panel, common } = messages(reader.language);
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
    [execute('invite-person', panel.ask, carried, 'positive'), execute('seat-learner', panel.seatLearner, carried)],
  );
}

function technologyForm({ reader, carried }: Panel, technologies: Choice[]): ShowAction {
  const { panel } = messages(reader.language);
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
    [execute('add-technology', panel.add, carried), execute('drop-technology', panel.drop, carried)],
  );
}

/** Everyone is asked in the channel's thread, those who have not been heard in their own chats; none where neither can be. */
export function whatElseForm({ state, reader, detail, carried }: Panel): ShowAction[] {
  const { panel, views } = messages(reader.language);
  const silent = silentIn(state);
  const unasked = unaskedIn(state);
  const isRoom = state.briefing !== null && state.channel.status === 'open';
  if (!isRoom && silent.length === 0) return [];
  const form = show(
    panel.whatElse,
    [
      text(panel.whatElseIntro),
      ...(unasked.length > 0 ? [text(views.notHeard(names(unasked, reader, detail)), { spacing: 'Small' })] : []),
      longText('question', panel.question, {
        maxLength: 1000,
        value: panel.questionDefault,
        missing: messages(reader.language).refusals['text-missing'].question,
      }),
    ],
    [
      ...(silent.length > 0
        ? [execute('ask-silent', unasked.length > 0 ? views.askPrivately : views.askAgain, carried)]
        : []),
      ...(isRoom ? [execute('ask-views', panel.sendQuestion, carried)] : []),
    ],
  );
  return [form];
}

/** Ends it with what it was and what fixed it. */
export function resolveForm({ state, reader, detail, carried }: Panel, technologies: Choice[]): ShowAction {
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
      {
        type: 'Input.ChoiceSet',
        id: 'fixKind',
        label: panel.fixKind,
        style: 'expanded',
        choices: fixKinds.map((kind) => ({ title: panel.fixKinds[kind], value: kind })),
        wrap: true,
      },
      ...followUpInputs(reader),
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
      thanksInput(reader),
      ...preventionInputs(state, reader, detail, 'taskAtEnd'),
    ],
    [execute('resolve', panel.confirmResolve, carried, 'positive')],
  );
}

/** Gives the coordination to somebody else. */
export function handOverForm({ state, reader, detail, carried }: Panel): ShowAction {
  const { panel, common } = messages(reader.language);
  const others = insiders(state).filter(({ id }) => id !== state.coordinator.id);
  return show(
    panel.handOver,
    [
      text(panel.handOverIntro),
      ...peopleInputs(
        'handOverTo',
        { label: panel.handOverTo, choose: panel.personHint, type: panel.personTyped, typeHint: common.nameOrMail },
        // Who may not read a restricted case is not told who is in it.
        mayRead(state, reader.personId) ? others.slice(0, detail.people) : [],
        'one',
      ),
    ],
    [execute('hand-over', panel.confirmHandOver, carried)],
  );
}

/** Ends it without a solution. */
export function cancelForm({ reader, carried }: Panel): ShowAction {
  const { panel } = messages(reader.language);
  return show(
    panel.cancel,
    [
      text(panel.cancelIntro),
      longText('cancelReason', panel.cancelReason, { maxLength: 1000, missing: panel.cancelReasonMissing }),
    ],
    [execute('cancel', panel.confirmCancel, carried, 'destructive')],
  );
}

/** The coordinator, everyone who sits in the channel, and everyone who accepted. */
function insiders(state: StartedSwarm): Person[] {
  const accepted = state.invitations.filter((each) => each.answer.state === 'accepted').map(({ person }) => person);
  const all = [...accepted, ...state.members.map(({ person }) => person), state.coordinator];
  return [...new Map(all.map((each) => [each.id, each])).values()];
}
