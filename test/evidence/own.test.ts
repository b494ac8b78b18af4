import { describe, expect, test } from '@jest/globals';
import { features, fusionWeights, weightsOf } from '../../src/evidence/answering/fusionWeights.ts';
import type { Columns } from '../../src/evidence/columns/columns.ts';
import { evidenceIndex } from '../../src/evidence/index/evidenceIndex.ts';
import { type AskedCase, askedCases, mostKept } from '../../src/evidence/own/askedCases.ts';
import { own } from '../../src/evidence/own/own.ts';
import { chancesOf, ownWeights } from '../../src/evidence/own/ownWeights.ts';
import { calibrationBy, chanceOf, logOddsOf, usualCalibration } from '../../src/evidence/own/pastChance.ts';
import { emptyIndex, indexOf, solved } from './sample.ts';

const usual = fusionWeights.technologies;
const row = (of: Partial<Record<(typeof features)[number], number>>): Float64Array =>
  Float64Array.from(features, (feature) => of[feature] ?? 0);
/** A case of two technologies: one that similar cases speak for, one that the words speak for. */
const asked = (right: 'similar' | 'words', size = 200): AskedCase => ({
  ...{ size, each: 1, heard: 1 },
  candidates: [
    { row: row({ similar: 1, words: 0 }), nearest: 0.2, right: right === 'similar' },
    { row: row({ similar: 0, words: 1 }), nearest: 0.2, right: right === 'words' },
  ],
});
const many = (count: number, of: (at: number) => AskedCase): AskedCase[] =>
  Array.from({ length: count }, (_, at) => of(at));

/** As another process reads what was saved. */
const copied = (columns: Columns): Columns =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice()]));

describe('weights of a tenant’s own', () => {
  test('are taken when later cases than those they were learned on are told clearly better by them', () => {
    const cases = many(150, (at) => asked(at % 10 === 0 ? 'similar' : 'words'));
    const found = ownWeights(cases, usual);
    expect(found).toMatchObject({ isTaken: true, cases: 60 });
    expect(found?.own.right).toBeGreaterThan(found?.usual.right ?? 60);
    expect(found?.weights.words).toBeGreaterThan(usual.words);
    const [bySimilar = 1, byWords = 0] = chancesOf(asked('words'), found?.weights ?? usual);
    expect(byWords).toBeGreaterThan(bySimilar);
  });

  test('are not when the earlier cases taught what the later ones do not bear out', () => {
    const cases = many(150, (at) => asked(at < 90 ? 'words' : 'similar'));
    expect(ownWeights(cases, usual)).toMatchObject({ isTaken: false, weights: usual });
  });

  test('are not asked for while there are few cases', () => {
    expect(
      ownWeights(
        many(39, () => asked('words')),
        usual,
      ),
    ).toBeUndefined();
    // Of a technology that was new nothing can be weighed.
    const unknown = { ...asked('words'), candidates: [] };
    expect(
      ownWeights(
        many(150, () => unknown),
        usual,
      ),
    ).toBeUndefined();
  });
});

describe('chances', () => {
  const told = (chance: number): Float64Array => Float64Array.of(chance, 1 - chance);
  const read = (chance: number, cases: AskedCase[]): number => {
    const { slope, offset } = calibrationBy(cases, () => told(chance));
    return chanceOf(slope * logOddsOf(chance) + offset);
  };

  test('are read lower where those of cases asked before they were known came true less often, and higher where more', () => {
    const right = (part: number) => many(100, (at) => asked(at % 100 < part ? 'similar' : 'words', 1000));
    const [half = 0, nearlyAll = 0] = [50, 95].map((part) => read(0.8, right(part)));
    expect(half).toBeLessThan(0.62);
    expect(nearlyAll).toBeGreaterThan(0.88);
    expect(half).toBeGreaterThan(0.4);
  });

  test('are read as everywhere for few', () => {
    expect(
      calibrationBy(
        many(9, () => asked('words')),
        () => told(0.9),
      ),
    ).toEqual(usualCalibration);
  });

  test('hear a case as of the same world where a tenant’s own cases are no nearer to one another', () => {
    const far = many(50, (at) => ({
      ...asked('similar'),
      candidates: asked('similar').candidates.map((each) => ({ ...each, nearest: 0.02 + 0.0004 * at })),
    }));
    const { unlike, alike } = calibrationBy(far, () => told(0.8));
    expect(unlike).toBeLessThan(0.02);
    expect(alike).toBeLessThan(0.03);
    // A tenant whose cases are near to one another hears no less than everybody.
    expect(
      calibrationBy(
        many(50, () => asked('similar')),
        () => told(0.8),
      ),
    ).toMatchObject({ unlike: 0.03, alike: 0.07 });
  });
});

describe('an index', () => {
  const past = Array.from({ length: 120 }, (_, at) =>
    at % 2 === 0
      ? solved(`v${at}`, `Phase two rekey fails at site ${at}, tunnel down`, 'mika', 'vpn', at)
      : solved(`m${at}`, `Mailbox ${at} over quota, messages bounce`, 'ravi', 'mail', at),
  );

  test('asks itself about cases before it takes them in, and learns how it did', () => {
    const { judged, calibration } = indexOf(past).own;
    // From the eleventh on, one in a hundred where there are more; four in ten of them judge.
    expect(judged).toMatchObject({ isTaken: false, cases: 40 });
    expect(judged?.usual.right).toBeGreaterThan(37);
    expect(calibration).not.toEqual(usualCalibration);
  });

  test('does not ask about what it knows already, what has no technology, and what is to be taken in unasked', () => {
    const index = emptyIndex();
    for (const each of past.slice(0, 20)) index.add(each);
    for (let times = 0; times < 100; times++) {
      index.add(past[1] ?? solved('m1', '', 'ravi', 'mail', 1));
      index.add({ ...solved(`n${times}`, 'Something else', 'ravi', 'mail', 200), technologies: [] });
      index.addUnasked(solved(`u${times}`, 'Something else', 'ravi', 'mail', 200));
    }
    index.recount();
    expect(index.own.judged).toBeUndefined();
  });

  test('that was saved reads its chances as before', () => {
    const index = indexOf(past);
    const again = evidenceIndex({}, copied(index.columns()));
    expect(again.own.calibration).toEqual(index.own.calibration);
    expect(again.own.judged).toEqual(index.own.judged);
  });
});

test('of cases that were asked the newest are kept, as they were', () => {
  const kept = askedCases();
  for (let at = 0; at < mostKept + 20; at++) kept.add(asked('words', at));
  const all = kept.all();
  expect(all.map(({ size }) => size)).toEqual(Array.from({ length: mostKept }, (_, at) => at + 20));
  expect(all[0]?.candidates.map(({ right }) => right)).toEqual([false, true]);
  expect(askedCases(copied(kept.columns())).all()).toEqual(all);
  // With many technologies the likeliest are kept.
  kept.add({ ...asked('words'), candidates: many(40, () => asked('words')).flatMap(({ candidates }) => candidates) });
  expect(kept.all().at(-1)?.candidates).toHaveLength(12);
});

test('what is due to be asked grows rarer as an index grows', () => {
  const rule = own();
  expect(rule.isDue(9)).toBe(false);
  rule.note(asked('words', 10));
  expect([rule.isDue(10), rule.isDue(11)]).toEqual([false, true]);
  rule.note(asked('words', 30_000));
  expect([rule.isDue(30_200), rule.isDue(30_304)]).toEqual([false, true]);
  expect(weightsOf(features.map((feature) => usual[feature]))).toEqual(usual);
});
