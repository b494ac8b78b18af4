import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from '../../store/database.ts';

export type OneProcessNeeds = {
  database: Pick<Database, 'sql' | 'engine'>;
  /** Milliseconds that no setting of the clock moves. */
  steady: () => number;
  /** Milliseconds after which a process that began a turn and did not end it counts as killed. */
  longest?: number;
};

/** Milliseconds from one look to the next, and for how long it is known that a turn was done. */
const step = 100;
const keep = 10 * 60_000;

/**
 * Runs the work of one key in one process, however many are asked at once: what a turn says goes out by calls of its
 * own, so that two processes would say it twice. Who comes second waits until the first is done, and has nothing to say
 * (null); a first that was killed is made up for. The database's clock counts. PGlite is one process's.
 */
export function createOneProcess({ database, steady, longest = 10_000 }: OneProcessNeeds) {
  let swept = steady() - keep;

  /** Takes the turn, if nobody has or who had it is gone. */
  async function claim(id: string): Promise<boolean> {
    const { rows } = await database.sql.execute(sql`
      insert into turn_taken (id, taken_at) values (${id}, now())
      on conflict (id) do update set taken_at = now()
      where turn_taken.done_at is null and turn_taken.taken_at < now() - ${longest / 1000}::float8 * interval '1 s'
      returning id`);
    return rows.length > 0;
  }

  const isDone = async (id: string): Promise<boolean> =>
    (await database.sql.execute(sql`select from turn_taken where id = ${id} and done_at is not null`)).rows.length > 0;

  async function sweep(): Promise<void> {
    if (steady() - swept < keep / 10) return;
    swept = steady();
    await database.sql.execute(
      sql`delete from turn_taken where taken_at < now() - ${keep / 1000}::float8 * interval '1 s'`,
    );
  }

  return async function inOneProcess<Answer>(key: string, work: () => Promise<Answer>): Promise<Answer | null> {
    if (database.engine === 'pglite') return work();
    const id = createHash('sha256').update(key).digest('hex');
    while (!(await claim(id))) {
      if (await isDone(id)) return null;
      await pause(step);
    }
    try {
      const answer = await work();
      await database.sql.execute(sql`update turn_taken set done_at = now() where id = ${id}`);
      await sweep();
      return answer;
    } catch (error) {
      // Teams delivers it again: then it may go better.
      await database.sql.execute(sql`delete from turn_taken where id = ${id}`);
      throw error;
    }
  };
}
