/**
 * Who truly helps, measured: `npm run bench:matching -- [what] [options]`. Without a word: accuracy. Each file says at its
 * top what it measures and how long it takes.
 */
const measures: Readonly<Record<string, () => Promise<unknown>>> = {
  accuracy: () => import('./accuracy.ts'),
  agreement: () => import('./agreement.ts'),
  calibration: () => import('./calibration.ts'),
  cuts: () => import('./cuts.ts'),
  languages: () => import('./languages.ts'),
  registry: () => import('./registry.ts'),
  robustness: () => import('./robustness/robustness.ts'),
  scale: () => import('./scale.ts'),
  team: () => import('./team.ts'),
  tune: () => import('./tune.ts'),
};
const [first = 'accuracy'] = process.argv.slice(2);
const measure = measures[first.startsWith('--') ? 'accuracy' : first];
if (!measure) throw new Error(`There is nothing to measure called ${first}: it is ${Object.keys(measures).join(', ')}`);
await measure();
