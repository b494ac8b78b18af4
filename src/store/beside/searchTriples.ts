import type { Beside } from './beside.ts';
import { statementWith } from './beside.ts';
import { beganAt, forgetPlaces, throughAll } from './slices.ts';

const name = '0011_search_by_triples';
const triples = '"japanese_triples_beside"';

/**
 * Written anew under a lock, a million swarms took seven minutes, in which no swarm could be planned. Changed in place the
 * table has dead rows for a while, until it is vacuumed.
 */
export const searchTriples: Beside = {
  table: 'swarm_search',
  async prepare(client, file) {
    await client.query(`drop function if exists ${triples}(text)`);
    await client.query(statementWith(file, 'CREATE FUNCTION').replace('"japanese_triples"', triples));
    await throughAll(client, {
      ...{ name, table: 'swarm_search', keys: ['swarm_id'] },
      change: `update "swarm_search" as "s" set "tokens" = "tokens" || ${triples}("words")
        from slice where "s"."swarm_id" = slice."swarm_id"`,
    });
  },
  replaces: (statement) => statement.includes('ALTER TABLE "swarm_search" ALTER COLUMN "tokens"'),
  instead: () => [
    // What an older bot planned meanwhile has only the tokens that it knows. Its clock may be another.
    `update "swarm_search" set "tokens" = "tokens" || ${triples}("words") where "proposed_at" > ${beganAt(name)} - interval '1 hour'`,
    `drop function ${triples}(text)`,
    forgetPlaces,
  ],
};
