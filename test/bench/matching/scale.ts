/**
 * How the engine grows: `npm run bench:matching -- scale [--sizes 10000,100000,1000000] [--database <url>]`. Past cases
 * made by a seeded generator (madeCases.ts) are put into PostgreSQL with their terms as bytes, in a schema of its own that
 * is dropped after; then a start from there is measured, and what follows. Starts are also
 * given in seconds of the processor, which neighbours on the machine spoil less; all else is by the clock. A million cases take some five minutes to make and two to measure on a quiet machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { keptEvidence } from '../../../src/skills/evidence/keptEvidence.ts';
import { learnedEvidence } from '../../../src/skills/evidence/learnedEvidence.ts';
import { casesInDatabase } from './casesInDatabase.ts';
import { generator } from './madeCases.ts';
import { table } from './table.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    database: { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/test' },
  },
});

async function measured(size: number) {
  const engineers = Math.max(100, size / 10);
  const technologies = Math.min(2000, Math.max(50, size / 100));
  const make = generator({ engineers, technologies, size });
  const client = new pg.Client({ connectionString: values.database });
  await client.connect();
  const kept = await casesInDatabase(client, make, size);
  try {
    globalThis.gc?.();
    const before = inUse();
    const evidence = keptEvidence({ source: kept });
    const delays = monitorEventLoopDelay({ resolution: 5 });
    delays.enable();
    const began = performance.now();
    const processor = processorSeconds();
    let answering = 0;
    const loading = evidence.load();
    while (answering === 0) {
      await wait(5);
      if (evidence.current().size > 0) answering = performance.now() - began;
    }
    await loading;
    const start = (performance.now() - began) / 1000;
    const startProcessor = processorSeconds() - processor;
    delays.disable();
    const index = evidence.current();
    globalThis.gc?.();
    const memory = inUse() - before;
    const adds = timed(500, (at) => index.add(make(size + at)));
    const asked = Array.from({ length: 500 }, (_, at) => make(size + 1000 + at));
    const question = (at: number) => ({ title: asked[at]?.title ?? '', text: asked[at]?.text ?? '' });
    const asks = timed(500, (at) => {
      // Both are reckoned when they are read.
      const { people, technologies } = index.ask(question(at));
      return people.length + technologies.length;
    });
    const explained = timed(100, (at) =>
      learnedEvidence(index, question(at), { people: 20, technologies: 5, similar: 3 }),
    );
    return {
      'past cases': size,
      engineers,
      technologies,
      'ask p50 ms': asks.median,
      'ask p99 ms': asks.p99,
      'with reasons p50 ms': explained.median,
      'closed case p50 ms': adds.median,
      'closed case p99 ms': adds.p99,
      'memory MB': Math.round(memory),
      'first answers after s': Number((answering / 1000).toFixed(2)),
      'start s': Number(start.toFixed(1)),
      'of it processor s': Number(startProcessor.toFixed(1)),
      'longest pause ms': Math.round(delays.max / 1e6),
    };
  } finally {
    await kept.drop();
    await client.end();
  }
}

function timed(count: number, run: (at: number) => unknown): { median: number; p99: number } {
  const times = Array.from({ length: count }, (_, at) => {
    const start = performance.now();
    run(at);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const round = (value: number | undefined): number => Number((value ?? 0).toFixed(2));
  return { median: round(times[count >> 1]), p99: round(times[Math.floor(count * 0.99)]) };
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function inUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

const rows: Awaited<ReturnType<typeof measured>>[] = [];
for (const size of values.sizes.split(',').map(Number)) {
  rows.push(await measured(size));
  console.log(table(rows.slice(-1)));
}
console.log(`\n${table(rows)}`);
const folder = join(import.meta.dirname, '../results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'matching-scale.json'), JSON.stringify({ at: new Date().toISOString(), rows }, null, 2));
