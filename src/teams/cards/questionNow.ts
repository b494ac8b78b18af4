import type { SideCard } from '../../swarm/events.ts';
import { isInside } from '../../swarm/powers.ts';
import { isOpenGap, type StartedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import type { FindGapContacts } from '../people/gapContacts.ts';
import { followUpCard, preventionCard } from './aftercareCards.ts';
import { gapAnsweredCard, gapLeadCard } from './gapCards.ts';
import type { Card } from './parts/elements.ts';
import { sentenceCard } from './parts/refusal.ts';
import { withTyped } from './parts/typedAgain.ts';
import { silentAskCard, type TypedView, viewToldCard } from './silentCards.ts';

/** A question that somebody has in a message of its own, as it is now: still asked, answered, or over. Null: it asks nothing. */
export function questionNow(
  state: StartedSwarm,
  { card }: Pick<SideCard, 'card'>,
  reader: Reader,
  findGapContacts: FindGapContacts,
): Card | null {
  const [kind, id = ''] = card.split(':', 2);
  switch (kind) {
    case 'silent':
      return silentNow(state, reader);
    case 'gap': {
      const isAnswered = state.gapAsks.some(({ technology, answer }) => technology === id && answer !== null);
      if (isAnswered || !isOpenGap(state, id)) return gapAnsweredCard(state, id, reader);
      const { little } = findGapContacts(state, id);
      return gapLeadCard(state, { technology: id, little }, reader);
    }
    case 'follow': {
      const asked = state.aftercare.followUps.find(({ version }) => version === Number(id));
      return asked ? followUpCard(state, asked, reader) : null;
    }
    case 'task': {
      const task = state.aftercare.preventions.find((each) => each.id === id);
      return task ? preventionCard(state, task, reader) : null;
    }
    default:
      return null;
  }
}

/** What else somebody sees, asked of them privately, as it is now. `typed`: what stands in its form. */
export function silentNow(state: StartedSwarm, reader: Reader, typed?: TypedView): Card {
  const { over } = messages(reader.language).views;
  const ask = state.silentAsks.findLast(({ asked }) => asked.some((each) => each.id === reader.personId));
  const isAnswered = state.views.some(({ by, version }) => by.id === reader.personId && version > (ask?.version ?? 0));
  if (!isAnswered && ask && state.status === 'running' && isInside(state, reader.personId))
    return silentAskCard(state, ask, reader, typed);
  const now = isAnswered ? viewToldCard(state, reader) : sentenceCard(over, reader);
  return withTyped(now, typed?.text ? [typed.text] : [], over, reader);
}
