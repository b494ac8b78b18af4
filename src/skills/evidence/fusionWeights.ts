/**
 * What speaks for a label, each as a logarithm, so that their weighted sum is a log-linear model (a product of
 * experts). `trend…`: how active it was lately against how active it has long been. `similar`: its part of similar
 * past cases, `alike` of nearly identical ones. `words`: how its own the words are. `learned`: linear.ts. The last
 * three are of people only, given the case's technologies: `within`, its part of similar cases of those; `owns…`, of
 * all their cases.
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
] as const;
export type Feature = (typeof features)[number];
export type FusionWeights = Record<Feature, number>;

/**
 * Learned once by maximum likelihood over the first folds of the public sets (test/bench/matching/tune.ts), the same
 * for every set: for technologies, for people when the technologies are only guessed, and when someone confirmed them.
 * All but `long` are at least 0, which keeps evidence from speaking against the person it is for.
 */
export const fusionWeights: Record<'technologies' | 'guessed' | 'confirmed', FusionWeights> = {
  technologies: {
    trend30: 0.037,
    trend120: 0.01,
    long: -0.764,
    similar: 1.075,
    alike: 0.051,
    words: 1.7,
    learned: 0.341,
    within: 0,
    ownsLately: 0,
    ownsLong: 0,
  },
  guessed: {
    trend30: 0.366,
    trend120: 0.013,
    long: -0.508,
    similar: 0.246,
    alike: 0.136,
    words: 0.492,
    learned: 0.337,
    within: 0.393,
    ownsLately: 0.287,
    ownsLong: 0.099,
  },
  confirmed: {
    trend30: 0.318,
    trend120: 0.02,
    long: -0.726,
    similar: 0.502,
    alike: 0.061,
    words: 0.712,
    learned: 0.211,
    within: 0.267,
    ownsLately: 0.477,
    ownsLong: 0.013,
  },
};
