import { doctorCard } from '../cards/doctorCard.ts';
import type { Turn } from '../inbound/turn.ts';
import type { Examine } from '../ports.ts';
import type { Reply } from './replies.ts';

/** `/swarm doctor`: what of the installation does not work, and what to change. */
export function doctorCommand({ examine }: { examine: Examine }) {
  return async ({ reader }: Turn): Promise<Reply> => ({
    audience: 'asker',
    card: doctorCard({ checks: await examine(), at: reader.at }, reader),
  });
}
