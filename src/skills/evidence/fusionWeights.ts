/**
 * What speaks for a label, each as a logarithm, so that their weighted sum is a log-linear model (a product of
 * experts). `trend…`: how active it was lately (half-lives of 12, 30 and 120 days) against how active it has long been. `similar`: its part of similar
 * past cases, `alike` of nearly identical ones. `words`: how its own the words are. `learned`: linear.ts. `within` and
 * `owns…` are of people only, given the case's technologies: its part of similar cases of those, and of all their cases.
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
] as const;
export type Feature = (typeof features)[number];
export type FusionWeights = Record<Feature, number>;

/**
 * Learned once by maximum likelihood over the early folds of the public sets (test/bench/matching/tune.ts), the same
 * for every set: for technologies, for people when the technologies are only guessed, and when someone confirmed them.
 * All but `long` are at least 0, which keeps evidence from speaking against the person it is for.
 */
export const fusionWeights: Record<'technologies' | 'guessed' | 'confirmed', FusionWeights> = {
  technologies: {
    trend30: 0,
    trend120: 0,
    long: -0.782,
    similar: 1.551,
    alike: 0.031,
    words: 0.643,
    learned: 0.42,
    within: 0,
    ownsLately: 0,
    ownsLong: 0,
    trend12: 0.035,
    named: 0.804,
  },
  guessed: {
    trend30: 0,
    trend120: 0,
    long: -0.358,
    similar: 0.088,
    alike: 0.13,
    words: 0.435,
    learned: 0.341,
    within: 0.53,
    ownsLately: 0.141,
    ownsLong: 0.079,
    trend12: 0.259,
    named: 0,
  },
  confirmed: {
    trend30: 0.016,
    trend120: 0,
    long: -0.586,
    similar: 0.375,
    alike: 0.082,
    words: 0.515,
    learned: 0.277,
    within: 0.346,
    ownsLately: 0.302,
    ownsLong: 0.115,
    trend12: 0.192,
    named: 0,
  },
};
