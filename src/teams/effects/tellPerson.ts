import { done, type Effect, startedOf } from '../../swarm/service/effects.ts';
import { deedCard } from '../cards/deedCard.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { Reach } from './reach.ts';

/** Tells the case's owner, or who led the swarm, in their personal chat what somebody else did with it. */
export function tellPerson({ reach, directory }: { reach: Reach; directory: Directory }): Effect<'tell-person'> {
  return async ({ person, deed }, circumstances) => {
    const state = startedOf(circumstances);
    const reader = await directory.readerOf(person.id, state.case.language);
    const message = cardMessage(deedCard(state, deed, reader));
    const reached = await reach(person.id, message, { triedFor: 0, signal: circumstances.signal });
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
