import type { Calendar, CalendarDay } from '../../../src/registry/calendar.ts';
import type { Asking, Engineer, Skill } from '../../../src/registry/engineer.ts';
import type { RegistryChange } from '../../../src/registry/snapshot.ts';
import { madeUpTechnology, pick, randomFrom, type Spread } from '../madeUp.ts';

export type Made = {
  engineers: number;
  spread: Spread;
  /** Left out for a build that knows none: its organisation is the same but for what it cannot be told. */
  withCalendars: boolean;
  /** One in fifty has wishes, each of their own. */
  withWishes: boolean;
  /** Support teams, of people of whichever sites; 0: none. Left out for a build that knows none. */
  teams: number;
  /** Feeds of shifts, each as it was just read; 0: none. Left out for a build that knows none. */
  feeds: number;
};

/** Friday to Tuesday: a weekend, a public holiday in one country (23 November), and every zone's midnights and shifts. */
export const firstAt = Date.parse('2026-11-20T00:00:00Z');

export const technologyCount = 2000;
const siteCount = 40;
const zones = [
  ...['Asia/Tokyo', 'Asia/Kolkata', 'Europe/Dublin', 'America/Los_Angeles', 'America/New_York', 'Asia/Shanghai'],
  ...['Australia/Sydney', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Singapore', 'Africa/Cairo', 'Asia/Kathmandu'],
];

/**
 * An organisation on 40 calendars: each is a site's, in one zone; a tenth of its people work from another. Everybody is there
 * twice over the day, in an early and a late shift, and has six skills, a presence, and one in four a load.
 */
export function* madeOrganisation({
  engineers,
  spread,
  withCalendars,
  withWishes,
  teams,
  feeds,
}: Made): Generator<RegistryChange> {
  const random = randomFrom(engineers);
  const dice = (sides: number): number => Math.floor(random() * sides);
  const technologies = Array.from({ length: technologyCount }, (_, place) => madeUpTechnology(place, random));
  for (const technology of technologies) yield { kind: 'technology', technology };
  if (withCalendars)
    for (let site = 0; site < siteCount; site++) yield { kind: 'calendar', calendar: calendarOf(site) };
  for (let team = 0; team < teams; team++) yield { kind: 'team', team: teamOf(team) };
  const ids = technologies.map(({ id }) => id);
  const seenAt = new Date(firstAt).toISOString();
  for (let place = 0; place < engineers; place++) {
    const id = idOf(place);
    const site = dice(siteCount);
    const zone = zones[dice(10) === 0 ? dice(zones.length) : site % zones.length] ?? 'Asia/Tokyo';
    const shift = dice(2) === 0 ? { from: '08:00', to: '17:00' } : { from: '10:00', to: '19:00' };
    const [wishes, times] = [dice(50) === 0, dice(48)];
    const engineer: Engineer = {
      ...{ id, name: `Engineer ${place}`, zone, hours: { days: [1, 2, 3, 4, 5], ...shift } },
      languages: site % zones.length === 0 ? ['ja', 'en'] : ['en'],
      ...{ mostSwarms: 1 + dice(3), awayUntil: dice(20) === 0 ? '2027-01-01T00:00:00.000Z' : null, lead: false },
      ...(withCalendars && { calendars: [`site-${site}`] }),
      // By turns: of one team are people of many sites and hours, which is the worst there can be.
      ...(teams > 0 && { team: `team-${place % teams}` }),
      ...(withWishes && wishes && { asking: wishesOf(place, times) }),
    };
    yield { kind: 'engineer', engineer };
    for (let line = 0; line < 6; line++) {
      const skill: Skill = {
        ...{ person: id, technology: pick(ids, spread, random), level: 1 + dice(5), owner: dice(50) === 0 },
        ...{ wantsToLearn: false, confirmedAt: null },
      };
      yield { kind: 'skill', skill };
    }
    const availability = ['Available', 'Busy', 'Away', 'DoNotDisturb', 'Offline'][dice(5)] ?? 'Available';
    yield {
      kind: 'presence',
      presence: { person: id, availability, activity: availability, outOfOffice: dice(30) === 0, seenAt },
    };
    if (dice(4) === 0)
      yield { kind: 'load', load: { person: id, liveSwarms: dice(3), pendingInvitations: dice(2), asks28d: dice(10) } };
  }
  for (let feed = 0; feed < feeds; feed++) yield* feedOf(feed, engineers);
}

const idOf = (place: number): string =>
  `${place.toString(16).padStart(8, '0')}-0000-4000-8000-${place.toString(16).padStart(12, '0')}`;

/**
 * Every other feed is of a team of ten in two shifts, each weekday; the others tell who of five is on call for a technology, a week
 * each in turn. Each is read for the 95 days that are known of shifts, and names people of its own.
 */
function* feedOf(feed: number, engineers: number): Generator<RegistryChange> {
  const isOnCall = feed % 2 === 0;
  const size = isOnCall ? 5 : 10;
  const people = Array.from({ length: size }, (_, place) => idOf((feed * 10 + place) % engineers));
  const day = 86_400_000;
  const monday = Date.parse('2026-10-12T00:00:00Z');
  const weeks = Array.from({ length: 14 }, (_, week) => monday + week * 7 * day);
  const span = (kind: 'on-call' | 'shift', from: number, hours: number) => ({
    ...{ kind, from: new Date(from).toISOString(), to: new Date(from + hours * 3_600_000).toISOString() },
  });
  const shifts = people.map((id, place) => ({
    id,
    shifts: isOnCall
      ? weeks
          .filter((_, week) => week % size === place)
          .map((from) => ({ ...span('on-call', from, 7 * 24), technology: `t${feed % technologyCount}` }))
      : weeks.flatMap((from, week) =>
          [0, 1, 2, 3, 4].map((of) =>
            span('shift', from + of * day + ((week + place) % 2 === 0 ? 6 : 14) * 3_600_000, 9),
          ),
        ),
  }));
  const id = `feed-${feed}`;
  const readAt = new Date(firstAt).toISOString();
  const leftOut = { unknownPeople: [], tooLong: 0, tooOften: 0, unknownZone: 0 };
  yield {
    kind: 'feed',
    feed: { id, address: `https://calendar.example/${id}.ics`, kind: isOnCall ? 'on-call' : 'shift', zone: 'UTC' },
  };
  yield { kind: 'feed-read', state: { id, readAt, triedAt: readAt, trouble: null, leftOut, shifts } };
}

/** Every third site stands on a country's calendar; the others have fifteen public holidays a year; all close at year's end. */
function calendarOf(site: number): Calendar {
  const country = ['jp', 'us', 'ie'][(site / 3) % 3] ?? 'jp';
  const isOnCountry = site % 3 === 0;
  const days: CalendarDay[] = [2026, 2027].flatMap((year) => [
    ...(isOnCountry ? [] : Array.from({ length: 15 }, (_, n) => dayOf(year, 20 + n * 22 + site, 'public'))),
    dayOf(year, 361, 'half'),
    ...[362, 363, 364].map((number) => dayOf(year, number, 'company')),
  ]);
  return {
    ...{ id: `site-${site}`, name: { en: `Site ${site}`, ja: `拠点 ${site}` }, on: isOnCountry ? [country] : [] },
    ...{ from: '2026-01-01', until: '2027-12-31', days },
  };
}

const dayOf = (year: number, number: number, kind: CalendarDay['kind']): CalendarDay => ({
  ...{ date: new Date(Date.UTC(year, 0, number)).toISOString().slice(0, 10), kind },
  name: { en: `Day ${number}`, ja: `${number} 日目の休日` },
});

/** Each tenth is closed to others. */
const teamOf = (place: number) => ({
  ...{ id: `team-${place}`, name: { en: `Team ${place}`, ja: `チーム ${place}` }, leads: [], deputies: [] },
  ...{ hostTeams: [], technologies: [], sites: [], languages: [] },
  ...(place % 10 === 0 && { closedUntil: '2027-01-01T00:00:00.000Z' }),
});

/** Focus time, days without asks and hours of their own, by person, so that hardly two are alike. */
function wishesOf(place: number, times: number): Asking {
  const hour = String(9 + (times % 8)).padStart(2, '0');
  const from = new Date(firstAt + ((place % 60) - 5) * 86_400_000).toISOString().slice(0, 10);
  if (times % 3 === 0) return { focus: [{ days: [1 + (place % 5)], from: `${hour}:00`, to: `${hour}:45` }] };
  if (times % 3 === 1) return { quiet: { from, until: from }, mostAWeek: 1 + (place % 4) };
  return {
    notBefore: `${hour}:15`,
    week: [
      { days: [1, 2, 3], from: '08:30', to: '12:00' },
      { days: [1, 2, 3, 4], from: '13:00', to: `${14 + (place % 6)}:30` },
    ],
  };
}
