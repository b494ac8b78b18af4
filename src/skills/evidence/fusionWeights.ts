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
    long: -0.787,
    similar: 1.516,
    alike: 0.039,
    words: 0.674,
    learned: 0.422,
    within: 0,
    ownsLately: 0,
    ownsLong: 0,
    trend12: 0.035,
    named: 0.705,
  },
  guessed: {
    trend30: 0,
    trend120: 0,
    long: -0.343,
    similar: 0.017,
    alike: 0.125,
    words: 0.415,
    learned: 0.346,
    within: 0.595,
    ownsLately: 0.13,
    ownsLong: 0.081,
    trend12: 0.261,
    named: 0,
  },
  confirmed: {
    trend30: 0.043,
    trend120: 0,
    long: -0.549,
    similar: 0.328,
    alike: 0.075,
    words: 0.512,
    learned: 0.28,
    within: 0.378,
    ownsLately: 0.27,
    ownsLong: 0.131,
    trend12: 0.185,
    named: 0,
  },
};
