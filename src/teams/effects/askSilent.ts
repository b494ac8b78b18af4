import { isInside } from '../../swarm/powers.ts';
import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { silentAskCard } from '../cards/silentCards.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';
import { broughtAs, isBrought, type TellNeeds, tell } from './tellInPerson.ts';

/** "What else?" in the personal chat of somebody who has not been heard, in their language; where nothing reaches them, who leads hears of it. */
export function askSilent(needs: TellNeeds): Effect<'ask-silent'> {
  return async ({ of, person }, circumstances) => {
    const state = startedOf(circumstances);
    const isMoot = state.status !== 'running' || !isInside(state, person.id) || state.heard.includes(person.id);
    const ask = state.silentAsks.findLast(({ asked }) => asked.some(({ id }) => id === person.id));
    // Asked anew, or heard, or gone since; or it was brought before, and the process died.
    if (isMoot || ask?.version !== of || isBrought(state, 'silent', person.id, ({ drawnFrom }) => drawnFrom >= of))
      return done;
    return tell(
      needs,
      circumstances,
      () => person,
      (now, reader) => silentAskCard(now, ask, reader),
      broughtAs('silent', state),
    );
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
    const message = cardMessage(await views.toldView(state, view));
    const sent = await connector.send(state.briefing, message, { signal: circumstances.signal });
    if (sent.ok) return report({ type: 'ReportViewRelayed', of, message: sent.message });
    // Its thread, its channel or Swarm in it is gone: who leads is told by the look, and it is said in what comes instead.
    if (sent.status === 403 || sent.status === 404)
      return report({ type: 'ReportBriefingLost', message: state.briefing });
    return setbackOf(sent, 'try-again');
  };
}
