/**
 * Who truly helps, measured: `npm run bench:matching -- [--own] [--set jdt|firefox|ms-support-en|ja-support|all]
 * [--quick] [--every <n>] [--only <part of a matcher's name>]`. Data from TRIAGE_DATA, or ../shared/data/triage beside the project.
 *
 * Trains only on what came before. The engine's features were chosen and its weights tuned on early folds only
 * (tuning.ts); the table gives the mean over all folds, as published, and, as "last folds", over those that no choice was
 * made by. --quick: the
 * last fold only; --every 4: each fourth question. Libraries and the slow baselines are asked on the last fold only, at most 300 questions.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { baselines } from './baselines.ts';
import { engine } from './engine.ts';
import { libraries } from './libraries.ts';
import { type Matcher, measure, type Row } from './measure.ts';
import { type Fold, setNames, type Task, tasksOf } from './sets.ts';
import { isReported } from './tuning.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    set: { type: 'string', default: 'all' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    every: { type: 'string', default: '1' },
    own: { type: 'boolean', default: false },
  },
});

const lastFold = (task: Task): ((number: number) => boolean) =>
  task.name.startsWith('ms')
    ? (number) => number === 5
    : task.name.startsWith('ja')
      ? () => true
      : (number) => number === 10;

type Run = { task: Task; matcher: Matcher; folds: (number: number) => boolean; note: string };

const rows: Row[] = [];
console.log(
  `${'task'.padEnd(23)}${'matcher'.padEnd(38)}tests    @1    @3    @5   @10    MRR     p50     p99 ms   MB  index s`,
);
for (const run of setNames
  .filter((set) => values.set === 'all' || values.set === set)
  .flatMap((set) => tasksOf(set).map(thinned).flatMap(runsOf))) {
  if (!`${run.matcher.name}${run.note}`.includes(values.only)) continue;
  const matcher = { ...run.matcher, name: `${run.matcher.name}${run.note}` };
  const { all, late } = await measure(run.task, matcher, {
    wanted: run.folds,
    late: (number) => isReported(run.task, number),
  });
  rows.push(all);
  console.log(lineOf(all));
  if (late.tests === all.tests) continue;
  rows.push({ ...late, matcher: `${late.matcher} (last folds)` });
  console.log(lineOf({ ...late, matcher: `${late.matcher} (last folds)` }));
}
const folder = join(import.meta.dirname, '../results');
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, `matching-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.json`),
  JSON.stringify({ at: new Date().toISOString(), rows }, null, 2),
);

function runsOf(task: Task): Run[] {
  const all = values.quick ? lastFold(task) : (): boolean => true;
  const own = [engine('this engine', false)];
  if (task.name === 'jdt C' || task.name.endsWith('experts')) own.push(engine('this engine, technology given', true));
  const runs = own.map((matcher): Run => ({ task, matcher, folds: all, note: '' }));
  if (values.own) return runs;
  const sampled = { ...task, folds: () => sampledFolds(task) };
  const others = task.name === 'jdt A' ? [] : [engine('this engine', false), ...baselines, ...libraries];
  return [
    ...runs,
    ...others.map((matcher): Run => ({ task: sampled, matcher, folds: lastFold(task), note: ' (sample)' })),
  ];
}

/** At most 300 questions of a fold, evenly spread. */
function* sampledFolds(task: Task): Generator<Fold> {
  for (const fold of task.folds()) {
    const every = Math.ceil(fold.tests.length / 300);
    yield { ...fold, tests: fold.tests.filter((_, at) => at % every === 0) };
  }
}

/** Each nth question. */
function thinned(task: Task): Task {
  const every = Number(values.every);
  const folds = function* (): Generator<Fold> {
    for (const fold of task.folds()) yield { ...fold, tests: fold.tests.filter((_, at) => at % every === 0) };
  };
  return task.name.startsWith('jdt') || task.name === 'firefox' ? { ...task, folds } : task;
}

function lineOf(row: Row): string {
  const percent = [row.a1, row.a3, row.a5, row.a10].map((value) => value.toFixed(1).padStart(6)).join('');
  return `${row.task.padEnd(23)}${row.matcher.padEnd(38)}${String(row.tests).padStart(5)}${percent} ${row.mrr.toFixed(3).padStart(6)} ${row.median.toFixed(2).padStart(7)} ${row.p99.toFixed(2).padStart(8)} ${row.memory.toFixed(0).padStart(6)} ${row.index.toFixed(1).padStart(7)}`;
}
