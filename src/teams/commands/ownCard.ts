import type { Swarms } from '../../swarm/service/swarms.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import type { Card } from '../cards/parts/elements.ts';
import type { Turn } from '../inbound/turn.ts';
import { noteOwnCard } from './noteOwnCard.ts';
import type { Reply } from './replies.ts';

/** A swarm's card for who asked, kept true from then on; an older copy of theirs becomes one line. */
export const ownCardReply = (
  swarms: Pick<Swarms, 'execute'>,
  state: KnownSwarm,
  card: Card,
  { person, cause }: Pick<Turn, 'person' | 'cause'>,
): Reply => ({
  audience: 'asker',
  swarmId: state.swarmId,
  card,
  sent: (message) => noteOwnCard(swarms, state, message, { person, cause }),
});
