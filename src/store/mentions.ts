import { or, type SQL, sql } from 'drizzle-orm';
import type { Sql } from './database.ts';

/**
 * Whether a text, or JSON cast to one, holds any of some words, whatever their case and the spaces in them: a sieve
 * that lets too much through rather than too little. It reads every row, which a rare command may.
 */
export function mentions(text: SQL, words: readonly string[]): SQL {
  const spelled = new Set(words.flatMap((word) => [word, JSON.stringify(word).slice(1, -1)]));
  const found = [...spelled].map((word) => sql`strpos(${folded(text)}, ${folded(sql`${word}::text`)}) > 0`);
  return or(...found) ?? sql`false`;
}

/**
 * Deletes the queue's jobs that mention a person by an id, and done ones that do by name (a waiting one may be a
 * namesake's); gives how many.
 */
export async function deleteJobsThatMention(
  tx: Sql,
  { schema, ids, names }: { schema: string; ids: readonly string[]; names: readonly string[] },
): Promise<number> {
  const table = `${schema}_queue.job`;
  const { rows } = await tx.execute<{ there: boolean }>(sql`select to_regclass(${table}) is not null as there`);
  if (!rows[0]?.there) return 0;
  const said = sql`job::text`;
  const deleted = await tx.execute<{ id: string }>(sql`
    delete from ${sql.raw(table)} as job
    where ${mentions(said, ids)} or (job.state >= 'completed' and (${mentions(said, names)})) returning id::text`);
  return deleted.rows.length;
}

/** A Japanese name is written with a space, a wide one or none. */
const folded = (text: SQL): SQL => sql`translate(lower(${text}), ${' \u3000'}, '')`;
