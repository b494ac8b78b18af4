import { DateTime } from 'luxon';
import type { RecordEntry, RecordPart } from './record.ts';

/** What a month came to: swarms by what one did in them, technologies of those that are not restricted, words of thanks. */
export type MonthSums = { swarms: number; parts: Record<RecordPart, number>; technologies: string[]; thanks: number };

/** So many swarms of one month are looked at: nobody is in more. */
export const mostOfMonth = 500;

export function sumsOf(entries: readonly RecordEntry[]): MonthSums {
  const open = entries.filter(({ restricted }) => !restricted);
  const count = (part: RecordPart) => entries.filter(({ parts }) => parts.includes(part)).length;
  return {
    swarms: entries.length,
    parts: {
      ...{ coordinator: count('coordinator'), owner: count('owner') },
      ...{ expert: count('expert'), learner: count('learner') },
    },
    technologies: [...new Set(open.flatMap(({ technologies }) => technologies))],
    thanks: entries.reduce((sum, { thanks }) => sum + thanks.length, 0),
  };
}

/** The bounds of a month (`2026-11`) in somebody's zone, as instants (ISO, UTC). */
export function boundsOf(month: string, zone: string): { from: string; to: string } {
  const begins = DateTime.fromISO(`${month}-01`, { zone });
  return { from: iso(begins), to: iso(begins.plus({ months: 1 })) };
}

/** The days of a month in which the word of the month before is still told: later nobody waits for it. */
const toldUntil = 7;

/** The month that is over, where its word is due now in a zone; null: it is not. `now`: milliseconds since 1970. */
export function monthDue(now: number, zone: string): string | null {
  const local = DateTime.fromMillis(now, { zone });
  return local.day <= toldUntil ? local.minus({ months: 1 }).toFormat('yyyy-MM') : null;
}

const iso = (at: DateTime): string => new Date(at.toMillis()).toISOString();
