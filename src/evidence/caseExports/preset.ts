import type { CaseMark } from '../../reading/outcomeMarks.ts';

/** The systems whose exports are read. */
export const exportSystems = ['dynamics', 'servicenow', 'zendesk', 'jira', 'salesforce'] as const;
export type ExportSystem = (typeof exportSystems)[number];

/** What of a case is taken from an export. */
export const exportFields = [
  'number',
  'title',
  'text',
  'status',
  'outcome',
  'closed',
  'updated',
  'product',
  'solver',
  'cause',
  'fix',
  'record',
] as const;
export type ExportField = (typeof exportFields)[number];

/**
 * How an export of a system is read. Columns go by the name that the API gives them or by the label that people see, in
 * English and Japanese, the best first: where an export has several of them, the first that says something counts (of
 * products all).
 */
export type Preset = {
  columns: Readonly<Record<ExportField, readonly string[]>>;
  /** By a case's status or outcome, folded; what is none of these tells nothing. */
  marks: Readonly<Record<string, CaseMark>>;
  /** What stands between several values of one cell. */
  lists: RegExp;
  /** Columns of comments, each `date;author;text`: the last one says what solved the case, where no column does. */
  comments: readonly string[];
  /** Columns any value of which makes a case restricted, where an export has them. */
  restricted: readonly string[];
  /** Other tables of the export, whose rows a case is joined with. */
  joins: readonly Join[];
  /** Where people read a case, under the address of the system: by its number, or by the id of its record. */
  address: (of: { number: string; record: string }) => string | null;
  /** Rows of words after the last case are a report's foot. */
  hasFoot: boolean;
};

/** A table whose rows belong to cases: `OwnerId` of a case leads to `Id` of User.csv, whose columns are then `Owner.Username` … */
export type Join = {
  as: string;
  /** Columns of the case, the best first. */
  from: readonly string[];
  /** Columns of the table that hold the same. */
  to: readonly string[];
  /** What of it is kept, of the first of some columns or of all together; a table that has none of them is another one. */
  take: readonly { kept: string; of: readonly string[]; isTogether?: true }[];
  /** Of several rows the one counts that is last by this column. */
  lastBy: readonly string[];
};
