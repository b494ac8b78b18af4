import type { Urgency } from '../../cases/typedUrgency.ts';
import { helpCard } from '../cards/helpCard.ts';
import type { Turn } from '../inbound/turn.ts';
import type { Reply } from './replies.ts';

/** `/swarm help`. */
export const helpCommand = ({ reader }: Turn, urgency: Urgency): Reply => ({
  audience: 'room',
  card: helpCard(reader, urgency),
});
