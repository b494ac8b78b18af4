import type { Power } from '../../../swarm/powers.ts';
import { followUpOf, isOpenTask, type Prevention, type StartedSwarm } from '../../../swarm/state.ts';
import { messages, type Reader } from '../../languages/language.ts';
import { day } from '../../languages/moment.ts';
import { mostTask } from '../verbs.ts';
import {
  type Action,
  bold,
  buttons,
  type Element,
  execute,
  heading,
  type ShowAction,
  show,
  subtle,
  text,
} from './elements.ts';
import type { Detail } from './fit.ts';
import { peopleInputs, typedText } from './inputs.ts';
import { short } from './text.ts';
import { thanksForms, thanksLines } from './thanks.ts';

/** A date of somebody's calendar (`2026-12-07`), the same for every reader. */
export const dateOf = (date: string, { language }: Pick<Reader, 'language'>): string =>
  day(`${date}T12:00:00.000Z`, { language, zone: 'UTC' });

/** What is to come after the end and what came of it, with the ways to set it for who may; of one that goes on, what came of its last end. */
export function afterTheEnd(state: StartedSwarm, reader: Reader, detail: Detail, power: Power): Element[] {
  const { aftercare: words } = messages(reader.language);
  const { aftercare, status, case: theCase } = state;
  const before = [
    ...thanksLines(state, reader, detail),
    ...followUpLines(state, reader),
    ...taskLines(state, reader, detail),
  ];
  const lines = [...reopenings(state, reader), ...before];
  const asks = status === 'resolved' && (power === 'whole' || (power === 'stand-in' && !theCase.restricted));
  const follows = status === 'resolved' && power === 'whole';
  const isOffered = state.status === 'resolved' && state.outcome.kind === 'resolved' && hasToBeAsked(state);
  const forms: Action[] = [
    ...(follows ? thanksForms(state, reader, detail) : []),
    ...(follows ? [followUpForm(state, reader)] : []),
    ...(asks ? [preventionForm(state, reader, detail)] : []),
  ];
  if (lines.length === 0 && forms.length === 0) return [];
  // While it runs there is no end: how often it was reopened says all, unless something is left of the last one.
  const isHeaded = status === 'running' ? before.length > 0 : lines.length > 0 || isOffered;
  return [
    ...(isHeaded ? [heading(status === 'running' ? words.earlierTitle : words.title)] : []),
    ...lines,
    ...(follows && isOffered ? [text(words.offer, { spacing: 'Small' })] : []),
    ...(forms.length > 0 ? [buttons(forms, { spacing: 'Small' })] : []),
  ];

  function hasToBeAsked({ outcome }: Extract<StartedSwarm, { status: 'resolved' | 'cancelled' }>): boolean {
    return outcome.kind === 'resolved' && outcome.fixKind === 'workaround' && aftercare.followUps.length === 0;
  }
}

function reopenings({ aftercare: { reopened } }: StartedSwarm, reader: Reader): Element[] {
  const { aftercare: words } = messages(reader.language);
  return reopened > 0 ? [text(subtle(words.reopened(reopened)), { spacing: 'Small' })] : [];
}

function followUpLines(state: StartedSwarm, reader: Reader): Element[] {
  const { aftercare: words, common } = messages(reader.language);
  const next = followUpOf(state);
  const answered = state.aftercare.followUps.flatMap(({ answer }) => answer ?? []).slice(-2);
  return [
    ...answered.map(({ still, told, confirmed, at, by }) =>
      text(
        words.answered(
          short(by?.name ?? common.somebody, 60),
          [
            words.still[still],
            ...(told === null ? [] : [words.told[told ? 'yes' : 'no']]),
            ...(confirmed === null ? [] : [words.confirmed[confirmed ? 'yes' : 'no']]),
          ].join(common.separator),
          day(at, reader),
        ),
        { spacing: 'Small' },
      ),
    ),
    ...(next
      ? [text(words.willAsk(short(state.case.owner.name, 60), dateOf(next.on, reader)), { spacing: 'Small' })]
      : []),
  ];
}

