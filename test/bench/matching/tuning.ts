import type { Fold, Task, TestCase } from './sets.ts';

/**
 * What choices may be made by, and weights be learned from: of jdt and firefox folds 2 to 5 of ten, of ms-support-en 1
 * and 2 of five; of ja-support six splits in time within the part that is learned from, so that nothing of its test is
 * seen. All later folds are only reported on.
 */
export function tuningFolds(task: Task): Fold[] {
  if (task.name.startsWith('ja')) return [...task.folds()].flatMap(splitsWithin(task.name.endsWith('title')));
  return [...task.folds()].filter(({ number }) =>
    task.name.startsWith('ms') ? number <= 2 : number >= 2 && number <= 5,
  );
}

/** The folds that no choice was made by. */
export const isReported = (task: Task, number: number): boolean =>
  task.name.startsWith('ja') || number >= (task.name.startsWith('ms') ? 3 : 6);

const splitsWithin =
  (titleOnly: boolean) =>
  ({ train }: Fold): Fold[] =>
    [0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((part, at) => {
      const [from, to] = [Math.floor(train.length * part), Math.floor(train.length * (part + 0.1))];
      const before = train.slice(0, from);
      const counts = new Map<string, number>();
      for (const label of before.flatMap(({ technologies }) => technologies))
        counts.set(label, (counts.get(label) ?? 0) + 1);
      const candidates = new Set([...counts].filter(([, count]) => count >= 4).map(([label]) => label));
      const tests = train.slice(from, to).map(
        (past): TestCase => ({
          title: past.title,
          text: titleOnly ? '' : past.text,
          truth: past.technologies.filter((label) => candidates.has(label)),
          technologies: [],
        }),
      );
      return { number: at + 1, train: before, candidates, tests: tests.filter(({ truth }) => truth.length > 0) };
    });
