import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../../store/database.ts';

/**
 * The place of a call that was refused for being too many, among those of all processes: the milliseconds to wait for it.
 * `asked`: how long the other side wants us to wait.
 */
export type SharedPause = (conversationId: string, asked: number) => Promise<number>;

/** Milliseconds from one place to the next: the connector takes seven a second, and others speak there, too. */
const apart = 200;
/** Milliseconds after which a pause that is over is deleted. */
const kept = 60_000;

/** Where one process speaks alone, and no database is asked. */
export const pauseAlone: SharedPause = async (_, asked) => asked;

/**
 * Each process keeps its own pace, and together they may be too fast for one conversation. Then who is refused takes a place
 * here: nobody speaks again before the instant that any of them was told, and one goes after the other, not all at once.
 * The database's clock counts.
 */
export function createSharedPause({ database }: { database: Pick<Database, 'sql'> }): SharedPause {
  let places = 0;
  return async (conversationId, asked) => {
    // Whose chat it is need not be kept.
    const id = createHash('sha256').update(conversationId).digest('hex');
    if (places++ % 100 === 0)
      await database.sql.execute(
        sql`delete from conversation_pause where next_at < now() - ${kept / 1000}::float8 * interval '1 s'`,
      );
    // clock_timestamp: who waited for the row must not reckon from before.
    const { rows } = await database.sql.execute<{ wait: number }>(sql`
      insert into conversation_pause (id, next_at)
      values (${id}, clock_timestamp() + ${asked / 1000}::float8 * interval '1 s')
      on conflict (id) do update set next_at = greatest(
        conversation_pause.next_at + ${apart / 1000}::float8 * interval '1 s',
        clock_timestamp() + ${asked / 1000}::float8 * interval '1 s')
      returning (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as wait`);
    return Math.max(0, Number(rows[0]?.wait ?? asked));
  };
}
