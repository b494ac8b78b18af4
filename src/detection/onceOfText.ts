import type { Case } from '../cases/case.ts';

type CaseText = Pick<Case, 'title' | 'description' | 'product'>;

/** So many texts are remembered: as many as are read at one moment, and some. */
const mostKept = 32;

/**
 * Reads each text once, however often one turn asks what it says. `read` gives the same for the same text, and nobody
 * changes what it gave.
 */
export function onceOfText<Said>(read: (text: CaseText) => Said): (text: CaseText) => Said {
  const lately: { of: CaseText; said: Said }[] = [];
  return (text) => {
    const known = lately.find(({ of }) => isSame(of, text));
    if (known) return known.said;
    const { title, description, product } = text;
    const said = read(text);
    if (lately.length >= mostKept) lately.shift();
    lately.push({ of: { title, description, product }, said });
    return said;
  };
}

const isSame = (one: CaseText, other: CaseText): boolean =>
  one.description === other.description && one.title === other.title && one.product === other.product;
