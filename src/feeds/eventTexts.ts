/**
 * What an iCalendar text (unfolded) is made of: the lines of each event that tell when it is and whose, and the zones that it describes.
 * `uid`: events of one belong together, as what comes again and what is otherwise on one day.
 */
export type EventText = { uid: string; lines: string[] };
export type CalendarText = { events: EventText[]; zones: ReadonlyMap<string, string> };

/** What is read of an event; a description may be as long as a book. */
const wanted = /^(?:UID|SUMMARY|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|ATTENDEE)[:;]/i;
const begins = /^BEGIN:(\S+)/i;
const ends = /^END:(\S+)/i;
const linesAStep = 500;

/**
 * Takes a text apart line by line, once, however it is made; null: what begins in it does not end. A stop every some hundred lines.
 */
export function* calendarText(text: string, mostEvents: number): Generator<void, CalendarText | 'too-many' | null> {
  const events: EventText[] = [];
  const zones = new Map<string, string>();
  let open: { name: string; lines: string[] } | null = null;
  /** Of what is begun within it: an alarm, the summer time of a zone. */
  let depth = 0;
  let number = 0;
  for (const line of linesOf(text)) {
    if (++number % linesAStep === 0) yield;
    const begun = begins.exec(line)?.[1]?.toUpperCase();
    const ended = ends.exec(line)?.[1]?.toUpperCase();
    if (!open) {
      if (begun === 'VEVENT' || begun === 'VTIMEZONE') open = { name: begun, lines: [] };
      continue;
    }
    if (begun === 'VEVENT' || begun === 'VCALENDAR') return null;
    if (ended === open.name && depth === 0) {
      if (open.name === 'VTIMEZONE') {
        const id = open.lines.find((each) => /^TZID[:;]/i.test(each)) ?? '';
        zones.set(id.slice(id.indexOf(':') + 1).trim(), open.lines.join('\r\n'));
      } else {
        if (events.length >= mostEvents) return 'too-many';
        const uid = open.lines.find((each) => /^UID[:;]/i.test(each));
        events.push({ uid: uid ?? `${events.length}`, lines: open.lines });
      }
      open = null;
      continue;
    }
    if (begun) depth++;
    if (ended) depth--;
    if (depth < 0) return null;
    if (open.name === 'VTIMEZONE' || (depth === 0 && !ended && wanted.test(line))) open.lines.push(line);
  }
  return open ? null : { events, zones };
}

/** Line by line, without a list of all of them. */
function* linesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf('\n', from);
    const to = found < 0 ? text.length : found;
    yield text.slice(from, text[to - 1] === '\r' ? to - 1 : to);
    from = to + 1;
  }
}
