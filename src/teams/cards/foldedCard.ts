import { messages, type Reader } from '../languages/language.ts';
import type { KnownSwarm } from './parts/caseHeader.ts';
import { bold, type Card, card, execute, subtle, text } from './parts/elements.ts';
import { short } from './parts/text.ts';

/** Where the reader's newest card of the swarm is, seen from an older one. */
export type NewestCard = 'below' | 'above' | 'elsewhere' | 'nowhere';

/** What is left of an older copy of a card: a line that says so, and a button that shows the swarm here again. */
export function foldedCard(state: KnownSwarm, newest: NewestCard, reader: Reader): Card {
  const { common } = messages(reader.language);
  const name = common.caseNumber(short(state.case.id, 60));
  const line = common.folded[newest];
  return card({
    language: reader.language,
    spoken: common.sentences(name, line),
    body: [text([bold(name), subtle(`${common.separator}${line}`)])],
    actions: [execute('refresh', common.showHere, { swarmId: state.swarmId, card: 'plan' })],
  });
}
