import type { Swarms } from '../../swarm/service/swarms.ts';
import { othersCaseCard } from '../cards/othersCaseCard.ts';
import { short } from '../cards/parts/text.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import { isIn, type Views } from '../views/views.ts';
import type { FindSwarm } from './findSwarm.ts';
import { ownCardReply } from './ownCard.ts';
import type { Reply } from './replies.ts';

/** `/swarm status`, `/swarm status 4711`: how a swarm stands, for those in it and for who may act for its case's owner. */
export function statusCommand(needs: {
  swarms: Pick<Swarms, 'load' | 'execute'>;
  find: FindSwarm;
  views: Views;
  /** Whether somebody may act for the owner of a case. */
  standsIn: (personId: string, ownerId: string, at: string) => boolean;
  directory: Pick<Directory, 'chatWith'>;
  /** What answers when no case was named and several could be meant, or none. */
  mine: (turn: Turn) => Promise<Reply>;
}) {
  const { swarms, find, views, standsIn, mine, directory } = needs;
  return async (caseId: string | null, turn: Turn): Promise<Reply> => {
    const { reader, person, place } = turn;
    const { replies } = messages(reader.language);
    const swarmId = await find(caseId, turn);
    const state = swarmId ? await swarms.load(swarmId) : null;
    if (!state || state.status === 'none') {
      if (caseId) return { audience: 'asker', words: replies.noSwarmForCase(short(caseId, 60)) };
      return place.channelId ? { audience: 'asker', words: replies.noSwarmHere } : mine(turn);
    }
    const isOwner = state.case.owner.id === person.id;
    if (
      !isOwner &&
      (state.status === 'proposed' || !(isIn(state, person) || standsIn(person.id, state.case.owner.id, reader.at)))
    )
      return state.case.restricted
        ? { audience: 'asker', words: replies.notAllowedToSee }
        : { audience: 'asker', card: othersCaseCard(state.case, state, directory.chatWith, reader) };
    return ownCardReply(swarms, state, await views.status(state, reader), turn);
  };
}
