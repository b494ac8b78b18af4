import type pg from 'pg';

/** How a migration that goes through a whole table is done beside bots that serve. Its file stays what a small table gets. */
export type Beside = {
  /** What has to be large. */
  table: string;
  /** Changes the rows there are, in slices. Done again it changes nothing: it may have been killed in the middle. */
  prepare: (client: Pick<pg.ClientBase, 'query'>) => Promise<void>;
  /** The statement of the file that is done so. */
  replaces: (statement: string) => boolean;
  /** In its place, in the migration's transaction: what came meanwhile. */
  instead: readonly string[];
};

/** So many rows are changed by one statement: some hundred milliseconds, for which a bot that writes one of them waits. */
const slice = 1_000;

/** By the migrations' names. */
export const besides: Readonly<Record<string, Beside>> = {
  /**
   * Written anew under a lock, a million swarms took seven minutes, in which no swarm could be planned. Changed in place the
   * table has dead rows for a while, until it is vacuumed.
   */
  '0011_search_by_triples': {
    table: 'swarm_search',
    async prepare(client) {
      await client.query('drop function if exists "japanese_triples_beside"(text)');
      await client.query(triples('japanese_triples_beside'));
      let last = '';
      for (;;) {
        const { rows } = await client.query<{ last: string | null }>(
          `with slice as (
             select "swarm_id" from "swarm_search" where "swarm_id" > $1 order by "swarm_id" limit ${slice}
           ), written as (
             update "swarm_search" as "s" set "tokens" = "tokens" || "japanese_triples_beside"("words")
             from slice where "s"."swarm_id" = slice."swarm_id"
           )
           select max("swarm_id") as last from slice`,
          [last],
        );
        const reached = rows[0]?.last ?? null;
        if (reached === null) return;
        last = reached;
      }
    },
    replaces: (statement) => statement.includes('ALTER TABLE "swarm_search" ALTER COLUMN "tokens"'),
    instead: [
      // What an older bot planned meanwhile has only the tokens that it knows.
      `update "swarm_search" set "tokens" = "tokens" || "japanese_triples"("words") where "proposed_at" > now() - interval '1 day'`,
      'drop function "japanese_triples_beside"(text)',
    ],
  },
};

/** As the migration's file has it. */
const triples = (
  name: string,
) => String.raw`CREATE FUNCTION "${name}"("words" text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(array_to_tsvector(array_agg(DISTINCT '~' || substr(run[1], at, 3))), '')
	FROM regexp_matches("words", '[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3005\u3400-\u9fff\uf900-\ufaff\U00020000-\U00033fff]{3,}', 'g') run,
		generate_series(1, char_length(run[1]) - 2) at
$$`;
