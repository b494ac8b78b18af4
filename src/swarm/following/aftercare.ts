import type { EventOf, RecordedEvent } from '../events.ts';
import type { ScheduledJob } from '../jobs.ts';
import type { Prevention, StartedSwarm } from '../state.ts';
import { refresh } from './cards.ts';
import { jobsOf } from './jobs.ts';

/** The owner is asked on the day that was set. */
export const followingUp = (
  state: StartedSwarm,
  { follow }: EventOf<'FollowUpSet'>,
  { version }: RecordedEvent,
): ScheduledJob[] => [
  ...(follow ? [jobsOf(state.swarmId)({ name: 'ask-follow-up', of: version }, follow.at)] : []),
  ...refresh(state, 'plan'),
];

/** Who is asked to prevent the next one hears of it, and is reminded on its day; who gave it themselves only the latter. */
export function preventing(state: StartedSwarm, { event, actor }: RecordedEvent): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  const id =
    event.type === 'PreventionAsked' ? event.prevention.id : 'preventionId' in event ? event.preventionId : null;
  const task = state.aftercare.preventions.find((each) => each.id === id);
  if (!task) return [];
  const by = actor.kind === 'person' ? actor.person : null;
  const cards = refresh(state, 'plan');
  const reminder = job({ name: 'remind-prevention', preventionId: task.id, remindAt: task.remindAt }, task.remindAt);
  switch (event.type) {
    case 'PreventionAsked':
      return [
        ...(by?.id === task.person.id ? [] : [job({ name: 'ask-prevention', preventionId: task.id })]),
        reminder,
        ...cards,
      ];
    case 'PreventionMoved':
      return [reminder, ...cards];
    case 'PreventionAnswered':
    case 'PreventionDone':
      return [...toldAsker(state, task, by), ...cards];
    default:
      return [];
  }
}

/** Whoever asked for it hears what became of it, unless they did it themselves. */
function toldAsker(state: StartedSwarm, task: Prevention, by: Prevention['askedBy']): ScheduledJob[] {
  const { askedBy } = task;
  if (!askedBy || askedBy.id === by?.id) return [];
  const deed = { kind: 'prevention' as const, by, preventionId: task.id, state: task.answer.state };
  return [jobsOf(state.swarmId)({ name: 'tell-person', person: askedBy, deed })];
}
