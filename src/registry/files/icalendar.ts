import ical, { type VEvent } from 'node-ical';
import { calendarLineSchema } from '../calendar.ts';
import { datesFrom, mostDaysALine } from './calendars.ts';
import { type DayKind, dayKindIn } from './cells.ts';
import { nothingPlaced, type PlacedRegistry } from './check.ts';
import { anyValue, cameAs, type Expectation, type ProblemCode, type RegistryProblem } from './problem.ts';

/** Whether a file is iCalendar by its name or its first line. */
export const isICalendar = (name: string, text: string): boolean =>
  /\.ics$/i.test(name) || /^\s*BEGIN:VCALENDAR/i.test(text);

/** So many letters and events at most: a list of days off for thirty years has a few hundred. */
const mostLetters = 2_000_000;
const mostEvents = 2000;

/**
 * The days off that an iCalendar file tells, for the calendar of the file's name (`hyderabad.ics`): its all-day events, but those
 * that were cancelled. What the summary or a category says of it makes a day half or worked (班, 半日); a category of holidays makes
 * it public. Of events that share a day the shorter one says what it is. Until when the list is known the format cannot say: that
 * is in a table of calendars, or the registry knows it. `cancelled`: what the cancelled events are called.
 */
export function readCalendarIcs(
  file: string,
  text: string,
): { placed: PlacedRegistry; problems: RegistryProblem[]; cancelled: CancelledDays[] } {
  const placed = nothingPlaced();
  const problems: RegistryProblem[] = [];
  const tell = (code: ProblemCode, came = '', expected: Expectation = anyValue, path = '') =>
    problems.push({ file, line: null, path, code, expected, came: cameAs(came) });
  const id = calendarIdOf(file);
  if (text.length > mostLetters) tell('icalendar-too-big');
  else if (!/^\s*BEGIN:VCALENDAR/i.test(text)) tell('not-icalendar', text.trimStart().split('\n')[0]);
  else if (id === '') tell('icalendar-name', file);
  // A file of cancellations takes days off back; which ones the table of the calendar says.
  else if (/^METHOD:\s*CANCEL\s*$/im.test(text)) tell('icalendar-cancels');
  if (problems.length > 0) return { placed, problems, cancelled: [] };

  const days: DayOff[] = [];
  const cancelled: string[] = [];
  for (const event of eventsIn(text, tell)) {
    const summary = (typeof event.summary === 'string' ? event.summary : (event.summary?.val ?? '')).trim();
    const name = summary.slice(0, 100) || id;
    if (isCancelled(event, summary)) cancelled.push(name);
    else if (!event.start) tell('missing', '', { kind: 'date' }, 'DTSTART');
    else if (event.datetype !== 'date') tell('timed-event', summary);
    // Each year's days are announced anew; a rule would speak of years that nobody has.
    else if (event.rrule || 'rdate' in event || 'RDATE' in event) tell('recurring-day', summary);
    else {
      const date = dateOf(event.start);
      // The end is the day after the last one.
      const last = event.end ? dateOf(new Date(event.end.getTime() - 12 * 3_600_000)) : date;
      days.push({ date, last: last > date ? last : date, kind: kindOf(event, summary), name });
    }
  }
  for (const { date, last, kind, name } of withoutOverlap(days, (each) =>
    tell('twice', each, { kind: 'first', line: null }),
  )) {
    const line = { calendar: id, date, kind, name: { en: name, ja: name }, ...(last > date && { last }) };
    const read = calendarLineSchema.safeParse(line);
    if (read.success) placed.calendarDays.push({ value: read.data, file, line: null, path: '' });
    else tell('wrong-value', `${id} ${date}`);
  }
  return { placed, problems, cancelled: cancelled.length > 0 ? [{ file, names: cancelled }] : [] };
}

/** Events of a file that were left out as cancelled, by their names. */
export type CancelledDays = { file: string; names: string[] };

const isCancelled = (event: VEvent, summary: string): boolean =>
  String(event.status ?? '').toUpperCase() === 'CANCELLED' ||
  /^(?:cancell?ed|キャンセル済み?|中止)\s*[:：]/i.test(summary);

