import { and, asc, count, desc, eq, gt, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { begun } from '../../store/begun.ts';
import type { Sql } from '../../store/database.ts';
import { pastCase, pastCaseRevision } from '../../store/evidenceTables.ts';
import { termsOfPage, termsVersion } from '../terms/termBytes.ts';
import type { CutCase, PastCase } from './pastCase.ts';
import { pastCreditsSchema } from './pastCases.ts';

/** What an evidence index follows: everything of one tenant, and what changed since a revision. */
export type PastCases = {
  revision(): Promise<number>;
  count(): Promise<number>;
  newest(count: number): Promise<(PastCase | CutCase)[]>;
  /** Oldest first, in pages. */
  all(): AsyncIterable<(PastCase | CutCase)[]>;
  /** What was kept or taken back after a revision; null when that is more than is worth following. */
  since(revision: number): Promise<(Changes & { revision: number }) | null>;
  /** How many cases that is. */
  countSince(revision: number): Promise<number>;
  /** The same in pages, oldest first, however many. */
  allSince(revision: number): AsyncIterable<Changes>;
  /** Whether any that was read had been cut into terms by another version of the program. */
  hasOtherTerms(): boolean;
};
export type Changes = { kept: (PastCase | CutCase)[]; gone: string[] };

/** The past cases of a tenant, for an evidence index. */
export function pastCasesOf(database: Sql, tenantId: string): PastCases {
  const ofTenant = eq(pastCase.tenantId, tenantId);
  const own = and(ofTenant, eq(pastCase.gone, false));
  const after = (revision: number) => and(ofTenant, gt(pastCase.revision, revision));
  const oldestFirst = [asc(pastCase.closedAt), asc(pastCase.caseId)];

  let otherTerms = false;

  const counted = async (which: SQL | undefined): Promise<number> => {
    const [row] = await database.select({ cases: count() }).from(pastCase).where(which);
    return row?.cases ?? 0;
  };
  /**
   * All rows of a page come as one value, and their terms as another: taking a million rows apart value by value
   * would be a third of a start.
   */
  const page = async (which: SQL | undefined, order: SQL[], most: number): Promise<Told[]> => {
    const rows = database
      .select(columns)
      .from(pastCase)
      .where(which)
      .orderBy(...order)
      .limit(most);
    const { rows: answer } = await database.execute(sql`
      select coalesce(json_agg(json_build_array(case_id, closed_at, title, text, technologies, credits, gone, revision,
        octet_length(terms))), '[]') as told, coalesce(string_agg(terms, ''), '') as terms from ${rows} as page`);
    const [{ told, terms }] = pageSchema.parse(answer);
    const cut = termsOfPage(
      terms,
      told.map((row) => row[8]),
    );
    return told.map(([id, closedAt, title, text, technologies, credits, gone, revision], at) => {
      const about = { id, closedAt: Date.parse(closedAt), technologies, credits };
      const own = cut[at];
      if (!own && (title !== '' || text !== '')) otherTerms = true;
      return {
        place: { closedAt, id },
        gone,
        revision,
        past: own ? { ...about, terms: own } : { ...about, title, text },
      };
    });
  };
  const pages = async function* (which: SQL | undefined): AsyncGenerator<Told[]> {
    let next = page(which, oldestFirst, rowsAPage);
    for (;;) {
      const rows = await next;
      const last = rows.at(-1);
      // The next page is on its way while this one is taken in.
      if (last && rows.length === rowsAPage) next = begun(page(and(which, beyond(last.place)), oldestFirst, rowsAPage));
      if (rows.length > 0) yield rows;
      if (rows.length < rowsAPage) return;
    }
  };

  return {
    async revision() {
      const [row] = await database.select().from(pastCaseRevision).where(eq(pastCaseRevision.tenantId, tenantId));
      return row?.revision ?? 0;
    },
    count: () => counted(own),
    async newest(most) {
      const rows = await page(own, [desc(pastCase.closedAt), desc(pastCase.caseId)], most);
      return rows.map(({ past }) => past);
    },
    async *all() {
      for await (const rows of pages(own)) yield rows.map(({ past }) => past);
    },
    async since(revision) {
      const rows = await page(after(revision), oldestFirst, mostFollowed + 1);
      if (rows.length > mostFollowed) return null;
      return { revision: rows.reduce((newest, row) => Math.max(newest, row.revision), revision), ...changesOf(rows) };
    },
    countSince: (revision) => counted(after(revision)),
    async *allSince(revision) {
      for await (const rows of pages(after(revision))) yield changesOf(rows);
    },
    hasOtherTerms: () => otherTerms,
  };
}

const rowsAPage = 2000;
const mostFollowed = 5000;

type Told = { place: { closedAt: string; id: string }; gone: boolean; revision: number; past: PastCase | CutCase };

const changesOf = (rows: readonly Told[]): Changes => ({
  kept: rows.filter(({ gone }) => !gone).map(({ past }) => past),
  gone: rows.filter(({ gone }) => gone).map(({ past }) => past.id),
});

const beyond = ({ closedAt, id }: Told['place']): SQL =>
  sql`(${pastCase.closedAt}, ${pastCase.caseId}) > (${closedAt}::timestamptz, ${id})`;

/** The texts only where the terms were cut by another version of the program. */
const unlessCut = (text: typeof pastCase.title | typeof pastCase.text, name: string) =>
  sql<string>`case when substr(${pastCase.terms}, 1, 1) = decode(${hexOf(termsVersion)}, 'hex') then '' else ${text} end`.as(
    name,
  );
const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0');

const columns = {
  id: pastCase.caseId,
  closedAt: pastCase.closedAt,
  title: unlessCut(pastCase.title, 'title'),
  text: unlessCut(pastCase.text, 'text'),
  terms: pastCase.terms,
  technologies: pastCase.technologies,
  credits: pastCase.credits,
  gone: pastCase.gone,
  revision: pastCase.revision,
};
const pageSchema = z.tuple([
  z.object({
    told: z.array(
      z.tuple([
        z.string(),
        z.string(),
        z.string(),
        z.string(),
        z.array(z.string()),
        pastCreditsSchema,
        z.boolean(),
        z.number(),
        z.number(),
      ]),
    ),
    terms: z.instanceof(Uint8Array),
  }),
]);
