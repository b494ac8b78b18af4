import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { generate } from 'selfsigned';
import { lookAtFeeds } from '../../src/composition/examining.ts';
import { isPublic } from '../../src/feeds/addresses.ts';
import { createFetchFeed } from '../../src/feeds/fetchFeed.ts';
import { peopleByName } from '../../src/feeds/people.ts';
import { readFeed } from '../../src/feeds/readFeed.ts';
import { type FeedsNeeds, refreshFeeds } from '../../src/feeds/refreshFeeds.ts';
import { eraseFromRegistry, registryDataOf } from '../../src/registry/personalData.ts';
import { openSkillsRegistry, type SkillsRegistry } from '../../src/registry/registry.ts';
import type { Feed } from '../../src/registry/shifts/feed.ts';
import type { Registry } from '../../src/registry/snapshot.ts';
import { feedState } from '../../src/store/registryTables.ts';
import { doctorCard } from '../../src/teams/cards/doctorCard.ts';
import { readerIn } from '../fixtures/cards.ts';
import { engineer, technology } from '../registry/sample.ts';
import { engines } from '../store/databases.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-18T03:00:00Z');
const span = { from: now - 35 * 24 * hour, to: now + 60 * 24 * hour };
const people = [
  engineer('ken', { name: '田中 健二', reading: 'Kenji Tanaka', mail: 'kenji.tanaka@contoso.example' }),
  engineer('liam', { name: "Liam O'Brien" }),
  engineer('maya', { name: 'Maya Rao' }),
  engineer('maya2', { name: 'Maya Rao' }),
];
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
let uid = 0;
const event = (summary: string, ...lines: string[]) =>
  ['BEGIN:VEVENT', `UID:${uid++}`, `SUMMARY:${summary}`, ...lines, 'END:VEVENT'].join('\r\n');
const at = (start: string, end: string, of = '') => [`DTSTART${of}:${start}`, `DTEND${of}:${end}`];
const tokyo = ';TZID=Asia/Tokyo';
const feed: Omit<Feed, 'address'> = { id: 'exchange', kind: 'on-call', technology: 'exchange', zone: 'Asia/Tokyo' };
const read = (text: string, of: Partial<Feed> = {}) => readFeed(text, { ...feed, ...of }, span, peopleByName(people));
const told = async (...of: Parameters<typeof read>) => {
  const reading = await read(...of);
  if (!reading.ok) return reading.trouble;
  return reading.shifts.flatMap(({ id, shifts }) =>
    shifts.map(({ from, to }) => `${id} ${from.slice(5, 16)} ${to.slice(5, 16)}`),
  );
};

describe('a feed tells', () => {
  const night = at('20261118T180000', '20261119T090000', tokyo);
  const asToldOf = (id: string) => [`${id} 11-18T09:00 11-19T00:00`];

  test('of people by mail, by the name or reading of the registry, by one set off in a title, and by the names of the feed', async () => {
    const attendee = 'ATTENDEE;CN=K. Tanaka:mailto:Kenji.Tanaka@contoso.example';
    expect(await told(calendar(event('On call', attendee, ...night)))).toEqual(asToldOf('ken'));
    expect(await told(calendar(event('田中健二', ...night)))).toEqual(asToldOf('ken'));
    expect(await told(calendar(event("On Call - Liam O'Brien - Exchange", ...night)))).toEqual(asToldOf('liam'));
    expect(await told(calendar(event('Exchange（主担当）：Kenji Tanaka', ...night)))).toEqual(asToldOf('ken'));
    expect(await told(calendar(event('K.T.', ...night)), { names: [{ written: 'k.t.', person: 'ken' }] })).toEqual(
      asToldOf('ken'),
    );
    expect(await told(calendar(event('Duty', ...night)), { person: 'liam' })).toEqual(asToldOf('liam'));
  });
  test('whom it names and nobody goes by, or two do', async () => {
    const reading = await read(calendar(event('Somebody', ...night), event('Maya Rao', ...night)));
    expect(reading).toMatchObject({ ok: true, shifts: [], leftOut: { unknownPeople: ['Maya Rao', 'Somebody'] } });
  });
  test('floating times in its own zone, whatever zones the file describes', async () => {
    const zone =
      'BEGIN:VTIMEZONE\r\nTZID:America/Los_Angeles\r\nBEGIN:STANDARD\r\nDTSTART:19701101T020000\r\nTZOFFSETFROM:-0700\r\nTZOFFSETTO:-0800\r\nEND:STANDARD\r\nEND:VTIMEZONE';
    expect(await told(calendar(zone, event('Kenji Tanaka', ...at('20261118T180000', '20261119T090000'))))).toEqual(
      asToldOf('ken'),
    );
  });
  test('all-day events as days of its zone', async () => {
    expect(await told(calendar(event('Kenji Tanaka', ...at('20261118', '20261120', ';VALUE=DATE'))))).toEqual([
      'ken 11-17T15:00 11-19T15:00',
    ]);
  });
  test('rules by the clocks, without what is excepted, moved or cancelled', async () => {
    const dublin = ';TZID=Europe/Dublin';
    const weekly = event(
      "Liam O'Brien",
      ...at('20261014T220000', '20261015T060000', dublin),
      'RRULE:FREQ=WEEKLY;UNTIL=20261104T235959Z',
      `EXDATE${dublin}:20261021T220000`,
    );
    const moved = weekly
      .replace(/RRULE.*|EXDATE.*/g, '')
      .replace(/DTSTART.*/, `RECURRENCE-ID${dublin}:20261104T220000\r\nDTSTART${dublin}:20261104T230000`)
      .replace(/DTEND.*/, `DTEND${dublin}:20261105T070000`)
      .replaceAll(/(\r\n)+/g, '\r\n');
    const gone = event("Liam O'Brien", ...night, 'STATUS:CANCELLED');
    expect(await told(calendar(weekly, moved, gone))).toEqual([
      'liam 10-14T21:00 10-15T05:00',
      'liam 10-28T22:00 10-29T06:00',
      'liam 11-04T23:00 11-05T07:00',
    ]);
  });
});

