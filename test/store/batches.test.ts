import { expect, test } from '@jest/globals';
import { inBatches } from '../../src/store/batches.ts';

const one = { most: 10, atOnce: 1, apart: 0 };

test('what is asked while a batch is under way goes together in the next, and everyone gets their own answer', async () => {
  const batches: number[][] = [];
  const ask = inBatches(async (tasks: readonly number[]) => {
    batches.push([...tasks]);
    await new Promise(setImmediate);
    return tasks.map((each) => each * 10);
  }, one);
  const first = ask(1);
  while (batches.length === 0) await new Promise(setImmediate);
  expect(await Promise.all([first, ...[2, 3, 4].map(ask)])).toEqual([10, 20, 30, 40]);
  expect(batches).toEqual([[1], [2, 3, 4]]);
});

test('a bad task fails by itself, and those it came with are done', async () => {
  const ask = inBatches(async (tasks: readonly number[]) => {
    if (tasks.includes(2)) throw new Error('two');
    return [...tasks];
  }, one);
  const [a, b, c] = await Promise.allSettled([1, 2, 3].map(ask));
  expect([a, b, c]).toMatchObject([
    { status: 'fulfilled', value: 1 },
    { status: 'rejected', reason: { message: 'two' } },
    { status: 'fulfilled', value: 3 },
  ]);
});

test('a task that does not join is run alone, in its place', async () => {
  const batches: number[][] = [];
  const run = async (tasks: readonly number[]) => {
    batches.push([...tasks]);
    return [...tasks];
  };
  const ask = inBatches(run, one, (task) => task !== 3);
  await Promise.all([1, 2, 3, 4, 5].map(ask));
  expect(batches).toEqual([[1, 2], [3], [4, 5]]);
});

test('no batch is larger than the most, and none is forgotten', async () => {
  const sizes: number[] = [];
  const ask = inBatches(
    async (tasks: readonly number[]) => {
      sizes.push(tasks.length);
      return [...tasks];
    },
    { most: 4, atOnce: 2, apart: 2 },
  );
  const all = Array.from({ length: 23 }, (_, index) => index);
  expect(await Promise.all(all.map(ask))).toEqual(all);
  expect(Math.max(...sizes)).toBe(4);
});
