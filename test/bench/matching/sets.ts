import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PastCase } from '../../../src/evidence/pastCases/pastCase.ts';

/**
 * The public sets as tasks: what is learned from, what is asked, who may be named. Protocols: facts/matching.md.
 * `truth` holds every right label. Nothing of a test case is in what was learned.
 */
export type Task = { name: string; asks: 'people' | 'technologies'; folds: () => Iterable<Fold> };
export type Fold = { number: number; train: PastCase[]; tests: TestCase[]; candidates: Set<string> };
export type TestCase = { title: string; text: string; truth: string[]; technologies: string[] };

export const triageFolder = (): string =>
  process.env.TRIAGE_DATA ?? join(import.meta.dirname, '../../../../shared/data/triage');

export const setNames = ['jdt', 'firefox', 'ms-support-en', 'ja-support'] as const;
export type SetName = (typeof setNames)[number];

export function tasksOf(set: SetName): Task[] {
  if (set === 'jdt') return jdtTasks();
  if (set === 'firefox') return firefoxTasks();
  return set === 'ms-support-en' ? supportTasks() : japaneseTasks();
}

const rows = <T>(file: string, schema: z.ZodType<T>): T[] =>
  readFileSync(join(triageFolder(), file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));

const jdtRow = z.object({
  id: z.number(),
  chunk: z.number(),
  created: z.string(),
  component: z.string(),
  fixer: z.string(),
  text: z.string(),
  pseudo: z.literal(1).optional(),
});

/** A: candidates are the fixers of both train and test (as published). C: all of train, without inbox pseudo-assignees. */
function jdtTasks(): Task[] {
  const all = rows('jdt.jsonl', jdtRow);
  const past = (row: z.infer<typeof jdtRow>): PastCase => ({
    id: String(row.id),
    title: '',
    text: row.text,
    closedAt: Date.parse(`${row.created}Z`),
    credits: [{ person: row.fixer, weight: 1 }],
    technologies: [row.component],
  });
  const folds = function* (kept: typeof all, published: boolean, ask: 'fixer' | 'component'): Generator<Fold> {
    for (let number = 1; number <= 10; number++) {
      const train = kept.filter((row) => row.chunk < number);
      const tests = kept.filter((row) => row.chunk === number);
      const inTest = new Set(tests.map((row) => row[ask]));
      const candidates = new Set(train.map((row) => row[ask]).filter((label) => !published || inTest.has(label)));
      yield {
        number,
        train: train.map(past),
        candidates,
        tests: tests
          .filter((row) => candidates.has(row[ask]))
          .map((row) => ({ title: '', text: row.text, truth: [row[ask]], technologies: [row.component] })),
      };
    }
  };
  const real = all.filter((row) => row.pseudo !== 1);
  return [
    { name: 'jdt A', asks: 'people', folds: () => folds(all, true, 'fixer') },
    { name: 'jdt C', asks: 'people', folds: () => folds(real, false, 'fixer') },
    { name: 'jdt component', asks: 'technologies', folds: () => folds(all, false, 'component') },
  ];
}

/** The set has no dates, only an order: taken as evenly spread over twelve years (its texts name 2002 to 2013). */
function firefoxTasks(): Task[] {
  const all = rows('firefox.jsonl', z.object({ id: z.number(), text: z.string(), fixer: z.string() }));
  const span = 12 * 365 * 86_400_000;
  const past = all.map(
    (row, at): PastCase => ({
      id: `${at}`,
      title: '',
      text: row.text,
      closedAt: Date.UTC(2002, 0, 1) + (at / all.length) * span,
      credits: [{ person: row.fixer, weight: 1 }],
      technologies: [],
    }),
  );
  const folds = function* (): Generator<Fold> {
    const part = (number: number): number => Math.floor((number * all.length) / 11);
    for (let number = 1; number <= 10; number++) {
      const train = past.slice(0, part(number));
      const candidates = new Set(all.slice(0, part(number)).map((row) => row.fixer));
      const tests = all.slice(part(number), part(number + 1)).filter((row) => candidates.has(row.fixer));
      yield {
        number,
        train,
        candidates,
        tests: tests.map((row) => ({ title: '', text: row.text, truth: [row.fixer], technologies: [] })),
      };
    }
  };
  return [{ name: 'firefox', asks: 'people', folds }];
}

