import { zoneAbbreviations } from '../time/zone.ts';

/** A day as people say it. `week`: 0 this one, 1 the next, null the next such day; months and days of the week from 1. */
export type Asked =
  | { kind: 'days'; count: number }
  | { kind: 'weekday'; weekday: number; week: number | null }
  | { kind: 'end-of'; unit: 'week' | 'month' | 'year'; ahead: number }
  | { kind: 'date'; year: number | null; month: number; day: number }
  /** A day of this month (0), the next (1), or the next such day (null). */
  | { kind: 'of-month'; day: number; ahead: number | null }
  /** The end of a month by its number, the next such one. */
  | { kind: 'end-of-named'; month: number }
  | { kind: 'in'; unit: 'minutes' | 'hours' | 'days' | 'weeks'; count: number }
  /** So many days of work from now, at this hour (`isToTheHour`) or at the end of the last. */
  | { kind: 'days-of-work'; count: number; isToTheHour: boolean };

/**
 * What a deadline says of its day and time; `zone` as it was abbreviated. Hours from 24 to 29 are the next day's, as
 * Japanese offices write them.
 */
export type When = {
  day: Asked | null;
  time: { hour: number; minute: number } | 'end-of-work' | null;
  zone: string | null;
};

/** The named parts of a match. */
export type Groups = Record<string, string | undefined>;

/** Words that may tell a deadline, and what stands around them: all in `comparable` signs but `words` and `next`. */
export type Told = { groups: Groups; before: string; after: string; words: string; next: string };

/** One way to tell a deadline. */
export type Form = {
  pattern: RegExp;
  /** Whether what stands before or after says that it is no deadline. */
  isNone: (told: Told) => boolean;
  read: (groups: Groups) => When | null;
  /** Its words tell of more than the deadline, and stay where they are. */
  isMatter?: boolean;
};

export const iso = String.raw`(?<iy>\d{4})[-/.](?<im>\d{1,2})[-/.](?<id>\d{1,2})`;
export const clock = String.raw`(?<h>\d{1,2}):(?<m>\d\d)(?::\d\d)?`;

/** Abbreviations that are words, too: zones in capitals only. */
const words = new Set(['ACT', 'ART', 'BET', 'CAT', 'EAT', 'MET', 'WEST']);
const abbreviations = zoneAbbreviations.map((name) => (words.has(name) ? name : name.toLowerCase()));
/** Only what is one: in `5pm next Friday` there is none. */
const zone = String.raw`(?<zone>(?:utc|gmt)[+-]\d{1,2}(?::?\d\d)?|(?<=t\d\d:\d\d(?::\d\d)?)[+-]\d\d:?\d\d|z|utc|gmt|日本時間|${abbreviations.join('|')})(?!\w)`;
/** Behind a time, also in brackets. */
export const zoned = String.raw`(?:\s?\(?${zone}(?:(?<=\([\w+:-]+|日本時間)\))?)?`;

/** Usual width and small letters, sign for sign, so that places stay; a zone that is a word, too, keeps its capitals. */
export const comparable = (text: string): string =>
  text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[A-Za-z]+/g, (word) => (words.has(word) ? word : word.toLowerCase()));

const kanjiDigits = '一二三四五六七八九';
/** A number below a hundred in kanji: 三, 十, 十二, 二十一. */
export const inKanji = `(?:[${kanjiDigits}]?十[${kanjiDigits}]?|[${kanjiDigits}])`;
export function numberInKanji(number: string): number {
  const digit = (sign: string): number => kanjiDigits.indexOf(sign) + 1;
  const [tens = '', ones = ''] = number.includes('十') ? number.split('十') : ['', number];
  return (number.includes('十') ? (tens === '' ? 10 : digit(tens) * 10) : 0) + (ones === '' ? 0 : digit(ones));
}
