import type { CellObject } from '@e965/xlsx';

/** What a cell shows that has no text to be taken: a formula nobody reckoned, or one that failed. */
type CellFault = { code: 'formula-without-value' | 'failed-formula'; came: string };

/**
 * A cell as somebody would type it: numbers in full, however few digits are shown, but with the noughts that a format
 * puts before them; dates as 2026-04-01 and times as 09:00, rounded to the second.
 */
export function cellText(
  { t, v, f, z }: CellObject,
  { is1904, isDate }: { is1904: boolean; isDate: (format: string) => boolean },
): { text: string } | CellFault {
  if (t === 'e') return { code: 'failed-formula', came: errors.get(Number(v)) ?? '#ERROR!' };
  // The reader gives a formula that has no value as a text of no letters, or as a stub.
  if (v === undefined || t === 'z')
    return f === undefined ? { text: '' } : { code: 'formula-without-value', came: `=${f}` };
  if (typeof v !== 'number') return { text: String(v) };
  const format = String(z ?? '');
  // Excel shows no other number as a date.
  if (isDate(format) && v >= 0 && v < afterTheLastDay) return { text: moment(v, format, is1904) };
  if (/^0{2,}$/.test(format) && Number.isInteger(v) && v >= 0) return { text: String(v).padStart(format.length, '0') };
  return { text: String(Number(v.toPrecision(15))) };
}

/** By the numbers that files have for them ([MS-XLS] 2.5.10). */
const errors = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
]);

/** 1 January 10000. */
const afterTheLastDay = 2_958_466;

/** A workbook of an old Macintosh counts its days from 1904. */
const daysTo1904 = 1462;

function moment(serial: number, format: string, is1904: boolean): string {
  const seconds = Math.round(serial * 86_400);
  const told = format.replaceAll(/"[^"]*"|\[[$-][^\]]*\]|\\./g, '');
  const hasTime = /[hs]/i.test(told);
  const hasDay = /[yedg]/i.test(told.replaceAll(/General/gi, ''));
  const at = new Date(Date.UTC(1899, 11, 30 + (is1904 ? daysTo1904 : 0)) + seconds * 1000);
  const [day = '', clock = ''] = at.toISOString().slice(0, 19).split('T');
  if (!hasDay && hasTime && seconds >= 0 && seconds <= 86_400)
    return seconds === 86_400 ? '24:00' : clock.replace(/:00$/, '');
  // Whoever shows the day alone of a moment has not taken its time away.
  return hasTime || seconds % 86_400 !== 0 ? `${day} ${clock}` : day;
}
