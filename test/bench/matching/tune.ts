/**
 * Finds the weights of src/evidence/answering/fusionWeights.ts: `npm run bench:matching -- tune` (two minutes).
 * Conditional logit (McFadden 1974) over the candidates of each question, each set counting the same but
 * ja-support half, small as it is. Reads only what tuning.ts allows. Features are judged on the later half of that part
 * with weights learned on the earlier (`--check`): the losses printed are then of folds the weights have not seen.
 */
import { parseArgs } from 'node:util';
import type { Question } from '../../../src/evidence/answering/answer.ts';
import { type Feature, features } from '../../../src/evidence/answering/fusionWeights.ts';
import { type EvidenceIndex, evidenceIndex } from '../../../src/evidence/index/evidenceIndex.ts';
import { type Fold, type Task, tasksOf } from './sets.ts';
import { tuningFolds } from './tuning.ts';

type Example = { rows: Float64Array[]; truth: number[] };

const { values: options } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
});
const ofPeople = ['within', 'ownsLately', 'ownsLong'] as const satisfies Feature[];
const usual = features.filter((feature) => feature !== 'named' && !ofPeople.some((each) => each === feature));
const tasks = (['jdt', 'firefox', 'ms-support-en', 'ja-support'] as const).flatMap(tasksOf);
const groups: { name: string; tasks: string[]; given: boolean; free: readonly Feature[] }[] = [
  {
    name: 'technologies',
    tasks: ['jdt component', 'ms-support-en product', 'ja-support', 'jdt component', 'ms-support-en product'],
    given: false,
    free: [...usual, 'named'],
  },
  {
    name: 'guessed',
    tasks: ['jdt C', 'firefox', 'ms-support-en experts'],
    given: false,
    free: [...usual, ...ofPeople],
  },
  { name: 'untold', tasks: ['jdt C', 'firefox', 'ms-support-en experts'], given: false, free: usual },
  { name: 'confirmed', tasks: ['jdt C', 'ms-support-en experts'], given: true, free: [...usual, ...ofPeople] },
];

const read = new Map<string, { fold: Fold; examples: Example[] }[]>();

for (const { name, tasks: names, given, free } of groups) {
  const byName = new Map(
    [...new Set(names)].map((wanted) => {
      const key = `${wanted} ${given}`;
      const folds = read.get(key) ?? tasks.filter(({ name }) => name.startsWith(wanted)).flatMap(examplesOf(given));
      read.set(key, folds);
      const late = (fold: Fold): boolean => fold.number > (wanted.startsWith('ms') ? 1 : 3);
      const of = (kept: (fold: Fold) => boolean): Example[] =>
        folds.filter(({ fold }) => kept(fold)).flatMap(({ examples }) => examples);
      return [wanted, options.check ? { learn: of((fold) => !late(fold)), check: of(late) } : same(of(() => true))];
    }),
  );
  const sets = names.map((wanted) => byName.get(wanted)?.learn ?? []);
  for (const kept of options.check ? [free, ...free.map((out) => free.filter((each) => each !== out))] : [free]) {
    const weights = learned(sets, kept);
    const shown = features.map((feature, at) => `${feature}: ${(weights[at] ?? 0).toFixed(3)}`).join(', ');
    const losses = [...byName].map(([set, { check }]) => `${set} ${loss(check, weights).toFixed(4)}`).join(', ');
    const without = free.filter((each) => !kept.includes(each)).map((each) => ` without ${each}`);
    console.log(`${name}${without}: { ${shown} } // loss: ${losses}`);
  }
}

function same(list: Example[]) {
  return { learn: list, check: list };
}

/** Where a fold's cases go on from those of the fold before, the index goes on learning. */
function examplesOf(given: boolean): (task: Task) => { fold: Fold; examples: Example[] }[] {
  return (task) => {
    let index = evidenceIndex();
    let known: Fold['train'] = [];
    return tuningFolds(task).map((fold) => {
      const sorted = fold.train.toSorted((a, b) => a.closedAt - b.closedAt);
      const goesOn = known.length <= sorted.length && known.every(({ id }, at) => id === sorted[at]?.id);
      if (!goesOn) index = evidenceIndex();
      for (const past of goesOn ? sorted.slice(known.length) : sorted) index.add(past);
      known = sorted;
      index.recount();
      return { fold, examples: examples(index, task, fold, given) };
    });
  };
}

function examples(index: EvidenceIndex, task: Task, fold: Fold, given: boolean): Example[] {
  const { names } = index.parts[task.asks];
  const every = Math.ceil(fold.tests.length / 300);
  return fold.tests.flatMap((test, at) => {
    if (at % every !== 0) return [];
    const question: Question = { title: test.title, text: test.text };
    if (given) question.technologies = test.technologies.map((technology) => ({ technology, confidence: 1 }));
    const kept = index.ask(question)[task.asks].filter(({ label }) => fold.candidates.has(names.nameOf(label)));
    const truth = kept.flatMap(({ label }, place) => (test.truth.includes(names.nameOf(label)) ? [place] : []));
    return truth.length === 0 ? [] : [{ rows: kept.map(({ row }) => row), truth }];
  });
}

/** Each weight has a step of its own, longer while its slope keeps its sign, else half (Riedmiller and Braun 1993). */
function learned(sets: Example[][], free: readonly Feature[]): number[] {
  const weights = features.map((feature): number => (free.includes(feature) ? 0.1 : 0));
  const steps = features.map(() => 0.05);
  let before = features.map(() => 0);
  for (let round = 0; round < 150; round++) {
    const slopes = features.map((_, at) => -1e-3 * (weights[at] ?? 0) * sets.length);
    for (const set of sets)
      for (const example of set)
        for (const [at, slope] of gradientOf(example, weights).entries())
          slopes[at] = (slopes[at] ?? 0) + slope / set.length;
    for (const [at, feature] of features.entries()) {
      if (!free.includes(feature)) continue;
      const turned = (slopes[at] ?? 0) * (before[at] ?? 0) < 0;
      steps[at] = Math.min(0.2, Math.max(1e-4, (steps[at] ?? 0) * (turned ? 0.5 : 1.2)));
      const next = (weights[at] ?? 0) + Math.sign(slopes[at] ?? 0) * (steps[at] ?? 0);
      weights[at] = feature === 'long' ? next : Math.max(0, next);
    }
    before = slopes;
  }
  return weights;
}

function probabilities({ rows }: Example, weights: number[]): number[] {
  const scores = rows.map((row) => dot(row, weights));
  const best = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - best));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

function gradientOf(example: Example, weights: number[]): Float64Array {
  const gradient = new Float64Array(features.length);
  const chances = probabilities(example, weights);
  for (const [place, row] of example.rows.entries()) {
    const pull = (example.truth.includes(place) ? 1 / example.truth.length : 0) - (chances[place] ?? 0);
    if (Math.abs(pull) < 1e-6) continue;
    for (let at = 0; at < row.length; at++) gradient[at] = (gradient[at] ?? 0) + pull * (row[at] ?? 0);
  }
  return gradient;
}

function loss(set: Example[], weights: number[]): number {
  const each = set.map(
    (example) => -Math.log(example.truth.reduce((sum, at) => sum + (probabilities(example, weights)[at] ?? 0), 1e-9)),
  );
  return each.reduce((sum, value) => sum + value, 0) / set.length;
}

function dot(row: Float64Array, weights: number[]): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += (row[at] ?? 0) * (weights[at] ?? 0);
  return sum;
}
