import { expect, test } from '@jest/globals';
import { caseColumns } from '../../src/evidence/columns/caseColumns.ts';
import { caseNumbers } from '../../src/evidence/columns/caseNumbers.ts';
import { caseNumberOf, postings, weightOf } from '../../src/evidence/columns/postings.ts';

test('each of many cases is known by its id, told again by its new number, and not at all once forgotten', () => {
  const columns = caseColumns();
  const numbers = caseNumbers(columns);
  const tell = (id: string): void => {
    numbers.delete(id);
    numbers.add(columns.add(id, 0, 1));
  };
  const ids = Array.from({ length: 3000 }, (_, at) => `case-${at}`);
  for (const id of ids) tell(id);
  for (const id of ids) tell(id);
  for (const id of ids.slice(0, 1000)) numbers.delete(id);
  numbers.delete('never told');
  expect(numbers.size).toBe(2000);
  expect(ids.map((id) => numbers.find(id))).toEqual(ids.map((_, at) => (at < 1000 ? undefined : 3000 + at)));
});

test('a word brings the cases that hold it newest first, however many, and counts those it does not bring', () => {
  const lists = postings();
  for (const [term, count] of [1, 2, 3, 7, 1000].entries())
    for (let number = 0; number < count; number++) lists.add(term, number, 2);
  lists.countOnly(0);
  lists.countOnly(5);
  const numbersOf = (term: number): number[] => {
    const numbers: number[] = [];
    lists.blocks(term, (page, from, to) => {
      for (const posting of page.subarray(from, to).toReversed()) {
        numbers.push(caseNumberOf(posting));
        expect(weightOf(posting)).toBe(2);
      }
      return true;
    });
    return numbers;
  };
  for (const [term, count] of [1, 2, 3, 7, 1000, 0].entries())
    expect(numbersOf(term)).toEqual(Array.from({ length: count }, (_, at) => count - 1 - at));
  expect([0, 4, 5, 6].map((term) => lists.count(term))).toEqual([2, 1000, 1, 0]);
});
