import { powerOver } from '../../swarm/powers.ts';
import { silentBeforeEnd } from '../../swarm/silent.ts';
import { wasStarted } from '../../swarm/state.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import { silentFirstCard } from '../cards/silentCards.ts';
import type { Answering } from '../commands/replies.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { ActionReply } from './answer.ts';
import type { SwarmAction } from './swarmActions.ts';

/**
 * Before a critical swarm is resolved while somebody in it has not been heard, it offers to ask them. What was typed comes along
 * in a message of its own, from which the swarm is resolved all the same with one press; null: nothing is in the way.
 */
export function createSilentFirst(answering: Pick<Answering, 'answer'>) {
  return async (action: SwarmAction, state: KnownSwarm, turn: Turn): Promise<ActionReply | null> => {
    if (action.verb !== 'resolve' || !wasStarted(state) || !action.rootCause || !action.fix) return null;
    const { reader, person, place } = turn;
    if (powerOver(state, person.id, false) !== 'whole' || silentBeforeEnd(state).length === 0) return null;
    const alone = { ...turn, place: { ...place, isTargeted: place.kind !== 'personal' } };
    await answering.answer(alone, { audience: 'asker', card: silentFirstCard(state, action, reader) });
    return { kind: 'words', words: messages(reader.language).views.offered };
  };
}
