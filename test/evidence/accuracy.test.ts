import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { PastCase } from '../../src/evidence/pastCases/pastCase.ts';
import { baselines } from '../bench/matching/baselines.ts';
import type { TestCase } from '../bench/matching/sets.ts';
import { daysIn, indexOf, peopleFor, technologiesFor } from './sample.ts';

// 48 made cases in both languages: the first 32 days are learned from, the rest is asked.
const row = z.object({
  id: z.string(),
  day: z.number(),
  title: z.string(),
  text: z.string(),
  person: z.string(),
  technology: z.string(),
});
const rows = readFileSync(join(import.meta.dirname, '../fixtures/solvedCases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => row.parse(JSON.parse(line)));
const before = rows
  .filter(({ day }) => day < 40)
  .map(
    ({ day, person, technology, ...said }): PastCase => ({
      ...said,
      closedAt: daysIn(day),
      credits: [{ person, weight: 1 }],
      technologies: [technology],
    }),
  );
const asked = rows.filter(({ day }) => day >= 40);
const index = indexOf(before);

const rightWithin = (
  places: number,
  named: (each: (typeof asked)[number]) => string[],
  truth: 'person' | 'technology',
) => asked.filter((each) => named(each).slice(0, places).includes(each[truth])).length;

async function baseline(name: string, asks: 'people' | 'technologies', places: number): Promise<number> {
  const learned = await baselines.find((each) => each.name === name)?.learn(before, asks);
  let right = 0;
  for (const { title, text, person, technology } of asked) {
    const question: TestCase = { title, text, truth: [], technologies: [] };
    const named = (await learned?.rank(question)) ?? [];
    if (named.slice(0, places).includes(asks === 'people' ? person : technology)) right++;
  }
  return right;
}

describe('of sixteen cases in both languages, asked after thirty-two were learned', () => {
  test('nearly all are known for the technology they are', async () => {
    const right = rightWithin(1, (each) => technologiesFor(index, each), 'technology');
    expect(right).toBeGreaterThanOrEqual(15);
    expect(right).toBeGreaterThan(2 * (await baseline('most frequent', 'technologies', 1)));
    expect(right).toBeGreaterThanOrEqual(await baseline('kNN TF-IDF, decay', 'technologies', 1));
  });

  test('who solved the case is among the first three for nearly all, first for most', async () => {
    expect(rightWithin(3, (each) => peopleFor(index, each), 'person')).toBeGreaterThanOrEqual(15);
    const first = rightWithin(1, (each) => peopleFor(index, each), 'person');
    expect(first).toBeGreaterThanOrEqual(12);
    expect(first).toBeGreaterThan(2 * (await baseline('most frequent', 'people', 1)));
  });
});
