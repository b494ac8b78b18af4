import { randomBytes } from 'node:crypto';
import { dropSchema } from '../store/keptSchemas.ts';

/** Where the benchmarks' PostgreSQL is. */
export const databaseUrl = process.env.TEST_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/test';

/** Runs something on a schema of its own, which is gone afterwards. */
export async function inOwnSchema<T>(run: (environment: Record<string, string>) => Promise<T>): Promise<T> {
  const schema = `swarm_bench_${randomBytes(5).toString('hex')}`;
  try {
    return await run({ DATABASE_URL: databaseUrl, DATABASE_SCHEMA: schema });
  } finally {
    await dropSchema(databaseUrl, schema);
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
