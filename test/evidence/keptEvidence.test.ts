import { expect, test } from '@jest/globals';
import { keptEvidence, type PastCaseSource } from '../../src/evidence/index/keptEvidence.ts';
import type { PastCase } from '../../src/evidence/pastCases/pastCase.ts';
import { inOrderOfTime, peopleFor, solved } from './sample.ts';

const settings = { linearBits: 14 };
const sourceOf = (cases: PastCase[], beforeAll: () => Promise<void> = async () => {}): PastCaseSource => ({
  count: async () => cases.length,
  newest: async (count) => inOrderOfTime(cases).slice(-count),
  async *all() {
    await beforeAll();
    yield inOrderOfTime(cases);
  },
});
const past = [solved('1', 'vpn gateway drops', 'aoi', 'vpn', 1), solved('2', 'mailbox quota', 'ben', 'mail', 2)];
const mailbox = { title: 'mailbox quota', text: '' };

test('the bot is answered before everything is loaded, and a case that closes meanwhile is not lost', async () => {
  let goOn = (): void => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let reached = (): void => {};
  const loading = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const kept = keptEvidence({
    source: sourceOf(past, () => {
      reached();
      return held;
    }),
    settings,
  });
  expect(kept.current().ask(mailbox).people).toEqual([]);
  const whole = kept.load();
  await loading;
  expect(peopleFor(kept.current(), mailbox)[0]).toBe('ben');
  kept.add(solved('3', 'printer offline', 'chie', 'windows', 3));
  goOn();
  await whole;
  expect(kept.current().size).toBe(3);
  expect(peopleFor(kept.current(), { title: 'printer offline', text: '' })[0]).toBe('chie');
});

test('an import of older cases is put in order of time by loading anew', async () => {
  const cases = [...past];
  const kept = keptEvidence({ source: sourceOf(cases), settings });
  await kept.load();
  const older = solved('0', 'disk full', 'dan', 'windows', 0);
  cases.push(older);
  kept.add(older);
  expect(kept.current().behind).toBe(1);
  await kept.load();
  expect(kept.current().behind).toBe(0);
  expect(kept.current().size).toBe(3);
});

test('a source that fails leaves what is known in use', async () => {
  const kept = keptEvidence({
    source: sourceOf(past, async () => {
      throw new Error('the database is away');
    }),
    settings,
  });
  await expect(kept.load()).rejects.toThrow('the database is away');
  expect(peopleFor(kept.current(), mailbox)[0]).toBe('ben');
});
