import { caseIdIn, looksLikeCaseId } from '../../../cases/ids/shape.ts';
import { trimmed } from './trimmed.ts';
import { aroundCommand } from './vocabulary.ts';

/** The id of the case that words name, without the words around it that tell nothing; an address as it is. */
export const caseOf = (words: string): string =>
  caseIdIn(/^(?:https?|ms-[a-z-]+):/i.test(words.trim()) ? words : trimmed(words.replace(aroundCommand, ' ')));

/** Whether words can be nothing but the id of a case: an address, one word with a figure, or two such as `PRB 0042`. */
export function namesCase(words: string): boolean {
  const rest = trimmed(words.replace(aroundCommand, ' '));
  return (
    /^(?:https?|ms-[a-z-]+):\/\/\S+$/i.test(words.trim()) ||
    // Ids that we gave to cases told in words may be without a figure.
    looksLikeCaseId(rest) ||
    /^#?(?=.*\d)[^\s]{1,60}$|^#?\p{L}{1,8} ?\d[\p{L}\d-]{0,30}$/u.test(rest)
  );
}
