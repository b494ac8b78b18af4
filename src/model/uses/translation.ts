import { z } from 'zod';
import { cut } from '../../language/cut.ts';
import type { Language } from '../../language/language.ts';
import type { ModelWords } from '../../swarm/events.ts';
import { mostTranslated, notGivenYet, untranslated } from '../../swarm/ownWords.ts';
import type { StartedSwarm } from '../../swarm/state.ts';
import { tokensOf } from '../completing.ts';
import { promptsFor } from '../prompts/prompts.ts';
import { isIn, withoutForeignAddresses } from './safeWords.ts';
import type { Writing } from './writing.ts';

const shape = z.strictObject({ texts: z.array(z.strictObject({ id: z.int(), text: z.string() })) });

/** Of the tokens of a request so large a part is for what is given; a translation may be longer than what it is of. */
const shareGiven = 0.3;

/**
 * The texts that nobody has translated into a language yet, as many as fit one request; the rest follows. Null: there are none. A
 * translation that is far longer than its text, or that is not in that language, is none: the text is not given by itself again, so that
 * one that nobody can translate keeps none of the others away.
 */
export function translation(
  state: StartedSwarm,
  language: Language,
  tokensARequest: number,
): Writing<typeof shape> | null {
  const given: { id: number; text: string; of: string }[] = [];
  let room = tokensARequest * shareGiven;
  const fresh = notGivenYet(state, language);
  for (const { text, of } of fresh.length > 0 ? fresh : untranslated(state, language)) {
    const part = cut(text, mostTranslated);
    room -= tokensOf(JSON.stringify(part));
    if (room < 0 && given.length > 0) break;
    given.push({ id: given.length + 1, text: part, of });
  }
  if (given.length === 0) return null;
  return {
    system: promptsFor(language).translation,
    given: { texts: given.map(({ id, text }) => ({ id, text })) },
    shape,
    wordsOf({ texts }): ModelWords | null {
      const wrote = given.flatMap(({ id, text: source, of }) => {
        const text = texts.find((each) => each.id === id)?.text.trim();
        if (text === undefined) return [];
        const isOne = text.length <= 400 + source.length * 4 && isIn(text, language);
        return [{ of, text: isOne ? withoutForeignAddresses(text, [source]) : '' }];
      });
      return wrote.some(({ text }) => text !== '') ? { of: 'translation', texts: wrote } : null;
    },
  };
}
