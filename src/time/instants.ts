import { DateTime } from 'luxon';

/** A date, and a time where one is told, as read of a text. `zone` is the offset that it names itself: `+0900` as +540. */
type Told = { year: number; month: number; day: number; time: Time | null; offset: number | null };
type Time = { hour: number; minute: number; second: number; millisecond: number };

/**
 * The instant that a text tells, as people, Excel and other systems write it, in ISO and UTC: `2026-04-01T09:00:00+0900`,
 * `2026/4/1 9:00`, `2026年4月1日`, `R8.4.1`, `1.4.2026`, `1-Apr-2026`, `31/12/2025`, Excel's serial day `46113`. One that names no zone of its own is read in
 * `zone`; with null for that there is none. A date alone is the first instant of the day, or with `day: 'end'` its last
 * minute. Null when it is no date, or might be another (4/1/2026).
 */
export function instantIn(
  text: string,
  zone: string | null,
  { day = 'begin' }: { day?: 'begin' | 'end' } = {},
): string | null {
  const told = toldIn(text);
  if (!told || (told.offset === null && zone === null)) return null;
  const { year, month, time, offset } = told;
  const alone = day === 'begin' ? midnight : lastMinute;
  // 24:00 is the next day's midnight.
  const { hour, ...rest } = time ?? alone;
  const at = DateTime.fromObject(
    { year, month, day: told.day, hour: hour === 24 ? 0 : hour, ...rest },
    { zone: zoneOf(offset, zone) },
  );
  if (!at.isValid || (hour === 24 && (rest.minute > 0 || rest.second > 0))) return null;
  return (hour === 24 ? at.plus({ days: 1 }) : at).toUTC().toISO();
}

/** Whether a text tells a date and no zone, so that it takes a zone to know the instant. */
export const isWithoutZone = (text: string): boolean => toldIn(text)?.offset === null;

/** Signs of the longest text that can be a date or a time; what is longer is not looked at. */
const longest = 100;

const midnight: Time = { hour: 0, minute: 0, second: 0, millisecond: 0 };
const lastMinute: Time = { hour: 23, minute: 59, second: 0, millisecond: 0 };
const zoneOf = (offset: number | null, zone: string | null): string => {
  if (offset === null) return zone ?? 'UTC';
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `UTC${offset < 0 ? '-' : '+'}${hours}:${String(minutes).padStart(2, '0')}`;
};

function toldIn(text: string): Told | null {
  if (text.length > longest) return null;
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/\s*\([月火水木金土日]\)\s*/, ' ')
    .replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+(?=[\da-z])/i, '')
    // R 8. 4. 1
    .replace(/^((?:令和|平成|昭和|[RHS])?\.?\s?\d{1,4}[-/.])\s(\d{1,2}[-/.])\s(?=\d)/i, '$1$2')
    .trim();
  return serialDay(plain) ?? writtenDay(plain);
}

/** Excel counts days from 1900 and times as parts of one; 1955 to 2118. Rounded to the second: 0.999999 of one is its end. */
function serialDay(text: string): Told | null {
  if (!/^[2-7]\d{4}(\.\d+)?$/.test(text)) return null;
  const at = new Date(Math.round(Number(text) * 86_400) * 1000 + Date.UTC(1899, 11, 30));
  const time = { hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds(), millisecond: 0 };
  const day = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
  return { ...day, time: text.includes('.') ? time : null, offset: null };
}

const eras = { 令和: 2018, R: 2018, 平成: 1988, H: 1988, 昭和: 1925, S: 1925 } as const;
const isEra = (name: string): name is keyof typeof eras => Object.hasOwn(eras, name);

const date =
  /^(?:(\d{4})|(令和|平成|昭和|[RHS])\.?\s*(\d{1,2}|元))(?:年\s*(\d{1,2})月\s*(\d{1,2})日|([-/.])(\d{1,2})\6(\d{1,2})|(?<=\d{4})(\d\d)(\d\d)$)/i;
const clock =
  /^(?:T|\s+|(?=[午\d]))(午前|午後)?\s*(\d{1,2})(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?|時(?:(\d{1,2})分(?:(\d{1,2})秒)?)?)(?:\s*(AM|PM))?/i;
