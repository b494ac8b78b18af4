import { compatible } from '../../language/compatible.ts';
import { instantIn, isWithoutZone } from '../../time/instants.ts';

/** Which number of `6/21/2025` is the day: what a site or a person has set, and no file says. */
export type DateOrder = 'day-first' | 'month-first';
export const dateOrders: readonly DateOrder[] = ['day-first', 'month-first'];

/** A moment as an export writes it. `orders`: by which orders it is a date; null where its form leaves no doubt. */
export type ExportDate = { orders: readonly DateOrder[] | null; hasZone: boolean };

/** What form a text has; null when it is no date that exports write. */
export function exportDateOf(text: string): ExportDate | null {
  const plain = compatible(text.slice(0, longest + 1)).trim();
  if (plain.length > longest) return null;
  if (yearFirst(plain) !== null) return { orders: null, hasZone: !isWithoutZone(plain) };
  const named = monthNamed(plain);
  if (named !== null) return instantIn(named, 'UTC') === null ? null : { orders: null, hasZone: false };
  const orders = dateOrders.filter((order) => {
    const written = inFigures(plain, order);
    return written !== null && instantIn(written, 'UTC') !== null;
  });
  return orders.length === 0 ? null : { orders, hasZone: false };
}

/**
 * The instant that an export's text tells, in ISO and UTC: `11/May/24 03:26 PM` (Jira), `2026/11/28 9:15` (Salesforce, Excel), `2026/06/07 4:14 午後`,
 * `2026-11-28 00:15:30` (ServiceNow), `6/21/2025 16:14` by the order that is told. Without a zone of its own it is read in
 * `zone`. Null when it is none.
 */
export function exportInstant(text: string, zone: string, order: DateOrder | null): string | null {
  const plain = compatible(text.slice(0, longest + 1)).trim();
  if (plain.length > longest) return null;
  const written = yearFirst(plain) ?? monthNamed(plain) ?? (order === null ? null : inFigures(plain, order));
  return written === null ? null : instantIn(written, zone);
}

const longest = 60;

/** The year first, whatever stands between, is understood as it is; a bare number is no date here, as it is in Excel. */
function yearFirst(text: string): string | null {
  if (!/^\d{4}[-/.年]/.test(text)) return null;
  if (instantIn(text, 'UTC') !== null) return text;
  // With a clock of twelve hours, as Jira and Excel write it in Japanese: `2026/06/07 4:14 午後`, `2026年6月7日 午後4:14`.
  const [, year = '', month = '', day = '', rest = ''] =
    /^(\d{4})[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})日?[ ,T]*(.+)$/.exec(text) ?? [];
  const clock = clockIn(rest);
  if (rest === '' || clock === null) return null;
  const written = `${year}-${two(month)}-${two(day)}${clock}`;
  return instantIn(written, 'UTC') === null ? null : written;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The month by name: `11/May/24 03:26 PM`, `28-Nov-2026 9:15`, `11/5月/24 3:26 午後`. Jira writes years in two figures. */
function monthNamed(text: string): string | null {
  const [, day = '', name = '', year = '', rest = ''] =
    /^(\d{1,2})[-/. ]([A-Za-z]{3,9}|\d{1,2}月)[-/. ,]+(\d{2}|\d{4})(?:[ ,]+(.+))?$/.exec(text) ?? [];
  const month = /^\d/.test(name) ? Number.parseInt(name, 10) : months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  if (month < 1 || month > 12) return null;
  const clock = clockIn(rest);
  return clock === null ? null : `${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)}${clock}`;
}

/** Figures alone, the year last and whole: `6/21/2025 16:14`, `28.11.2026`, `11/28/2026 9:15 AM`. */
function inFigures(text: string, order: DateOrder): string | null {
  const [, first = '', , second = '', year = '', rest = ''] =
    /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[ ,T]+(.+))?$/.exec(text) ?? [];
  const clock = clockIn(rest);
  if (year === '' || clock === null) return null;
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  return `${year}-${two(month)}-${two(day)}${clock}`;
}

/** What stands after a date as ` 15:26:00`; empty for nothing, null for what is no time of day. */
function clockIn(text: string): string | null {
  if (text === '') return '';
  const [, before, hours = '', minutes = '', seconds = '00', after] =
    /^(午前|午後|AM|PM)?\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(午前|午後|AM|PM)?$/i.exec(text.trim()) ?? [];
  if (hours === '') return null;
  const half = (before ?? after)?.toUpperCase();
  if (half === undefined) return Number(hours) < 24 ? ` ${two(hours)}:${minutes}:${seconds}` : null;
  if (Number(hours) > 12) return null;
  const later = half === 'PM' || half === '午後' ? 12 : 0;
  return ` ${two((Number(hours) % 12) + later)}:${minutes}:${seconds}`;
}

const two = (figures: string | number): string => String(figures).padStart(2, '0');
