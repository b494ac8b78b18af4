/**
 * Finds the weights of src/skills/evidence/fusionWeights.ts: `node test/bench/matching/tune.ts`. Conditional logit
 * (McFadden 1974) over the candidates of each question, by AdaGrad, each set counting the same. Reads the first folds
 * only: jdt and firefox 3 and 5, two of the five of ms-support-en.
 */
import { evidenceIndex, type Question } from '../../../src/skills/evidence/evidenceIndex.ts';
import { type Feature, features } from '../../../src/skills/evidence/fusionWeights.ts';
import { type Fold, type Task, tasksOf } from './sets.ts';

type Example = { rows: Float64Array[]; truth: number[] };

const usual = ['trend30', 'trend120', 'long', 'similar', 'alike', 'words', 'learned'] as const satisfies Feature[];
const tasks = [...tasksOf('jdt'), ...tasksOf('firefox'), ...tasksOf('ms-support-en')];
const groups: { name: string; tasks: string[]; given: boolean; free: readonly Feature[] }[] = [
  { name: 'technologies', tasks: ['jdt component', 'ms-support-en product'], given: false, free: usual },
  { name: 'guessed', tasks: ['jdt C', 'firefox', 'ms-support-en experts'], given: false, free: features },
  { name: 'confirmed', tasks: ['jdt C', 'ms-support-en experts'], given: true, free: features },
];

for (const { name, tasks: names, given, free } of groups) {
  const sets = names.map((wanted) =>
    tasks
      .filter((task) => task.name === wanted)
      .flatMap((task) => [...task.folds()].filter(forTuning(task)).flatMap((fold) => examples(task, fold, given))),
  );
  for (const kept of new Set([free, usual])) {
    const weights = learned(sets, kept);
    const shown = features.map((feature, at) => `${feature}: ${(weights[at] ?? 0).toFixed(3)}`).join(', ');
    console.log(`${name}: { ${shown} }, // loss ${sets.map((set) => loss(set, weights).toFixed(4)).join(' ')}`);
  }
}

function forTuning(task: Task): (fold: Fold) => boolean {
  return ({ number }) => (task.name.startsWith('ms') ? number <= 2 : number === 3 || number === 5);
}

function examples(task: Task, fold: Fold, given: boolean): Example[] {
  const index = evidenceIndex();
  for (const past of fold.train.toSorted((a, b) => a.closedAt - b.closedAt)) index.add(past);
  index.recount();
  const { names } = index.parts[task.asks];
  const every = Math.ceil(fold.tests.length / 500);
  return fold.tests.flatMap((test, at) => {
    if (at % every !== 0) return [];
    const question: Question = { title: test.title, text: test.text };
    if (given) question.technologies = test.technologies.map((technology) => ({ technology, confidence: 1 }));
    const kept = index.ask(question)[task.asks].filter(({ label }) => fold.candidates.has(names.nameOf(label)));
    const truth = kept.flatMap(({ label }, place) => (test.truth.includes(names.nameOf(label)) ? [place] : []));
    return truth.length === 0 ? [] : [{ rows: kept.map(({ row }) => row), truth }];
  });
}

function learned(sets: Example[][], free: readonly Feature[]): number[] {
  const weights = features.map(() => 0);
  const squares = features.map(() => 1e-6);
  const sums = features.map(() => 0);
  const steps = 60_000;
  for (let step = 0; step < steps; step++) {
    const set = sets[step % sets.length] ?? [];
    const example = set[(Math.imul(step, 2_654_435_761) % set.length) & 0x7fffffff] ?? set[step % set.length];
    if (!example) continue;
    const gradient = gradientOf(example, weights);
    for (const [at, feature] of features.entries()) {
      if (!free.includes(feature)) continue;
      const slope = (gradient[at] ?? 0) - 1e-3 * (weights[at] ?? 0);
      squares[at] = (squares[at] ?? 0) + slope * slope;
      const next = (weights[at] ?? 0) + (0.2 * slope) / Math.sqrt(squares[at] ?? 1);
      weights[at] = feature === 'long' ? next : Math.max(0, next);
      if (step * 2 > steps) sums[at] = (sums[at] ?? 0) + ((weights[at] ?? 0) * 2) / steps;
    }
  }
  return sums;
}

function probabilities({ rows }: Example, weights: number[]): number[] {
  const scores = rows.map((row) => row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0));
  const best = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - best));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

function gradientOf(example: Example, weights: number[]): number[] {
  const gradient = features.map(() => 0);
  const chances = probabilities(example, weights);
  for (const [place, row] of example.rows.entries()) {
    const pull = (example.truth.includes(place) ? 1 / example.truth.length : 0) - (chances[place] ?? 0);
    for (const [at, value] of row.entries()) gradient[at] = (gradient[at] ?? 0) + pull * value;
  }
  return gradient;
}

function loss(set: Example[], weights: number[]): number {
  const each = set.map(
    (example) => -Math.log(example.truth.reduce((sum, at) => sum + (probabilities(example, weights)[at] ?? 0), 1e-9)),
  );
  return each.reduce((sum, value) => sum + value, 0) / set.length;
}
