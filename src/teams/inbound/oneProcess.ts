import { hash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { inBatches, ofTurns } from '../../store/batches.ts';
import type { Database, Statement } from '../../store/database.ts';

export type OneProcessNeeds = {
  database: Pick<Database, 'sql' | 'run' | 'engine'>;
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
 * (null); a first that was killed is made up for. The database's clock counts. PGlite is one process's. Each message
 * pays for this twice: those that come at one moment pay together.
 */
export function createOneProcess({ database, steady, longest = 10_000 }: OneProcessNeeds) {
  let swept = steady() - keep;

  /** Takes the turn, if nobody has or who had it is gone. */
  const claim = inBatches(async (ids: readonly string[]): Promise<boolean[]> => {
    const rows = await database.run(claimTurns, [inOrder(ids), longest / 1000]);
    const claimed = new Set(rows.map(({ id }) => id));
    // Deleted, so that of two who ask for one turn in one batch the first alone has it.
    return ids.map((id) => claimed.delete(id));
  }, ofTurns);

  const noteDone = inBatches(async (ids: readonly string[]): Promise<undefined[]> => {
    await database.run(endTurns, [inOrder(ids)]);
    return ids.map(() => undefined);
  }, ofTurns);

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
    const id = hash('sha256', key);
    while (!(await claim(id))) {
      if (await isDone(id)) return null;
      await pause(step);
    }
    try {
      const answer = await work();
      await noteDone(id);
      await sweep();
      return answer;
    } catch (error) {
      // Teams delivers it again: then it may go better.
      await database.sql.execute(sql`delete from turn_taken where id = ${id}`);
      throw error;
    }
  };
}

/** Each once, and in one order everywhere: two processes that take the same turns never wait for each other in a circle. */
const inOrder = (ids: readonly string[]): string[] => [...new Set(ids)].toSorted();

const claimTurns: Statement = {
  name: 'claim-turns',
  text: `
    insert into turn_taken (id, taken_at) select id, now() from unnest($1::text[]) as asked(id)
    on conflict (id) do update set taken_at = now()
    where turn_taken.done_at is null and turn_taken.taken_at < now() - $2::float8 * interval '1 s'
    returning id`,
};

const endTurns: Statement = {
  name: 'end-turns',
  text: `
    update turn_taken set done_at = now()
    from (select id from turn_taken where id = any($1::text[]) order by id for update) as ended
    where turn_taken.id = ended.id`,
};
