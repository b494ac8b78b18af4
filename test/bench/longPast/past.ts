import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { databaseUrl } from '../measure.ts';
import { type OldBuild, runIn } from '../oldBuild.ts';

const whole = 'a whole past of made-up swarms';
const years = 4;

/** The address of a database of the benchmarks' server. */
export const addressOf = (name: string): string =>
  String(Object.assign(new URL(databaseUrl), { pathname: `/${name}` }));

/** Asks the server, outside of the database in question. */
export async function asAdmin(text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return client.query(text).finally(() => client.end());
}

/**
 * Has an older build make a database of so many past swarms of an organisation, with 20 events and a stored case each, in the tables
 * that it knew; or finds it, where it was kept. A million take a quarter of an hour and 13 GB.
 */
export async function makePast(
  old: OldBuild,
  { name, swarms, tenantId, now }: { name: string; swarms: number; tenantId: string; now: string },
): Promise<void> {
  const found = await asAdmin(
    `select from pg_database where datname = '${name}' and shobj_description(oid, 'pg_database') = '${whole}'`,
  );
  if (found.rowCount === 1) return;
  await asAdmin(`drop database if exists ${name} with (force)`);
  await asAdmin(`create database ${name}`);
  const generator = join(old.folder, 'test/bench/history/generate.ts');
  const text = await readFile(generator, 'utf8');
  await writeFile(generator, text.replace("tenantId = 'bench'", `tenantId = '${tenantId}'`));
  const from = (file: string) => JSON.stringify(pathToFileURL(join(old.folder, file)).href);
  await runIn(
    old.folder,
    `import pg from 'pg';
     const { openDatabase } = await import(${from('src/store/database.ts')});
     const { generatePast } = await import(${from('test/bench/history/generate.ts')});
     const url = ${JSON.stringify(addressOf(name))};
     await (await openDatabase({ kind: 'postgres', url, schema: 'swarm' })).close();
     const client = new pg.Client({ connectionString: url, options: '-c search_path=swarm -c synchronous_commit=off' });
     await client.connect();
     await generatePast(client, { swarms: ${swarms}, years: ${years}, now: ${JSON.stringify(now)}, events: true });
     await client.query(${JSON.stringify(storedCases)});
     await client.query('vacuum (analyze) stored_case');
     await client.end();`,
  );
  await asAdmin(`comment on database ${name} is '${whole}'`);
}

const storedCases = `insert into stored_case (tenant_id, case_id, version, body, received_at)
  select tenant_id, case_id, 1, jsonb_build_object('id', case_id, 'title', title, 'customer', customer, 'severity', severity), proposed_at
  from swarm`;
