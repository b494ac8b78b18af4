import { expect, test } from '@jest/globals';
import { createFormat } from '../../src/web/format.ts';
import { caseRows } from '../../src/web/measures/caseRows.ts';
import { en } from '../../src/web/words/en.ts';
import { ja } from '../../src/web/words/ja.ts';

/** Closed yesterday, of a system that keeps no word of its customers. */
const fresh = {
  cases: 2,
  closed: { count: 1, median: 86_400, p90: 86_400 },
  firstResolution: { held: 0, of: 0 },
  satisfaction: { good: 0, neutral: 0, bad: 0 },
};

test.each([
  [
    'en',
    en,
    [
      'none was closed 7 days ago or earlier: nobody can tell yet',
      'no customer has said yet, or the system does not tell',
    ],
  ],
  ['ja', ja, ['クローズから 7 日を経過したケースがまだありません', '顧客の回答がまだないか、システムに記録されません']],
] as const)('how cases went says why it cannot tell yet, and not “0 of 0” (%s)', (language, words, told) => {
  const [, , first, satisfied] = caseRows(7, words, createFormat(language, 'Asia/Tokyo'));
  expect([first?.detail(fresh), satisfied?.detail(fresh)]).toEqual(told);
  expect([first?.value(fresh), satisfied?.value(fresh)]).toEqual(['–', '–']);
});

test('how cases went tells of how many, where it can', () => {
  const [, , first, satisfied] = caseRows(7, en, createFormat('en', 'Asia/Tokyo'));
  const group = { ...fresh, firstResolution: { held: 3, of: 4 }, satisfaction: { good: 1, neutral: 0, bad: 1 } };
  expect([first?.detail(group), satisfied?.detail(group)]).toEqual(['3 of 4', '1 of 2']);
});
