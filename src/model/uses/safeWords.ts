import type { Language } from '../../language/language.ts';
import { languageOf } from '../../reading/title.ts';

/** Whether a text can be one of this language: a command or a name alone is in none. */
export const isIn = (text: string, language: Language): boolean => [language, null].includes(languageOf(text));

/**
 * What a model wrote, without what it was not given: an address or a mail address that stands in none of the sources would be one
 * that the model, or who hid words in a case, wants somebody to open.
 */
export function withoutForeignAddresses(text: string, sources: readonly string[]): string {
  return text.replace(address, (found) => {
    const end = /[.,;:!?]*$/.exec(found)?.[0] ?? '';
    const place = found.slice(0, found.length - end.length);
    return sources.some((source) => source.includes(place)) ? found : `…${end}`;
  });
}

const address =
  /(?:\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.)[^\s<>"'」』）)\]、。]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:mailto|javascript|data|msteams):[^\s<>"'」』）)\]、。]+/giu;
