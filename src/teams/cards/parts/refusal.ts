import type { Refusal } from '../../../swarm/commands.ts';
import { listed, messages, type Reader } from '../../languages/language.ts';
import { type Card, card, text } from './elements.ts';
import type { NameOf } from './reasons.ts';
import { short } from './text.ts';

/**
 * Why a command was not carried out, as a sentence of plain text (send it with `textFormat: 'plain'`). `nameOf` names
 * technologies; it may be left out where the refusal is of none.
 */
export function refusalText(refusal: Refusal, reader: Reader, nameOf?: NameOf): string {
  const { refusals, common } = messages(reader.language);
  switch (refusal.code) {
    case 'not-case-owner':
      return refusals[refusal.code](short(refusal.owner.name, 60));
    case 'not-coordinator':
    case 'gap-not-theirs':
    case 'relay-over':
      return refusals[refusal.code](short(refusal.coordinator.name, 60));
    case 'already-closed':
      return refusals[refusal.code][refusal.status];
    case 'outside':
      return refusals[refusal.code](short(refusal.person.name, 60), short(refusal.reach, 200));
    case 'case-known':
    case 'link-restricted':
      return refusals[refusal.code](short(refusal.caseId, 60));
    case 'link-of-other':
      return refusals[refusal.code](short(refusal.owner.name, 60));
    case 'already-in':
    case 'left':
    case 'already-asked':
    case 'relay-refused':
    case 'credit-for-outsider':
    case 'thanks-for-outsider':
      return refusals[refusal.code](short(refusal.person.name, 60));
    case 'not-your-task':
    case 'restricted-task':
      return refusals[refusal.code](short(refusal.person.name, 60));
    case 'article-changed':
      return refusals[refusal.code](short(refusal.by.name, 60));
    case 'note-crowded':
      return refusals[refusal.code](
        listed(
          refusal.by.map(({ name }) => short(name, 60)),
          reader,
        ),
      );
    case 'already-needed':
    case 'not-needed':
      return refusals[refusal.code](short(nameOf?.(refusal.technology) ?? common.someTechnology, 80));
    case 'text-missing':
      return refusals[refusal.code][refusal.field];
    default:
      return refusals[refusal.code];
  }
}

/** A card of one sentence, for where a plain message will not do. */
export const sentenceCard = (sentence: string, reader: Reader): Card =>
  card({ language: reader.language, spoken: short(sentence, 1000), body: [text(short(sentence, 1000))] });
