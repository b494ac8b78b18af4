import { workDayFrom } from '../../availability/workDay.ts';
import { zoneDays } from '../../availability/zoneDays.ts';
import type { Circumstances, DayWish, FollowUpWish, SwarmCommand } from '../commands.ts';
import type { SwarmEvent } from '../events.ts';
import { powerOver } from '../powers.ts';
import { followUpOf, type StartedSwarm, type SwarmState, wasStarted } from '../state.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';

type FollowUpCommand = Extract<SwarmCommand, { type: 'SetFollowUp' | 'AnswerFollowUp' }>;

/** Whether it is still fixed some time after the end: set and answered by who coordinated and by the case's owner. */
export function followedUp(state: SwarmState, command: FollowUpCommand, now: Circumstances): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  if (!wasStarted(state)) return refused({ code: 'not-started' });
  const { actor } = now;
  if (actor.kind !== 'person' || powerOver(state, actor.person.id, false) !== 'whole')
    return refused({ code: 'not-coordinator', coordinator: state.coordinator });
  if (state.forgotten) return refused({ code: 'swarm-forgotten' });
  if (command.type === 'SetFollowUp') {
    if (state.status !== 'resolved') return refused({ code: 'not-resolved' });
    return set(state, command.wish, now);
  }
  const { of, still, told, confirmed } = command;
  const asked = state.aftercare.followUps.find(({ version }) => version === of);
  if (!asked || asked.dropped || state.status !== 'resolved') return refused({ code: 'follow-up-over' });
  const { answer } = asked;
  if (answer && answer.still === still && answer.told === told && answer.confirmed === confirmed) return alreadySo;
  return happened({ type: 'FollowUpAnswered', of, still, told, confirmed });
}

function set(state: StartedSwarm, wish: FollowUpWish | null, now: Circumstances): Decision {
  const waiting = followUpOf(state);
  if (wish === null) return waiting ? happened({ type: 'FollowUpSet', follow: null }) : alreadySo;
  const event = followUpSet(state, wish, now);
  if (event === 'day-out-of-reach') return refused({ code: event });
  return waiting && event.follow && waiting.at === event.follow.at ? alreadySo : happened(event);
}

/** That the owner is asked on a working day of theirs: the one wished for, or the next. */
export function followUpSet(
  { case: { owner } }: Pick<StartedSwarm, 'case'>,
  wish: FollowUpWish,
  now: Circumstances,
): Extract<SwarmEvent, { type: 'FollowUpSet' }> | 'day-out-of-reach' {
  const day = workDayOf(wish, owner.id, now);
  return day ? { type: 'FollowUpSet', follow: { on: day.date, at: day.begins } } : 'day-out-of-reach';
}

/** Days after which nobody is asked. */
const mostDays = 366;

/** The working day of somebody that is wished for, by their calendars; null: it is over, or too far away. */
export function workDayOf(wish: DayWish, personId: string, { at, hours }: Circumstances) {
  const known = hours[personId];
  const days = zoneDays(known?.zone ?? 'UTC');
  const today = days.numberAt(Date.parse(at));
  const on = 'weeks' in wish ? days.day(today + 7 * wish.weeks).date : wish.on;
  if (on < days.day(today).date || on > days.day(today + mostDays).date) return null;
  return workDayFrom(on, known);
}
