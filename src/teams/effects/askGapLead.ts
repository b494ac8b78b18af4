import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { isOpenGap } from '../../swarm/state.ts';
import { gapLeadCard } from '../cards/gapCards.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { FindGapContacts } from '../people/gapContacts.ts';
import type { Reach } from './reach.ts';
import { reachFirst } from './reachFirst.ts';

/**
 * Asks whoever is on call for a technology, or leads it, what to do, as nobody is left to ask; the next of them where nothing reaches
 * the first. Nobody where it is covered meanwhile, was asked already, or nobody is known. The coordinator is told by the report.
 */
export function askGapLead(needs: {
  reach: Reach;
  directory: Directory;
  findGapContacts: FindGapContacts;
}): Effect<'ask-gap-lead'> {
  const { reach, directory, findGapContacts } = needs;
  return async ({ technology }, { signal, ...circumstances }) => {
    const state = startedOf({ signal, ...circumstances });
    const isAsked = state.gapAsks.some((each) => each.technology === technology);
    if (!isOpenGap(state, technology) || isAsked) return done;
    const { leads, little } = findGapContacts(state, technology);
    if (leads.length === 0) return done;
    const reached = await reachFirst(leads, async ({ id }) => {
      const reader = await directory.readerOf(id, state.case.language);
      // Nobody names themselves.
      const others = little.filter((each) => each.id !== id);
      const message = cardMessage(gapLeadCard(state, { technology, little: others }, reader));
      return reach(id, message, { triedFor: 0, signal });
    });
    return reached.kind === 'sent'
      ? report({
          ...{ type: 'ReportGapLeadAsked', technology, lead: reached.person },
          ...{ message: reached.message, drawnFrom: state.version },
        })
      : reached;
  };
}
