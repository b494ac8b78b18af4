import { z } from 'zod';
import type { Client } from './beside.ts';
import { briefly } from './briefly.ts';

/** So many rows are changed by one statement: some hundred milliseconds, for which a bot that writes one of them waits. */
const slice = 1_000;

/** How far each migration is, until its last transaction: whoever goes on after it was killed begins there. */
const places = '"beside_reached"';

/** Drops what was kept of how far the migrations are. */
export const forgetPlaces = `drop table if exists ${places}`;

/** Since when a migration goes through a table, by SQL: what was written before is in its slices. */
export const beganAt = (name: string): string => `(select "since" from ${places} where "name" = '${name}')`;

/**
 * Changes the rows of a table a thousand at a time, each slice a transaction of its own that also keeps how far it came. `keys`: the
 * columns of its primary key, texts; `change`: updates the rows of `slice`, which has the keys. A row that comes meanwhile at a place
 * that was passed is not changed. Rows that somebody holds, or wants in another order, are left to them, and the slice is tried again.
 */
export async function throughAll(
  client: Client,
  { name, table, keys, change }: { name: string; table: string; keys: readonly string[]; change: string },
): Promise<void> {
  const columns = keys.map((key) => `"${key}"`).join(', ');
  const reached = keys.map((_, at) => `($1::text[])[${at + 1}]`).join(', ');
  const place = z.object({ reached: z.array(z.string()).nullable() });
  await client.query(
    `create table if not exists ${places} ("name" text primary key, "reached" text[] not null, "since" timestamptz not null default now())`,
  );
  await client.query(`insert into ${places} values ($1, $2) on conflict do nothing`, [name, keys.map(() => '')]);
  const { rows } = await client.query(`select "reached" from ${places} where "name" = $1`, [name]);
  let last = place.parse(rows[0]).reached;
  while (last !== null) {
    const next = await briefly(client, [
      {
        text: `with slice as (
         select ${columns} from "${table}" where (${columns}) > (${reached}) order by ${columns} limit ${slice} for no key update
       ), changed as (${change}
       ), came as (
         select array[${columns}] as "reached" from slice order by ${keys.map((key) => `"${key}" desc`).join(', ')} limit 1
       ), kept as (
         update ${places} set "reached" = came."reached" from came where "name" = $2
       )
       select "reached" from came`,
        values: [last, name],
      },
    ]);
    last = next.length === 0 ? null : place.parse(next[0]).reached;
  }
}
