import { historyCard } from '../cards/listCards.ts';
import type { Turn } from '../inbound/turn.ts';
import type { SearchHistory } from '../ports.ts';
import type { Reply } from './replies.ts';

/** `/swarm history certificate`: past swarms the reader may see, and what fixed them. */
export function historyCommand({ search }: { search: SearchHistory }) {
  return async (words: string, { reader }: Turn): Promise<Reply> => {
    const { hits, more } = await search(words, reader);
    return { audience: 'asker', card: historyCard({ words, hits, more }, reader) };
  };
}
