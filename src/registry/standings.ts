import { type CalendarOf, type Days, daysOf } from './calendarDays.ts';
import type { Asking, Engineer, Load, Mailbox } from './engineer.ts';
import { repliesOf } from './mailboxReplies.ts';
import type { Planned } from './shifts/planned.ts';

/**
 * Zone, hours, days off, languages and whether one is asked at any hour, or never: alike for thousands of people: one object for all
 * of them. Who has shifts has one of their own. Support teams are apart: each would be a kind of all these again.
 */
export type Rota = Readonly<Pick<Engineer, 'zone' | 'hours' | 'languages'>> & {
  readonly anyHour: boolean;
  readonly asking: Asking | undefined;
  readonly isOutside: boolean;
  readonly calendars: string[] | undefined;
  readonly days: Days | undefined;
  readonly planned: Planned | undefined;
  readonly place: number;
};

/** What Graph may say of a person's presence, without when. */
export type PresenceKind = { readonly availability: string; readonly activity: string; readonly outOfOffice: boolean };

/**
 * A row of the table is 64 bytes, as much as a processor fetches at once: four instants (milliseconds since 1970), then eight numbers.
 * `presence` 0: none known; `team` 0: none.
 */
export const instantsOfStanding = { awayUntil: 0, seenAt: 1, repliesFrom: 2, repliesUntil: 3 };
export const numbersOfStanding = {
  rota: 8,
  most: 9,
  presence: 10,
  live: 11,
  pending: 12,
  asks: 13,
  asksThisWeek: 14,
  team: 15,
};
/** The rows of all seats, one after the other, the same bytes read as either. */
export type StandingRows = { readonly instants: Float64Array; readonly numbers: Int32Array };
export const standingWidth = { instants: 8, numbers: 16 };
const rowBytes = 64;

/**
 * How everyone stands, one row of numbers a seat: what thousands of candidates are judged by without touching an
 * object of theirs (each of those would be a walk through memory).
 */
export type Standings = {
  rows(): StandingRows;
  /** Rotas and kinds of presence, by the numbers in the rows. */
  rotas(): readonly Rota[];
  presences(): readonly PresenceKind[];
  /** The ids of support teams, by the numbers in the rows; the first is nobody's. */
  teams(): readonly string[];

  /** With shifts that of the person alone, in the same place however often these change. */
  rotaOf(
    engineer: Pick<Engineer, 'id' | 'zone' | 'hours' | 'calendars' | 'languages' | 'anyHour' | 'asking' | 'outside'>,
    planned: Planned | undefined,
  ): Rota;
  /** The rotas anew, in their places, after calendars changed. */
  renewDays(): readonly Rota[];
  presenceOf(kind: PresenceKind): PresenceKind;
  list(seat: number, rota: Rota, of: { most: number; awayUntil: number; team: string | undefined }): void;
  see(seat: number, kind: PresenceKind, seenAt: number): void;
  reply(seat: number, mailbox: Pick<Mailbox, 'repliesFrom' | 'repliesUntil' | 'readAt'>): void;
  carry(seat: number, load: Omit<Load, 'person'>): void;
  clear(seat: number): void;
};

