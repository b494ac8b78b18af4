import { setImmediate as nextTurn } from 'node:timers/promises';
import { DateTime } from 'luxon';
import ical, { type EventInstance, type VEvent } from 'node-ical';
import { append } from '../registry/append.ts';
import {
  type Feed,
  type FeedLeftOut,
  type FeedTrouble,
  isCalendarText,
  mostFeedLetters,
} from '../registry/shifts/feed.ts';
import { longestPlanned, mostPlanned, type PersonShifts, type PlannedShift } from '../registry/shifts/plannedShift.ts';
import { type Pause, rests, stepped } from '../time/pauses.ts';
import { type CalendarText, calendarText } from './eventTexts.ts';
import { zonesIn } from './feedZones.ts';
import { type PeopleByName, peopleNamed } from './people.ts';

/** The shifts that a feed tells of a span, and what could not be taken of it. */
export type FeedReading =
  | { ok: true; shifts: PersonShifts[]; leftOut: FeedLeftOut }
  | { ok: false; trouble: FeedTrouble };

const mostEvents = 5000;
/** One rule costs some hundredths of a second. */
const mostRules = 200;
const mostOccurrences = 5000;
const mostNames = 20;

/**
 * Reads the events of an iCalendar text that touch a span (milliseconds since 1970). The package is kept from what it gets wrong:
 * times without a zone are meant in the feed's, dates are that zone's days, and a zone that nobody knows makes its event be left out
 * rather than moved. It is read in pieces of some milliseconds, between which others get their turn, however large it is.
 */
export async function readFeed(
  text: string,
  feed: Omit<Feed, 'address' | 'text'>,
  span: { from: number; to: number },
  people: PeopleByName,
  pause: Pause = rests(),
): Promise<FeedReading> {
  if (text.length > mostFeedLetters) return { ok: false, trouble: 'too-big' };
  if (!isCalendarText(text)) return { ok: false, trouble: 'not-icalendar' };
  const given = await stepped(calendarText(text.replaceAll(/\r?\n[ \t]/g, ''), mostEvents), pause);
  if (given === 'too-many') return { ok: false, trouble: 'too-many-events' };
  if (given === null) return { ok: false, trouble: 'not-icalendar' };
  const leftOut: FeedLeftOut = { unknownPeople: [], tooLong: 0, tooOften: 0, unknownZone: 0 };
  const events = await stepped(eventSteps(given, feed.zone, leftOut), pause);
  if (events === null) return { ok: false, trouble: 'not-icalendar' };
  const shifts = new Map<string, PlannedShift[]>();
  const unknown = new Set<string>();
  let rules = 0;
  let occurrences = 0;
  for (const event of events) {
    if (String(event.status ?? '').toUpperCase() === 'CANCELLED' || !event.start) continue;
    if (event.rrule) {
      if (++rules > mostRules) return { ok: false, trouble: 'too-many-events' };
      await nextTurn();
    }
    for (const each of instancesOf(event, span, leftOut)) {
      await pause();
      const found = spanOf(each, feed.zone);
      if (found.to <= span.from || found.from >= span.to || found.to <= found.from) continue;
      if (found.to - found.from > longestPlanned[feed.kind]) {
        leftOut.tooLong++;
        continue;
      }
      if (++occurrences > mostOccurrences) return { ok: false, trouble: 'too-many-events' };
      const title = textOf(each.event.summary);
      const who = feed.person === undefined ? peopleNamed(title, mailsOf(each.event), feed, people) : [feed.person];
      if (who.length === 0) unknown.add(title.slice(0, 60));
      const shift: PlannedShift = {
        ...{ kind: feed.kind, from: new Date(found.from).toISOString(), to: new Date(found.to).toISOString() },
        ...(feed.technology !== undefined && feed.kind === 'on-call' && { technology: feed.technology }),
      };
      for (const person of who) {
        const of = shifts.get(person) ?? [];
        shifts.set(person, of);
        if (of.length < mostPlanned) of.push(shift);
      }
    }
  }
  leftOut.unknownPeople = [...unknown].sort().slice(0, mostNames);
  const inOrder = [...shifts].map(([id, of]) => ({ id, shifts: of.toSorted((a, b) => (a.from < b.from ? -1 : 1)) }));
  return { ok: true, shifts: inOrder.sort((a, b) => (a.id < b.id ? -1 : 1)), leftOut };
}

/**
 * The events of a calendar, read some at a time: the package takes a second for a large one, and others want their turn. What is so long
 * that it alone would take long (thousands of exceptions to a rule) is left out. Null: the package gives up.
 */
