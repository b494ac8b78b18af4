import { float64 } from '../columns/columns.ts';

/**
 * The n-th largest of many numbers without sorting them all; -Infinity when there are fewer. None may be NaN.
 * It keeps those that may still be among the largest, and sorts these few whenever they have become four times too many.
 */
export function nthLargest(numbers: Float64Array, n: number): number {
  const kept = float64(n * 4);
  let size = 0;
  let least = Number.NEGATIVE_INFINITY;
  const cut = (): void => {
    const sorted = kept.subarray(0, size).sort();
    if (size < n) return;
    least = sorted[size - n] ?? least;
    kept.copyWithin(0, size - n, size);
    size = n;
  };
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] ?? Number.NEGATIVE_INFINITY;
    if (number < least) continue;
    if (size === kept.length) cut();
    kept[size++] = number;
  }
  cut();
  return least;
}
