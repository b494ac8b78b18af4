/**
 * What speaks for a label, each as a logarithm, so that their weighted sum is a log-linear model (a product of
 * experts). `trend…`: how active it was lately (half-lives of 12, 30 and 120 days) against how active it has long been.
 * `similar`: its part of similar past cases, `alike` of nearly identical ones. `words`: how its own the words are. `learned`: linear.ts. `within` and
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
    long: -0.784,
    similar: 1.534,
    alike: 0.035,
    words: 0.659,
    learned: 0.421,
    within: 0,
    ownsLately: 0,
    ownsLong: 0,
    trend12: 0.035,
    named: 0.754,
  },
  guessed: {
    trend30: 0,
    trend120: 0,
    long: -0.351,
    similar: 0.052,
    alike: 0.128,
    words: 0.424,
    learned: 0.344,
    within: 0.562,
    ownsLately: 0.136,
    ownsLong: 0.08,
    trend12: 0.26,
    named: 0,
  },
  confirmed: {
    trend30: 0.029,
    trend120: 0,
    long: -0.568,
    similar: 0.352,
    alike: 0.079,
    words: 0.514,
    learned: 0.279,
    within: 0.362,
    ownsLately: 0.286,
    ownsLong: 0.123,
    trend12: 0.189,
    named: 0,
  },
};
