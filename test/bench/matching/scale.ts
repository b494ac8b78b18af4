/**
 * How the engine grows: `npm run bench:matching -- scale [--sizes 10000,100000,1000000]`. Past cases are
 * made by a seeded generator: words by Zipf's law, half of them general, half those of the case's technology; engineers
 * and technologies as unevenly active as in life; five years. All times are processor time of this thread, so that
 * neighbours on the machine spoil them less; the engine waits for nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evidenceIndex } from '../../../src/skills/evidence/evidenceIndex.ts';
import { learnedEvidence } from '../../../src/skills/evidence/learnedEvidence.ts';
import { generator } from './madeCases.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: { sizes: { type: 'string', default: '10000,100000,1000000' } },
});

const rows = values.sizes
  .split(',')
  .map(Number)
  .map((size) => {
    const row = measured(size);
    console.table([row]);
    return row;
  });
const folder = join(import.meta.dirname, '../results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'matching-scale.json'), JSON.stringify({ at: new Date().toISOString(), rows }, null, 2));

function measured(size: number) {
  const engineers = Math.max(100, size / 10);
  const technologies = Math.min(2000, Math.max(50, size / 100));
  const make = generator({ engineers, technologies, size });
  const linearBits = Math.max(22, Math.min(25, Math.ceil(Math.log2(size * 60))));
  globalThis.gc?.();
  const before = inUse();
  const index = evidenceIndex({ linearBits });
  const began = processorSeconds();
  const generated = { seconds: 0 };
  for (let number = 0; number < size; number++) {
    const start = number % 64 === 0 ? processorSeconds() : 0;
    const past = make(number);
    if (number % 64 === 0) generated.seconds += (processorSeconds() - start) * 64;
    index.add(past);
    if (number % 100_000 === 99_999) console.log(`${number + 1} cases, ${(processorSeconds() - began).toFixed(0)} s`);
  }
  const recountBegan = threadMilliseconds();
  index.recount();
  const recount = threadMilliseconds() - recountBegan;
  const build = processorSeconds() - began - generated.seconds;
  globalThis.gc?.();
  const memory = inUse() - before;
  const adds = timed(500, (at) => index.add(make(size + at)));
  const asked = Array.from({ length: 500 }, (_, at) => make(size + 1000 + at));
  const asks = timed(500, (at) => {
    const { title, text } = asked[at] ?? { title: '', text: '' };
    index.ask({ title, text });
  });
  const explained = timed(100, (at) => {
    const { title, text } = asked[at] ?? { title: '', text: '' };
    learnedEvidence(index, { title, text }, { people: 20, technologies: 5, similar: 3 });
  });
  return {
    cases: size,
    engineers,
    technologies,
    'ask p50 ms': asks.median,
    'ask p99 ms': asks.p99,
    'with reasons p50 ms': explained.median,
    'add p50 ms': adds.median,
    'add p99 ms': adds.p99,
    'memory MB': Math.round(memory),
    'build s': Number(build.toFixed(1)),
    'recount ms': Math.round(recount),
  };
}

function timed(count: number, run: (at: number) => void): { median: number; p99: number } {
  const times = Array.from({ length: count }, (_, at) => {
    const start = threadMilliseconds();
    run(at);
    return threadMilliseconds() - start;
  }).sort((a, b) => a - b);
  const round = (value: number | undefined): number => Number((value ?? 0).toFixed(2));
  return { median: round(times[count >> 1]), p99: round(times[Math.floor(count * 0.99)]) };
}

function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
function inUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}
