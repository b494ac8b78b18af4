import type { Beside } from './beside.ts';
import { briefly } from './briefly.ts';

/** So many swarms have their ids folded in one transaction. */
const slice = 200;

/** Since when it goes on: what was written before is in the list. */
const began = '"id_fold_began"';

/**
 * In one transaction it held each swarm that it changed until it had changed the last of them. Instead the ids are looked for first, which
 * holds nobody up, and folded in some swarms at a time by the statements of the file; what was not yet is kept. What older bots wrote
 * meanwhile is looked for at the end.
 */
export const foldedIds: Beside = {
  table: 'swarm_event',
  async prepare(client, file) {
    const [find = '', ...fold] = file;
    const select = find.slice(find.indexOf('SELECT DISTINCT'));
    await client.query(`create table if not exists ${began} as select now() as "since"`);
    await client.query(`create table if not exists "id_found_beside" as ${select}`);
    await client.query('create index if not exists "id_found_beside_by_swarm" on "id_found_beside" ("swarm_id")');
    for (;;) {
      const { rows } = await client.query<{ swarm_id: string }>(
        `select distinct "swarm_id" from "id_found_beside" order by "swarm_id" limit ${slice}`,
      );
      if (rows.length === 0) return;
      const swarms = [rows.map(({ swarm_id }) => swarm_id)];
      await briefly(client, [
        { text: 'create table "id_to_fold" as select * from "id_found_beside" where false' },
        {
          text: 'insert into "id_to_fold" select * from "id_found_beside" where "swarm_id" = any($1)',
          values: swarms,
        },
        ...fold.map((text) => ({ text })),
        { text: 'delete from "id_found_beside" where "swarm_id" = any($1)', values: swarms },
      ]);
    }
  },
  replaces: () => true,
  // The clocks of bots may be others.
  instead: ([find = '', ...fold]) => [
    find.replaceAll(
      /FROM "swarm_event"( AS "e")?/g,
      `FROM (select * from "swarm_event" where "at" > (select "since" from ${began}) - interval '1 hour') AS "e"`,
    ),
    ...fold,
    'drop table "id_found_beside"',
    `drop table ${began}`,
  ],
};
