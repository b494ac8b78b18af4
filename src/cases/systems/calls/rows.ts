import type { z } from 'zod';

/** So many of a list's odd rows are told of. */
const mostTold = 5;

/**
 * What a list holds, row by row: one that is not as it should be must not keep all others from being followed. `odd`: what is
 * wrong with the first few of those that were left out, for the log.
 */
export function readRows<T>(schema: z.ZodType<T>, list: readonly unknown[]): { rows: T[]; odd: string[] } {
  const rows: T[] = [];
  const odd: string[] = [];
  list.forEach((row, at) => {
    const read = schema.safeParse(row);
    if (read.success) rows.push(read.data);
    else if (odd.length < mostTold) {
      const [first] = read.error.issues;
      // Of a row of one kind or another, the first kind is what most are.
      const issue = first?.code === 'invalid_union' ? first.errors[0]?.[0] : first;
      odd.push(`row ${at + 1}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
    }
  });
  return { rows, odd };
}