describe('a zone that a feed describes itself', () => {
  const described = (name: string, ...offsets: string[]) =>
    [
      ...['BEGIN:VTIMEZONE', `TZID:${name}`],
      ...offsets.flatMap((to, place) => {
        const part = place === 0 ? 'STANDARD' : 'DAYLIGHT';
        return [`BEGIN:${part}`, 'DTSTART:19701101T020000', `TZOFFSETFROM:${to}`, `TZOFFSETTO:${to}`, `END:${part}`];
      }),
      'END:VTIMEZONE',
    ].join('\r\n');
  const evening = (name: string, ...more: string[]) =>
    event('Kenji Tanaka', ...at('20261118T180000', '20261118T200000', `;TZID="${name}"`), ...more);
  test.each([[[]], [['RRULE:FREQ=DAILY;COUNT=1']]])(
    'is taken by its offset, as an event and as a rule',
    async (more) => {
      const office = 'Customized Time Zone';
      expect(await told(calendar(described(office, '+0900'), evening(office, ...more)))).toEqual([
        'ken 11-18T09:00 11-18T11:00',
      ]);
      expect(
        await told(calendar(evening(office, ...more), described(office, '-0500', '-0400')), {
          zone: 'America/New_York',
        }),
      ).toEqual(['ken 11-18T23:00 11-19T01:00']);
    },
  );
  test('is left out where neither its offset nor its name says which it is', async () => {
    const office = 'Customized Time Zone';
    const reading = await read(calendar(described(office, '-0500', '-0400'), evening(office)));
    expect(reading).toMatchObject({ ok: true, shifts: [], leftOut: { unknownZone: 1 } });
  });
  test('is taken by what is described also where Node takes its abbreviation for another place', async () => {
    const summer = ['+0000', '+0100'];
    const london = { zone: 'Europe/London' };
    expect(await told(calendar(described('BST', ...summer), evening('BST')), london)).toEqual([
      'ken 11-18T18:00 11-18T20:00',
    ]);
    expect(await told(calendar(described('IST', '+0530'), evening('IST')), { zone: 'Asia/Kolkata' })).toEqual([
      'ken 11-18T12:30 11-18T14:30',
    ]);
    expect(await read(calendar(evening('IST')))).toMatchObject({ shifts: [], leftOut: { unknownZone: 1 } });
    expect(await told(calendar(evening('JST')))).toEqual(['ken 11-18T09:00 11-18T11:00']);
    expect(await told(calendar(evening('Etc/GMT-9')))).toEqual(['ken 11-18T09:00 11-18T11:00']);
    expect(await told(calendar(evening('Etc/UTC')))).toEqual(['ken 11-18T18:00 11-18T20:00']);
  });
  test('is known by the name that Windows shows', async () => {
    const eastern = '(UTC-05:00) Eastern Time (US & Canada)';
    expect(await told(calendar(described(eastern, '-0500', '-0400'), evening(eastern)))).toEqual([
      'ken 11-18T23:00 11-19T01:00',
    ]);
  });
});

