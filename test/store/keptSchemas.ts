import pg from 'pg';
import { openDatabase } from '../../src/store/database.ts';
import { openQueue } from '../../src/store/queue.ts';
import { swarmJobNames } from '../../src/swarm/jobs.ts';
import { makeAsNew, type Session, type State, stateOf } from './asNew.ts';
import { createKept } from './kept.ts';
import { newSchemaName } from './runSchemas.ts';

type Schema = { name: string; asNew: State };

const url = process.env.TEST_DATABASE_URL ?? '';

const kept = createKept<Schema>({
  makeAsNew: ({ name, asNew }) =>
    asAdministrator(async (client) => {
      if (await isInUse(client, name)) return false;
      await client.query('set lock_timeout to 2000');
      return makeAsNew(sessionOf(client, name), asNew);
    }),
  end: ({ name }) => dropSchema(url, name),
  // The end of the run drops them.
  holdsProcess: false,
});

/**
 * A schema of PostgreSQL with this version's tables and the queue's, and nothing in them, for one test; and how it is given
 * back, when nobody is connected to it any more. What can't be as new again is dropped.
 */
export async function takeSchema(): Promise<{ name: string; giveBack: () => Promise<void> }> {
  const schema = (await kept.take()) ?? (await makeOne());
  return { name: schema.name, giveBack: () => kept.giveBack(schema) };
}

async function makeOne(): Promise<Schema> {
  const name = newSchemaName();
  const database = await openDatabase({ kind: 'postgres', url, schema: name });
  const problems: unknown[] = [];
  const queue = await openQueue(database, swarmJobNames, (problem) => problems.push(problem));
  await queue.stop();
  await database.close();
  if (problems.length > 0) throw new AggregateError(problems, 'The queue of a schema had problems');
  return { name, asNew: await asAdministrator((client) => stateOf(sessionOf(client, name))) };
}

const sessionOf = (client: pg.Client, name: string): Session => ({
  query: (text, values) => client.query<Record<string, unknown>>(text, values),
  spaces: `nspname in ('${name}', '${name}_queue')`,
  isAlone: false,
});

/** A process that a test started may be there still. */
async function isInUse(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_stat_activity where starts_with(application_name, $1)', [
    `swarm ${name} `,
  ]);
  return rowCount !== 0;
}

async function asAdministrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Ends a schema of tests and its queue's, with all in them. */
export async function dropSchema(connectionString: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(`drop schema if exists ${schema} cascade; drop schema if exists ${schema}_queue cascade`);
  await client.end();
}
