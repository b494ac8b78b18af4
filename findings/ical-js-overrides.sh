#!/bin/sh
# In ical.js a change to one person's shift changes everybody's: overrides are applied across UIDs.
#
# Versions:  ical.js 2.2.1
# Expected:  RECURRENCE-ID changes one occurrence of the event that has the same UID, and of no other (RFC 5545).
# Happens:   `new ICAL.Event(vevent)` collects every override of the calendar whose RECURRENCE-ID falls on one of its
#            times, whoever's it is: below, Suzuki, who stands in for Tanaka on the second line, also replaces Sato on
#            the first. The option against it, strictExceptions, makes the constructor throw on such a calendar
#            instead.
# Why it matters: On-call schedules are several series in one feed that begin at the same hour. One swap in the second
#            line, and the wrong person is called as the first.
# Source:    RFC 5545 3.8.4.4 (RECURRENCE-ID goes with UID); the package's dist/types/event.d.ts (without `exceptions`
#            they are set in relation to the component's parent).
#
# Output seen (Node 24.21.0 and 22.18.0):
#   uid first-line, Monday:     Sato
#   uid first-line, Tuesday:    Suzuki, uid second-line
#   uid first-line, Wednesday:  Sato
#   uid second-line, Monday:    Tanaka
#   uid second-line, Tuesday:   Suzuki
#   uid second-line, Wednesday: Tanaka
#   with strictExceptions: Error "attempted to relate unrelated exception"
set -eu
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 18) ? 0 : 1)' ||
  { echo 'Node 22.18 or later must be on PATH' >&2; exit 2; }
seen=$(sed -n '/^# Output seen/,/^[^#]/s/^#   //p' "$0")
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
trap 'exit 130' INT TERM
cd "$temp"
echo '{ "private": true }' > package.json
npm install --save-exact --ignore-scripts --no-audit --no-fund --loglevel=error \
  ical.js@2.2.1 > npm.log 2>&1 ||
  { cat npm.log >&2; echo 'The packages could not be installed, so nothing was tried' >&2; exit 2; }

cat > probe.mjs <<'PROBE'
import ICAL from 'ical.js';

const shift = (uid, who, day, more) => `BEGIN:VEVENT
UID:${uid}
DTSTAMP:20261101T000000Z
SUMMARY:${who}
DTSTART:202611${day}T000000Z
DTEND:202611${day}T080000Z
${more}
END:VEVENT`;
const feed = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//on call//EN
${shift('first-line', 'Sato', 23, 'RRULE:FREQ=DAILY;COUNT=3')}
${shift('second-line', 'Tanaka', 23, 'RRULE:FREQ=DAILY;COUNT=3')}
${shift('second-line', 'Suzuki', 24, 'RECURRENCE-ID:20261124T000000Z')}
END:VCALENDAR
`.replaceAll('\n', '\r\n');

const series = new ICAL.Component(ICAL.parse(feed)).getAllSubcomponents('vevent').slice(0, 2);
for (const vevent of series) {
  const event = new ICAL.Event(vevent);
  const times = event.iterator();
  for (const day of ['Monday', 'Tuesday', 'Wednesday']) {
    const { item } = event.getOccurrenceDetails(times.next());
    const strange = item.uid === event.uid ? '' : `, uid ${item.uid}`;
    console.log(`${`uid ${event.uid}, ${day}:`.padEnd(27)} ${item.summary}${strange}`);
  }
}
try {
  new ICAL.Event(series[0], { strictExceptions: true });
  console.log('with strictExceptions: no error');
} catch (error) {
  console.log(`with strictExceptions: ${error.name} "${error.message}"`);
}
PROBE

now=$(TZ=UTC node --no-warnings probe.mjs) || echo 'The probe ended with an error' >&2
printf '%s\n' "$now"
[ "$now" = "$seen" ] || { printf 'CHANGED. Seen before:\n%s\n' "$seen" >&2; exit 1; }
