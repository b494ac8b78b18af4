import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { gapLeadCard } from '../cards/gapCards.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { FindGapContacts } from '../people/gapContacts.ts';
import type { Reach } from './reach.ts';

/**
 * Asks whoever is on call for a technology, or leads it, what to do, as nobody is left to ask; nobody where it is covered meanwhile,
 * was asked already, or nobody is known. The coordinator is told by the report.
 */
export function askGapLead(needs: {
  reach: Reach;
  directory: Directory;
  findGapContacts: FindGapContacts;
}): Effect<'ask-gap-lead'> {
  const { reach, directory, findGapContacts } = needs;
  return async ({ technology }, circumstances) => {
    const state = startedOf(circumstances);
    const isGap = state.needs.some(({ detected, gap }) => gap && detected.technology === technology);
    const isAsked = state.gapAsks.some((each) => each.technology === technology);
    if (state.status !== 'running' || !isGap || isAsked) return done;
    const { lead, little } = findGapContacts(state, technology);
    if (!lead) return done;
    const reader = await directory.readerOf(lead.id, state.case.language);
    const message = cardMessage(gapLeadCard(state, { technology, little }, reader));
    const reached = await reach(lead.id, message, { triedFor: 0, signal: circumstances.signal });
    if (reached.kind === 'sent') return report({ type: 'ReportGapLeadAsked', technology, lead });
    return reached.kind === 'unreachable'
      ? { kind: 'give-up', cause: reached.cause, advice: 'ask-administrator' }
      : reached;
  };
}
