import { isInside } from '../../swarm/powers.ts';
import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { inBothLanguages } from '../cards/bothLanguages.ts';
import { silentAskCard, toldViewCard } from '../cards/silentCards.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { Views } from '../views/views.ts';
import type { Reach } from './reach.ts';
import { setbackOf } from './setback.ts';

/** "What else?" in the personal chat of somebody who has not been heard, in their language. */
export function askSilent({ reach, directory }: { reach: Reach; directory: Directory }): Effect<'ask-silent'> {
  return async ({ of, person }, circumstances) => {
    const state = startedOf(circumstances);
    const isMoot = state.status !== 'running' || !isInside(state, person.id) || state.heard.includes(person.id);
    const ask = state.silentAsks.findLast(({ asked }) => asked.some(({ id }) => id === person.id));
    // Asked anew, or heard, or gone since.
    if (isMoot || ask?.version !== of) return done;
    const reader = await directory.readerOf(person.id, state.case.language);
    const card = silentAskCard(state, ask, reader);
    const reached = await reach(person.id, cardMessage(card), { triedFor: 0, signal: circumstances.signal });
    if (reached.kind === 'sent') return done;
    return reached.kind === 'unreachable'
      ? { kind: 'give-up', cause: reached.cause, advice: 'ask-administrator' }
      : reached;
  };
}

/**
 * Tells in the swarm's channel what somebody said to all. Nothing of who has left meanwhile, nor after its end; of a restricted
 * case only in its own room, for there is no other.
 */
export function relayView({ connector, views }: { connector: Connector; views: Views }): Effect<'relay-view'> {
  return async ({ of }, circumstances) => {
    const state = startedOf(circumstances);
    const view = state.views.find(({ version }) => version === of);
    const isWanted = view && !view.relayed && state.status === 'running' && isInside(state, view.by.id);
    if (!isWanted || !state.briefing || state.channel.status !== 'open') return done;
    const { first, second } = await views.channelReaders(state);
    const card = inBothLanguages((reader) => toldViewCard(view, reader), first, second);
    const sent = await connector.send(state.briefing, cardMessage(card), { signal: circumstances.signal });
    return sent.ok ? report({ type: 'ReportViewRelayed', of }) : setbackOf(sent, 'try-again');
  };
}
