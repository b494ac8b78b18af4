import { IANAZone } from 'luxon';

/**
 * A date by the clocks of a zone: `2026-11-23`, its ISO weekday, and its midnight and that of the next date (milliseconds since
 * 1970). Where clocks skip midnight the date begins as much later; where they have it twice, with the first.
 */
export type ZoneDay = {
  readonly date: string;
  readonly weekday: number;
  readonly from: number;
  readonly to: number;
  /** The instant of a time of that date (`09:00`). One that the clocks skip is as much later. */
  timeOn(time: string): number;
};

/** The dates of a zone in order, counted from 1 January 1970. */
export type ZoneDays = {
  /** The number of the date of an instant. */
  numberAt(instant: number): number;
  day(number: number): ZoneDay;
};

/**
 * The dates of a zone; those of UTC for one that nobody knows. What is asked of the library, the zone's offset at an instant, costs
 * more than all else that is reckoned of somebody's day: it is asked once for everybody in the zone, and remembered.
 */
export function zoneDays(zone: string): ZoneDays {
  const known = zones.get(zone);
  if (known) return known;
  const there = IANAZone.create(zone);
  const days = there.isValid ? daysIn((instant) => there.offset(instant) * minute) : utc;
  if (zones.size >= mostZones) zones.clear();
  zones.set(zone, days);
  return days;
}

const zones = new Map<string, ZoneDays>();
/** More than there are in the IANA list; names that nobody knows may come without end. */
const mostZones = 1000;
/** Of a zone: four years. Who looks at more dates than that has them reckoned anew. */
const mostDays = 1500;

const minute = 60_000;
const dayLength = 24 * 60 * minute;

function daysIn(offsetAt: (instant: number) => number): ZoneDays {
  const days = new Map<number, ZoneDay>();
  const midnight = (number: number): number =>
    instantOf(number * dayLength, offsetAt((number - 1) * dayLength), offsetAt);
  const day = (number: number): ZoneDay => {
    const known = days.get(number);
    if (known) return known;
    const [from, to] = [midnight(number), midnight(number + 1)];
    const made = {
      date: new Date(number * dayLength).toISOString().slice(0, 10),
      weekday: ((((number + 3) % 7) + 7) % 7) + 1,
      ...{ from, to },
      timeOn: to - from === dayLength ? timesAfter(from) : timesOf(number, from, offsetAt),
    };
    if (days.size >= mostDays) days.clear();
    days.set(number, made);
    return made;
  };
  const isOn = (instant: number, number: number): boolean => {
    const { from, to } = day(number);
    return from <= instant && instant < to;
  };
  return {
    numberAt: (instant) => {
      const here = Math.floor(instant / dayLength);
      return isOn(instant, here) ? here : isOn(instant, here - 1) ? here - 1 : here + 1;
    },
    day,
  };
}

/** A date without a change of clocks. */
const timesAfter =
  (midnight: number) =>
  (time: string): number =>
    midnight + sinceMidnight(time);

/** A date with one: each time is looked up once. */
function timesOf(number: number, midnight: number, offsetAt: (instant: number) => number): (time: string) => number {
  const times = new Map<string, number>();
  return (time) => {
    const known = times.get(time);
    if (known !== undefined) return known;
    const instant = instantOf(number * dayLength + sinceMidnight(time), offsetAt(midnight), offsetAt);
    times.set(time, instant);
    return instant;
  };
}

/** The instant at which the clocks of a zone stand so (`wall` as if it were UTC); of two, that with the offset `likely`. */
function instantOf(wall: number, likely: number, offsetAt: (instant: number) => number): number {
  const first = offsetAt(wall - likely);
  if (first === likely) return wall - likely;
  const second = offsetAt(wall - first);
  return wall - (first === second ? first : Math.min(first, second));
}

const sinceMidnight = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minute;

const utc = daysIn(() => 0);
