import { setImmediate } from 'node:timers/promises';
import { DateTime, IANAZone } from 'luxon';
import ical, { type EventInstance, type VEvent } from 'node-ical';
import { findIana } from 'windows-iana';
import {
  type Feed,
  type FeedLeftOut,
  type FeedTrouble,
  isCalendarText,
  mostFeedLetters,
} from '../registry/shifts/feed.ts';
import { longestPlanned, mostPlanned, type PersonShifts, type PlannedShift } from '../registry/shifts/plannedShift.ts';
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
 * rather than moved. Others get their turn between rules.
 */
export async function readFeed(
  text: string,
  feed: Omit<Feed, 'address' | 'text'>,
  span: { from: number; to: number },
  people: PeopleByName,
): Promise<FeedReading> {
  if (text.length > mostFeedLetters) return { ok: false, trouble: 'too-big' };
  if (!isCalendarText(text)) return { ok: false, trouble: 'not-icalendar' };
  const unfolded = text.replaceAll(/\r?\n[ \t]/g, '');
  if ((unfolded.match(/^BEGIN:VEVENT/gim) ?? []).length > mostEvents) return { ok: false, trouble: 'too-many-events' };
  const leftOut: FeedLeftOut = { unknownPeople: [], tooLong: 0, tooOften: 0, unknownZone: 0 };
  const zoned = inKnownZones(unfolded, feed.zone, leftOut);
  const events = eventsIn(zoned) ?? eventsIn(withoutBadRules(zoned, leftOut));
  if (events === null) return { ok: false, trouble: 'not-icalendar' };
  const shifts = new Map<string, PlannedShift[]>();
  const unknown = new Set<string>();
  let rules = 0;
  let occurrences = 0;
  for (const event of events) {
    if (String(event.status ?? '').toUpperCase() === 'CANCELLED' || !event.start) continue;
    if (event.rrule) {
      if (++rules > mostRules) return { ok: false, trouble: 'too-many-events' };
      await setImmediate();
    }
    for (const each of instancesOf(event, span, leftOut)) {
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

/** Null: the package gives up. */
function eventsIn(text: string): VEvent[] | null {
  try {
    const all = Object.values(ical.sync.parseICS(text));
    return all.filter((each): each is VEvent => each !== undefined && 'type' in each && each.type === 'VEVENT');
  } catch {
    return null;
  }
}

/** One rule that cannot be would take the whole feed along. */
function withoutBadRules(text: string, leftOut: FeedLeftOut): string {
  return text.replaceAll(eachEvent, (event) => {
    if (!/^RRULE/im.test(event) || eventsIn(`BEGIN:VCALENDAR\r\n${event}END:VCALENDAR\r\n`)) return event;
    leftOut.tooOften++;
    return '';
  });
}

const eachEvent = /^BEGIN:VEVENT[\s\S]*?^END:VEVENT[^\r\n]*(?:\r?\n|$)/gim;
const timed = /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)((?:;[^:\r\n]*)?):([^\r\n]*)$/gim;

/** The text with a zone wherever a time has none, and without events in zones that nobody knows. */
function inKnownZones(text: string, zone: string, leftOut: FeedLeftOut): string {
  const described = new Set(Array.from(text.matchAll(/^TZID:([^\r\n]+)$/gim), ([, name = '']) => name.trim()));
  const isKnown = (name: string): boolean =>
    IANAZone.isValidZone(name) || described.has(name) || findIana(name).length > 0;
  return text.replaceAll(eachEvent, (event) => {
    const names = Array.from(event.matchAll(/;TZID="?([^":;\r\n]+)"?/gi), ([, name = '']) => name.trim());
    if (names.some((name) => !isKnown(name))) {
      leftOut.unknownZone++;
      return '';
    }
    return event.replaceAll(timed, (line, name: string, parameters: string, value: string) =>
      /TZID=|VALUE=DATE(?!-)/i.test(parameters) || !/^\d{8}T\d{6}(?:,|$)/.test(value.trim())
        ? line
        : `${name}${parameters};TZID=${zone}:${value}`,
    );
  });
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
