import { DateTime, IANAZone } from 'luxon';
import { findIana } from 'windows-iana';
import { isZone, zoneNamed, zonesMeantBy } from '../time/zone.ts';

/**
 * Which zone a name means, each looked up once: one of the IANA list, Windows' name for one, or one that the file itself describes
 * (`described`, by name), as Outlook does of its "Customized Time Zone". The package that reads events knows nothing of the latter and would
 * take them for UTC. An abbreviation (BST, IST) is what the file describes by it, else the one place that it can mean: Node would take
 * London's BST for Dhaka's. Null: nobody knows.
 */
export function zonesIn(described: ReadonlyMap<string, string>, own: string): (name: string) => string | null {
  const known = new Map<string, string | null>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const zone = clockNamed(name) ?? describedZone(name, described.get(name), own) ?? onlyOne(zonesMeantBy(name));
    known.set(name, zone);
    return zone;
  };
}

/** A name whose clock is the same to everybody: of a place, of Windows, or a distance from UTC. */
function clockNamed(name: string): string | null {
  const [windows] = findIana(name);
  if (windows !== undefined) return String(windows);
  const zone = zoneNamed(name);
  if (isZone(zone)) return zone;
  if (/^(?:z|zulu|(?:etc\/)?(?:gmt|uct|greenwich))$/i.test(name)) return 'UTC';
  return /^(?:etc\/|[+-]\d\d)/i.test(name) && IANAZone.isValidZone(name) ? name : null;
}

const onlyOne = ([zone, ...more]: readonly string[]): string | null =>
  zone === undefined || more.length > 0 ? null : zone;

/** A zone by the offsets that it has: the feed's own where they are the same, else one that has no summer time, by whole hours. */
function describedZone(name: string, text: string | undefined, own: string): string | null {
  if (text === undefined) return null;
  const offsets = new Set(
    Array.from(
      text.matchAll(/^TZOFFSETTO:([+-])(\d\d)(\d\d)/gim),
      ([, sign, hours, minutes]) => (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)),
    ),
  );
  // As Windows shows it: `(UTC-05:00) Eastern Time (US & Canada)`, which the package knows.
  if (/^\((?:UTC|GMT)[^)]*\) \S/.test(name)) return name;
  const { year } = DateTime.utc();
  const ofOwn = new Set([1, 4, 7, 10].map((month) => DateTime.fromObject({ year, month }, { zone: own }).offset));
  if (offsets.size === ofOwn.size && [...offsets].every((each) => ofOwn.has(each))) return own;
  const [offset] = offsets;
  if (offset === undefined || offsets.size > 1 || offset % 60 !== 0) return null;
  // Its signs are the reverse of what everybody writes.
  return offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset) / 60}`;
}
