import { DateTime } from 'luxon';
import { isZone, zonesMeantBy } from '../../time/zone.ts';
import { type Feed, isCalendarText, shownAddress } from '../shifts/feed.ts';
import {
  longestPlanned,
  mostPlanned,
  type PersonShifts,
  type PlannedShift,
  type ShiftLine,
} from '../shifts/plannedShift.ts';
import type { Registry } from '../snapshot.ts';
import type { Placed } from './check.ts';
import type { Names } from './names.ts';
import { anyValue, cameAs, type Expectation, type ProblemCode } from './problem.ts';

type TellOf = (at: Placed<unknown>, field: string, code: ProblemCode, expected: Expectation, came: string) => void;

const day = 24 * 3_600_000;
/** What has been over for so long says nothing any more, also of how often somebody was asked outside their hours. */
const keptMillis = 60 * day;

/**
 * The rotas that lines of files tell. Of each person whom they name, the rota is as the files have it from the first of these shifts
 * to the end of the last; what the registry knows of the time before and after stays, so that next month's list leaves this month's.
 */
export function shiftsIn(
  lines: readonly Placed<ShiftLine>[],
  knownOf: (person: string) => readonly PlannedShift[],
  names: Names,
  tell: TellOf,
): Placed<PersonShifts>[] {
  const people = new Map<string, Placed<PersonShifts>>();
  for (const at of lines) {
    const { person: written, ...given } = at.value;
    const id = names.person(written);
    const shift = given.everyWeeks !== undefined ? { zone: names.zoneOf(id), ...given } : given;
    const zone = given.zone !== undefined && isZone(given.zone) ? given.zone : names.zoneOf(id);
    if (!isSound(shift, (field, ...of) => tell(at, field, ...of), zone)) continue;
    const { value: _, ...place } = at;
    const of = people.get(id) ?? { ...place, value: { id, shifts: [] } };
    people.set(id, of);
    of.value.shifts.push(shift);
  }
  return [...people.values()].map((at) => {
    const { id, shifts } = at.value;
    const united = unitedShifts(knownOf(id), shifts);
    if (united.length > mostPlanned) tell(at, '', 'wrong-value', { kind: 'list', least: null, most: mostPlanned }, id);
    return { ...at, value: { id, shifts: united } };
  });
}

/** Whether a shift can be; tells by its field why not, times by the clocks of `shownIn`. */
export function isSound(
  { kind, from, to, zone, until }: PlannedShift,
  tell: (field: string, code: ProblemCode, expected: Expectation, came: string) => void,
  shownIn = 'utc',
): boolean {
  const begins = Date.parse(from);
  const latest = begins + longestPlanned[kind];
  if (Date.parse(to) <= begins || Date.parse(to) > latest) {
    const shown = (at: number): string => DateTime.fromMillis(at, { zone: shownIn }).toFormat('yyyy-MM-dd HH:mm');
    tell('to', 'wrong-value', { kind: 'times', from: shown(begins), until: shown(latest) }, shown(Date.parse(to)));
    return false;
  }
  if (zone !== undefined && !isZone(zone)) {
    tell('zone', 'unknown-zone', { kind: 'zone', instead: zonesMeantBy(zone) }, zone);
    return false;
  }
  if (until !== undefined && until < from.slice(0, 10)) {
    tell('until', 'wrong-value', { kind: 'dates', from: from.slice(0, 10), until: null }, until);
    return false;
  }
  return true;
}

function unitedShifts(known: readonly PlannedShift[], given: readonly PlannedShift[]): PlannedShift[] {
  const first = Math.min(...given.map(({ from }) => Date.parse(from)));
  const last = Math.max(...given.map(lastEnd));
  const kept = known.flatMap((each): PlannedShift[] => {
    const begins = Date.parse(each.from);
    if (begins >= last) return [each];
    if (begins >= first || lastEnd(each) < first - keptMillis) return [];
    // One that comes again comes no more from the first of the file's on.
    const before = new Date(first - day).toISOString().slice(0, 10);
    return each.everyWeeks === undefined || (each.until !== undefined && each.until < before)
      ? [each]
      : [{ ...each, until: before }];
  });
  return [...kept, ...given].sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

const lastEnd = ({ to, everyWeeks, until }: PlannedShift): number =>
  everyWeeks === undefined
    ? Date.parse(to)
    : until === undefined
      ? Number.POSITIVE_INFINITY
      : Date.parse(`${until}T00:00:00Z`) + longestPlanned['on-call'];

/** Rotas line by line, as files have them. */
export const shiftLinesOf = (all: readonly PersonShifts[]): ShiftLine[] =>
  all.flatMap(({ id, shifts }) => shifts.map((shift) => ({ ...shift, person: id })));

/** A registry as files show it: who reads them sees of a feed's address the host alone. */
export const withoutSecrets = (registry: Registry): Registry =>
  registry.feeds === undefined
    ? registry
    : {
        ...registry,
        feeds: registry.feeds.map((feed) =>
          feed.address === undefined ? feed : { ...feed, address: shownAddress(feed.address) },
        ),
      };

/** Feeds of files, each with the address that the registry has where the file shows only its host, and the text of a file of its name. */
export function feedsIn(
  given: readonly Placed<Feed>[],
  texts: readonly Placed<{ id: string; text: string }>[],
  known: (id: string) => Feed | undefined,
  tell: TellOf,
): Placed<Feed>[] {
  const feeds = new Map(given.map((at) => [at.value.id, at]));
  for (const at of texts) {
    const of = feeds.get(at.value.id)?.value ?? known(at.value.id);
    if (!of) continue;
    // What it said last is not given up for a page to sign in at.
    if (!isCalendarText(at.value.text)) {
      tell(at, '', 'not-icalendar', anyValue, cameAs(at.value.text.trimStart().split('\n')[0] ?? ''));
      continue;
    }
    const { address: _, ...feed } = of;
    feeds.set(feed.id, { ...at, value: { ...feed, text: at.value.text } });
  }
  return [...feeds.values()].map((at) => {
    const { address, ...feed } = at.value;
    if (!isZone(feed.zone))
      tell(at, 'zone', 'unknown-zone', { kind: 'zone', instead: zonesMeantBy(feed.zone) }, feed.zone);
    const before = known(feed.id);
    if (address === undefined)
      return at.value.text === undefined && before?.text ? { ...at, value: { ...feed, text: before.text } } : at;
    if (!/\/(?:…|%E2%80%A6)$/i.test(address)) return at;
    const same = before?.address !== undefined && shownAddress(before.address) === decodeURI(address);
    if (!same) tell(at, 'address', 'wrong-value', { kind: 'https-address' }, shownAddress(address));
    return { ...at, value: { ...feed, ...(before?.address !== undefined && { address: before.address }) } };
  });
}
