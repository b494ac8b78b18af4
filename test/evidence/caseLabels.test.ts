import { expect, test } from '@jest/globals';
import { nthLargest } from '../../src/evidence/answering/nthLargest.ts';
import { caseLabels, eachLabelOf, labelOf, labelWeightOf, packedLabel } from '../../src/evidence/columns/caseLabels.ts';

test('a case keeps its labels and their weights, whether none, one, two or many, also when it is saved', () => {
  const labels = caseLabels();
  const given = [0, 1, 2, 3, 40, 1, 3].map((count, number) =>
    Array.from({ length: count }, (_, at) => [at + 7 * number, at % 2 === 0 ? 1 : -0.5] as const),
  );
  for (const [number, each] of given.entries())
    labels.add(
      number,
      each.map(([label, weight]) => packedLabel(label, weight)),
    );
  const told = (from: typeof labels) =>
    given.map((_, number) => {
      const found: [number, number][] = [];
      eachLabelOf(from.columns, number, (packed) => found.push([labelOf(packed), labelWeightOf(packed)]));
      return found;
    });
  expect(told(labels)).toEqual(given);
  expect(told(caseLabels(labels.saved()))).toEqual(given);
  labels.clear(4);
  labels.clear(2);
  expect(told(labels)).toEqual(given.map((each, number) => (number === 4 || number === 2 ? [] : each)));
});

test('many labels are a case’s own also after those of some ten million others', () => {
  const used = 2 ** 24;
  const labels = caseLabels({ rows: new Uint32Array(8), more: new Uint32Array(used), used: Uint32Array.of(used) });
  const given = [packedLabel(1, 1), packedLabel(2, 1), packedLabel(3, -1)];
  labels.add(0, given);
  const found: number[] = [];
  eachLabelOf(labels.columns, 0, (packed) => found.push(packed));
  expect(found).toEqual(given);
});

test('label 0 with the least weight there is is told apart from no label', () => {
  const labels = caseLabels();
  labels.add(0, [packedLabel(0, -2)]);
  const found: number[] = [];
  eachLabelOf(labels.columns, 0, (packed) => found.push(labelOf(packed)));
  expect(found).toEqual([0]);
});

test('the n-th largest number is that of the sorted numbers, and none is when there are fewer', () => {
  let seed = 1;
  const numbers = Float64Array.from({ length: 5000 }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return (seed % 997) - 300;
  });
  for (const n of [1, 2, 150, 1000, 5000]) expect(nthLargest(numbers, n)).toBe(numbers.toSorted().at(-n));
  expect(nthLargest(numbers.subarray(0, 149), 150)).toBe(Number.NEGATIVE_INFINITY);
});