function* eventSteps(
  { events, zones }: CalendarText,
  zone: string,
  leftOut: FeedLeftOut,
): Generator<void, VEvent[] | null> {
  const zoneOf = zonesIn(zones, zone);
  const found: VEvent[] = [];
  let batch: string[][] = [];
  let letters = 0;
  const readBatch = (): boolean => {
    const some = batch.flat();
    [batch, letters] = [[], 0];
    const read = eventsIn(some) ?? eventsIn(withoutBadRules(some, leftOut));
    append(found, read ?? []);
    return read !== null;
  };
  for (const group of Map.groupBy(events, ({ uid }) => uid).values()) {
    yield;
    const length = group.reduce((sum, { lines }) => sum + lines.reduce((of, line) => of + line.length, 0), 0);
    if (length > mostOfOne) {
      leftOut.tooOften++;
      continue;
    }
    const texts = group.flatMap(({ lines }) => inKnownZone(lines, { zone, zoneOf }, leftOut));
    batch.push(texts);
    letters += length;
    if (letters > lettersAtOnce && !readBatch()) return null;
  }
  return batch.length === 0 || readBatch() ? found : null;
}

/** Letters: some milliseconds. */
const lettersAtOnce = 2000;
/** Letters of what belongs to one event: a shift of each day for a year, each moved. */
const mostOfOne = 60_000;

/** Null: the package gives up. */
function eventsIn(events: readonly string[]): VEvent[] | null {
  try {
    const all = Object.values(ical.sync.parseICS(['BEGIN:VCALENDAR\r\n', ...events, 'END:VCALENDAR\r\n'].join('')));
    return all.filter((each): each is VEvent => each !== undefined && 'type' in each && each.type === 'VEVENT');
  } catch {
    return null;
  }
}

/** One rule that cannot be would take the others along. */
const withoutBadRules = (events: readonly string[], leftOut: FeedLeftOut): string[] =>
  events.filter((event) => {
    if (!/^RRULE/im.test(event) || eventsIn([event])) return true;
    leftOut.tooOften++;
    return false;
  });

const timed = /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)((?:;[^:\r\n]*)?):(.*)$/i;

/** An event with a zone wherever a time has none; nothing of one in a zone that nobody knows. */
function inKnownZone(
  lines: readonly string[],
  { zone, zoneOf }: { zone: string; zoneOf: (name: string) => string | null },
  leftOut: FeedLeftOut,
): string[] {
  let isUnknown = false;
  const named = lines.map((line) =>
    line.replace(/^([^:]*;TZID=)("[^"]*"|[^":;]+)/i, (_, before: string, name: string) => {
      const known = zoneOf(name.replaceAll('"', '').trim());
      isUnknown ||= known === null;
      return `${before}${known?.includes(':') ? `"${known}"` : known}`;
    }),
  );
  if (isUnknown) {
    leftOut.unknownZone++;
    return [];
  }
  const zoned = named.map((line) =>
    line.replace(timed, (whole, name: string, parameters: string, value: string) =>
      /TZID=|VALUE=DATE(?!-)/i.test(parameters) || !/^\d{8}T\d{6}(?:,|$)/.test(value.trim())
        ? whole
        : `${name}${parameters};TZID=${zone}:${value}`,
    ),
  );
  return [['BEGIN:VEVENT', ...zoned, 'END:VEVENT', ''].join('\r\n')];
}

type Instance = Pick<EventInstance, 'start' | 'end' | 'isFullDay'> & { event: VEvent };

/** When an event is; of a rule in the span alone. One that comes every minute is no shift. */
function instancesOf(event: VEvent, { from, to }: { from: number; to: number }, leftOut: FeedLeftOut): Instance[] {
  if (!event.rrule) {
    const isFullDay = event.datetype === 'date';
    const end = event.end ?? new Date(event.start.getTime() + (isFullDay ? day : 0));
    return [{ start: event.start, end, isFullDay, event }];
  }
  const rule = String(event.rrule.toString());
  if (/FREQ=(?:SECONDLY|MINUTELY|HOURLY)|BY(?:SECOND|MINUTE|HOUR)=[^;]*,/i.test(rule)) {
    leftOut.tooOften++;
    return [];
  }
  try {
    const length = Math.min(longest, Math.max(0, (event.end?.getTime() ?? 0) - event.start.getTime()));
    const between = { from: new Date(from - length), to: new Date(to) };
    return ical.expandRecurringEvent(event, between).map((each) => ({ ...each, event: each.event ?? event }));
  } catch {
    leftOut.tooOften++;
    return [];
  }
}

/** A date has no zone: the package gives it as this host's midnight, and it is meant in the feed's. */
function spanOf({ start, end, isFullDay }: Instance, zone: string): { from: number; to: number } {
  if (!isFullDay) return { from: start.getTime(), to: end.getTime() };
  const midnight = (at: Date): number =>
    DateTime.fromObject({ year: at.getFullYear(), month: at.getMonth() + 1, day: at.getDate() }, { zone }).toMillis();
  const [from, to] = [midnight(start), midnight(end)];
  return { from, to: to > from ? to : from + day };
}

const textOf = (value: VEvent['summary'] | undefined): string =>
  (typeof value === 'string' ? value : (value?.val ?? '')).trim();

function mailsOf({ attendee }: VEvent): string[] {
  const all = attendee === undefined ? [] : Array.isArray(attendee) ? attendee : [attendee];
  return all.map((each) => (typeof each === 'string' ? each : each.val)).filter((each) => each.includes('@'));
}

const day = 24 * 3_600_000;
const longest = longestPlanned['on-call'];
