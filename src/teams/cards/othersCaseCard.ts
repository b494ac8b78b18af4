import type { Case } from '../../cases/case.ts';
import { type SwarmState, wasStarted } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { type Card, card, open, text, title } from './parts/elements.ts';
import { short } from './parts/text.ts';

/**
 * What somebody hears who names a case of another that is not restricted, and may neither plan it nor look at its swarm: whose
 * it is, who leads its swarm, and how they get on from there. `chatWith`: the address of a chat with somebody, where there is one.
 */
export function othersCaseCard(
  { id, owner }: Pick<Case, 'id' | 'owner'>,
  state: SwarmState,
  chatWith: (personId: string) => string | null,
  reader: Reader,
): Card {
  const { othersCase, common } = messages(reader.language);
  const lead = wasStarted(state) && state.status === 'running' ? state.coordinator : null;
  const whom = lead ?? owner;
  const name = short(whom.name, 60);
  const line = lead ? othersCase.led(name) : othersCase.owned(name);
  const way = lead ? othersCase.waysIn(name) : othersCase.waysOn(name);
  const heading = common.caseNumber(short(id, 60));
  return card({
    language: reader.language,
    spoken: common.sentences(heading, line),
    body: [title(heading), text(line), text(way, { spacing: 'Small' })],
    actions: open(othersCase.writeTo(name), chatWith(whom.id)),
  });
}
