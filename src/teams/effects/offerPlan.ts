import { done, type Effect, report } from '../../swarm/service/effects.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { Views } from '../views/views.ts';
import type { Reach } from './reach.ts';

/** Brings a plan that nobody asked for by hand (a rule of the leads did) to its case's owner, in their personal chat. */
export function offerPlan({
  reach,
  directory,
  views,
}: {
  reach: Reach;
  directory: Directory;
  views: Views;
}): Effect<'offer-plan'> {
  return async (_job, { state, signal }) => {
    // The owner has it already, by `/swarm` or by an earlier try; or it lapsed meanwhile.
    if (state.planCard !== null || state.status === 'lapsed') return done;
    const { owner, language } = state.case;
    const reader = await directory.readerOf(owner.id, language);
    const reached = await reach(owner.id, cardMessage(await views.ownersCard(state, reader)), { triedFor: 0, signal });
    switch (reached.kind) {
      case 'sent':
        return report({ type: 'ReportPlanCardPosted', message: reached.message });
      case 'unreachable':
        return { kind: 'give-up', cause: reached.cause, advice: 'ask-administrator' };
      default:
        return reached;
    }
  };
}
