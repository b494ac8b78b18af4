import { done, type Effect, startedOf } from '../../swarm/service/effects.ts';
import { noticeCard } from '../cards/noticeCard.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { Reach } from './reach.ts';

/** Tells the coordinator in their personal chat what needs them. */
export function tellCoordinator({
  reach,
  directory,
}: {
  reach: Reach;
  directory: Directory;
}): Effect<'tell-coordinator'> {
  return async ({ notice }, circumstances) => {
    const state = startedOf(circumstances);
    const reader = await directory.readerOf(state.coordinator.id, state.case.language);
    const message = cardMessage(noticeCard(state, notice, reader));
    const reached = await reach(state.coordinator.id, message, { triedFor: 0, signal: circumstances.signal });
    switch (reached.kind) {
      case 'sent':
        return done;
      case 'unreachable':
        return { kind: 'give-up', cause: reached.cause, advice: 'ask-administrator' };
      default:
        return reached;
    }
  };
}
