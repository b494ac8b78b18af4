import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import pg from 'pg';
import type { Language } from '../src/language/language.ts';
import { readStoreConfig } from '../src/settings/config.ts';
import { describeProblems } from '../src/settings/configProblem.ts';
import { openDatabase } from '../src/store/database.ts';
import { tellable } from '../src/store/tellable.ts';
import { lookAtSwarms } from '../src/swarm/service/wholeness.ts';
import { backupWords } from './backupWords.ts';

export type BackupNeeds = {
  environment: Readonly<Record<string, string | undefined>>;
  language: Language;
  print(line: string): void;
  complain(line: string): void;
};

/** So many faults are told one by one. */
const mostTold = 50;

/**
 * Restores a dump of pg_dump (any format but a folder's) into a scratch database on the server of BACKUP_CHECK_URL, else of
 * DATABASE_URL, brings its tables to this version, looks at every swarm, and drops the database again. Gives the exit code: 0 all
 * are whole, 1 not so or not to be told, 2 not understood. Nothing that is there is touched.
 */
export async function runBackupCommand(args: readonly string[], needs: BackupNeeds): Promise<number> {
  const words = backupWords[needs.language];
  const [what, file, ...more] = args;
  if (what !== 'check' || file === undefined || more.length > 0) {
    needs.complain(words.help);
    return 2;
  }
  const config = readStoreConfig(needs.environment);
  if (!config.ok) {
    needs.complain(describeProblems(config.problems, 'Nothing was done'));
    return 1;
  }
  const { database } = config.config;
  const address = needs.environment.BACKUP_CHECK_URL ?? (database.kind === 'postgres' ? database.url : undefined);
  if (address === undefined) {
    needs.complain(words.noServer);
    return 1;
  }
  const schema = database.kind === 'postgres' ? database.schema : 'swarm';
  const scratch = `swarm_check_${randomBytes(6).toString('hex')}`;
  const url = new URL(address);
  url.pathname = `/${scratch}`;
  try {
    const isArchive = await isCustom(file);
    await on(address, `create database ${scratch} template template0`);
    try {
      await restore(file, url, isArchive);
      return await look(url.href, schema, needs);
    } finally {
      await on(address, `drop database if exists ${scratch} with (force)`);
    }
  } catch (error) {
    needs.complain(words.failed(tellable(error)));
    return 1;
  }
}

async function look(url: string, schema: string, { language, print, complain }: BackupNeeds): Promise<number> {
  const words = backupWords[language];
  const has = await on(url, `select 1 from pg_tables where schemaname = '${schema}' and tablename = 'swarm_event'`);
  if (has.rows.length === 0) {
    complain(words.noTables(schema));
    return 1;
  }
  // A dump of an older version is brought to this one first, as a bot that starts on it would.
  const database = await openDatabase({ kind: 'postgres', url, schema });
  try {
    const { swarms, events, faults } = await lookAtSwarms(database.sql);
    for (const { swarmId, fault } of faults.slice(0, mostTold)) complain(`${swarmId}: ${words.fault(fault)}`);
    if (faults.length > mostTold) complain(words.more(faults.length - mostTold));
    const broken = new Set(faults.map(({ swarmId }) => swarmId)).size;
    print(words.looked(swarms, events, broken));
    return broken === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

/** Whether a file is pg_dump's custom or tar format; else it is SQL. */
async function isCustom(file: string): Promise<boolean> {
  const held = await open(file);
  try {
    const { buffer } = await held.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, 5).toString() === 'PGDMP' || buffer.subarray(257, 262).toString() === 'ustar';
  } finally {
    await held.close();
  }
}

/** By PostgreSQL's own tools; the password goes by the environment, which other users of the machine do not see. */
async function restore(file: string, url: URL, isArchive: boolean): Promise<void> {
  const [tool, args] = isArchive
    ? ['pg_restore', ['--no-owner', '--no-privileges', '--exit-on-error', '--dbname', withoutPassword(url), file]]
    : ['psql', ['--quiet', '--no-psqlrc', '--set=ON_ERROR_STOP=1', '--dbname', withoutPassword(url), '--file', file]];
  const running = spawn(tool as string, args as string[], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PGPASSWORD: decodeURIComponent(url.password) },
  });
  let said = '';
  running.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-2_000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    running.once('error', (cause) =>
      reject(new Error(`${tool} could not be started. Install PostgreSQL's client tools.`, { cause })),
    );
    running.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${tool} ended with ${code}: ${said.trim()}`);
}

function withoutPassword(url: URL): string {
  const bare = new URL(url);
  bare.password = '';
  return bare.href;
}

async function on(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
