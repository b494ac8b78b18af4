import type { Fold, Task, TestCase } from './sets.ts';

/** Something that learns past cases and names labels for a new one. */
export type Matcher = {
  name: string;
  learn(train: Fold['train'], asks: Task['asks']): Promise<Learned> | Learned;
};
/** `rank` answers labels best first; those it leaves out count as not found. */
export type Learned = {
  rank(test: TestCase): Promise<string[]> | string[];
  close?(): Promise<void> | void;
};

/** Percentages, but `mrr`; means over folds, as the literature reports them. Milliseconds a query; megabytes; seconds. */
export type Row = {
  task: string;
  matcher: string;
  tests: number;
  a1: number;
  a3: number;
  a5: number;
  a10: number;
  mrr: number;
  median: number;
  p99: number;
  memory: number;
  index: number;
};

/** The mean over the folds wanted, and over those of them that are `late`. */
export async function measure(
  task: Task,
  matcher: Matcher,
  folds: { wanted: (number: number) => boolean; late: (number: number) => boolean },
): Promise<{ all: Row; late: Row }> {
  const perFold: number[][] = [];
  const late: number[][] = [];
  let lateTests = 0;
  const times: number[] = [];
  let index = 0;
  let memory = 0;
  let tests = 0;
  for (const fold of task.folds()) {
    if (!folds.wanted(fold.number)) continue;
    globalThis.gc?.();
    const before = inUse();
    const began = performance.now();
    const learned = await matcher.learn(fold.train, task.asks);
    index = Math.max(index, (performance.now() - began) / 1000);
    globalThis.gc?.();
    memory = Math.max(memory, inUse() - before);
    const hits = [0, 0, 0, 0, 0];
    for (const test of fold.tests) {
      const start = performance.now();
      const ranked = await learned.rank(test);
      times.push(performance.now() - start);
      const rank = rankOf(ranked, fold.candidates, test.truth);
      for (const [at, within] of [1, 3, 5, 10].entries()) if (rank <= within) hits[at] = (hits[at] ?? 0) + 1;
      hits[4] = (hits[4] ?? 0) + 1 / rank;
    }
    tests += fold.tests.length;
    const shares = hits.map((hit) => hit / fold.tests.length);
    perFold.push(shares);
    if (folds.late(fold.number)) {
      late.push(shares);
      lateTests += fold.tests.length;
    }
    await learned.close?.();
  }
  times.sort((a, b) => a - b);
  const row = (of: number[][], count: number): Row => {
    const mean = (at: number): number => of.reduce((sum, fold) => sum + (fold[at] ?? 0), 0) / of.length;
    return {
      task: task.name,
      matcher: matcher.name,
      tests: count,
      a1: 100 * mean(0),
      a3: 100 * mean(1),
      a5: 100 * mean(2),
      a10: 100 * mean(3),
      mrr: mean(4),
      median: times[times.length >> 1] ?? 0,
      p99: times[Math.floor(times.length * 0.99)] ?? 0,
      memory,
      index,
    };
  };
  return { all: row(perFold, tests), late: row(late, lateTests) };
}

/** The best place of a right label among the candidates, from 1; Infinity when none is named. */
function rankOf(ranked: readonly string[], candidates: Set<string>, truth: readonly string[]): number {
  let place = 0;
  for (const label of ranked) {
    if (!candidates.has(label)) continue;
    place++;
    if (truth.includes(label)) return place;
  }
  return Number.POSITIVE_INFINITY;
}

const inUse = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};
