import { isInLeftRoom } from '../deciding/leftRoom.ts';
import type { EventOf, RecordedEvent } from '../events.ts';
import type { ScheduledJob } from '../jobs.ts';
import type { StartedSwarm } from '../state.ts';
import { accepted, cardsOf, folding, isInChannel, refresh } from './cards.ts';
import { jobsOf, later } from './jobs.ts';
import { afterLook, announcements, archiving, freeing, leaving, seats, untilConcluded } from './room.ts';
import { relays } from './views.ts';

type RoomEvent = EventOf<
  | 'ChannelOpened'
  | 'AppEnabledInChannel'
  | 'BriefingPosted'
  | 'MemberSeated'
  | 'MemberAnnounced'
  | 'ChannelLost'
  | 'ChannelFound'
  | 'RoomWanted'
  | 'RoomWaived'
  | 'OpenChannelLeft'
  | 'LeftBriefingHidden'
  | 'LeftChannelDeleted'
  | 'OutcomePosted'
  | 'BriefingConcluded'
  | 'BriefingLost'
  | 'ChannelArchived'
  | 'ChannelUnarchived'
  | 'ChannelDeleted'
>;

/** What follows from an event of the swarm's room, or of who is in it: what is next to be done there, and who hears of it. */
export function ofRoom(state: StartedSwarm, event: RoomEvent, recorded: RecordedEvent): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  switch (event.type) {
    case 'ChannelOpened':
      // The swarm may have closed while the channel was being made: then it is put away again.
      if (state.status !== 'running') return [job({ name: 'archive-channel' })];
      return [
        job(state.room === 'private' ? { name: 'enable-app' } : { name: 'post-briefing' }),
        ...seats(state),
        ...refresh(state, 'plan', ...accepted(state)),
      ];
    case 'AppEnabledInChannel':
      return [...(state.briefing ? [] : [job({ name: 'post-briefing' })]), ...refresh(state, 'briefing', 'plan')];
    case 'BriefingPosted':
      if (isInLeftRoom(state, event.message)) return leaving(state);
      return [...announcements(state), ...relays(state), ...refresh(state, 'briefing', 'plan')];
    case 'MemberSeated':
      return [
        ...announcements(state, event.person.id),
        ...refresh(state, 'briefing', 'plan', ...cardsOf(state, event.person.id)),
      ];
    case 'MemberAnnounced':
      return event.waited ? refresh(state, 'briefing', 'plan') : [];
    case 'ChannelLost':
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'channel-lost', how: event.how } }),
        ...refresh(state, 'plan', ...accepted(state)),
      ];
    case 'ChannelFound':
      // Restored after the end: what came of it is told there, and it is put away.
      if (state.status !== 'running')
        return [
          state.briefing && !state.outcome.posted
            ? job({ name: 'post-outcome' })
            : job({ name: 'archive-channel' }, state.briefing ? later(recorded.at, untilConcluded) : undefined),
          ...refresh(state, 'briefing', 'plan'),
        ];
      return [
        ...(state.briefing
          ? []
          : [
              job(
                state.channel.status === 'open' && !state.channel.appEnabled
                  ? { name: 'enable-app' }
                  : { name: 'post-briefing' },
              ),
            ]),
        ...seats(state),
        ...relays(state),
        ...refresh(state, 'briefing', 'plan', ...accepted(state)),
      ];
    case 'RoomWanted':
      return [
        // Attempt 2: one may have been made after all, whose answer was lost.
        job(state.channel.status === 'archived' ? { name: 'unarchive-channel' } : { name: 'open-channel', attempt: 2 }),
        ...refresh(state, 'plan', ...accepted(state)),
      ];
    case 'RoomWaived':
      return refresh(state, 'plan', ...accepted(state));
    case 'OpenChannelLeft':
      return [
        ...leaving(state),
        ...(state.status === 'running' && state.channel.status === 'opening'
          ? [job({ name: 'open-channel', attempt: 2 })]
          : []),
      ];
    case 'LeftBriefingHidden':
    case 'LeftChannelDeleted':
      return refresh(state, 'plan', 'briefing');
    case 'OutcomePosted':
    case 'BriefingConcluded':
      return archiving(state, recorded);
    case 'BriefingLost':
      return [
        // Its channel may be gone, which is told to the coordinator; if it is not, the next briefing is posted there.
        job({ name: 'look-at-channel' }),
        job({ name: 'post-briefing', attempt: 2 }, later(recorded.at, afterLook)),
        ...refresh(state, 'plan'),
      ];
    case 'ChannelArchived': {
      // Reopened while the archiving was under way: bring it back.
      if (state.status === 'running') return [job({ name: 'unarchive-channel' })];
      return [...freeing(state, recorded.at), ...refresh(state, 'plan')];
    }
    case 'ChannelUnarchived':
      return [
        ...(state.status === 'running' ? [...seats(state), ...relays(state)] : []),
        ...(state.status === 'running' && state.reopenedBy
          ? [
              job(
                { name: 'tell-room', news: { kind: 'reopened', by: state.reopenedBy } },
                state.members.every(({ seated }) => seated) ? undefined : later(recorded.at, untilSeated),
              ),
            ]
          : []),
        // While it was archived nobody could change a message in it.
        ...state.copies.filter(({ card }) => isInChannel(card)).flatMap((copy) => folding(state, copy)),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'ChannelDeleted':
      return refresh(state, 'plan');
  }
}

/**
 * Milliseconds in which those who left the host team when the channel was archived are mostly back in it: a mention reaches nobody
 * who is not there.
 */
const untilSeated = 60_000;
