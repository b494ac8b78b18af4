/**
 * How far the confidence that people are shown can be believed: `npm run bench:matching -- calibration [--early]`. Of all
 * technologies that the product's detector tells of the test cases, sorted by confidence: how often they are right. A
 * case counts as wholly told by its labels, so a technology that is truly in it but is no label counts as wrong.
 *
 * `learned`: past cases alone, in a registry whose names stand in no text. `both`: with the starter list's names. The
 * folds no choice was made by; `--early`: those that choices are made by. Some five minutes.
 */
import { parseArgs } from 'node:util';
import { evidenceIndex } from '../../../src/evidence/index/evidenceIndex.ts';
import { learnedFrom } from '../../../src/evidence/learned.ts';
import type { PastCase } from '../../../src/evidence/pastCases/pastCase.ts';
import type { Technology } from '../../../src/registry/technology.ts';
import { type Fold, type Task, tasksOf } from './sets.ts';
import { table } from './table.ts';
import { idOf, technologies as listed } from './taxonomy.ts';
import { isReported, tuningFolds } from './tuning.ts';

const { values } = parseArgs({ allowPositionals: true, options: { early: { type: 'boolean', default: false } } });

type Told = { confidence: number; right: boolean };
type Way = { name: string; registry(fold: Fold): Technology[]; labels(label: string): string[] };

const unheard = (label: string): Technology => ({
  id: label,
  name: { en: label, ja: label },
  aliases: { en: [], ja: [] },
  parent: null,
});
const prefixed = (label: string): string[] => [`qzx${label.replace(/\W/g, '')}xzq`];
const learned: Way = {
  name: 'learned',
  registry: ({ train }) =>
    [...new Set(train.flatMap(({ technologies }) => technologies.flatMap(prefixed)))].map(unheard),
  labels: prefixed,
};
const both: Way = { name: 'both', registry: () => listed, labels: idOf };

const steps = [0, 0.4, 0.55, 0.7, 0.8, 0.9, 0.95, 1.001];

function rowOf(task: Task, way: Way): Record<string, string | number> {
  const told: Told[] = [];
  let cases = 0;
  let silent = 0;
  for (const fold of foldsOf(task)) {
    const index = evidenceIndex();
    for (const past of fold.train.toSorted((a, b) => a.closedAt - b.closedAt)) index.add(relabelled(past, way));
    index.recount();
    const detect = learnedFrom(() => index).detector(way.registry(fold));
    for (const { title, text, truth } of fold.tests.slice(0, 400)) {
      const right = new Set(truth.flatMap(way.labels));
      if (right.size === 0) continue;
      const found = detect({ title, description: text, product: null });
      cases++;
      if (found.length === 0) silent++;
      for (const { technology, confidence } of found) told.push({ confidence, right: right.has(technology) });
    }
  }
  return { set: task.name, way: way.name, cases, ...summary(told), 'nothing told %': percent(silent, cases) };
}

function foldsOf(task: Task): Fold[] {
  if (values.early) return tuningFolds(task);
  return [...task.folds()].filter(({ number }) => isReported(task, number));
}

const relabelled = (past: PastCase, way: Way): PastCase => ({
  ...past,
  technologies: [...new Set(past.technologies.flatMap(way.labels))],
});

/** In each step the part that is right, of how many; and how far confidence and truth are apart on average (ECE). */
function summary(told: readonly Told[]): Record<string, string | number> {
  let apart = 0;
  const columns: Record<string, string> = {};
  for (const [at, from] of steps.slice(0, -1).entries()) {
    const to = steps[at + 1] ?? 1;
    const within = told.filter(({ confidence }) => confidence >= from && confidence < to);
    const right = within.filter((each) => each.right).length;
    apart += Math.abs(within.reduce((sum, { confidence }) => sum + confidence, 0) - right);
    columns[`${Math.round(from * 100)} to ${Math.min(100, Math.round(to * 100))} %`] =
      within.length === 0 ? '–' : `${percent(right, within.length)} of ${within.length}`;
  }
  return { told: told.length, ...columns, 'apart, points': percent(apart, told.length) };
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(1);
}

const rows: Record<string, string | number>[] = [];
for (const task of [...tasksOf('jdt'), ...tasksOf('ms-support-en'), ...tasksOf('ja-support')]) {
  if (task.asks !== 'technologies') continue;
  for (const way of task.name.startsWith('jdt') ? [learned] : [learned, both]) rows.push(rowOf(task, way));
}
console.log(table(rows));
