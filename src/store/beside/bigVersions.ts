import type { Beside } from './beside.ts';
import { briefly } from './briefly.ts';
import { forgetPlaces, throughAll } from './slices.ts';

const name = '0020_webhook_retries';
const table = '"stored_case"';
const beside = '"version_beside"';

/**
 * A column of another type is a table written anew: at a million cases nobody could plan for twelve seconds. Instead the wider column is filled
 * beside the other, which it replaces in the end.
 */
export const bigVersions: Beside = {
  table: 'stored_case',
  async prepare(client) {
    await briefly(
      client,
      [
        `alter table ${table} add column if not exists ${beside} bigint`,
        `create or replace function "give_version_beside"() returns trigger language plpgsql
         as $$ begin new.${beside} := new."version"; return new; end $$`,
        `create or replace trigger "give_version_beside" before insert or update on ${table}
         for each row execute function "give_version_beside"()`,
      ].map((text) => ({ text })),
    );
    // The trigger gives it to each row that is written.
    await throughAll(client, {
      ...{ name, table: 'stored_case', keys: ['tenant_id', 'case_id'] },
      change: `update ${table} as "s" set "version" = "s"."version" from slice
        where "s"."tenant_id" = slice."tenant_id" and "s"."case_id" = slice."case_id" and "s".${beside} is null`,
    });
    // With what is known to hold, "not null" need not look through a closed table.
    await briefly(
      client,
      [
        `alter table ${table} drop constraint if exists "version_beside_given"`,
        `alter table ${table} add constraint "version_beside_given" check (${beside} is not null) not valid`,
      ].map((text) => ({ text })),
    );
    await client.query(`alter table ${table} validate constraint "version_beside_given"`);
  },
  replaces: (statement) => statement.includes('ALTER COLUMN "version" SET DATA TYPE'),
  instead: () => [
    `drop trigger "give_version_beside" on ${table}`,
    'drop function "give_version_beside"()',
    `alter table ${table} alter column ${beside} set not null`,
    `alter table ${table} drop constraint "version_beside_given"`,
    `alter table ${table} drop column "version"`,
    `alter table ${table} rename column ${beside} to "version"`,
    forgetPlaces,
  ],
};
