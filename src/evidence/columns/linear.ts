import { type Columns, float32, savedColumn } from './columns.ts';

/**
 * Words weighed against each other: for each label a logistic regression over terms, learned one case at a time with
 * AdaGrad (Duchi, Hazan and Singer 2011), weights hashed into one table (Weinberger et al. 2009). One pass in order of
 * time makes what came last count most, which is what people who move on need.
 *
 * A credited label's weights only rise, all others' only fall: what is learned from a case never speaks against who
 * solved it.
 */
export type LinearModel = {
  /** The log-odds that the text is the label's, before any comparison with other labels. Terms have length 1. */
  score(label: number, terms: WeighedTerms): number;
  /** One step: `credited` labels towards yes, the others of `compared` towards no. */
  learn(terms: WeighedTerms, credited: readonly number[], compared: Iterable<number>): void;
  /** What one term adds to the score of a label. */
  part(label: number, hash: number, weight: number): number;
  columns(): Columns;
  bytes(): number;
};
export type WeighedTerms = { hashes: Uint32Array; weights: Float32Array };

/** `bits`: the table has 2^bits weights, 8 bytes each; a saved one has as many as it had. */
export function linearModel({ bits }: { bits: number }, saved?: Columns): LinearModel {
  const weights = saved ? savedColumn(saved, 'weights', Float32Array) : float32(2 ** bits);
  const squares = saved ? savedColumn(saved, 'squares', Float32Array) : float32(2 ** bits);
  const shift = 32 - Math.log2(weights.length);

  const score = (label: number, { hashes, weights: told }: WeighedTerms): number => {
    const seed = seedOf(label);
    let sum = bias;
    for (let i = 0; i < hashes.length; i++)
      sum += (weights[placeOf(seed, hashes[i] ?? 0, shift)] ?? 0) * (told[i] ?? 0);
    return sum;
  };
  const step = (label: number, { hashes, weights: told }: WeighedTerms, error: number): void => {
    const seed = seedOf(label);
    for (let i = 0; i < hashes.length; i++) {
      const at = placeOf(seed, hashes[i] ?? 0, shift);
      const gradient = error * (told[i] ?? 0);
      const square = (squares[at] ?? 0) + gradient * gradient;
      squares[at] = square;
      weights[at] = (weights[at] ?? 0) + (rate * gradient) / Math.sqrt(square + floor);
    }
  };

  return {
    score,
    learn(terms, credited, compared) {
      for (const label of credited) step(label, terms, 1 - probability(score(label, terms)));
      for (const label of compared) {
        if (credited.includes(label)) continue;
        const wrong = probability(score(label, terms));
        if (wrong > least) step(label, terms, -wrong);
      }
    },
    part: (label, hash, weight) => (weights[placeOf(seedOf(label), hash, shift)] ?? 0) * weight,
    columns: () => ({ weights, squares }),
    bytes: () => weights.byteLength + squares.byteLength,
  };
}

/** Where a label that nothing is known of stands: one in twenty. */
const bias = -3;
/**
 * Both measured, test/bench/matching: with so high a floor a word seen once moves as far as its own weight goes, and only
 * words seen in many cases of a label are slowed down.
 */
const rate = 4;
const floor = 1;
/** A label less likely than this is right enough already. */
const least = 0.06;

const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
const seedOf = (label: number): number => Math.imul(label + 1, 0x85ebca6b);
/** Multiplicative hashing (Knuth): the upper bits of a product with the golden ratio. */
const placeOf = (seed: number, hash: number, shift: number): number => Math.imul(hash ^ seed, 0x9e3779b1) >>> shift;
