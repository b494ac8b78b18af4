import type { Person } from '../../cases/case.ts';
import type { UnreachableCause } from '../../swarm/events.ts';
import { wasStarted } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { type KnownSwarm, mayRead } from './parts/caseHeader.ts';
import { type Card, card, subtle, text, title } from './parts/elements.ts';
import { short } from './parts/text.ts';

/**
 * That somebody could not be told what they need to know of a swarm, and what it was: for who else answers for it. `told`: the
 * card that did not reach them, as the reader would read it.
 */
export function notToldCard(
  state: KnownSwarm,
  { person, why, told }: { person: Person; why: UnreachableCause; told: Card },
  reader: Reader,
): Card {
  const { status, common } = messages(reader.language);
  const name = status.noticeUnreachableTitle(short(person.name, 60));
  return card({
    language: reader.language,
    spoken: name,
    body: [
      title(name),
      text(subtle(common.caseNumber(short(state.case.id, 60))), { spacing: 'None' }),
      text(status.cannotTell[why]),
      ...(mayRead(state, reader.personId)
        ? [
            text(common.labelled(status.wasToHear, short(told.speak, 600)), { spacing: 'Small' }),
            ...(wasStarted(state) ? [] : [text(status.planForThem(short(state.case.id, 60)), { spacing: 'Small' })]),
          ]
        : []),
    ],
  });
}
