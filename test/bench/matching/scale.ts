/**
 * How the engine grows: `node --expose-gc test/bench/matching/scale.ts [--sizes 10000,100000,1000000]`. Past cases are
 * made by a seeded generator: words by Zipf's law, half of them general, half those of the case's technology; engineers
 * and technologies as unevenly active as in life; five years. All times are processor time of this thread, so that
 * neighbours on the machine spoil them less; the engine waits for nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evidenceIndex } from '../../../src/skills/evidence/evidenceIndex.ts';
import { learnedEvidence } from '../../../src/skills/evidence/learnedEvidence.ts';
import type { PastCase } from '../../../src/skills/evidence/pastCase.ts';

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '10000,100000,1000000' } } });
const syllables = ['ka', 'to', 'mi', 're', 'su', 'no', 'ha', 'vi', 'le', 'po', 'dra', 'fen', 'gol', 'bis', 'cor', 'ta'];

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

/** Case number n, the same each time it is asked for. */
function generator(of: { engineers: number; technologies: number; size: number }): (number: number) => PastCase {
  const general = 60_000;
  const own = 300;
  return (number) => {
    const random = randomOf(number);
    const zipf = (count: number): number => Math.min(count - 1, Math.floor(count ** random()) - 1);
    const technology = zipf(of.technologies);
    const perTechnology = Math.max(5, Math.floor((of.engineers / of.technologies) * 2));
    const person = (technology * 7919 + zipf(perTechnology)) % of.engineers;
    const word = (): string =>
      random() < 0.5 ? wordOf(zipf(general)) : wordOf(general + technology * own + zipf(own));
    const words = (count: number): string => Array.from({ length: count }, word).join(' ');
    return {
      id: `case-${number}`,
      title: words(7),
      text: words(20 + Math.floor(60 * random())),
      closedAt: Date.UTC(2021, 0, 1) + (number / of.size) * 5 * 365 * 86_400_000,
      credits: [{ person: `engineer-${person}`, weight: 1 }],
      technologies: [`technology-${technology}`],
    };
  };
}

/** A made-up word, the same for the same number. */
function wordOf(number: number): string {
  let left = number;
  let word = '';
  do {
    word += syllables[left % syllables.length];
    left = Math.floor(left / syllables.length);
  } while (left > 0);
  return `${word}n`;
}

/** xorshift32, seeded. */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
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
