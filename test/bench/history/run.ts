import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { TabRoute } from '../../../src/history/routes/route.ts';
import { exportFormats } from '../../../src/history/swarms/export.ts';
import { createTab } from '../../../src/history/tab.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { openLivingPolicy } from '../../../src/swarm/policies/livingPolicy.ts';
import { databaseUrl } from '../measure.ts';
import { generatePast, tenantId } from './generate.ts';
import { processorTime } from './processorTime.ts';
import { type HistoryQuery, lead, madeUpRegistry, now, otherQueries, queriesWithGoal } from './queries.ts';

/**
 * How long the tab's server takes at growing sizes of the past, on PostgreSQL: each route's answer as it is sent, token
 * and transport aside. Sizes can be named: `npm run bench:history -- 10000 100000`. It makes a database of its own for
 * each size and drops it; a million swarms with their 20 million events take some minutes to make and 20 GB of disk.
 * With `--keep` the databases stay (`swarm_bench_kept_…`), and the next run with it uses them again. `--only=best` asks nothing but
 * what has these words in its name, and exports nothing.
 */
const isKept = process.argv.includes('--keep');
const only = process.argv.find((given) => given.startsWith('--only='))?.slice('--only='.length) ?? '';
const sizes = process.argv
  .slice(2)
  .filter((given) => !given.startsWith('--'))
  .map(Number);
if (sizes.length === 0) sizes.push(10_000, 100_000, 1_000_000);
const years = 4;
const goalMs = 100;
const tries = 60;
const whole = 'a whole past of made-up swarms';

type Timing = { p50: number; p95: number; cpu: number | null };
const measured = new Map<HistoryQuery, Map<number, Timing>>();
const tell = (line: string) => process.stdout.write(`${line}\n`);
const all = [...queriesWithGoal, ...otherQueries].filter(({ name }) => name.includes(only));

for (const size of sizes) {
  const name = isKept ? `swarm_bench_kept_${size}` : `swarm_bench_${randomBytes(4).toString('hex')}`;
  const url = String(Object.assign(new URL(databaseUrl), { pathname: `/${name}` }));
  try {
    if (!(await isWhole(name))) await makeAt(size, name, url);
    await measureAt(size, url);
  } finally {
    if (!isKept) await asAdmin(`drop database if exists ${name} with (force)`);
  }
}
report();

async function makeAt(size: number, name: string, url: string): Promise<void> {
  const began = performance.now();
  await asAdmin(`drop database if exists ${name} with (force)`);
  await asAdmin(`create database ${name}`);
  const database = await openDatabase({ kind: 'postgres', url, schema: 'swarm' });
  await database.close();
  const client = await connect(url);
  await generatePast(client, { swarms: size, years, now, events: true });
  const [made] = (
    await client.query<{ size: string; events: string }>(
      'select pg_size_pretty(pg_database_size(current_database())) as size, count(*) as events from swarm_event',
    )
  ).rows;
  await client.end();
  await asAdmin(`comment on database ${name} is '${whole}'`);
  const seconds = Math.round((performance.now() - began) / 1000);
  tell(`${size} swarms, ${made?.events} events: ${made?.size}, made in ${seconds} s`);
}

/** Whether a database was made to its end in an earlier run. */
async function isWhole(name: string): Promise<boolean> {
  const said = `select 1 from pg_database where datname = '${name}' and shobj_description(oid, 'pg_database') = '${whole}'`;
  return (await asAdmin(said)).rowCount === 1;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=swarm' });
  await client.connect();
  return client;
}

