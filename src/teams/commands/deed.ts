import { powerOver } from '../../swarm/powers.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { wasStarted } from '../../swarm/state.ts';
import { howToCard } from '../cards/howToCard.ts';
import { short } from '../cards/parts/text.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import { isIn } from '../views/views.ts';
import type { FindSwarm } from './findSwarm.ts';
import type { About } from './parsing/request.ts';
import type { Reply } from './replies.ts';

/** `/swarm cancel 4711`, 「参加 4712」: how it is done, and the button where the one who asks may. Nothing is done. */
export function deedCommand({
  swarms,
  find,
  standsIn,
  toLeave,
  storyLink,
}: {
  swarms: Pick<Swarms, 'load'>;
  find: FindSwarm;
  /** Whether somebody may act for the owner of a case. */
  standsIn: (personId: string, ownerId: string, at: string) => boolean;
  /** The card with which somebody leaves; null: they are in by no invitation. */
  toLeave: (caseId: string | null, turn: Turn) => Promise<Reply | null>;
  /** The page of a swarm in the tab: an address that Teams opens. */
  storyLink: (swarmId: string) => string;
}) {
  return async (about: About, caseId: string | null, turn: Turn): Promise<Reply> => {
    const { reader, person } = turn;
    const own = about === 'leave' ? await toLeave(caseId, turn) : null;
    if (own) return own;
    const swarmId = await find(caseId, turn);
    const state = swarmId ? await swarms.load(swarmId) : null;
    if (!state || state.status === 'none') {
      const none = caseId ? messages(reader.language).replies.noSwarmForCase(short(caseId, 60)) : null;
      return none && about !== 'join'
        ? { audience: 'asker', words: none }
        : { audience: 'asker', card: howToCard(about, null, { isInside: false, power: 'none' }, reader) };
    }
    // A plan is its owner's alone.
    const shown = state.status === 'proposed' && state.case.owner.id !== person.id ? null : state;
    const power = wasStarted(state)
      ? powerOver(state, person.id, standsIn(person.id, state.case.owner.id, reader.at))
      : 'none';
    const may = { isInside: isIn(state, person), power, page: storyLink(state.swarmId) };
    return { audience: 'asker', card: howToCard(about, shown, may, reader) };
  };
}
