import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { inBothLanguages } from '../cards/bothLanguages.ts';
import { announcementCard } from '../cards/channelCards.ts';
import type { Connector } from '../connector/connector.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';

/** Welcomes someone in the swarm's thread and mentions them, so that Teams brings them there. */
export function announceMember(needs: { connector: Connector; views: Views }): Effect<'announce-member'> {
  const { connector, views } = needs;
  return async ({ person }, circumstances) => {
    const state = startedOf(circumstances);
    const member = state.members.find((each) => each.person.id === person.id);
    if (!state.briefing || !member || member.announced || state.channel.status !== 'open') return done;
    const { first, second } = await views.channelReaders(state, [person]);
    const card = inBothLanguages((reader) => announcementCard(state, person, reader), first, second);
    const message = await views.mentioning(card);
    const sent = await connector.send(state.briefing, message, { signal: circumstances.signal });
    if (sent.ok) return report({ type: 'ReportAnnounced', person });
    return setbackOf(sent, 'try-again');
  };
}
