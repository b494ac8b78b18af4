import type { Language } from '../language/language.ts';
import { unbroken } from '../language/unbroken.ts';

/** Dates, spans and numbers as the reader writes them, in their own zone. */
export type Format = {
  language: Language;
  zone: string;
  /** 20 Nov 2026 */
  day(instant: string): string;
  /** The same of a date (`2026-11-20`), whatever the zone. */
  dayOf(date: string): string;
  /** 20 Nov 2026, 11:05 */
  moment(instant: string): string;
  /** 11:05:07 */
  time(instant: string): string;
  /** 3 h 20 min: the two largest units, to the nearest minute as cards write it; below a minute in seconds. */
  span(seconds: number): string;
  number(value: number): string;
  share(part: number, whole: number): string;
};

export function createFormat(language: Language, zone: string): Format {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  const withZone = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const day = withZone({ year: 'numeric', month: 'short', day: 'numeric' });
  const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' });
  const moment = withZone({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  const time = withZone({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    language,
    zone,
    day: (instant) => unbroken(day.format(new Date(instant))),
    dayOf: (each) => unbroken(date.format(new Date(`${each}T00:00:00Z`))),
    moment: (instant) => unbroken(moment.format(new Date(instant))),
    time: (instant) => time.format(new Date(instant)),
    span: (seconds) => unbroken(spanIn(language, seconds)),
    number: (value) => number.format(value),
    share: (part, whole) => (whole === 0 ? '–' : share.format(part / whole)),
  };
}

const units = {
  en: { day: ' d', hour: ' h', minute: ' min', second: ' s' },
  ja: { day: ' 日', hour: ' 時間', minute: ' 分', second: ' 秒' },
};

function spanIn(language: Language, seconds: number): string {
  const { day, hour, minute, second } = units[language];
  const whole = Math.round(seconds / 60) * 60;
  const part = (size: number) => Math.floor(whole / size);
  const both = (large: number, of: string, small: number, ofSmall: string) =>
    small === 0 ? `${large}${of}` : `${large}${of} ${small}${ofSmall}`;
  if (Math.round(seconds) < 60) return `${Math.round(seconds)}${second}`;
  if (whole >= 86_400) return both(part(86_400), day, Math.floor((whole % 86_400) / 3600), hour);
  if (whole >= 3600) return both(part(3600), hour, Math.floor((whole % 3600) / 60), minute);
  return both(part(60), minute, 0, second);
}
