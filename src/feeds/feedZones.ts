import { DateTime, IANAZone } from 'luxon';
import { findIana } from 'windows-iana';

/**
 * Which zone a name means, each looked up once: one of the IANA list, Windows' name for one, or one that the file itself describes
 * (`described`, by name), as Outlook does of its "Customized Time Zone". The package that reads events knows nothing of the latter and would
 * take them for UTC. Null: nobody knows.
 */
export function zonesIn(described: ReadonlyMap<string, string>, own: string): (name: string) => string | null {
  const known = new Map<string, string | null>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const text = described.get(name);
    const [windows] = findIana(name);
    const zone = IANAZone.isValidZone(name)
      ? name
      : windows !== undefined
        ? String(windows)
        : text === undefined
          ? null
          : describedZone(name, text, own);
    known.set(name, zone);
    return zone;
  };
}

/** A zone by the offsets that it has: the feed's own where they are the same, else one that has no summer time, by whole hours. */
function describedZone(name: string, text: string, own: string): string | null {
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
