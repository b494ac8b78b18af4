import type { Route } from '../doors/routes.ts';
import type { SandboxOrganisation } from './organisation.ts';
import type { SandboxPerson } from './schema.ts';

/** Who is on call for what, week by week in turn, told by a feed; their weeks begin on Monday at nine in Tokyo. */
const turns = [
  {
    feed: 'exchange-oncall',
    technology: 'exchange-online',
    aliases: ['hiroshi.yamada', 'deepa.joshi', 'miriam.graham'],
  },
  { feed: 'entra-oncall', technology: 'entra-id', aliases: ['yuki.suzuki', 'kavya.krishnan', 'diego.siciliani'] },
];
/** Late and early shifts in alternate weeks, by the rota of the registry. */
const late = ['karthik.subramanian', 'imran.khan'];

/** A Monday before all that the sandbox shows. */
const firstMonday = '2026-01-05';
/** Stands for what makes the address of a feed a secret. */
const secret = 'feed-of-the-sandbox';

/** The rota of the organisation's registry, and its feeds at an address that serves feedRoutes. Without who or what it lacks. */
export function rotaOf(organisation: SandboxOrganisation, address: string): object {
  const again = { kind: 'shift', everyWeeks: 2, zone: 'Asia/Kolkata' };
  return {
    shifts: late.flatMap((alias, place) => {
      const id = personOf(organisation, alias)?.id;
      if (id === undefined) return [];
      const day = (of: number, week: number) => {
        const isEarly = (week + place) % 2 === 0;
        const [from, to] = [instant(week, isEarly ? '00:30' : '08:30'), instant(week, isEarly ? '09:30' : '17:30')];
        return { ...again, from: later(from, of), to: later(to, of) };
      };
      return [{ id, shifts: [0, 1].flatMap((week) => [0, 1, 2, 3, 4].map((of) => day(of, week))) }];
    }),
    feeds: turnsOf(organisation).map(({ feed, technology }) => ({
      ...{ id: feed, kind: 'on-call', technology, zone: 'Asia/Tokyo', address: `${address}/${secret}/${feed}.ics` },
    })),
  };
}

/** Gives out the feeds as a service for on-call does. */
export const feedRoutes = (organisation: SandboxOrganisation): Route[] =>
  turnsOf(organisation).map(({ feed, people }) => ({
    method: 'GET',
    path: `/${secret}/${feed}.ics`,
    answer: () => ({
      status: 200,
      headers: { 'content-type': 'text/calendar; charset=utf-8' },
      body: calendarOf(feed, people),
    }),
  }));

const turnsOf = (organisation: SandboxOrganisation) =>
  turns
    .filter(({ technology }) => organisation.technologies.some(({ id }) => id === technology))
    .map((turn) => ({ ...turn, people: turn.aliases.flatMap((alias) => personOf(organisation, alias) ?? []) }));

const personOf = ({ people }: SandboxOrganisation, wanted: string): SandboxPerson | undefined =>
  people.find(({ alias, registered }) => registered && alias === wanted);

function calendarOf(feed: string, people: readonly SandboxPerson[]): string {
  const time = (week: number): string => `${instant(week, '00:00').slice(0, 10).replaceAll('-', '')}T090000`;
  const events = people.flatMap(({ name }, place) => [
    ...['BEGIN:VEVENT', `UID:${feed}-${place}@contoso.com`, `SUMMARY:On call - ${name}`],
    ...[`DTSTART;TZID=Asia/Tokyo:${time(place)}`, `DTEND;TZID=Asia/Tokyo:${time(place + 1)}`],
    ...[`RRULE:FREQ=WEEKLY;INTERVAL=${people.length}`, 'END:VEVENT'],
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sandbox//On call//EN', ...events, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
}

/** A time (UTC) of the Monday that is so many weeks after the first. */
const instant = (week: number, time: string): string => later(`${firstMonday}T${time}:00.000Z`, week * 7);
const later = (from: string, days: number): string => new Date(Date.parse(from) + days * 86_400_000).toISOString();