const offsetAfter = /^\s*(?:(Z|UTC|GMT)|([+-])(\d\d)(?::?(\d\d))?)$/i;

type Day = Pick<Told, 'year' | 'month' | 'day'>;

/** The day at the beginning of a text, with what it is written with. */
function dayIn(text: string): { whole: string; day: Day } | null {
  const found = date.exec(text);
  if (!found) return dayBeforeYear(text);
  const [whole, western, era = '', yearOfEra, m1, d1, , m2, d2, m3, d3] = found;
  const name = era.toUpperCase();
  const year = western ? Number(western) : isEra(name) ? eras[name] + (yearOfEra === '元' ? 1 : Number(yearOfEra)) : 0;
  return { whole, day: { year, month: Number(m1 ?? m2 ?? m3), day: Number(d1 ?? d2 ?? d3) } };
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const aMonth = `(${months.join('|')})[a-z]{0,6}\\.?`;
const namedMonth = new RegExp(
  `^(?:(\\d{1,2})(?:st|nd|rd|th)?[-/ ]${aMonth}[-/, ]{1,2}(\\d{4})|${aMonth} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4}))(?!\\d),?`,
  'i',
);
const numbered = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d),?/;

/** With the year last: a month by its name, a day behind which dots stand, or two numbers of which one alone can be the month. */
function dayBeforeYear(text: string): { whole: string; day: Day } | null {
  const [whole, d1, m1 = '', y1, m2 = '', d2, y2] = namedMonth.exec(text) ?? [];
  if (whole !== undefined) {
    const month = months.indexOf((m1 || m2).toLowerCase().slice(0, 3)) + 1;
    return { whole, day: { year: Number(y1 ?? y2), month, day: Number(d1 ?? d2) } };
  }
  const [all, one, sign, other, year] = numbered.exec(text) ?? [];
  if (all === undefined) return null;
  const [first, second] = [Number(one), Number(other)];
  if (sign === '.' || first > 12) return { whole: all, day: { year: Number(year), month: second, day: first } };
  return second > 12 ? { whole: all, day: { year: Number(year), month: first, day: second } } : null;
}

function writtenDay(text: string): Told | null {
  const found = dayIn(text);
  if (!found) return null;
  const { whole, day } = found;
  const rest = text.slice(whole.length);
  if (rest === '') return { ...day, time: null, offset: null };
  const timed = clock.exec(rest);
  if (!timed) return null;
  const time = timeOf(timed);
  const after = rest.slice(timed[0].length);
  if (!time) return null;
  if (after === '') return { ...day, time, offset: null };
  const [zoned, utc, sign, hours, minutes = '0'] = offsetAfter.exec(after) ?? [];
  if (zoned === undefined) return null;
  const offset = utc ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return { ...day, time, offset };
}

function timeOf([, half, hours, m1, s1, fraction = '', m2, s2, english]: RegExpExecArray): Time | null {
  const isAfternoon = half === '午後' || english?.toUpperCase() === 'PM';
  const isHalved = half !== undefined || english !== undefined;
  const told = Number(hours);
  if (isHalved && told > 12) return null;
  const hour = isHalved ? (told % 12) + (isAfternoon ? 12 : 0) : told;
  return {
    hour,
    minute: Number(m1 ?? m2 ?? 0),
    second: Number(s1 ?? s2 ?? 0),
    millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
  };
}

/** A time of day of a text as `09:00`; null when it is none: `９：００`, `9時半`, `午後6:30`, `6 PM`, `24:00`, Excel's 0.375. */
export function timeOfDayIn(text: string): string | null {
  if (text.length > longest) return null;
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/時半$/, '時30分')
    .replace(/^(\d{1,2}) ?([AP]M)$/i, '$1:00 $2');
  if (/^0?\.\d+$/.test(plain)) return asTime(Math.round(Number(plain) * 1440));
  const found = clock.exec(plain);
  const time = found && found[0].length === plain.length ? timeOf(found) : null;
  return time && time.second === 0 ? asTime(time.hour * 60 + time.minute) : null;
}

const asTime = (minutes: number): string | null =>
  minutes < 0 || minutes > 1440
    ? null
    : `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
