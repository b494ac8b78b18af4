import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/**
 * A service of on-call and shift calendars, as a process of its own so that what it costs is not taken for the reader's. Feed `/n.ics` is
 * on-call for an even number (five people, a week each in turn, by rules), else the shifts of a team of ten (five days a week, 14
 * weeks, each an event). A message to the process says which share of the feeds (0 to 1) is another from now on, whether it knows
 * ETags, and whether only the time at which it was asked is another, as of Google's calendars.
 */
export type Serving = { changed: number; etags: boolean; stamped?: boolean };

const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
});
let serving: Serving = { changed: 0, etags: true };
const versions = new Map<number, number>();

const day = 86_400_000;
const monday = Date.parse('2026-10-12T00:00:00Z');
const written = (at: number): string => `${new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
const event = (uid: string, who: string, from: number, to: number, ...more: string[]): string[] => [
  ...['BEGIN:VEVENT', `UID:${uid}@calendar.example`, `SUMMARY:On call - ${who}`],
  ...[`DTSTAMP:${written(monday)}`, `DTSTART:${written(from)}`, `DTEND:${written(to)}`, ...more, 'END:VEVENT'],
];

function textOf(feed: number, version: number): string {
  const isOnCall = feed % 2 === 0;
  const people = Array.from({ length: isOnCall ? 5 : 10 }, (_, place) => `Engineer ${feed * 10 + place}`);
  const events = people.flatMap((who, place) =>
    isOnCall
      ? event(
          `${feed}-${place}`,
          who,
          monday + place * 7 * day,
          monday + (place + 1) * 7 * day,
          'RRULE:FREQ=WEEKLY;INTERVAL=5',
        )
      : Array.from({ length: 14 }, (_, week) => week).flatMap((week) =>
          [0, 1, 2, 3, 4].flatMap((of) => {
            const from = monday + (week * 7 + of) * day + ((week + place) % 2 === 0 ? 6 : 14) * 3_600_000;
            return event(`${feed}-${place}-${week}-${of}`, who, from, from + 9 * 3_600_000);
          }),
        ),
  );
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', `X-VERSION:${version}`, ...events, 'END:VCALENDAR', ''].join('\r\n');
}

const texts = new Map<number, string>();
const server = createServer({ key, cert }, (request, response) => {
  const feed = Number(/(\d+)\.ics$/.exec(request.url ?? '')?.[1] ?? 0);
  const version = versions.get(feed) ?? 0;
  const etag = `"${version}"`;
  if (serving.etags && request.headers['if-none-match'] === etag) {
    response.statusCode = 304;
    response.end();
    return;
  }
  const kept = texts.get(feed) ?? textOf(feed, version);
  texts.set(feed, kept);
  const text = serving.stamped ? kept.replaceAll(/^DTSTAMP:.*(?=\r$)/gm, `DTSTAMP:${written(Date.now())}`) : kept;
  response.setHeader('content-type', 'text/calendar');
  if (serving.etags) response.setHeader('etag', etag);
  response.end(text);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port, certificate: cert });
});
process.on('message', (now: Serving) => {
  serving = now;
  const most = Math.round(now.changed * 1000);
  for (let feed = 0; feed < 2000; feed++)
    if (feed % 1000 < most) {
      versions.set(feed, (versions.get(feed) ?? 0) + 1);
      texts.delete(feed);
    }
  process.send?.('ready');
});
