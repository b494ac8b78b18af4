import { DateTime } from 'luxon';
import { withoutLabel } from '../reading/formLabels.ts';
import { isZone, zonesMeantBy } from '../time/zone.ts';
import type { Asked, When } from './deadlineForm.ts';
import { deadlinesIn } from './deadlineWords.ts';

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

/**
 * The text without the words that tell a deadline, and without the signs that stood around them. Its lines stay its lines, but
 * for one of which no more than a label is left: `Deadline: Friday 17:00`.
 */
export function withoutDeadline(text: string, { from, to }: Pick<TypedDeadline, 'from' | 'to'>): string {
  if (from === to) return text;
  const before = text.slice(0, from).replace(/(?:[^\S\n]|[、,:：;([（【「\p{Pd}])+$/u, '');
  const signs = text.slice(before.length, from).trim();
  const after = text.slice(to).replace(/[([（【「]/u.test(signs) ? /^(?:[^\S\n]|[\])）】」])+/u : /^[^\S\n]+/u, '');
  const line = before.lastIndexOf('\n') + 1;
  if (/^[。.]?(?:\n|$)/u.test(after) && isBareLabel(before.slice(line)))
    return `${before.slice(0, line)}${after.replace(/^[。.]?\n?/u, '')}`.trim();
  if (before === '') return after.replace(/^[\s、。,.:：;\p{Pd}]+/u, '').trim();
  const isJoined =
    /\n$/u.test(before) || /^(?:\n|$|(?![([\p{Pd}])\p{P})/u.test(after) || (signs === '' && isOneWord(before, after));
  return `${before}${isJoined ? '' : ' '}${after}`.trim();
}

const isBareLabel = (line: string): boolean => !/[\p{L}\p{N}]/u.test(line) || withoutLabel(line).words === '';
/** Japanese writes no spaces within a sentence. */
const isOneWord = (before: string, after: string): boolean => {
  const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
  return japanese.test(before.at(-1) ?? '') && japanese.test(after.at(0) ?? '');
};

/** The text with spaces in place of words that tell deadlines: what is read of it stands where it stood. */
export function withDeadlinesBlank(text: string): string {
  let blank = text;
  for (const { from, to } of deadlinesIn(text)) blank = blank.slice(0, from) + ' '.repeat(to - from) + blank.slice(to);
  return blank;
}

/** When people end, where they say no more than `EOD`; what their own hours are is not asked. */
const endOfWork = { hour: 18, minute: 0 };
const lastMinute = { hour: 23, minute: 59 };
/** 29時 is five in the morning, when the day after has begun for everybody. */
const lastHour = 29;

/** Null where an abbreviation is of several places that differ then, none of them the writer's. */
function instantOf(when: When, { at, zone: own }: Clock): string | null {
  if (when.zone === null) return instantIn(when, at, isZone(own) ? own : 'UTC');
  const zones = zonesOf(when.zone);
  if (zones.includes(own)) return instantIn(when, at, own);
  const [only, ...others] = new Set(zones.map((zone) => instantIn(when, at, zone)));
  return others.length === 0 ? (only ?? null) : null;
}

function instantIn({ day, time }: When, at: string, zone: string): string | null {
  const now = DateTime.fromISO(at, { zone });
  if (day?.kind === 'days-of-work' && day.isToTheHour) return ahead(daysOfWork(now, day.count).startOf('minute'), now);
  if (day?.kind === 'in') return ahead(now.plus({ [day.unit]: day.count }).startOf('minute'), now);
  const { hour, minute } = time === 'end-of-work' ? endOfWork : (time ?? lastMinute);
  if (hour > lastHour || minute > 59) return null;
  const on = (date: DateTime): DateTime =>
    date
      .startOf('day')
      .plus({ days: Math.floor(hour / 24) })
      .set({ hour: hour % 24, minute });
  // A time alone is the next one; at night that may be one of yesterday's.
  if (day === null) {
    const next = [-1, 0, 1].map((days) => on(now.plus({ days }))).find((told) => told > now);
    return next ? ahead(next, now) : null;
  }
  const date = dateOf(day, now);
  if (date === null) return null;
  const told = on(date);
  if (told > now) return ahead(told, now);
  // A day of the week that has just passed is the next one.
  return day.kind === 'weekday' && day.week === null ? ahead(on(date.plus({ days: 7 })), now) : null;
}

function dateOf(day: Exclude<Asked, { kind: 'in' }>, now: DateTime): DateTime | null {
  switch (day.kind) {
    case 'days':
      return now.plus({ days: day.count });
    case 'days-of-work':
      return daysOfWork(now, day.count);
    case 'weekday': {
      if (day.week !== null) return now.startOf('week').plus({ weeks: day.week, days: day.weekday - 1 });
      return now.plus({ days: (day.weekday - now.weekday + 7) % 7 });
    }
    case 'end-of':
      return now.plus({ [`${day.unit}s`]: day.ahead }).endOf(day.unit);
    case 'end-of-named': {
      const end = now.set({ day: 1, month: day.month }).endOf('month');
      return end < now ? end.plus({ years: 1 }) : end;
    }
    case 'of-month': {
      // Not every month has a 31st: the next one that has it is meant.
      const ahead = day.ahead === null ? [0, 1, 2] : [day.ahead];
      const months = ahead.map((count) => now.startOf('month').plus({ months: count }));
      const days = months.flatMap((month) =>
        day.day <= (month.daysInMonth ?? 0) ? [month.set({ day: day.day })] : [],
      );
      return days.find((each) => day.ahead !== null || each.endOf('day') > now) ?? null;
    }
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

/** Saturdays and Sundays are none; whose holidays count, nobody has said. */
function daysOfWork(from: DateTime, count: number): DateTime {
  let day = from;
  for (let left = count; left > 0; ) {
    day = day.plus({ days: 1 });
    if (day.weekday <= 5) left--;
  }
  return day;
}

const ahead = (told: DateTime, now: DateTime): string | null =>
  told.isValid && told > now && told < now.plus({ years: 1 }) ? told.toUTC().toISO() : null;

/** The places that go by an abbreviation, or what is so far from UTC. */
function zonesOf(name: string): string[] {
  if (/^(?:utc|gmt|z)$/i.test(name)) return ['UTC'];
  const [, sign, hours = '', minutes = '00'] = /^(?:utc|gmt)?([+-])(\d{1,2}):?(\d\d)?$/i.exec(name) ?? [];
  return sign === undefined ? zonesMeantBy(name) : [`UTC${sign}${hours}:${minutes}`];
}
