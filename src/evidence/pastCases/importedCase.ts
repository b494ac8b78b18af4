import { z } from 'zod';
import { fromBoolean, fromList, plain, toBoolean, toList } from '../../registry/files/cells.ts';
import type { Column } from '../../registry/files/column.ts';
import { calledAlso, otherTitles } from '../../registry/files/otherTitles.ts';
import { technologyIdSchema } from '../../registry/technology.ts';
import { instantIn } from '../../time/instants.ts';

const isoInstant = z.iso.datetime({ offset: true });
const person = z.string().trim().toLowerCase().min(1).max(128);

/**
 * A solved case as it is imported. People are Entra object ids; who has left meanwhile may stay in, and is asked no
 * more. Of a restricted case no word is kept.
 */
export const importedCaseSchema = z.strictObject({
  id: z.string().trim().min(1).max(200),
  title: z.string().trim().min(1).max(300),
  text: z.string().max(50_000).default(''),
  closedAt: z.preprocess(
    // As other systems write it: +0900.
    (told) =>
      typeof told === 'string' && !isoInstant.safeParse(told).success ? (instantIn(told, null) ?? told) : told,
    isoInstant,
  ),
  technologies: z.array(technologyIdSchema).max(20).default([]),
  solvedBy: z.array(person).min(1).max(50),
  rootCause: z.string().max(4000).default(''),
  fix: z.string().max(4000).default(''),
  url: z
    .url({ protocol: /^https$/ })
    .nullable()
    .default(null),
  restricted: z.boolean().default(false),
});
export type ImportedCase = z.infer<typeof importedCaseSchema>;

/** A time without a zone is one of the zone that is declared for the file. */
const moment: Column<ImportedCase>['read'] = (cell, { names }) => instantIn(cell, names.zoneOf('')) ?? cell;

/** A column whose cells are kept as they stand. */
const words = (name: string, ja: string, field: 'id' | 'title' | 'text' | 'rootCause' | 'fix' | 'url') =>
  ({ name, ja, field: [field], read: plain, write: (of) => of[field] ?? '' }) satisfies Column<ImportedCase>;

/** The columns of a CSV file of past cases, in any order, named in English or Japanese; lists are separated by `|`. */
export const pastCaseColumns: Column<ImportedCase>[] = calledAlso<Column<ImportedCase>>(
  [
    words('id', 'ID', 'id'),
    words('title', '件名', 'title'),
    words('text', '内容', 'text'),
    { name: 'closed_at', ja: '解決日時', field: ['closedAt'], read: moment, write: (of) => of.closedAt },
    {
      ...{ name: 'technologies', ja: '技術', field: ['technologies'] },
      read: (cell, { names }) => toList(cell).map((each) => names.technology(each)),
      write: (of) => fromList(of.technologies),
    },
    { name: 'solved_by', ja: '解決者', field: ['solvedBy'], read: toList, write: (of) => fromList(of.solvedBy) },
    words('root_cause', '原因', 'rootCause'),
    words('fix', '解決策', 'fix'),
    words('url', 'URL', 'url'),
    {
      ...{ name: 'restricted', ja: '制限付き', field: ['restricted'] },
      ...{ read: toBoolean, write: (of) => fromBoolean(of.restricted) },
    },
  ],
  otherTitles.pastCases,
);
