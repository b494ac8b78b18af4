import type { HashTable } from '../columns/hashTable.ts';
import type { Interner } from '../columns/interner.ts';
import type { Postings } from '../columns/postings.ts';
import type { Rarity } from '../columns/rarity.ts';
import { type Terms, termsOf } from '../terms/terms.ts';

/**
 * How far a text names each label: the part of the label's own words that the text holds, each weighed by its rarity,
 * by how much the text makes of it (the beginning counts most), and by how little is known of it. For the name is what
 * one goes by before there are past cases: a word seen in hundreds of them says what they say. 0 to about 3; labels
 * without any word in the text are left out.
 */
export type NamedLabels = (text: Terms) => Map<number, number>;

export function namedLabels(of: { names: Interner; terms: HashTable; rare: Rarity; postings: Postings }): NamedLabels {
  const { names, terms, rare, postings } = of;
  const wordsOf: Uint32Array[] = [];
  const holders = new Map<number, number[]>();
  const rarityOf = (hash: number): number => rare.of(terms.find(hash));
  const unknown = (hash: number): number => {
    const slot = terms.find(hash);
    return slot < 0 ? 1 : casesUntilHalf / (casesUntilHalf + postings.count(slot));
  };
  const readNewNames = (): void => {
    for (let label = wordsOf.length; label < names.size; label++) {
      const { hashes } = termsOf(names.nameOf(label), '');
      wordsOf.push(hashes);
      for (const hash of hashes) holders.set(hash, [...(holders.get(hash) ?? []), label]);
    }
  };

  return (text) => {
    readNewNames();
    const said = new Map<number, number>();
    for (const [at, hash] of text.hashes.entries())
      for (const label of holders.get(hash) ?? [])
        said.set(label, (said.get(label) ?? 0) + rarityOf(hash) * (text.weights[at] ?? 0) * unknown(hash));
    for (const [label, sum] of said)
      said.set(label, sum / (wordsOf[label] ?? new Uint32Array(0)).reduce((whole, hash) => whole + rarityOf(hash), 0));
    return said;
  };
}

/** A word seen in so many past cases counts half as a name. Measured, test/bench/matching. */
const casesUntilHalf = 100;
