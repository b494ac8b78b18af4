import type { RecordedEvent, Step } from '../events.ts';
import type { ScheduledJob } from '../jobs.ts';
import type { StartedSwarm } from '../state.ts';
import { jobsOf, later } from './jobs.ts';

/**
 * In an archived channel no card can be changed: it is archived when the outcome is told there and the briefing shows it;
 * without the latter after some time, for a card that cannot be reached must not keep the channel.
 */
export function archiving(state: StartedSwarm, { event, at }: RecordedEvent): ScheduledJob[] {
  if (state.status === 'running' || !state.outcome.posted) return [];
  const job = jobsOf(state.swarmId);
  if (state.outcome.concluded || !state.briefing) return [job({ name: 'archive-channel' })];
  return event.type === 'OutcomePosted' ? [job({ name: 'archive-channel' }, later(at, untilConcluded))] : [];
}

/** Milliseconds after which a channel is archived although its briefing does not show the end. */
export const untilConcluded = 15 * 60_000;

/** Milliseconds after which a look at the channel has told what it found. */
export const afterLook = 15_000;

/** The deletion of an archived channel, when its time has come. */
export function freeing(state: StartedSwarm, at: string): ScheduledJob[] {
  const days = state.policy.channelRetentionDays;
  if (days === null) return [];
  const freeAt = new Date(Date.parse(at) + days * 86_400_000).toISOString();
  return [jobsOf(state.swarmId)({ name: 'delete-channel' }, freeAt)];
}

/** After so many attempts in a channel it may be that it is not there any more. */
export const looksAfter = 3;

/** A look whether the channel is still there, for a step that is done in it. */
export function look(state: StartedSwarm, step: Step): ScheduledJob[] {
  const isInChannel = /^(seat|announce):|^(post-briefing|enable-app)$/.test(step);
  return isInChannel && state.status === 'running' && state.channel.status === 'open'
    ? [jobsOf(state.swarmId)({ name: 'look-at-channel' })]
    : [];
}

/** Seats for the coordinator and everyone who accepted and does not sit yet; or for one person only. */
export function seats(state: StartedSwarm, only?: string): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  const wanted = [
    { person: state.coordinator, role: 'coordinator' as const },
    ...state.invitations
      .filter((each) => each.answer.state === 'accepted' && each.person.id !== state.coordinator.id)
      .map(({ person, role }) => ({ person, role })),
  ];
  // Who was in the swarm's room before this one, without an invitation: they have handed over coordination.
  const others = state.members.filter(
    ({ seated, person }) => !seated && !wanted.some((each) => each.person.id === person.id),
  );
  return [...wanted, ...others]
    .filter(({ person }) => only === undefined || person.id === only)
    .filter(
      ({ person, role }) =>
        !state.members.some((each) => each.seated && each.person.id === person.id && each.role === role),
    )
    .map(({ person, role }) => job({ name: 'seat-member', person, role }));
}

/** What becomes of the open room of a case that is restricted now: its card is emptied, and the channel goes. */
export function leaving({ swarmId, leftRoom }: StartedSwarm): ScheduledJob[] {
  if (leftRoom?.status !== 'left') return [];
  const job = jobsOf(swarmId);
  return [...(leftRoom.briefing ? [job({ name: 'hide-left-briefing' })] : []), job({ name: 'delete-left-channel' })];
}

/** The coordinator is mentioned in the briefing itself; everyone else when they come in. */
export function announcements(state: StartedSwarm, only?: string): ScheduledJob[] {
  if (!state.briefing) return [];
  const job = jobsOf(state.swarmId);
  return state.members
    .filter((each) => each.seated && !each.announced && each.role !== 'coordinator')
    .filter((each) => only === undefined || each.person.id === only)
    .map(({ person }) => job({ name: 'announce-member', person }));
}
