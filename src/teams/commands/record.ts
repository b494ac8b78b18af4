import { recordCard } from '../cards/recordCard.ts';
import type { Turn } from '../inbound/turn.ts';
import type { GrowthViews } from '../views/growthViews.ts';
import type { Reply } from './replies.ts';

/** `/swarm record`: one's own part in resolved swarms, and what one's lead hears of it. */
export function recordCommand(views: Pick<GrowthViews, 'record'>) {
  return async ({ reader }: Turn): Promise<Reply> => ({
    audience: 'asker',
    card: recordCard(await views.record(reader), reader),
  });
}
