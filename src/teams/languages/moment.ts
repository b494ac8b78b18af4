import { DateTime, IANAZone } from 'luxon';
import type { Reader } from './language.ts';

type Clock = Pick<Reader, 'language' | 'zone' | 'at'>;

/**
 * An instant (ISO, UTC) in the reader's zone, with its day and the zone named: `Sat 21 Nov, 10:00 JST`; `11月21日(土) 10:00 (JST)`.
 * No day is "today": a card is still read tomorrow, and for weeks. The year is left out while the card is drawn in it.
 */
export const moment = (instant: string, reader: Clock): string =>
  // A plan names the same few instants for dozens of people, and writing one costs more than the rest of a line.
  kept(`${minuteOf(instant)} ${minuteOf(reader.at)} ${reader.zone} ${reader.language}`, () =>
    writtenMoment(instant, reader),
  );

/** What is written of an instant tells no seconds: all of one minute are the same. */
const minuteOf = (instant: string): string => (instant.endsWith('Z') ? instant.slice(0, 16) : instant);

const written = new Map<string, string>();
const mostWritten = 2_000;

function kept(key: string, write: () => string): string {
  const known = written.get(key);
  if (known !== undefined) return known;
  if (written.size >= mostWritten) written.clear();
  const text = write();
  written.set(key, text);
  return text;
}

function writtenMoment(instant: string, reader: Clock): string {
  const zone = zoneOf(reader.zone);
  const at = DateTime.fromISO(instant, { zone });
  const now = DateTime.fromISO(reader.at, { zone });
  const time = at.toFormat('HH:mm');
  const name = zoneName(at);
  return reader.language === 'ja'
    ? `${dayInJapanese(at, now)} ${time} (${name})`
    : `${dayInEnglish(at, now)}, ${time} ${name}`;
}

/** The day of an instant in the reader's zone, with its year: `20 Nov 2026`, `2026年11月20日`. */
export const day = (instant: string, reader: Pick<Reader, 'language' | 'zone'>): string =>
  kept(`${instant} ${reader.zone} ${reader.language}`, () => writtenDay(instant, reader));

function writtenDay(instant: string, reader: Pick<Reader, 'language' | 'zone'>): string {
  const at = DateTime.fromISO(instant, { zone: zoneOf(reader.zone) });
  return reader.language === 'ja' ? at.toFormat('yyyy年M月d日') : at.setLocale('en-GB').toFormat('d MMM yyyy');
}

/** A month (`2026-11`) with its year: `November 2026`, `2026年11月`. */
export function monthName(month: string, { language }: Pick<Reader, 'language'>): string {
  const at = DateTime.fromISO(`${month}-01`, { zone: utc });
  return language === 'ja' ? at.toFormat('yyyy年M月') : at.setLocale('en-GB').toFormat('LLLL yyyy');
}

/** The date of an instant in the reader's zone as an input for dates wants it: `2026-11-20`. */
export const isoDay = (instant: string, zone: string): string =>
  DateTime.fromISO(instant, { zone: zoneOf(zone) }).toFormat('yyyy-MM-dd');

/** How long something took: `2 h 5 min`, `2 時間 5 分`. */
export const duration = (from: string, to: string, reader: Pick<Reader, 'language'>): string =>
  span(Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000)), reader);

/** So many minutes: `30 min`, `2 h`, `8 時間`. */
export function span(minutes: number, { language }: Pick<Reader, 'language'>): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const [dayWord, hourWord, minuteWord] = language === 'ja' ? ['日', '時間', '分'] : ['d', 'h', 'min'];
  const parts = [
    days > 0 ? `${days} ${dayWord}` : '',
    hours > 0 ? `${hours} ${hourWord}` : '',
    // Minutes no longer matter after days.
    rest > 0 && days === 0 ? `${rest} ${minuteWord}` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** An unknown zone is shown as UTC, named so: never a time that nobody can place. */
function zoneOf(name: string): IANAZone {
  const known = zones.get(name);
  if (known) return known;
  if (!IANAZone.isValidZone(name)) return utc;
  const zone = IANAZone.create(name);
  zones.set(name, zone);
  return zone;
}

// Asking Intl for a zone, or for what it is called, takes longer than drawing the rest of a card. Both sets are small:
// only zones that exist come in, each with one or two names.
const zones = new Map<string, IANAZone>();
const zoneNames = new Map<string, string>();
const utc = IANAZone.create('UTC');

const dayInJapanese = (at: DateTime, now: DateTime): string =>
  at.setLocale('ja').toFormat(at.hasSame(now, 'year') ? 'M月d日(ccc)' : 'yyyy年M月d日(ccc)');

const dayInEnglish = (at: DateTime, now: DateTime): string =>
  at.setLocale('en-GB').toFormat(at.hasSame(now, 'year') ? 'ccc d MMM' : 'ccc d MMM yyyy');

/** `JST`, `IST`, `GMT`, `PST` where one of these locales has a name for it, else `UTC+5:45`. */
function zoneName(at: DateTime): string {
  const key = `${at.zoneName} ${at.offset}`;
  const known = zoneNames.get(key);
  if (known) return known;
  const name = nameOfZone(at);
  zoneNames.set(key, name);
  return name;
}

function nameOfZone(at: DateTime): string {
  if (at.zoneName === 'UTC') return 'UTC';
  for (const locale of ['ja-JP', 'en-IN', 'en-GB', 'en-US', 'en-AU']) {
    const name = at.setLocale(locale).offsetNameShort;
    if (name && /^[A-Z]{3,5}$/.test(name)) return name;
  }
  return `UTC${at.toFormat('Z')}`;
}