describe('a large feed', () => {
  const night = at('20261118T180000', '20261119T090000', tokyo);
  test('is read in pieces, between which others have their turn', async () => {
    let turns = 0;
    let isRead = false;
    const others = () => {
      turns++;
      if (!isRead) setImmediate(others);
    };
    setImmediate(others);
    const all = await told(calendar(...Array.from({ length: 4000 }, () => event('Kenji Tanaka', ...night))));
    isRead = true;
    expect(all).toHaveLength(600);
    expect(turns).toBeGreaterThan(5);
  });
  test('keeps what belongs to one event together, however far apart it stands', async () => {
    const daily = ['UID:one', 'SUMMARY:Kenji Tanaka', ...at('20261118T180000', '20261118T190000', tokyo)];
    const moved = [...daily.slice(0, 2), `RECURRENCE-ID${tokyo}:20261119T180000`];
    const between = Array.from({ length: 300 }, () => event('Nobody', ...night));
    expect(
      await told(
        calendar(
          ['BEGIN:VEVENT', ...daily, 'RRULE:FREQ=DAILY;COUNT=2', 'END:VEVENT'].join('\r\n'),
          ...between,
          ['BEGIN:VEVENT', ...moved, ...at('20261119T200000', '20261119T210000', tokyo), 'END:VEVENT'].join('\r\n'),
        ),
      ),
    ).toEqual(['ken 11-18T09:00 11-18T10:00', 'ken 11-19T11:00 11-19T12:00']);
  });
  test('reads nothing of an alarm within an event, or of a description however long', async () => {
    const alarm = ['BEGIN:VALARM', 'SUMMARY:Maya Rao', 'DTSTART:19700101T000000Z', 'END:VALARM'];
    const story = `DESCRIPTION:${'x'.repeat(100_000)}`;
    expect(await told(calendar(event('Kenji Tanaka', ...alarm, story, ...night)))).toEqual([
      'ken 11-18T09:00 11-19T00:00',
    ]);
  });
});

describe('what is no feed, or not quite, is told', () => {
  test.each([
    ['a page for people', '<!doctype html><html><body>Sign in</body></html>', 'not-icalendar'],
    ['nothing', '', 'not-icalendar'],
    ['a huge file', `BEGIN:VCALENDAR\r\n${'X-A:b\r\n'.repeat(300_000)}`, 'too-big'],
    [
      'thousands of events',
      calendar(...Array.from({ length: 5001 }, () => 'BEGIN:VEVENT\r\nEND:VEVENT')),
      'too-many-events',
    ],
    [
      'hundreds of rules',
      calendar(
        ...Array.from({ length: 201 }, () =>
          event('Kenji Tanaka', ...at('20261118T090000Z', '20261118T100000Z'), 'RRULE:FREQ=YEARLY;COUNT=1'),
        ),
      ),
      'too-many-events',
    ],
    ['events that do not end', `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\nUID:1\r\n'.repeat(1000)}`, 'not-icalendar'],
  ])('%s', async (_, text, trouble) => expect(await read(text)).toEqual({ ok: false, trouble }));

  const left = async (...of: Parameters<typeof read>) => {
    const reading = await read(...of);
    return reading.ok && { people: reading.shifts.map(({ id }) => id), ...reading.leftOut };
  };
  const fine = event("Liam O'Brien", ...at('20261118T090000Z', '20261118T180000Z'));
  const none = { people: ['liam'], unknownPeople: [], tooLong: 0, tooOften: 0, unknownZone: 0 };
  test('an event in a zone that nobody knows, which is not moved to another', async () => {
    const lost = event('Kenji Tanaka', ...at('20261118T090000', '20261118T180000', ';TZID=Mars/Base'));
    expect(await left(calendar(lost, fine))).toEqual({ ...none, unknownZone: 1 });
  });
  test('an event of ten years, and a shift of three days', async () => {
    const decade = event('Kenji Tanaka', ...at('20200101T000000Z', '20300101T000000Z'));
    expect(await left(calendar(decade, fine))).toEqual({ ...none, tooLong: 1 });
    const days = event('Kenji Tanaka', ...at('20261118T000000Z', '20261121T000000Z'));
    expect(await left(calendar(days, fine), { kind: 'shift' })).toEqual({ ...none, tooLong: 1 });
  });
  test('rules that come every minute, never end, never come, or go in a circle', async () => {
    const often = (rule: string) =>
      event('Kenji Tanaka', ...at('20260101T090000Z', '20260101T100000Z'), `RRULE:${rule}`);
    const rules = [
      'FREQ=SECONDLY',
      'FREQ=MINUTELY',
      'FREQ=HOURLY',
      'FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,1,2',
      'FREQ=DAILY;INTERVAL=0',
    ];
    expect(await left(calendar(...rules.map(often), fine))).toEqual({ ...none, tooOften: rules.length });
    expect(await left(calendar(often('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'), fine))).toEqual(none);
    const circle = (uid_: string, of: string) =>
      `BEGIN:VEVENT\r\nUID:${uid_}\r\nRECURRENCE-ID:${of}\r\nSUMMARY:Kenji Tanaka\r\nDTSTART:${of}\r\nDTEND:20261118T100000Z\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT`;
    expect(await told(calendar(circle('x', '20261118T090000Z'), circle('x', '20261119T090000Z'), fine))).toEqual([
      'ken 11-18T09:00 11-18T10:00',
      'ken 11-20T09:00 11-20T10:00',
      'liam 11-18T09:00 11-18T18:00',
    ]);
  });
});

