import type { Beside } from './beside.ts';
import { statementWith } from './beside.ts';
import { briefly } from './briefly.ts';
import { forgetPlaces, throughAll } from './slices.ts';

const name = '0017_one_case_many_spellings';
const tables = [
  { table: 'swarm', keys: ['swarm_id'] },
  { table: 'stored_case', keys: ['tenant_id', 'case_id'] },
] as const;

/**
 * In one transaction it closed the swarms for as long as each of them took to get its key and three indexes were made. Instead
 * the column comes first, with what gives it to each new row (older bots write none, or null), and the rows there are get it in slices;
 * then the indexes can be made beside bots.
 */
export const caseKeys: Beside = {
  table: 'swarm',
  async prepare(client, file) {
    // The file says how a key is made, of a column "case_id".
    const [, made = ''] =
      /SET "case_key" = ([^;]*);/.exec(statementWith(file, 'UPDATE "swarm" SET "case_key" = ')) ?? [];
    await briefly(
      client,
      [
        `create or replace function "case_key_beside"("case_id" text) returns text language sql immutable as $$ select ${made} $$`,
        `create or replace function "give_case_key_beside"() returns trigger language plpgsql set search_path from current
         as $$ begin new."case_key" := "case_key_beside"(new."case_id"); return new; end $$`,
      ].map((text) => ({ text })),
    );
    for (const { table, keys } of tables) {
      await briefly(
        client,
        [
          `alter table "${table}" add column if not exists "case_key" text default '' not null`,
          `create or replace trigger "give_case_key_beside" before insert on "${table}"
           for each row when (coalesce(new."case_key", '') = '') execute function "give_case_key_beside"()`,
        ].map((text) => ({ text })),
      );
      await throughAll(client, {
        ...{ name: `${name} ${table}`, table, keys },
        change: `update "${table}" as "s" set "case_key" = "case_key_beside"("s"."case_id")
          from slice where ${keys.map((key) => `"s"."${key}" = slice."${key}"`).join(' and ')} and "s"."case_key" = ''`,
      });
    }
    await client.query(liveOnes(file));
  },
  replaces: (statement) => /^UPDATE "/.test(statement.replace(/^\s*(--[^\n]*\n)?/, '')),
  // Found by the index of live swarms, which is dropped after it.
  instead: (file) => [
    liveOnes(file),
    ...tables.map(({ table }) => `drop trigger "give_case_key_beside" on "${table}"`),
    'drop function "give_case_key_beside"()',
    'drop function "case_key_beside"(text)',
    forgetPlaces,
  ],
};

/** Gives all but the first of several live swarms of one case a key of their own. */
const liveOnes = (file: readonly string[]): string => statementWith(file, 'row_number()');
