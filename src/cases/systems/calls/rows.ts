import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';

/** So many of a list's odd rows are told of, where nothing else is said. */
const mostTold = 5;

/**
 * What a list holds, row by row: one that is not as it should be must not keep all others from being read. `odd`: what is
 * wrong with those that were left out, of at most so many. `before`: so many rows of the list came before.
 */
export function readRows<T>(
  schema: z.ZodType<T>,
  list: readonly unknown[],
  most = mostTold,
  before = 0,
): { rows: T[]; odd: string[] } {
  const rows: T[] = [];
  const odd: string[] = [];
  list.forEach((row, at) => {
    const read = schema.safeParse(row);
    if (read.success) rows.push(read.data);
    else if (odd.length < most) {
      const [first] = read.error.issues;
      // Of a row of one kind or another, the first kind is what most are.
      const issue = first?.code === 'invalid_union' ? first.errors[0]?.[0] : first;
      odd.push(`row ${before + at + 1}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
    }
  });
  return { rows, odd };
}

/** Rows that are read without a rest: a page of 5,000 in one go would keep every turn waiting. */
const atOnce = 50;
/**
 * After each of them nothing is done for so many times as long as it took, in milliseconds: a turn goes through the event loop a
 * dozen times, and with a mere breath between them it would wait for a slice each time.
 */
const restsFor = 4;

/** The same for a list of very many rows, slice by slice, so that what people do comes in between. `becomes`: what each row is made into. */
export async function readManyRows<T, R>(
  schema: z.ZodType<T>,
  list: readonly unknown[],
  becomes: (row: T) => R,
): Promise<{ rows: R[]; odd: string[] }> {
  const rows: R[] = [];
  const odd: string[] = [];
  for (let from = 0; from < list.length; from += atOnce) {
    const began = performance.now();
    const read = readRows(schema, list.slice(from, from + atOnce), mostTold - odd.length, from);
    for (const row of read.rows) rows.push(becomes(row));
    odd.push(...read.odd);
    if (from + atOnce < list.length) await wait(restsFor * (performance.now() - began));
  }
  return { rows, odd };
}
