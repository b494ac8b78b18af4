import { z } from 'zod';
import type { Client } from './beside.ts';

const holderSchema = z.object({ pid: z.number(), name: z.string(), state: z.string(), seconds: z.number() });

/**
 * A line for the log on what an update of the tables waits for: the longest transactions of others that are open in this database, and
 * the way out. `from`: seconds for which one has to be open. A role that may not see others' sessions sees its own alone.
 */
export async function whoHoldsUp(client: Client, from = 3): Promise<string> {
  const { rows } = await client.query(
    `select pid, coalesce(nullif(application_name, ''), 'no name') as name, coalesce(state, 'unknown') as state,
       round(extract(epoch from clock_timestamp() - xact_start))::int as seconds
     from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and xact_start < clock_timestamp() - interval '1 s' * $1
     order by xact_start limit 3`,
    [from],
  );
  const holders = z
    .array(holderSchema)
    .parse(rows)
    .map(({ pid, name, state, seconds }) => `session ${pid} (${name}, ${state}, open for ${seconds} s)`);
  const others = holders.length === 0 ? 'a session that this role may not see' : holders.join(', ');
  return (
    `The update of the tables waits until it may change them; it is tried again and again. Open now: ${others}. ` +
    'Where one is forgotten, select pg_terminate_backend(<its number>) ends it.'
  );
}
