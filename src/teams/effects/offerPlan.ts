import { leadsFor } from '../../availability/leads.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import { done, type Effect, report } from '../../swarm/service/effects.ts';
import { notToldCard } from '../cards/notToldCard.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { Views } from '../views/views.ts';
import type { Reach } from './reach.ts';

/**
 * Brings a plan that nobody asked for by hand (a rule of the leads did) to its case's owner, in their personal chat. Where nothing
 * reaches them a lead hears of it, who can tell them or start it for them; it stays, and is the first they see once they have Swarm
 * (changes.ts).
 */
export function offerPlan({
  reach,
  directory,
  views,
  registry,
  clock,
}: {
  reach: Reach;
  directory: Directory;
  views: Views;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
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
        break;
      default:
        return reached;
    }
    const technologies = state.plan.technologies.map(({ technology }) => technology);
    const at = new Date(clock()).toISOString();
    for (const lead of leadsFor(registry.snapshot, technologies, { at, besides: [owner.id] }).slice(0, mostLeads)) {
      const leads = await directory.readerOf(lead.id, language);
      const told = await views.ownersCard(state, leads);
      const card = notToldCard(state, { person: owner, why: reached.why, told }, leads);
      const heard = await reach(lead.id, cardMessage(card), { triedFor: 0, signal });
      if (heard.kind === 'sent') return done;
      if (heard.kind !== 'unreachable') return heard;
    }
    return { kind: 'give-up', cause: reached.cause, advice: 'ask-administrator' };
  };
}

/** So many leads are tried, one after the other, until one is reached. */
const mostLeads = 5;
