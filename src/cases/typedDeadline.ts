import { DateTime } from 'luxon';
import { isZone, zonesMeantBy } from '../time/zone.ts';
import { type Asked, deadlinesIn, type When } from './deadlineWords.ts';

/** When somebody reads and writes: an ISO instant in UTC, and their zone. */
type Clock = { at: string; zone: string };

/** A deadline as typed: the instant (ISO, UTC), and where its words stand in the text (UTF-16, end exclusive). */
export type TypedDeadline = { at: string; from: number; to: number };

/**
 * The first deadline that somebody typed, read in their zone: 「月曜9時まで」, `by EOD Friday`. Null where there is none
 * ahead within a year, or where it might be another day (5/6 in English). A day alone is meant to its last minute.
 * `isMeant`: whether words that stand there are the writer's own.
 */
export function typedDeadline(
  text: string,
  clock: Clock,
  isMeant: (from: number) => boolean = () => true,
): TypedDeadline | null {
  for (const { when, from, to } of deadlinesIn(text)) {
    if (!isMeant(from)) continue;
    const at = instantOf(when, clock);
    if (at) return { at, from, to };
  }
  return null;
}

/** The text without the words that tell a deadline, and without the signs that stood around them. */
export function withoutDeadline(text: string, { from, to }: Pick<TypedDeadline, 'from' | 'to'>): string {
  if (from === to) return text;
  const before = text.slice(0, from).replace(/[\s、,:：;([（【「-]+$/u, '');
  const after = text.slice(to).replace(/^[\s\])）】」]+/u, '');
  if (before === '') return after.replace(/^[\s、。,.:：;-]+/u, '').trim();
  return `${before}${/^[\p{P}]|^$/u.test(after) ? '' : ' '}${after}`.trim();
}

/** The text with spaces in place of words that tell deadlines: what is read of it stands where it stood. */
export function withDeadlinesBlank(text: string): string {
  let blank = text;
  for (const { from, to } of deadlinesIn(text)) blank = blank.slice(0, from) + ' '.repeat(to - from) + blank.slice(to);
  return blank;
}

/** When people end, where they say no more than `EOD`; what their own hours are is not asked. */
const endOfWork = { hour: 18, minute: 0 };
const lastMinute = { hour: 23, minute: 59 };

function instantOf({ day, time, zone: named }: When, { at, zone: own }: Clock): string | null {
  const zone = named === null ? (isZone(own) ? own : 'UTC') : zoneOf(named);
  if (zone === null) return null;
  const now = DateTime.fromISO(at, { zone });
  if (day?.kind === 'in') {
    const later = now.plus({ [day.unit]: day.count }).startOf('minute');
    return ahead(later, now);
  }
  const clock = time === 'end-of-work' ? endOfWork : (time ?? lastMinute);
  if (clock.hour > 24 || clock.minute > 59) return null;
  const on = (date: DateTime): DateTime =>
    clock.hour === 24 ? date.startOf('day').plus({ days: 1 }) : date.startOf('day').set(clock);
  const date = day === null ? now : dateOf(day, now);
  if (date === null) return null;
  const told = on(date);
  if (told > now) return ahead(told, now);
  // A time alone, or a day of the week, that has just passed is the next one.
  if (day === null) return ahead(on(now.plus({ days: 1 })), now);
  return day.kind === 'weekday' && day.week === null ? ahead(on(date.plus({ days: 7 })), now) : null;
}

function dateOf(day: Exclude<Asked, { kind: 'in' }>, now: DateTime): DateTime | null {
  switch (day.kind) {
    case 'days':
      return now.plus({ days: day.count });
    case 'weekday': {
      if (day.week !== null) return now.startOf('week').plus({ weeks: day.week, days: day.weekday - 1 });
      return now.plus({ days: (day.weekday - now.weekday + 7) % 7 });
    }
    case 'end-of':
      return now.plus({ [`${day.unit}s`]: day.ahead }).endOf(day.unit);
    case 'date': {
      const { month, day: ofMonth } = day;
      const told = DateTime.fromObject({ year: day.year ?? now.year, month, day: ofMonth }, { zone: now.zone });
      if (!told.isValid) return null;
      return day.year === null && told.endOf('day') < now ? told.plus({ years: 1 }) : told;
    }
    default:
      return day satisfies never;
  }
}

const ahead = (told: DateTime, now: DateTime): string | null =>
  told.isValid && told > now && told < now.plus({ years: 1 }) ? told.toUTC().toISO() : null;

/** Where an abbreviation is of one place alone. */
function zoneOf(name: string): string | null {
  if (/^(?:utc|gmt|z)$/i.test(name)) return 'UTC';
  const [only, ...others] = zonesMeantBy(name);
  return only !== undefined && others.length === 0 ? only : null;
}
