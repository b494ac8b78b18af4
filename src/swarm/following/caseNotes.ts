import type { RecordedEvent } from '../events.ts';
import type { ScheduledJob } from '../jobs.ts';
import { milestoneOf, tellsRoom } from '../milestones.ts';
import { type SwarmState, wasStarted } from '../state.ts';
import { jobsOf, later } from './jobs.ts';

/**
 * Milliseconds after which a case is told that a swarm was linked to it by mistake, and led to no more: a note or a link that was on its way into
 * it then is there before. A call is waited for 15 seconds, and a write is a few of them.
 */
const untilUnderWayIsThere = 60_000;

/** What of an event is written into the case, as the swarm's policy wants it: a note, and where its channel is. */
export function telling(state: Exclude<SwarmState, { status: 'none' }>, recorded: RecordedEvent): ScheduledJob[] {
  if (!wasStarted(state)) return [];
  const { writeToCase } = state.policy;
  const { event, version } = recorded;
  const job = jobsOf(state.swarmId);
  const isLinked =
    writeToCase.includes('link') &&
    state.status === 'running' &&
    state.channel.status === 'open' &&
    // Of one that was opened after the end nothing led there yet when the swarm was reopened.
    (event.type === 'ChannelOpened' ||
      event.type === 'SwarmReopened' ||
      event.type === 'ChannelUnarchived' ||
      event.type === 'CaseLinked' ||
      // Lost before its case could be told where it is, or linked meanwhile, nothing leads there yet.
      event.type === 'ChannelFound');
  const milestone = milestoneOf(event);
  const isNoted =
    milestone !== null &&
    writeToCase.includes(milestone) &&
    (!tellsRoom(event) || state.startToldOf === version) &&
    // Before it is known where the swarm works there was nothing to tell to another case, and to this one it is told then.
    (state.startToldOf !== null || !(event.type === 'CaseLinked' || event.type === 'CaseUnlinked')) &&
    (event.type !== 'InvitationAccepted' || isExpert(event.invitationId));
  const isUnlinked = event.type === 'CaseUnlinked';
  // Before there was a channel nothing led there.
  const isTakenBack = isUnlinked && writeToCase.includes('link') && state.startToldOf !== null;
  const from = isUnlinked ? later(recorded.at, untilUnderWayIsThere) : undefined;
  return [
    ...(isLinked ? [job({ name: 'link-case' })] : []),
    ...(isTakenBack ? [job({ name: 'unlink-case', of: version }, from)] : []),
    ...(isNoted ? [job({ name: 'write-note', of: version }, from)] : []),
  ];

  // Who sits in to learn is no help that the case must tell of.
  function isExpert(invitationId: string): boolean {
    return wasStarted(state) && state.invitations.some(({ id, role }) => id === invitationId && role === 'expert');
  }
}
