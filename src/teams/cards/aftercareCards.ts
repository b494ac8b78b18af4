import { DateTime } from 'luxon';
import { type FollowUp, isOpenTask, type Prevention, type StartedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { day } from '../languages/moment.ts';
import { outcomeLines } from './outcomeCard.ts';
import { dateOf, followUpForm, taskActions } from './parts/aftercare.ts';
import { caseHeader, mayRead } from './parts/caseHeader.ts';
import {
  bold,
  type Card,
  type Choice,
  card,
  type Element,
  execute,
  fact,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { fitted } from './parts/fit.ts';
import { short } from './parts/text.ts';
import { praiseForms } from './parts/thanks.ts';

/** Asks the case's owner, some time after the end, whether it is still fixed; once answered, what they said and what can follow. */
export function followUpCard(state: StartedSwarm, asked: FollowUp, reader: Reader): Card {
  const { aftercare: words, common, status } = messages(reader.language);
  const id = short(state.case.id, 60);
  const { answer } = asked;
  const isOpen = answer === null && !asked.dropped && state.status === 'resolved';
  const name = answer ? words.savedTitle[answer.still](id) : words.askTitle(id);
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(name),
      body: [
        title(name),
        caseHeader(state, reader, detail.words),
        ...(answer ? answerLines(state, asked, reader) : []),
        ...(isOpen && state.status === 'resolved'
          ? [
              text(words.askIntro(day(state.closedAt, reader))),
              outcomeLines(state, reader, { ...detail, passage: Math.min(detail.passage, 300) }),
              ...questions(reader),
            ]
          : []),
        ...(!isOpen && !answer ? [text(words.over)] : []),
      ],
      actions: [
        ...(isOpen
          ? [execute('answer-follow-up', words.save, { swarmId: state.swarmId, followUp: asked.version }, 'positive')]
          : []),
        ...(answer?.still === 'no' && state.status === 'resolved'
          ? [execute('reopen', messages(reader.language).panel.reopen, { swarmId: state.swarmId }, 'positive')]
          : []),
        // Who hears that the customer is content can tell those to whom it is due.
        ...(answer?.confirmed && answer.still === 'yes' && state.status === 'resolved'
          ? praiseForms(state, reader, detail)
          : []),
        ...(answer && answer.still !== 'yes' && state.status === 'resolved' ? [followUpForm(state, reader)] : []),
        // Beside the form in a message of its own: what is ticked stays.
        isOpen
          ? execute('open-card', status.standing, { swarmId: state.swarmId })
          : execute('refresh', status.standing, { swarmId: state.swarmId, card: 'plan' }),
      ],
    }),
  );
}

function answerLines({ status }: StartedSwarm, { answer }: FollowUp, reader: Reader): Element[] {
  const { aftercare: words, common } = messages(reader.language);
  if (!answer) return [];
  const { still, told, confirmed } = answer;
  const customer = [
    ...(told === null ? [] : [words.told[told ? 'yes' : 'no']]),
    ...(confirmed === null ? [] : [words.confirmed[confirmed ? 'yes' : 'no']]),
  ];
  return [
    ...(customer.length > 0 ? [text(customer.join(common.separator), { spacing: 'Small' })] : []),
    ...(still === 'no' && status === 'resolved' ? [text(words.savedNo)] : []),
    ...(still === 'unknown' && status === 'resolved' ? [text(words.savedUnknown)] : []),
  ];
}

function questions(reader: Reader): Element[] {
  const { aftercare: words } = messages(reader.language);
  const choice = (id: string, label: string, choices: Choice[]): Element => ({
    ...{ type: 'Input.ChoiceSet', id, label, style: 'expanded', choices, wrap: true },
  });
  const yesOrNo = [
    { title: words.yes, value: 'yes' },
    { title: words.notYet, value: 'no' },
  ];
  return [
    choice('stillFixed', words.askStill, [
      { title: words.choices.yes, value: 'yes' },
      { title: words.choices.no, value: 'no' },
      { title: words.cannotTell, value: 'unknown' },
    ]),
    choice('customerTold', words.askTold, yesOrNo),
    choice('customerConfirmed', words.askConfirmed, yesOrNo),
  ];
}

/** A task to prevent the next one, for whom it was asked of: to take, to move, to tell that it is done; from its day on a reminder. */
export function preventionCard(state: StartedSwarm, task: Prevention, reader: Reader): Card {
  const { aftercare: words, common } = messages(reader.language);
  const id = short(state.case.id, 60);
  const isDue = isOpenTask(task) && reader.at >= task.remindAt;
  const isOver = isDue && (DateTime.fromISO(reader.at, { zone: reader.zone }).toISODate() ?? '') > task.due;
  const name = isDue
    ? words.reminderTitle[isOver ? 'over' : 'today'](id, dateOf(task.due, reader))
    : words.taskTitle[task.answer.state](id);
  const by = task.askedBy?.id === task.person.id ? null : task.askedBy;
  const standing =
    task.answer.state === 'asked' ? null : isDue ? words.takenAndDue : words.taskState[task.answer.state];
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(name, short(task.task, 200)),
      body: [
        title(name),
        mayRead(state, reader.personId) ? caseHeader(state, reader, detail.words) : [],
        ...(task.answer.state === 'asked' ? [text(words.taskIntro(by ? short(by.name, 60) : null))] : []),
        text(bold(short(task.task, Math.max(detail.words, 300)))),
        fact(words.dueOn, dateOf(task.due, reader)),
        ...(standing ? [text(subtle(standing), { spacing: 'Small' })] : []),
      ],
      actions: taskActions(state, task, reader),
    }),
  );
}
