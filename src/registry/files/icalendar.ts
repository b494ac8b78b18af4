import ical, { type VEvent } from 'node-ical';
import { calendarLineSchema } from '../calendar.ts';
import { nothingPlaced, type PlacedRegistry } from './check.ts';
import { anyValue, cameAs, type ProblemCode, type RegistryProblem } from './problem.ts';

/** Whether a file is iCalendar by its name or its first line. */
export const isICalendar = (name: string, text: string): boolean =>
  /\.ics$/i.test(name) || /^\s*BEGIN:VCALENDAR/i.test(text);

/** So many letters and events at most: a list of days off for thirty years has a few hundred. */
const mostLetters = 2_000_000;
const mostEvents = 2000;

/**
 * The days off that an iCalendar file tells, for the calendar of the file's name (`hyderabad.ics`): its all-day events. What the
 * summary or a category says of it makes a day half or worked (班, 半日); a category of holidays makes it public. Until when the
 * list is known the format cannot say: that is in a table of calendars, or the registry knows it.
 */
export function readCalendarIcs(file: string, text: string): { placed: PlacedRegistry; problems: RegistryProblem[] } {
  const placed = nothingPlaced();
  const problems: RegistryProblem[] = [];
  const tell = (code: ProblemCode, came = '') =>
    problems.push({ file, line: null, path: '', code, expected: anyValue, came: cameAs(came) });
  if (text.length > mostLetters) tell('icalendar-too-big');
  else if (!/^\s*BEGIN:VCALENDAR/i.test(text)) tell('not-icalendar', text.trimStart().split('\n')[0]);
  if (problems.length > 0) return { placed, problems };

  const id = idOf(file);
  const seen = new Set<string>();
  for (const event of eventsIn(text, tell)) {
    const summary = typeof event.summary === 'string' ? event.summary : (event.summary?.val ?? '');
    if (event.datetype !== 'date') tell('timed-event', summary);
    // Each year's days are announced anew; a rule would speak of years that nobody has.
    else if (event.rrule) tell('recurring-day', summary);
    else {
      const date = dateOf(event.start);
      // The end is the day after the last one.
      const last = event.end ? dateOf(new Date(event.end.getTime() - 12 * 3_600_000)) : date;
      if (seen.has(date)) continue;
      seen.add(date);
      const name = summary.trim().slice(0, 100) || id;
      const line = { calendar: id, date, kind: kindOf(event, summary), name: { en: name, ja: name } };
      const read = calendarLineSchema.safeParse(last > date ? { ...line, last } : line);
      if (read.success) placed.calendarDays.push({ value: read.data, file, line: null, path: '' });
      else tell('wrong-value', `${id} ${date}`);
    }
  }
  return { placed, problems };
}

function eventsIn(text: string, tell: (code: ProblemCode, came?: string) => void): VEvent[] {
  try {
    const all = Object.values(ical.sync.parseICS(text));
    const events = all.filter((each): each is VEvent => each !== undefined && 'type' in each && each.type === 'VEVENT');
    if (events.length <= mostEvents) return events.sort((a, b) => a.start.getTime() - b.start.getTime());
    tell('icalendar-too-big');
  } catch (error) {
    tell('not-icalendar', error instanceof Error ? error.message : '');
  }
  return [];
}

/** An all-day date has no zone: the package gives it as midnight of this host, so the host's own calendar tells it. */
const dateOf = (midnight: Date): string =>
  [midnight.getFullYear(), midnight.getMonth() + 1, midnight.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

/** `Hyderabad 2026.ics` is of the calendar `hyderabad-2026`. */
const idOf = (file: string): string =>
  (file.split(/[\\/]/).at(-1) ?? file)
    .replace(/\.ics$/i, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 64);

function kindOf(event: VEvent, summary: string): 'public' | 'company' | 'half' | 'worked' {
  const told = [summary, ...(event.categories ?? [])].map((each) => each.trim().toLowerCase());
  const is = (words: RegExp): boolean => told.some((each) => words.test(each));
  if (is(/(^|[\s(（])(班|补班|調休|调休上班|出勤日?|working day|worked)[)）]?$/)) return 'worked';
  if (is(/半日|半休|half[- ]day/)) return 'half';
  return is(/holiday|祝日|公休/) ? 'public' : 'company';
}
