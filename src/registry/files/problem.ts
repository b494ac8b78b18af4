import { inspect } from 'node:util';
import type { z } from 'zod';
import { cut } from '../../language/cut.ts';
import { calendarIdRule } from '../calendar.ts';
import { timeOfDayRule } from '../engineer.ts';
import { teamIdRule } from '../team.ts';
import { technologyIdRule } from '../technology.ts';

/** A file, or a sheet of a workbook. */
export type FilePart = { file: string; sheet?: string };

/** One thing wrong in an imported file. `line` counts from 1, as an editor or Excel shows it; null when it cannot be told. */
export type RegistryProblem = FilePart & {
  line: number | null;
  /** The field, e.g. `engineers[3].hours.from`, or a column's title; empty when it is the line or file as a whole. */
  path: string;
  code: ProblemCode;
  expected: Expectation;
  /** What stands there, short and as written. */
  came: string;
};

export const problemCodes = [
  'not-utf8',
  'shift-jis',
  'utf-16',
  'iso-2022-jp',
  'excel-old',
  'excel-encrypted',
  'excel-other',
  'excel-torn',
  'excel-too-big',
  'excel-unopened',
  'formula-without-value',
  'failed-formula',
  'not-json',
  'json-too-intricate',
  'not-icalendar',
  'icalendar-too-big',
  'icalendar-name',
  'icalendar-cancels',
  'timed-event',
  'recurring-day',
  'not-csv',
  'quote-not-closed',
  'quote-within',
  'too-many-cells',
  'too-many-problems',
  'empty',
  'unknown-file',
  'unknown-sheet',
  'missing',
  'unknown-field',
  'wrong-value',
  'nul',
  'half-character',
  'rounded-number',
  'twice',
  'column-twice',
  'unknown-zone',
  'unknown-calendar',
  'unknown-team',
  'country-calendar',
  'unknown-technology',
  'unknown-person',
  'mail-address',
  'mail-of-nobody',
  'unknown-mark',
  'circle',
  'calendar-circle',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What would have been right; problemSentence says it in the reader's language. */
export type Expectation =
  | { kind: ExpectedKind }
  /** Null: no limit on that side. */
  | { kind: 'number' | 'text' | 'list'; least: number | null; most: number | null }
  | { kind: 'one-of'; values: string[] }
  | { kind: 'fields'; tables: FieldName[][] }
  | { kind: 'zone'; instead: string[] }
  /** `in`: the sheet or file, where it is another. */
  | { kind: 'first'; line: number | null; in?: string }
  | { kind: 'cells'; most: number }
  | { kind: 'not-after'; instant: string }
  /** Both inclusive, `2026-12-29`. */
  | { kind: 'dates'; from: string; until: string | null }
  /** Both as somebody of that zone writes them, `2026-12-01 18:00`. */
  | { kind: 'times'; from: string; until: string };
export const expectedKinds = [
  'value',
  'whole-number',
  'yes-or-no',
  'record',
  'weekdays',
  'time-of-day',
  'instant',
  'day-or-instant',
  'export-date',
  'date',
  'calendar-id',
  'team-id',
  'technology-id',
  'https-address',
  'zone-name',
  'feed-names',
  'week',
  'rota-time',
] as const;
export type ExpectedKind = (typeof expectedKinds)[number];

/** A field by the name that files give it; columns have one in Japanese, too. */
export type FieldName = { name: string; ja?: string };

/** What can be said of a fault of a kind that needs no more words. */
export const anyValue: Expectation = { kind: 'value' };

/** What came, short enough for a report. */
export function cameAs(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  const shown = text.toWellFormed().replaceAll('\0', '\ufffd').replaceAll(/\s+/g, ' ');
  return shown.length > 80 ? `${cut(shown, 79)}…` : shown;
}

/** The same of a cell: there a date needs neither a zone nor a time. */
export const expectationOfCell = (issue: z.core.$ZodIssue): Expectation => {
  const expected = expectationOf(issue);
  return expected.kind === 'instant' ? { kind: 'day-or-instant' } : expected;
};

/** What zod would have taken in place of what it refused. */
export function expectationOf(issue: z.core.$ZodIssue): Expectation {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.path?.at(-2) === 'days') return { kind: 'weekdays' };
      return ofType[issue.expected] ?? anyValue;
    case 'too_small':
    case 'too_big': {
      const kind = issue.origin === 'string' ? 'text' : issue.origin === 'array' ? 'list' : 'number';
      return issue.code === 'too_small'
        ? { kind, least: Number(issue.minimum), most: null }
        : { kind, least: null, most: Number(issue.maximum) };
    }
    case 'invalid_value':
      return { kind: 'one-of', values: issue.values.map(String) };
    case 'invalid_format':
      if (issue.format === 'datetime') return { kind: 'instant' };
      if (issue.format === 'date') return { kind: 'date' };
      if (issue.message === calendarIdRule) return { kind: 'calendar-id' };
      if (issue.message === teamIdRule) return { kind: 'team-id' };
      if (issue.format === 'url') return { kind: 'https-address' };
      if (issue.message === timeOfDayRule) return { kind: 'time-of-day' };
      return issue.message === technologyIdRule ? { kind: 'technology-id' } : anyValue;
    default:
      return anyValue;
  }
}

const ofType: Readonly<Record<string, Expectation>> = {
  string: { kind: 'text', least: null, most: null },
  number: { kind: 'number', least: null, most: null },
  int: { kind: 'whole-number' },
  boolean: { kind: 'yes-or-no' },
  array: { kind: 'list', least: null, most: null },
  object: { kind: 'record' },
};