export function createStandings(calendarOf: CalendarOf): Standings {
  let rows = rowsFor(64);
  const rotas: Rota[] = [];
  const rotasByKey = new Map<string, Rota>();
  const placesOfShifts = new Map<string, number>();
  const daysByCalendars = new Map<string, Days>();
  const nobodySaw: PresenceKind = { availability: '', activity: '', outOfOffice: false };
  const presences: PresenceKind[] = [nobodySaw];
  const presencesByKey = new Map<string, number>();

  const teams: string[] = [''];
  const teamPlaces = new Map<string, number>();
  const placeOfTeam = (id: string | undefined): number => {
    if (id === undefined) return 0;
    const place = teamPlaces.get(id) ?? teams.push(id) - 1;
    teamPlaces.set(id, place);
    return place;
  };

  const putInstant = (seat: number, column: number, instant: number) => {
    rows.instants[seat * standingWidth.instants + column] = instant;
  };
  const put = (seat: number, column: number, number: number) => {
    rows.numbers[seat * standingWidth.numbers + column] = number;
  };
  const placeOf = (kind: PresenceKind): number => {
    const key = `${kind.availability} ${kind.activity} ${kind.outOfOffice}`;
    const known = presencesByKey.get(key) ?? presences.push({ ...kind }) - 1;
    presencesByKey.set(key, known);
    return known;
  };
  /** One table for everybody with the same calendars, however many hours and wishes they have. */
  const daysAll = (calendars: readonly string[]): Days => {
    const key = calendars.join(',');
    const known = daysByCalendars.get(key) ?? daysOf(calendars, calendarOf);
    daysByCalendars.set(key, known);
    return known;
  };
  return {
    rows: () => rows,
    rotas: () => rotas,
    presences: () => presences,
    teams: () => teams,
    rotaOf({ id, zone, hours, calendars, languages, anyHour = false, asking, outside }, planned) {
      const isOutside = outside !== undefined;
      // Written out: a copy by `...` takes more memory, and thousands of people may have shifts.
      const at = (place: number): Rota => ({
        zone,
        hours,
        calendars,
        languages,
        anyHour,
        asking,
        isOutside,
        planned,
        days: calendars && daysAll(calendars),
        place,
      });
      if (planned) {
        const place = placesOfShifts.get(id) ?? rotas.length;
        const rota = at(place);
        rotas[place] = rota;
        placesOfShifts.set(id, place);
        return rota;
      }
      const key = `${anyHour} ${isOutside} ${zone} ${calendars?.join(',') ?? '-'} ${hours.from} ${hours.to} ${hours.days.join(',')} ${languages.join(',')} ${asking ? JSON.stringify(asking) : ''}`;
      const known = rotasByKey.get(key);
      if (known) return known;
      const rota = at(rotas.length);
      rotas.push(rota);
      rotasByKey.set(key, rota);
      return rota;
    },
    renewDays() {
      daysByCalendars.clear();
      for (const [place, rota] of rotas.entries())
        if (rota.calendars) rotas[place] = { ...rota, days: daysAll(rota.calendars) };
      for (const [key, { place }] of rotasByKey) {
        const renewed = rotas[place];
        if (renewed) rotasByKey.set(key, renewed);
      }
      return rotas;
    },
    presenceOf: (kind) => presences[placeOf(kind)] ?? nobodySaw,
    list(seat, rota, { most, awayUntil, team }) {
      while ((seat + 1) * standingWidth.numbers > rows.numbers.length) {
        const wider = rowsFor((rows.numbers.length / standingWidth.numbers) * 2);
        wider.numbers.set(rows.numbers);
        rows = wider;
      }
      put(seat, numbersOfStanding.rota, rota.place);
      put(seat, numbersOfStanding.most, most);
      putInstant(seat, instantsOfStanding.awayUntil, awayUntil);
      put(seat, numbersOfStanding.team, placeOfTeam(team));
    },
    see(seat, kind, seenAt) {
      put(seat, numbersOfStanding.presence, placeOf(kind));
      putInstant(seat, instantsOfStanding.seenAt, seenAt);
    },
    reply(seat, mailbox) {
      const { from, until } = repliesOf(mailbox);
      putInstant(seat, instantsOfStanding.repliesFrom, from);
      putInstant(seat, instantsOfStanding.repliesUntil, until);
    },
    carry(seat, load) {
      put(seat, numbersOfStanding.live, load.liveSwarms);
      put(seat, numbersOfStanding.pending, load.pendingInvitations);
      put(seat, numbersOfStanding.asks, load.asks28d);
      put(seat, numbersOfStanding.asksThisWeek, load.asks7d ?? 0);
    },
    clear: (seat) => {
      rows.numbers.fill(0, seat * standingWidth.numbers, (seat + 1) * standingWidth.numbers);
    },
  };
}

function rowsFor(seats: number): StandingRows {
  const bytes = new ArrayBuffer(seats * rowBytes);
  return { instants: new Float64Array(bytes), numbers: new Int32Array(bytes) };
}
