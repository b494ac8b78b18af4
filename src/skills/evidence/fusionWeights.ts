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
    trend30: 0.147,
    trend120: 0.595,
    long: -0.686,
    similar: 1.507,
    alike: 0.145,
    words: 0.65,
    learned: 0.411,
    within: 0,
    ownsLately: 0,
    ownsLong: 0,
  },
  guessed: {
    trend30: 0.22,
    trend120: 0.007,
    long: -0.285,
    similar: 0.039,
    alike: 0.117,
    words: 0.336,
    learned: 0.372,
    within: 0.674,
    ownsLately: 0.037,
    ownsLong: 0.065,
  },
  confirmed: {
    trend30: 0.257,
    trend120: 0.007,
    long: -0.639,
    similar: 0.249,
    alike: 0.091,
    words: 0.503,
    learned: 0.276,
    within: 0.516,
    ownsLately: 0.019,
    ownsLong: 0.373,
  },
};
