import type { z } from 'zod';

/** So many of a list's odd rows are told of, where nothing else is said. */
const mostTold = 5;

/**
 * What a list holds, row by row: one that is not as it should be must not keep all others from being read. `odd`: what is
 * wrong with those that were left out, of at most so many.
 */
export function readRows<T>(
  schema: z.ZodType<T>,
  list: readonly unknown[],
  most = mostTold,
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
      odd.push(`row ${at + 1}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
    }
  });
  return { rows, odd };
}
