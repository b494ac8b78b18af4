import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';

const lineSchema = z.union([z.object({ pid: z.number() }), z.object({ tag: z.string(), ms: z.number() })]);

/** How the tables of a database were brought to a migration. Milliseconds. */
export type Migrated = {
  ms: number;
  /** Each migration; of one that was killed, what was left of it. */
  each: { tag: string; ms: number }[];
  /** For how long a table was closed at most, to who writes it or to all, by the server's own list of locks asked every 20 ms. */
  closed: { table: string; ms: number; tag: string };
  /** The migrations in whose slices it was killed, with where it was and where it was when it was killed. */
  killed: { name: string; reached: string; afterwards: string }[];
};

/** Migrates by a process of its own; kills it once, without a word, in the slices of each of the migrations in `kill`, and starts it again. */
export async function migrate(url: string, last: string, kill: readonly string[]): Promise<Migrated> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=swarm' });
  await client.connect();
  const migrated: Migrated = { ms: 0, each: [], closed: { table: '', ms: 0, tag: '' }, killed: [] };
  const began = performance.now();
  const tables = await tablesOf(client);
  const yetToKill = new Set(kill);
  try {
    while (!(await once_()));
    migrated.ms = Math.round(performance.now() - began);
    return migrated;
  } finally {
    await client.end();
  }

  /** Whether it came to the end. */
  async function once_(): Promise<boolean> {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'migrator.ts'), url, last],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let session = 0;
    let longest = { table: '', ms: 0 };
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = lineSchema.parse(JSON.parse(text));
      if ('pid' in line) session = line.pid;
      else {
        migrated.each.push(line);
        if (longest.ms > migrated.closed.ms) migrated.closed = { ...longest, tag: line.tag };
        longest = { table: '', ms: 0 };
      }
    });
    const ended = once(child, 'exit');
    const since = new Map<string, number>();
    let isKilled = false;
    while (child.exitCode === null && child.signalCode === null) {
      const now = performance.now();
      const closed = await closedTables(client, session);
      for (const table of since.keys()) if (!closed.has(table)) since.delete(table);
      for (const table of closed) {
        if (!tables.has(table)) continue;
        if (!since.has(table)) since.set(table, now);
        const ms = Math.round(performance.now() - (since.get(table) ?? now));
        if (ms > longest.ms) longest = { table, ms };
      }
      const place = isKilled || yetToKill.size === 0 ? undefined : await placeOf(client, yetToKill);
      if (place) {
        child.kill('SIGKILL');
        isKilled = true;
        yetToKill.delete([...yetToKill].find((each) => place.name.startsWith(each)) ?? '');
        await ended;
        // Its session ends by itself, its last slice with it.
        await pause(1_000);
        const [left] = await placesOf(client, place.name);
        migrated.killed.push({ ...place, afterwards: left?.reached ?? '' });
      }
      await pause(20);
    }
    await ended;
    if (isKilled) return false;
    if (child.exitCode !== 0) throw new Error('The tables could not be brought up to date');
    return true;
  }
}

/** A migration that is to be killed and is a good way through its table. */
async function placeOf(client: pg.Client, kill: ReadonlySet<string>) {
  for (const name of kill) for (const place of await placesOf(client, `${name}%`)) if (place.slices > 30) return place;
  return undefined;
}

/** How often each place was asked for and had moved. */
const moved = new Map<string, { reached: string; slices: number }>();
async function placesOf(client: pg.Client, name: string) {
  const there = await client.query(`select from pg_tables where schemaname = 'swarm' and tablename = 'beside_reached'`);
  if (there.rowCount === 0) return [];
  const { rows } = await client.query<{ name: string; reached: string }>(
    'select name, reached[array_length(reached, 1)] as reached from beside_reached where name like $1',
    [name],
  );
  return rows.map((row) => {
    const before = moved.get(row.name) ?? { reached: '', slices: 0 };
    const slices = before.slices + (row.reached === before.reached ? 0 : 1);
    moved.set(row.name, { reached: row.reached, slices });
    return { ...row, slices };
  });
}

async function tablesOf(client: pg.Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'swarm' and tablename not like '\\_\\_%'`,
  );
  return new Set(rows.map(({ name }) => name));
}

/** The tables that a session has closed to who writes them, or to all. */
async function closedTables(client: pg.Client, session: number): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_locks l join pg_class c on c.oid = l.relation and c.relkind = 'r'
      where l.pid = $1 and l.granted and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')`,
    [session],
  );
  return new Set(rows.map(({ name }) => name));
}
