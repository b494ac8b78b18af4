/**
 * What speaks for a label, each as a logarithm, so that their weighted sum is a log-linear model (a product of
 * experts). `trend…`: how active it was lately (half-lives of 12, 30 and 120 days) against how active it has long been.
 * `similar`: its part of similar past cases, `opening` of those similar to the title alone, `alike` of nearly identical
 * ones. `words`: how its own the words are. `learned`: linear.ts. `within` and `owns…` are of people only, given the case's technologies: its part of similar cases of those, and of all their cases.
 * `named` is of technologies only: whether the text names it (named.ts); it is no logarithm.
 */
export const features = [
  'trend30',
  'trend120',
  'long',
  'similar',
  'alike',
  'words',
  'learned',
  'within',
  'ownsLately',
  'ownsLong',
  'trend12',
  'named',
  'opening',
] as const;
export type Feature = (typeof features)[number];
export type FusionWeights = Record<Feature, number>;

/** Numbers in the order of `features`. */
export function weightsOf(numbers: ArrayLike<number>): FusionWeights {
  const weights = { ...fusionWeights.technologies };
  for (const [at, feature] of features.entries()) weights[feature] = numbers[at] ?? 0;
  return weights;
}

/**
 * Learned once by maximum likelihood over the early folds of the public sets (test/bench/matching/tune.ts), the same
 * for every set: for technologies, for people when the technologies are only guessed, when someone confirmed them, and
 * where past cases do not tell of technologies at all (learned from all three sets with people, theirs hidden).
 * All but `long` are at least 0, which keeps evidence from speaking against the person it is for.
 */
export const fusionWeights: Record<'technologies' | 'guessed' | 'confirmed' | 'untold', FusionWeights> = {
  technologies: {
    trend30: 0,
    trend120: 0,
    long: -0.711,
    similar: 1.242,
    alike: 0.033,
    words: 0.975,
    learned: 0.558,
    within: 0,
    ownsLately: 0,
    ownsLong: 0,
    trend12: 0.052,
    named: 0.943,
    opening: 0.024,
  },
  guessed: {
    trend30: 0,
    trend120: 0,
    long: -0.426,
    similar: 0,
    alike: 0.102,
    words: 0.553,
    learned: 0.569,
    within: 0.499,
    ownsLately: 0.107,
    ownsLong: 0.099,
    trend12: 0.247,
    named: 0,
    opening: 0.105,
  },
  confirmed: {
    trend30: 0.057,
    trend120: 0,
    long: -0.556,
    similar: 0.205,
    alike: 0.059,
    words: 0.667,
    learned: 0.428,
    within: 0.437,
    ownsLately: 0.261,
    ownsLong: 0.091,
    trend12: 0.165,
    named: 0,
    opening: 0.017,
  },
  untold: {
    trend30: 0,
    trend120: 0,
    long: -0.44,
    similar: 0.409,
    alike: 0.122,
    words: 0.853,
    learned: 0.714,
    within: 0,
    ownsLately: 0,
    ownsLong: 0,
    trend12: 0.242,
    named: 0,
    opening: 0.142,
  },
};
