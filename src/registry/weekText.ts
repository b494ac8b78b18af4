import type { Language } from '../language/language.ts';
import { timeOfDayIn } from '../time/instants.ts';
import type { Stretch } from './engineer.ts';
import { toDays } from './files/cells.ts';

/** Signs of the longest text that is looked at. */
const longest = 500;

/**
 * A week as people write it, `Mon-Fri 9:00-12:00, 13:00-17:00; Wed 10-16` or 「月～金 9:00-12:00 13:00-17:00; 水 10:00-16:00」: parts
 * parted by `;` or lines, each of days and times. What a later part says of a day counts. Null where it cannot be understood;
 * an empty text is an empty week.
 */
export function weekIn(text: string): Stretch[] | null {
  if (text.length > longest) return null;
  const byDay = new Map<number, Pick<Stretch, 'from' | 'to'>[]>();
  for (const part of text.normalize('NFKC').split(/[;\n]/)) {
    if (part.trim() === '') continue;
    const ranges = [...part.matchAll(range)];
    const [first] = ranges;
    const days = toDays(part.slice(0, first?.index ?? 0));
    if (!first || days.length === 0 || ranges.length > 6) return null;
    if (
      part
        .slice(first.index)
        .replaceAll(range, '')
        .replaceAll(/[\s,、・と&]|and/g, '') !== ''
    )
      return null;
    const times = ranges.map(([, from = '', to = '']) => ({ from: timeIn(from), to: timeIn(to) }));
    for (const day of days) {
      if (typeof day !== 'number' || !Number.isInteger(day) || day < 1 || day > 7) return null;
      const told = times.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from, to }]));
      if (told.length < times.length) return null;
      byDay.set(day, told);
    }
  }
  const alike = Map.groupBy(
    [...byDay].sort(([a], [b]) => a - b),
    ([, times]) => JSON.stringify(times),
  );
  return [...alike.values()].flatMap((same) =>
    (same[0]?.[1] ?? []).map(({ from, to }) => ({ days: same.map(([day]) => day), from, to })),
  );
}

const time = String.raw`\d{1,2}(?::\d\d|時(?:半|\d{1,2}分)?)?`;
const range = new RegExp(String.raw`(${time})\s*(?:[-~〜–—]|から|to)\s*(${time})(?:まで)?`, 'g');
const timeIn = (text: string): string | null => timeOfDayIn(/^\d{1,2}$/.test(text) ? `${text}:00` : text);

/** The same as a text that weekIn reads back: `Mon-Fri 09:00-12:00, 13:00-17:00; Sat 10:00-14:00`. */
export function weekText(week: readonly Stretch[], language: Language): string {
  const names = dayNames[language];
  const times = [1, 2, 3, 4, 5, 6, 7].map((day) =>
    week
      .filter(({ days }) => days.includes(day))
      .map(({ from, to }) => `${from}-${to}`)
      .sort()
      .join(', '),
  );
  const parts: string[] = [];
  for (let first = 0; first < 7; ) {
    let last = first;
    while (last < 6 && times[last + 1] === times[first]) last++;
    if (times[first] !== '') parts.push(`${names[first]}${last > first ? `-${names[last]}` : ''} ${times[first]}`);
    first = last + 1;
  }
  return parts.join('; ');
}

const dayNames = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  ja: ['月', '火', '水', '木', '金', '土', '日'],
} as const;
