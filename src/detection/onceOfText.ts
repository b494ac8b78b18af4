import type { Case } from '../cases/case.ts';
import { createLately } from '../reading/lately.ts';

type CaseText = Pick<Case, 'title' | 'description' | 'product'>;

/**
 * Reads each text once, however often one turn asks what it says. `read` gives the same for the same text, and nobody
 * changes what it gave.
 */
export function onceOfText<Said>(read: (text: CaseText) => Said): (text: CaseText) => Said {
  const lately = createLately<CaseText, { said: Said }>(isSame);
  return (text) => {
    const known = lately.find(text);
    if (known) return known.said;
    const { title, description, product } = text;
    return lately.keep({ title, description, product }, { said: read(text) }).said;
  };
}

const isSame = (one: CaseText, other: CaseText): boolean =>
  one.description === other.description && one.title === other.title && one.product === other.product;
