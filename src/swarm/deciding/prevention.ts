import type { Circumstances, PreventionWish, SwarmCommand } from '../commands.ts';
import type { PreventionTask, SwarmEvent } from '../events.ts';
import { isInside, type Power, powerOver } from '../powers.ts';
import { isOpenTask, type Prevention, type StartedSwarm, type SwarmState, wasStarted } from '../state.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';
import { workDayOf } from './followUp.ts';

type PreventionCommand = Extract<
  SwarmCommand,
  { type: 'AskPrevention' | 'AnswerPrevention' | 'MovePrevention' | 'FinishPrevention' }
>;

/** So many tasks come out of one swarm at most: who needs more has a project. */
export const mostTasks = 10;

/**
 * What is to prevent the next one is asked by who coordinated, the case's owner, and leads where it is not restricted; answered by
 * whom it was asked of; moved and done by either.
 */
export function prevented(state: SwarmState, command: PreventionCommand, now: Circumstances): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  if (!wasStarted(state)) return refused({ code: 'not-started' });
  const { actor } = now;
  if (state.forgotten) return refused({ code: 'swarm-forgotten' });
  const power = actor.kind === 'person' ? powerOver(state, actor.person.id, now.actorStandsIn) : 'none';
  const asks = power === 'whole' || (power === 'stand-in' && !state.case.restricted) ? power : 'none';
  if (command.type === 'AskPrevention') {
    if (asks === 'none') return refused({ code: 'not-coordinator', coordinator: state.coordinator });
    if (state.status !== 'resolved') return refused({ code: 'not-resolved' });
    const asked = preventionAsked(state, command.wish, now);
    return asked.ok ? happened(...asked.events) : asked;
  }
  const task = state.aftercare.preventions.find(({ id }) => id === command.preventionId);
  if (!task) return refused({ code: 'no-such-task' });
  return changed(task, command, now, asks);
}

function changed(
  task: Prevention,
  command: Exclude<PreventionCommand, { type: 'AskPrevention' }>,
  now: Circumstances,
  asks: Power,
): Decision {
  const { id: preventionId, person, answer } = task;
  const isTheirs = now.actor.kind === 'person' && now.actor.person.id === person.id;
  if (!isTheirs && (asks === 'none' || command.type === 'AnswerPrevention'))
    return refused({ code: 'not-your-task', person });
  switch (command.type) {
    case 'AnswerPrevention': {
      const { accepted, why } = command;
      if (answer.state === 'done') return accepted ? alreadySo : refused({ code: 'task-done' });
      if (answer.state === (accepted ? 'accepted' : 'declined')) return alreadySo;
      return happened({ type: 'PreventionAnswered', preventionId, accepted, why: accepted ? '' : why.trim() });
    }
    case 'MovePrevention': {
      if (answer.state === 'done') return refused({ code: 'task-done' });
      const day = workDayOf({ on: command.due }, person.id, now);
      if (!day) return refused({ code: 'day-out-of-reach' });
      if (day.date === task.due && isOpenTask(task)) return alreadySo;
      const moved: SwarmEvent = { type: 'PreventionMoved', preventionId, due: day.date, remindAt: day.begins };
      // Who names another day takes it.
      return isTheirs && answer.state !== 'accepted'
        ? happened({ type: 'PreventionAnswered', preventionId, accepted: true, why: '' }, moved)
        : happened(moved);
    }
    case 'FinishPrevention':
      return answer.state === 'done' ? alreadySo : happened({ type: 'PreventionDone', preventionId });
    default:
      return command satisfies never;
  }
}

/** The task as it is asked, on a working day of whom it is asked of. Who asks themselves has taken it. */
export function preventionAsked(
  state: StartedSwarm,
  { task: typed, person, due }: PreventionWish,
  now: Circumstances,
): Decision {
  const task = typed.trim();
  if (!task) return refused({ code: 'text-missing', field: 'task' });
  const outside = now.hours[person.id]?.outside;
  if (outside !== undefined) return refused({ code: 'outside', person, reach: outside });
  if (state.case.restricted && !isInside(state, person.id)) return refused({ code: 'restricted-task', person });
  const { preventions } = state.aftercare;
  // Teams delivers a press again, also under a new id (platform.md 2.4).
  if (preventions.some((each) => isOpenTask(each) && each.task === task && each.person.id === person.id))
    return alreadySo;
  if (preventions.length >= mostTasks) return refused({ code: 'tasks-crowded' });
  const day = workDayOf(due, person.id, now);
  if (!day) return refused({ code: 'day-out-of-reach' });
  const id = `p${preventions.length + 1}`;
  const prevention: PreventionTask = { id, task, person, due: day.date, remindAt: day.begins };
  const asked: SwarmEvent = { type: 'PreventionAsked', prevention };
  return now.actor.kind === 'person' && now.actor.person.id === person.id
    ? happened(asked, { type: 'PreventionAnswered', preventionId: id, accepted: true, why: '' })
    : happened(asked);
}

/** Whose calendars a command about the time after the end needs. */
export function plannedFor(state: SwarmState, command: SwarmCommand): string[] {
  if (!wasStarted(state)) return [];
  switch (command.type) {
    case 'SetFollowUp':
      return [state.case.owner.id];
    case 'Resolve':
      return [
        ...(command.followUp ? [state.case.owner.id] : []),
        ...(command.prevention ? [command.prevention.person.id] : []),
      ];
    case 'AskPrevention':
      return [command.wish.person.id];
    case 'MovePrevention':
      return state.aftercare.preventions.filter(({ id }) => id === command.preventionId).map(({ person }) => person.id);
    default:
      return [];
  }
}
