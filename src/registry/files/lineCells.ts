import { DateTime } from 'luxon';
import { instantIn, timeOfDayIn } from '../../time/instants.ts';
import { isZone, zoneNamed } from '../../time/zone.ts';
import { fromList, markIn, saysNone, toDate, toList } from './cells.ts';
import type { Column } from './column.ts';
import type { Names } from './names.ts';

/** Cells that mean what they mean by the rest of their line, or by the names that the registry has: zones, people, technologies. */

/** A technology by any of its names. */
export const technologyId: Column<never>['read'] = (cell, { names }) => names.technology(cell);
const zoneOf = (record: Readonly<Record<string, unknown>>): string =>
  typeof record.zone === 'string' && isZone(zoneNamed(record.zone)) ? zoneNamed(record.zone) : 'UTC';
/** What may be left out may be crossed out, too: `-`, なし, N/A. */
export const unlessNone =
  (read: Column<never>['read']): Column<never>['read'] =>
  (cell, around) =>
    saysNone(cell) ? undefined : read(cell, around);
/** An instant; without a zone it is one of the zone in the same line. */
export const inOwnZone: Column<never>['read'] = unlessNone(
  (cell, { record }) => instantIn(cell, zoneOf(record)) ?? cell,
);
/** Who is away until a day is away that day, too. */
export const untilInOwnZone: Column<never>['read'] = unlessNone(
  (cell, { record }) => instantIn(cell, zoneOf(record), { day: 'end' }) ?? cell,
);
/** The same in the zone of the person whom the line is about. */
export const inZoneOfPerson: Column<never>['read'] = unlessNone(
  (cell, { names, record }) => instantIn(cell, names.zoneOf(String(record.person))) ?? cell,
);

/** A file without the column keeps whose days off are theirs; `none` takes them away. */
export const toCalendars = (cell: string): string[] =>
  ['none', 'なし', '無し', '-'].includes(markIn(cell))
    ? []
    : toList(cell).map((id) => id.normalize('NFKC').toLowerCase());
/** As `toCalendars` reads it. */
export const fromCalendars = (ids: readonly string[] | undefined): string =>
  ids?.length === 0 ? 'none' : fromList(ids ?? []);

/** `2026-08-10/2026-08-14`; a date alone is that day. Otherwise the cell. */
export const toDates = (cell: string): unknown => {
  const [from = '', until = from, more] = cell
    .split(/\s*(?:から|[/~〜～]|\bto\b)\s*/)
    .map((each) => toDate(each.replace(/まで$/, '')));
  return more === undefined && /^\d{4}-\d\d-\d\d$/.test(from) ? { from, until } : cell;
};

/** In the line's own zone where it names one, else in that of the person. */
const zoneOfLine = (names: Names, record: Readonly<Record<string, unknown>>): string =>
  typeof record.zone === 'string' ? zoneOf(record) : names.zoneOf(String(record.person));
/** An instant; without a zone it is one of the line's, else of the person's. */
export const inZoneOfLine: Column<never>['read'] = (cell, { names, record }) =>
  instantIn(cell, zoneOfLine(names, record)) ?? cell;
/** A time alone is that of the day on which it begins, or of the next: from 22:00 to 6:00. */
export const endInZoneOfLine: Column<never>['read'] = (cell, { names, record }) => {
  const zone = zoneOfLine(names, record);
  const time = timeOfDayIn(cell);
  const from = typeof record.from === 'string' ? DateTime.fromISO(record.from, { zone }) : null;
  if (time === null || !from?.isValid) return instantIn(cell, zone) ?? cell;
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const same = from.set({ hour, minute, second: 0, millisecond: 0 });
  return (same > from ? same : same.plus({ days: 1 })).toUTC().toISO();
};

/** `Ken T=kenji@…|Sato=…`: by which name somebody goes in a feed. */
export const toFeedNames = (cell: string): unknown =>
  toList(cell).map((each) => {
    const at = each.lastIndexOf('=');
    return at < 1 ? each : { written: each.slice(0, at).trim(), person: each.slice(at + 1).trim() };
  });
