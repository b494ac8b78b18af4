import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A centile of measured values, to two decimals. */
export function centile(values: readonly number[], of: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * of) / 100))] ?? 0;
  return Math.round(value * 100) / 100;
}

/** Megabytes of heap and tables of numbers in use, after a collection. */
export function heapMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1_048_576;
}