/** What can be read of it, each date checked before: the package would make 14 February of 20261345. */
function eventsIn(text: string, tell: (code: ProblemCode, came?: string, expected?: Expectation) => void): VEvent[] {
  const unfolded = text.replaceAll(/\r?\n[ \t]/g, '');
  for (const [, head = '', value = ''] of unfolded.matchAll(/^(DT(?:START|END)[^:\r\n]*):[ \t]*([^\r\n]*)$/gim))
    if (/^\d{8}$/.test(value.trim()) || /VALUE=DATE(?!-)/i.test(head))
      if (!isDate(value.trim())) tell('wrong-value', value, { kind: 'date' });
  // The package keeps one event of each UID, but lists are made by hand and by copying.
  const uids: string[] = [];
  const apart = unfolded.replaceAll(/^UID[^:\r\n]*:([^\r\n]*)/gim, (_, uid: string) => `UID:${uids.push(uid) - 1}`);
  try {
    const all = Object.values(ical.sync.parseICS(apart));
    const events = all.filter((each): each is VEvent => each !== undefined && 'type' in each && each.type === 'VEVENT');
    if (events.length <= mostEvents) return newest(events, uids);
    tell('icalendar-too-big');
  } catch (error) {
    tell('not-icalendar', error instanceof Error ? error.message : '');
  }
  return [];
}

/** An event that was changed is told with a higher SEQUENCE (RFC 5546, 2.1.4): the last counts. */
function newest(events: readonly VEvent[], uids: readonly string[]): VEvent[] {
  const uidOf = ({ uid }: VEvent): string => uids[Number(uid)] ?? '';
  const sequenceOf = ({ sequence }: VEvent): number => Number(sequence ?? 0) || 0;
  const last = new Map<string, number>();
  for (const event of events) last.set(uidOf(event), Math.max(last.get(uidOf(event)) ?? 0, sequenceOf(event)));
  return events.filter((event) => uidOf(event) === '' || sequenceOf(event) === last.get(uidOf(event)));
}

type DayOff = { date: string; last: string; kind: DayKind; name: string };

/**
 * Each date once: of events that share it the shorter one says what it is, since it is meant of that day; the others keep the rest
 * of theirs. `contradiction` is told dates of which two equally long events say that they are worked and that they are not.
 */
function withoutOverlap(days: readonly DayOff[], contradiction: (date: string) => void): DayOff[] {
  const taken = new Map<string, { kind: DayKind; length: number }>();
  const isOff = (kind: DayKind): boolean => kind === 'public' || kind === 'company';
  const apart: DayOff[] = [];
  const spans = days.map((day) => ({ ...day, dates: datesFrom(day.date, day.last) }));
  for (const { dates, ...day } of spans.toSorted((a, b) => a.dates.length - b.dates.length)) {
    // Longer than any span may be: told when it is taken.
    if (dates.length > mostDaysALine) {
      apart.push(day);
      continue;
    }
    let run: DayOff | null = null;
    for (const date of dates) {
      const before = taken.get(date);
      if (before) {
        const isSame = isOff(before.kind) ? isOff(day.kind) : before.kind === day.kind;
        if (before.length === dates.length && !isSame) contradiction(date);
        run = null;
        continue;
      }
      taken.set(date, { kind: day.kind, length: dates.length });
      if (run) run.last = date;
      else {
        run = { ...day, date, last: date };
        apart.push(run);
      }
    }
  }
  return apart.toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** An all-day date has no zone: the package gives it as midnight of this host, so the host's own calendar tells it. */
const dateOf = (midnight: Date): string =>
  [midnight.getFullYear(), midnight.getMonth() + 1, midnight.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

const isDate = (value: string): boolean => {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(value) ?? [];
  const date = `${year}-${month}-${day}`;
  return year !== '' && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
};

/** `Hyderabad 2026.ics` is of the calendar `hyderabad-2026`. */
export const calendarIdOf = (file: string): string =>
  (file.split(/[\\/]/).at(-1) ?? file)
    .replace(/\.ics$/i, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 64);

function kindOf(event: VEvent, summary: string): DayKind {
  const kinds = [summary, ...(event.categories ?? [])].map((each) => dayKindIn(each));
  return (['half', 'worked', 'public'] as const).find((kind) => kinds.includes(kind)) ?? 'company';
}
