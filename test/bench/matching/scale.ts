/**
 * How the engine grows: `npm run bench:matching -- scale [--sizes 10000,100000,1000000] [--database <url>] [--keep]`. Past
 * cases made by a seeded generator (madeCases.ts) are put into the product's own tables in PostgreSQL, in a schema of
 * their own that is dropped after (`--keep`: left there, and found there the next time). Measured are a start that reads
 * all cases, the saving of its index, a start from what was saved, and then questions (technologies and people both) and
 * closed cases. Each by the clock, and by the processor, which neighbours on the machine spoil less. A million cases
 * take some five minutes to make and two to measure on a quiet machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type LivingEvidence, openLivingEvidence } from '../../../src/evidence/livingEvidence.ts';
import type { Database } from '../../../src/store/database.ts';
import { learnedEvidence } from '../../evidence/learnedEvidence.ts';
import { casesInDatabase, scaleTenant } from './casesInDatabase.ts';
import { generator } from './madeCases.ts';
import { table } from './table.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    database: { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/test' },
    keep: { type: 'boolean', default: false },
  },
});

const starts: Record<string, string | number>[] = [];
const asked: Record<string, string | number>[] = [];

async function measured(size: number): Promise<void> {
  const engineers = Math.max(100, size / 10);
  const technologies = Math.min(2000, Math.max(50, size / 100));
  const make = generator({ engineers, technologies, size });
  const schema = `bench_scale_${size}`;
  const database = await casesInDatabase(values.database, schema, make, size);
  try {
    await database.sql.execute('truncate index_snapshot, index_snapshot_chunk');
    const first = await started(database, size, 'all cases');
    const saving = metered();
    await first.follow();
    await first.saved();
    show(starts, { 'past cases': size, what: 'saving the index', ...saving() });
    await first.stop();
    const evidence = await started(database, size, 'what was saved');
    const index = evidence.index();
    const questions = Array.from({ length: 2000 }, (_, at) => make(size + 1000 + at));
    const asks = timed(questions, ({ title, text }) => {
      // Both are reckoned when they are read.
      const { people, technologies } = index.ask({ title, text });
      return people.length + technologies.length;
    });
    const explained = timed(questions.slice(0, 500), ({ title, text }) =>
      learnedEvidence(index, { title, text }, { people: 20, technologies: 5, similar: 3 }),
    );
    const added = Array.from({ length: 1000 }, (_, at) => make(size + at));
    const adds = timed(added, (past) => index.add(past));
    show(asked, {
      'past cases': size,
      engineers,
      technologies,
      ...columnsOf('question', asks),
      ...columnsOf('with reasons', explained),
      ...columnsOf('closed case', adds),
    });
    await evidence.stop();
  } finally {
    await database.close();
    if (!values.keep) await dropped(schema);
  }
}

/** A process's evidence, loaded. */
async function started(database: Database, size: number, from: string): Promise<LivingEvidence> {
  globalThis.gc?.();
  const before = inUse();
  const metre = metered();
  const began = performance.now();
  const evidence = openLivingEvidence({
    database,
    tenantId: scaleTenant,
    savedFrom: 0,
    report: (problem) => console.error(problem),
  });
  let answering = 0;
  const loaded = evidence.loaded();
  while (answering === 0) {
    await wait(5);
    if (evidence.size() > 0) answering = performance.now() - began;
  }
  await loaded;
  const took = metre();
  globalThis.gc?.();
  show(starts, {
    'past cases': size,
    what: `start from ${from}`,
    ...took,
    'first answers after s': rounded(answering / 1000),
    'memory MB': Math.round(inUse() - before),
  });
  return evidence;
}

/** How long something takes, and for how long at most it kept everybody else waiting. */
function metered(): () => Record<string, number> {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const began = performance.now();
  const processor = process.cpuUsage();
  return () => {
    delays.disable();
    return {
      'clock s': rounded((performance.now() - began) / 1000),
      'processor s': rounded(milliseconds(process.cpuUsage(processor)) / 1000),
      'longest pause ms': Math.round(delays.max / 1e6),
      'pause p99.9 ms': Math.round(delays.percentile(99.9) / 1e6),
    };
  };
}

type Times = { clock: number[]; processor: number[] };

function timed<T>(each: readonly T[], run: (one: T) => unknown): Times {
  const times: Times = { clock: [], processor: [] };
  for (const one of each) {
    const processor = process.cpuUsage();
    const start = performance.now();
    run(one);
    times.clock.push(performance.now() - start);
    times.processor.push(milliseconds(process.cpuUsage(processor)));
  }
  return times;
}

const columnsOf = (name: string, { clock, processor }: Times): Record<string, string> => ({
  [`${name}, ms of the clock p50 / p99 / most`]: ordered(clock),
  [`${name}, of the processor`]: ordered(processor),
});

function ordered(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  return [0.5, 0.99, 1].map((part) => rounded(sorted[Math.ceil(part * sorted.length) - 1] ?? 0)).join(' / ');
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;
const rounded = (value: number): number => Number(value.toFixed(2));

function inUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

function show(rows: Record<string, string | number>[], row: Record<string, string | number>): void {
  rows.push(row);
  console.log(table([row]));
}

async function dropped(schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: values.database });
  await client.connect();
  await client.query(`drop schema if exists ${schema} cascade`);
  await client.end();
}

for (const size of values.sizes.split(',').map(Number)) await measured(size);
console.log(`\n${table(starts)}\n\n${table(asked)}`);
const folder = join(import.meta.dirname, '../results');
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'matching-scale.json'),
  JSON.stringify({ at: new Date().toISOString(), starts, asked }, null, 2),
);
