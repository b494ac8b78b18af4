import { helpCard } from '../cards/helpCard.ts';
import type { Reply } from '../replies.ts';
import type { Turn } from '../turn.ts';

/** `/swarm help`. */
export const helpCommand = ({ reader }: Turn): Reply => ({ audience: 'room', card: helpCard(reader) });
