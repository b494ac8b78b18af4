import type { Words } from '../words/en.ts';

/** The unit in which spans up to the longest (seconds) are best read, and how many seconds it has. */
export function unitFor(longest: number, words: Words): { name: string; seconds: number } {
  const { unit } = words.measures;
  if (longest < 3 * 3600) return { name: unit.minutes, seconds: 60 };
  if (longest < 3 * 86_400) return { name: unit.hours, seconds: 3600 };
  return { name: unit.days, seconds: 86_400 };
}

/** A span in a unit, to a tenth. */
export const inUnit = (span: number, seconds: number): number => Math.round((span / seconds) * 10) / 10;
