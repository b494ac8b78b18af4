import { setImmediate as breath } from 'node:timers/promises';
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

/** Rows that are read without a breath: a page of 5,000 in one go would keep every turn waiting. */
const atOnce = 100;

/** The same for a list of very many rows, slice by slice, so that what people do comes in between. `becomes`: what each row is made into. */
export async function readManyRows<T, R>(
  schema: z.ZodType<T>,
  list: readonly unknown[],
  becomes: (row: T) => R,
): Promise<{ rows: R[]; odd: string[] }> {
  const rows: R[] = [];
  const odd: string[] = [];
  for (let from = 0; from < list.length; from += atOnce) {
    if (from > 0) await breath();
    const read = readRows(schema, list.slice(from, from + atOnce), mostTold - odd.length, from);
    for (const row of read.rows) rows.push(becomes(row));
    odd.push(...read.odd);
  }
  return { rows, odd };
}