const articleRow = z.object({
  path: z.string(),
  title: z.string(),
  text: z.string(),
  product: z.string(),
  experts: z.array(z.string()).default([]),
});

/** Five random folds; asked by title and the first 300 characters. Labels with few articles are not asked for. */
function supportTasks(): Task[] {
  const all = rows('ms-support-en.jsonl', articleRow);
  const task = (
    name: string,
    asks: Task['asks'],
    labels: (row: (typeof all)[number]) => string[],
    least: number,
  ): Task => {
    const counts = new Map<string, number>();
    for (const row of all) for (const label of labels(row)) counts.set(label, (counts.get(label) ?? 0) + 1);
    const candidates = new Set([...counts].filter(([, count]) => count >= least).map(([label]) => label));
    const kept = shuffled(all.filter((row) => labels(row).some((label) => candidates.has(label))));
    const folds = function* (): Generator<Fold> {
      for (let number = 1; number <= 5; number++) {
        yield {
          number,
          candidates,
          train: kept.filter((_, at) => at % 5 !== number - 1).map(article),
          tests: kept
            .filter((_, at) => at % 5 === number - 1)
            .map((row) => ({
              title: row.title,
              text: row.text.slice(0, 300),
              truth: labels(row).filter((label) => candidates.has(label)),
              technologies: [row.product],
            })),
        };
      }
    };
    return { name, asks, folds };
  };
  return [
    task('ms-support-en experts', 'people', (row) => row.experts, 3),
    task('ms-support-en product', 'technologies', (row) => [row.product], 5),
  ];
}

/** Its dates are of the last review and say no order: all cases count as closed at once. */
const article = (row: z.infer<typeof articleRow>): PastCase => ({
  id: row.path,
  title: row.title,
  text: row.text,
  closedAt: Date.UTC(2024, 0, 1),
  credits: row.experts.map((person) => ({ person, weight: 1 })),
  technologies: [row.product],
});

/** In order of date, the first 70 % learned; asked by title and text, then by title alone. */
function japaneseTasks(): Task[] {
  const row = z.object({
    id: z.string(),
    date: z.string(),
    title: z.string(),
    text: z.string(),
    technologies: z.array(z.string()),
  });
  const all = rows('ja-support/azure-paas.jsonl', row).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const cut = Math.floor(all.length * 0.7);
  const counts = new Map<string, number>();
  for (const each of all.slice(0, cut))
    for (const label of each.technologies) counts.set(label, (counts.get(label) ?? 0) + 1);
  const candidates = new Set([...counts].filter(([, count]) => count >= 5).map(([label]) => label));
  const folds = function* (titleOnly: boolean): Generator<Fold> {
    yield {
      number: 1,
      candidates,
      train: all.slice(0, cut).map((each) => ({
        id: each.id,
        title: each.title,
        text: each.text,
        closedAt: Date.parse(`${each.date.replaceAll('/', '-')}T00:00:00Z`),
        credits: [],
        technologies: each.technologies,
      })),
      tests: all
        .slice(cut)
        .map((each) => ({
          title: each.title,
          text: titleOnly ? '' : each.text,
          truth: each.technologies.filter((label) => candidates.has(label)),
          technologies: [],
        }))
        .filter((test) => test.truth.length > 0),
    };
  };
  return [
    { name: 'ja-support', asks: 'technologies', folds: () => folds(false) },
    { name: 'ja-support title', asks: 'technologies', folds: () => folds(true) },
  ];
}

/** Fisher and Yates with a fixed seed: the same folds on every machine. */
function shuffled<T>(list: T[]): T[] {
  let seed = 12_345;
  const random = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed / 2 ** 32;
  };
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [mixed[at], mixed[other]];
    if (a !== undefined && b !== undefined) [mixed[at], mixed[other]] = [b, a];
  }
  return mixed;
}