async function measureAt(size: number, url: string): Promise<void> {
  const database = await openDatabase({ kind: 'postgres', url, schema: 'swarm' });
  const client = await connect(url);
  // Time goes on a second with every question: nobody's budget of requests runs out.
  let clock = Date.parse(now);
  const routes = createTab({
    swarms: { execute: () => Promise.reject(new Error('Nothing is saved here')) },
    isShared: () => true,
    folder: 'dist/web',
    database,
    registry: {
      snapshot: madeUpRegistry(),
      edit: () => Promise.reject(new Error('Nothing is saved here')),
      refresh: async () => {},
      importAll: () => Promise.reject(new Error('Nothing is saved here')),
      previewImport: async () => ({ added: 0, changed: 0, unchanged: 0, removed: 0, kept: [] }),
      export: () => Promise.reject(new Error('Nothing is asked here')),
    },
    evidence: { follow: async () => {} },
    hostTeams: async () => [],
    findPerson: async () => null,
    personalData: { read: async () => null, erase: async () => ({ kind: 'nothing' }) },
    app: { id: 'bench', tenantId },
    authorityHost: 'http://127.0.0.1',
    publicUrl: 'https://bench.invalid',
    askBudget: () => 7,
    living: await openLivingPolicy({ sql: database.sql, tenantId, given: {}, clock: Date.now }),
    planner: { detect: () => [], hoursOf: () => ({}) },
    deputyMeant: () => Promise.reject(new Error('Nothing is saved here')),
    clock: () => {
      clock += 1000;
      return clock;
    },
  });
  for (const query of all) {
    const times: number[] = [];
    const work: number[] = [];
    for (let n = -5; n < tries; n++) {
      const before = await processorTime(client);
      const started = performance.now();
      await answerOf(routes, query.address(Math.abs(n)), query.as?.(Math.abs(n)) ?? lead);
      const took = performance.now() - started;
      const after = await processorTime(client);
      if (n < 0) continue;
      times.push(took);
      if (before !== null && after !== null) work.push(after - before);
    }
    const timing = {
      p50: centile(times, 0.5),
      p95: centile(times, 0.95),
      cpu: work.length ? centile(work, 0.95) : null,
    };
    measured.set(query, (measured.get(query) ?? new Map()).set(size, timing));
    tell(`${String(size).padStart(9)}  ${ms(timing).padEnd(16)}  ${query.name}`);
  }
  if (only === '') await tellExport(routes);
  await client.end();
  await database.close();
}

/** What the tab's server answers to somebody, as it would be sent. */
async function answerOf(routes: readonly TabRoute[], address: string, id: string) {
  const { pathname, searchParams: query } = new URL(address, 'http://127.0.0.1');
  const rule = routes.find(({ path, method }) => path === pathname && method === 'GET')?.rule;
  if (rule?.kind !== 'person') throw new Error(`No route for persons at ${pathname}`);
  const { signal } = new AbortController();
  const answer = await rule.answer(
    { params: {}, query, headers: {}, body: new Uint8Array(), signal },
    { id, name: id },
  );
  if (answer.status !== 200 || !answer.body) throw new Error(`${address}: ${answer.status}`);
  return answer.body.content;
}

/** What an export of everything takes: it must flow, however much it is. */
async function tellExport(routes: readonly TabRoute[]): Promise<void> {
  for (const format of exportFormats) {
    const content = await answerOf(routes, `/api/history/export.${format}`, lead);
    if (typeof content === 'string' || content instanceof Uint8Array) throw new Error('An export is a stream');
    const began = performance.now();
    const before = process.memoryUsage().rss;
    let [bytes, peak] = [0, before];
    for await (const chunk of content) {
      bytes += Buffer.byteLength(chunk);
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    const [seconds, more] = [(performance.now() - began) / 1000, (peak - before) / 2 ** 20];
    const size = (bytes / 2 ** 20).toFixed(0);
    tell(
      `export of all as ${format}: ${size} MB in ${seconds.toFixed(1)} s, ${more.toFixed(0)} MB more of memory at most`,
    );
  }
}

function report(): void {
  const [first = 0, last = 0] = [sizes[0], sizes.at(-1)];
  const rows = all.map((query) => {
    const timings = measured.get(query) ?? new Map<number, Timing>();
    const [small, large] = [timings.get(first)?.p95 ?? 0, timings.get(last)?.p95 ?? 0];
    return {
      'median / p95 / p95 of processor, ms': query.name,
      ...Object.fromEntries(sizes.map((size) => [size.toLocaleString('en'), ms(timings.get(size))])),
      growth: `x ${(large / small).toFixed(1)}`,
      [`p95 under ${goalMs} ms`]: queriesWithGoal.includes(query) ? (large < goalMs ? 'yes' : 'no') : '',
    };
  });
  console.table(rows);
}

function centile(values: number[], part: number): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * part) - 1] ?? 0;
}

function ms(timing: Timing | undefined): string {
  if (!timing) return '';
  const { p50, p95, cpu } = timing;
  return `${p50.toFixed(0)} / ${p95.toFixed(0)}${cpu === null ? '' : ` / ${cpu.toFixed(0)}`}`;
}

async function asAdmin(statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const result = await client.query(statement);
  await client.end();
  return result;
}

const folder = join(import.meta.dirname, '..', 'results');
await mkdir(folder, { recursive: true });
const figures = all.map((query) => ({ query: query.name, sizes: Object.fromEntries(measured.get(query) ?? []) }));
await writeFile(
  join(folder, 'history.json'),
  `${JSON.stringify({ at: new Date().toISOString(), figures }, null, 2)}\n`,
);