function taskLines({ aftercare }: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  return aftercare.preventions
    .slice(-Math.min(5, detail.people))
    .map((each) =>
      text([bold(short(each.task, detail.words)), ' ', subtle(taskStanding(each, reader))], { spacing: 'Small' }),
    );
}

/** Whose it is, how it stands and by when. */
export function taskStanding({ person, answer, due }: Prevention, reader: Reader): string {
  const { aftercare: words } = messages(reader.language);
  return words.taskLine(short(person.name, 60), words.states[answer.state], dateOf(due, reader));
}

/** When the owner is asked again: in one or two weeks, or on a day. */
export function followUpInputs(reader: Reader): Element[] {
  const { aftercare: words } = messages(reader.language);
  return [
    {
      type: 'Input.ChoiceSet',
      id: 'followUpIn',
      label: words.followUp,
      placeholder: words.followUpHint,
      choices: ([1, 2] as const).map((weeks) => ({ title: words.weeks[weeks], value: `${weeks}` })),
    },
    { type: 'Input.Date', id: 'followUpOn', label: words.followOn },
  ];
}

export function followUpForm(state: StartedSwarm, reader: Reader): ShowAction {
  const { aftercare: words } = messages(reader.language);
  const { swarmId } = state;
  return show(words.follow, followUpInputs(reader), [
    execute('set-follow-up', words.set, { swarmId }, 'positive'),
    ...(followUpOf(state) ? [execute('drop-follow-up', words.unset, { swarmId })] : []),
  ]);
}

/** What is to be done, by whom and when; `label`: how the first is asked for. */
export function preventionInputs(
  state: StartedSwarm,
  reader: Reader,
  detail: Detail,
  label: 'task' | 'taskAtEnd',
): Element[] {
  const { aftercare: words, panel, common } = messages(reader.language);
  const accepted = state.invitations.filter(({ answer }) => answer.state === 'accepted').map(({ person }) => person);
  const likely = new Map([...accepted, state.coordinator, state.case.owner].map((each) => [each.id, each]));
  return [
    typedText('preventionTask', words[label], words.taskHint, mostTask),
    ...peopleInputs(
      'preventionBy',
      { label: words.taskBy, choose: panel.personHint, type: panel.personTyped, typeHint: common.nameOrMail },
      [...likely.values()].slice(0, detail.people),
      'one',
    ),
    { type: 'Input.Date', id: 'preventionDue', label: words.due },
  ];
}

function preventionForm(state: StartedSwarm, reader: Reader, detail: Detail): ShowAction {
  const { aftercare: words } = messages(reader.language);
  return show(
    words.prevent,
    [text(words.preventIntro), ...preventionInputs(state, reader, detail, 'task')],
    [execute('give-prevention', words.give, { swarmId: state.swarmId }, 'positive')],
  );
}

/** What whose task it is can do with it. */
export function taskActions({ swarmId }: StartedSwarm, task: Prevention, reader: Reader): Action[] {
  const { aftercare: words } = messages(reader.language);
  const carried = { swarmId, preventionId: task.id };
  if (task.answer.state === 'done') return [];
  return [
    ...(task.answer.state === 'accepted' ? [] : [execute('take-prevention', words.take, carried, 'positive')]),
    ...(isOpenTask(task) ? [execute('finish-prevention', words.done, carried)] : []),
    show(
      words.move,
      [{ type: 'Input.Date', id: 'preventionDue', label: words.newDay, value: task.due }],
      [execute('move-prevention', words.confirmMove, carried)],
    ),
    ...(isOpenTask(task)
      ? [
          show(
            words.decline,
            [typedText('preventionWhy', words.why, '', 300)],
            [execute('decline-prevention', words.confirmDecline, carried)],
          ),
        ]
      : []),
  ];
}