test('the public internet is told from networks that are not', () => {
  for (const address of ['8.8.8.8', '2606:4700::1111']) expect([address, isPublic(address)]).toEqual([address, true]);
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::ffff:10.0.0.1',
    'fd00::1',
    'fe80::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'localhost',
  ])
    expect([address, isPublic(address)]).toEqual([address, false]);
});

type Answer = { status?: number; body?: string; headers?: Record<string, string>; never?: true };
const served = new Map<string, Answer>();
const asked: { path: string; etag: string | undefined }[] = [];
const server = { port: 0, certificate: '', close: () => {} };
beforeAll(async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  server.certificate = cert;
  const door = createServer({ key, cert }, (request, response) => {
    const path = request.url ?? '';
    asked.push({ path, etag: request.headers['if-none-match'] });
    const { status = 200, body = '', headers = {}, never } = served.get(path) ?? { status: 404 };
    if (never) return;
    const isSame = headers.etag !== undefined && headers.etag === request.headers['if-none-match'];
    response.writeHead(isSame ? 304 : status, headers);
    response.end(isSame ? undefined : body);
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  server.port = (door.address() as AddressInfo).port;
  server.close = () => {
    door.closeAllConnections();
    door.close();
  };
});
afterAll(() => server.close());

describe('an address is asked', () => {
  const own = (path: string) => `https://localhost:${server.port}${path}`;
  const ask = (address: string, hosts = [`localhost:${server.port}`], etag: string | null = null) =>
    createFetchFeed(hosts, [server.certificate])(address, etag, new AbortController().signal);
  test('in a private network only where an administrator named the host', async () => {
    served.set('/a', { body: 'text', headers: { etag: '"1"' } });
    expect(await ask(own('/a'))).toEqual({ kind: 'text', text: 'text', etag: '"1"' });
    expect(await ask(own('/a'), undefined, '"1"')).toEqual({ kind: 'same' });
    expect(await ask(own('/a'), [])).toEqual({ kind: 'failed', trouble: 'private-address' });
    for (const address of [
      `https://127.0.0.1:${server.port}/a`,
      'https://[::1]/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://169.254.169.254/',
    ])
      expect([address, await ask(address)]).toEqual([address, { kind: 'failed', trouble: 'private-address' }]);
  });
  test('by https alone, and no further than it is', async () => {
    served.set('/on', { status: 302, headers: { location: own('/a') } });
    expect(await ask(own('/on'))).toEqual({ kind: 'failed', trouble: 'redirected' });
    expect(await ask(own('/a').replace('https', 'http'))).toEqual({ kind: 'failed', trouble: 'no-address' });
    expect(await ask(own('/none'))).toEqual({ kind: 'failed', trouble: 'refused' });
  });
  test('for so much, and no longer than it is wanted', async () => {
    served.set('/big', { body: 'x'.repeat(6_100_000) });
    expect(await ask(own('/big'))).toEqual({ kind: 'failed', trouble: 'too-big' });
    served.set('/never', { never: true });
    expect(
      await createFetchFeed([`localhost:${server.port}`], [server.certificate])(
        own('/never'),
        null,
        AbortSignal.abort(),
      ),
    ).toEqual({
      kind: 'failed',
      trouble: 'no-answer',
    });
  });
});

describe.each(engines)('feeds are refreshed on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  let registry: SkillsRegistry;
  let tenantId = '';
  let clock = now;
  let tests = 0;
  const logged: string[] = [];
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  const secret = 'a-secret-of-the-address';
  const path = `/${secret}/exchange.ics`;
  const shiftsAt = (id: string, instant = clock) =>
    registry.snapshot.listed(id)?.rota.planned?.onCall(instant, instant + 1) ?? [];
  const night = (who: string) => calendar(event(who, ...at('20261118T000000Z', '20261119T000000Z')));
  beforeEach(async () => {
    tenantId = `tenant-${++tests}`;
    clock = now;
    [asked.length, logged.length] = [0, 0];
    served.set(path, { body: night('Kenji Tanaka'), headers: { etag: '"1"' } });
    registry = await openSkillsRegistry({ database, tenantId, clock: () => clock });
    const feeds = [{ ...feed, address: `https://localhost:${server.port}${path}` }];
    const whole: Registry = { technologies: [technology('exchange')], engineers: people, skills: [], feeds };
    await registry.importAll(whole);
  });
  const refresh = async (of: Partial<FeedsNeeds> = {}) => {
    const done = await refreshFeeds({
      ...{
        database: database.sql,
        tenantId,
        snapshot: registry.snapshot,
        clock: () => clock,
        stop: new AbortController().signal,
      },
      fetchFeed: createFetchFeed([`localhost:${server.port}`], [server.certificate]),
      log: (...line) => logged.push(JSON.stringify(line)),
      ...of,
    });
    await registry.refresh();
    return done;
  };
  const doctor = (language: 'en' | 'ja' = 'en') => {
    const checks = lookAtFeeds(registry.snapshot, clock);
    return JSON.stringify(doctorCard({ checks, at: new Date(clock).toISOString() }, readerIn(language)));
  };

  test('at most each quarter of an hour, by their tags, and others see it', async () => {
    expect(await refresh()).toEqual({ read: 1, failed: 0 });
    expect(shiftsAt('ken')).toMatchObject([{ technology: 'exchange' }]);
    clock += 14 * 60_000;
    expect(await refresh()).toEqual({ read: 0, failed: 0 });
    clock += 60_000;
    expect(await refresh()).toEqual({ read: 1, failed: 0 });
    expect(asked.map(({ etag }) => etag)).toEqual([undefined, '"1"']);
    const other = await openSkillsRegistry({ database, tenantId, clock: () => clock });
    expect(other.snapshot.listed('ken')?.rota.planned?.onCall(clock, clock + 1)).toHaveLength(1);
    expect(other.snapshot.feedStates()[0]?.readAt).toBe(new Date(clock).toISOString());
  });

  test('and are read again only where they say something else than when they were asked', async () => {
    const said = (who: string, asked: string) =>
      calendar(
        event(who, `DTSTAMP:${asked}`, ...at('20261118T000000Z', '20261119T000000Z')).replace(/UID:\d+/, 'UID:1'),
      );
    const reckoned = async () => {
      clock += 15 * 60_000;
      await refresh();
      const ofTenant = eq(feedState.tenantId, tenantId);
      return await database.sql.select({ at: feedState.reckonedAt }).from(feedState).where(ofTenant);
    };
    served.set(path, { body: said('Kenji Tanaka', '20261118T030000Z') });
    const first = await reckoned();
    served.set(path, { body: said('Kenji Tanaka', '20261118T031500Z') });
    expect(await reckoned()).toEqual(first);
    served.set(path, { body: said("Liam O'Brien", '20261118T031500Z') });
    expect(await reckoned()).not.toEqual(first);
    expect(shiftsAt('liam')).toHaveLength(1);
  });

  test('and what one said last counts on when it cannot be read, which is told after a day, without its address', async () => {
    await refresh();
    served.set(path, { body: '<html>Sign in</html>' });
    clock += 20 * 60_000;
    expect(await refresh()).toEqual({ read: 0, failed: 1 });
    expect(shiftsAt('ken')).toHaveLength(1);
    expect(doctor()).not.toContain('no iCalendar');
    clock += 24 * hour;
    expect(doctor()).toContain('what it said then counts on: what came is no iCalendar');
    expect(doctor('ja')).toContain('そのときの内容を使い続けています: iCalendar ではありません');
    expect(shiftsAt('ken', now + 2 * hour)).toHaveLength(1);
    expect([...logged, doctor(), doctor('ja')].join()).not.toContain(secret);
    expect(logged.join()).toContain('localhost');
    served.set(path, { body: night("Liam O'Brien") });
    await refresh();
    expect([shiftsAt('ken', now), shiftsAt('liam', now)]).toMatchObject([[], [{}]]);
    expect(doctor()).toContain('1 feed');
  });

  test('at once when it is set otherwise, and one that is gone leaves nothing', async () => {
    await refresh();
    served.set('/other.ics', { body: night("Liam O'Brien") });
    await registry.save([{ kind: 'feed', feed: { ...feed, address: `https://localhost:${server.port}/other.ics` } }]);
    expect(await refresh()).toEqual({ read: 1, failed: 0 });
    expect([shiftsAt('ken'), shiftsAt('liam')]).toMatchObject([[], [{}]]);
    await registry.save([{ kind: 'feed-gone', id: feed.id }]);
    await refresh();
    expect(shiftsAt('liam')).toEqual([]);
    expect((await openSkillsRegistry({ database, tenantId, clock: () => clock })).snapshot.feedStates()).toEqual([]);
  });

  test('and of one that has not answered when the minute is over nothing is said, but it is asked first in the next', async () => {
    const slow = `https://localhost:${server.port}/slow.ics`;
    await registry.save([{ kind: 'feed', feed: { ...feed, id: 'slow', address: slow } }]);
    const minute = new AbortController();
    const order: string[] = [];
    const fetchFeed: FeedsNeeds['fetchFeed'] = async (address) => {
      order.push(address);
      if (address !== slow) return { kind: 'text', text: night('Kenji Tanaka'), etag: null };
      if (order.length > 2) return { kind: 'text', text: night("Liam O'Brien"), etag: null };
      minute.abort();
      return { kind: 'failed', trouble: 'no-answer' };
    };
    expect(await refresh({ fetchFeed, stop: minute.signal })).toEqual({ read: 1, failed: 0 });
    expect(registry.snapshot.feedStates().map(({ id, trouble }) => [id, trouble])).toEqual([[feed.id, null]]);
    expect(logged).toEqual([]);
    clock += 60_000;
    expect(await refresh({ fetchFeed })).toEqual({ read: 1, failed: 0 });
    expect([order.at(-1), shiftsAt('liam').length]).toEqual([slow, 1]);
  });

  test('though the clock jumps: a day ahead and back', async () => {
    await refresh();
    clock += 24 * hour;
    await refresh();
    clock -= 24 * hour;
    expect(await refresh()).toEqual({ read: 1, failed: 0 });
    expect(shiftsAt('ken')).toHaveLength(1);
  });

  test('two that disagree both count, and a name that nobody goes by is told', async () => {
    served.set('/second.ics', {
      body: calendar(
        event("Liam O'Brien", ...at('20261118T000000Z', '20261119T000000Z')),
        event('Ghost', ...at('20261118T000000Z', '20261119T000000Z')),
      ),
    });
    await registry.save([
      { kind: 'feed', feed: { ...feed, id: 'second', address: `https://localhost:${server.port}/second.ics` } },
    ]);
    expect(await refresh()).toEqual({ read: 2, failed: 0 });
    expect([shiftsAt('ken').length, shiftsAt('liam').length]).toEqual([1, 1]);
    expect(doctor()).toContain('Ghost');
  });

  test('what they say of a person is shown and erased with the person', async () => {
    await refresh();
    expect(await registryDataOf(database.sql, tenantId, 'ken')).toMatchObject({ feedShifts: [{ feed: 'exchange' }] });
    const person = { ids: ['ken'], names: ['田中 健二'] };
    await database.sql.transaction((tx) => eraseFromRegistry(tx, { tenantId, person }));
    expect(await registryDataOf(database.sql, tenantId, 'ken')).toMatchObject({ feedShifts: [], shifts: [] });
  });
});
