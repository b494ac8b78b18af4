import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { cut } from '../../language/cut.ts';
import { inBatches } from '../../store/batches.ts';
import type { Sql } from '../../store/database.ts';
import { pastCase, pastCaseRevision } from '../../store/evidenceTables.ts';
import { swarm } from '../../store/swarmTables.ts';
import { pauses } from '../../time/pauses.ts';
import { bytesOfTerms } from '../terms/termBytes.ts';
import { termsOf } from '../terms/terms.ts';
import { discardSnapshots } from './indexSnapshots.ts';
import type { PastCase } from './pastCase.ts';

/** A past case as it is kept: with what fixed it, for whoever has one like it; all texts empty of a restricted one. */
export type KeptPastCase = PastCase & {
  /** The swarm that told it; null: imported. */
  swarmId: string | null;
  rootCause: string;
  fix: string;
  url: string | null;
};

/** Longer texts are cut: the engine reads no more of one (evidence/terms/terms.ts). */
export const mostTextKept = 12_000;
/** Letters of a page: a statement of more keeps an embedded database, and with it everybody, waiting. */
const lettersAPage = 300_000;
const rowsAPage = 500;

/**
 * Keeps past cases, in the transaction given. A case known by its swarm is not overwritten by an import, nor a newer
 * end of it by an older one; the same again changes nothing. Gives the ids that were written.
 */
export async function keepPastCases(tx: Sql, tenantId: string, cases: readonly KeptPastCase[]): Promise<string[]> {
  if (cases.length === 0) return [];
  const revision = await nextRevision(tx, tenantId);
  const written: string[] = [];
  for await (const rows of pagesOf(cases)) {
    const { rows: changed } = await tx.execute<{ case_id: string }>(sql`
      insert into ${pastCase} (tenant_id, case_id, swarm_id, closed_at, title, text, terms, technologies, credits, root_cause,
        fix, url, gone, revision)
      select ${tenantId}, id, "swarmId", "closedAt", title, text, decode(terms, 'base64'),
        array(select jsonb_array_elements_text(technologies)), credits, "rootCause", fix, url, false, ${revision}::int
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id text, "swarmId" text,
        "closedAt" timestamptz, title text, text text, terms text, technologies jsonb, credits jsonb, "rootCause" text, fix text,
        url text)
      on conflict (tenant_id, case_id) do update set swarm_id = excluded.swarm_id, closed_at = excluded.closed_at,
        title = excluded.title, text = excluded.text, terms = excluded.terms, technologies = excluded.technologies,
        credits = excluded.credits, root_cause = excluded.root_cause, fix = excluded.fix, url = excluded.url,
        gone = false, revision = excluded.revision
      where excluded.swarm_id is not null or ${pastCase.gone}
        or (${pastCase.swarmId} is null and ${pastCase.closedAt} <= excluded.closed_at
          and (${pastCase.closedAt}, ${pastCase.title}, ${pastCase.text}, ${pastCase.technologies},
            ${pastCase.credits}, ${pastCase.rootCause}, ${pastCase.fix}, coalesce(${pastCase.url}, ''))
          is distinct from (excluded.closed_at, excluded.title, excluded.text, excluded.technologies,
            excluded.credits, excluded.root_cause, excluded.fix, coalesce(excluded.url, '')))
      returning case_id`);
    written.push(...changed.map((row) => row.case_id));
  }
  return written;
}

/** The rows of cases in pages. What is searched in a long text takes a moment to find: whoever waits goes first between two of them. */
async function* pagesOf(cases: readonly KeptPastCase[]): AsyncGenerator<ReturnType<typeof rowOf>[]> {
  const pause = pauses();
  let rows: ReturnType<typeof rowOf>[] = [];
  let letters = 0;
  for (const each of cases) {
    const row = rowOf(each);
    letters += row.text.length + row.terms.length + row.rootCause.length + row.fix.length;
    rows.push(row);
    await pause();
    if (letters < lettersAPage && rows.length < rowsAPage) continue;
    yield rows;
    rows = [];
    letters = 0;
  }
  if (rows.length > 0) yield rows;
}

/** Takes back what a swarm told of its case: it was reopened. */
export async function takeBackPastCase(tx: Sql, tenantId: string, swarmId: string): Promise<void> {
  const revision = await nextRevision(tx, tenantId);
  await tx
    .update(pastCase)
    .set({ ...nothing, gone: true, revision })
    .where(and(eq(pastCase.tenantId, tenantId), eq(pastCase.swarmId, swarmId)));
}

/** Forgets what a swarm told of its case, also in the saved index: its words and people are no longer kept. */
export async function forgetPastCase(tx: Sql, tenantId: string, swarmId: string): Promise<void> {
  await takeBackPastCase(tx, tenantId, swarmId);
  await discardSnapshots(tx, tenantId);
}

/**
 * Takes every word out of a past case that has become restricted, also in the saved index: the day, the person and the
 * technology stay, as of one that was restricted when it came in.
 */
export async function hidePastCase(tx: Sql, tenantId: string, caseId: string): Promise<void> {
  const { title, text, terms, rootCause, fix, url } = nothing;
  const its = and(
    eq(pastCase.tenantId, tenantId),
    eq(pastCase.caseId, caseId),
    sql`(${pastCase.title}, ${pastCase.text}, ${pastCase.rootCause}, ${pastCase.fix}) is distinct from ('', '', '', '')`,
  );
  const [told] = await tx.select({ id: pastCase.caseId }).from(pastCase).where(its);
  if (!told) return;
  const revision = await nextRevision(tx, tenantId);
  await tx.update(pastCase).set({ title, text, terms, rootCause, fix, url, revision }).where(its);
  await discardSnapshots(tx, tenantId);
}

/**
 * The same of one that was brought in, if it is the case that is meant: systems count alike, so one whose address leads elsewhere
 * is another. Without an address it may be the one, and its words are not worth the risk.
 */
export async function hideBroughtIn(
  tx: Sql,
  { tenantId, caseId, leadsHere }: { tenantId: string; caseId: string; leadsHere: (url: string) => boolean },
): Promise<void> {
  const [told] = await tx
    .select({ url: pastCase.url })
    .from(pastCase)
    .where(and(eq(pastCase.tenantId, tenantId), eq(pastCase.caseId, caseId), isNull(pastCase.swarmId)));
  if (told && (told.url === null || leadsHere(told.url))) await hidePastCase(tx, tenantId, caseId);
}

/** Erases a person from the past: what was solved stays, but nobody is told by whom. */
export async function forgetPersonInPast(tx: Sql, tenantId: string, person: string): Promise<void> {
  const revision = await nextRevision(tx, tenantId);
  await tx.execute(sql`
    update ${pastCase} set revision = ${revision}::int, credits = coalesce((
      select jsonb_agg(credit) from jsonb_array_elements(${pastCase.credits}) as credit
      where credit ->> 'person' <> ${person}), '[]')
    where ${pastCase.tenantId} = ${tenantId} and ${hasCredit(person)}`);
  await discardSnapshots(tx, tenantId);
}

/** Past cases that say something of a person. */
export const hasCredit = (person: string) => sql`${pastCase.credits} @> ${JSON.stringify([{ person }])}::jsonb`;

/**
 * What a past case was and what fixed it; `swarmId`: of the swarm that solved it, null where it came from elsewhere. `solvers`: Entra ids
 * of who solved it.
 */
export type Fix = {
  title: string;
  fix: string;
  /** Whether it was a workaround, where the swarm's end said. */
  fixKind: string | null;
  url: string | null;
  swarmId: string | null;
  solvers: string[];
};

/**
 * What fixed past cases, by their ids; those of which it is not known, or may not be told, are left out. Every plan
 * asks this while its owner waits, so those who ask at one moment share a statement.
 */
export function createFixes(database: Sql, tenantId: string): (ids: readonly string[]) => Promise<Map<string, Fix>> {
  return inBatches(
    async (questions: readonly (readonly string[])[]) => {
      const rows = await database
        .select({
          id: pastCase.caseId,
          title: pastCase.title,
          fix: pastCase.fix,
          url: pastCase.url,
          swarmId: pastCase.swarmId,
          fixKind: swarm.fixKind,
          credits: pastCase.credits,
        })
        .from(pastCase)
        .leftJoin(swarm, eq(swarm.swarmId, pastCase.swarmId))
        .where(
          and(
            eq(pastCase.tenantId, tenantId),
            inArray(pastCase.caseId, [...new Set(questions.flat())]),
            eq(pastCase.gone, false),
            ne(pastCase.fix, ''),
          ),
        );
      const found = new Map(
        rows.map(({ id, credits, ...row }) => [
          id,
          {
            ...row,
            solvers: pastCreditsSchema.parse(credits).flatMap((each) => (each.weight >= 1 ? each.person : [])),
          },
        ]),
      );
      return questions.map(() => found);
    },
    { most: 20, atOnce: 2, apart: 5 },
  );
}

const nothing = {
  title: '',
  text: '',
  terms: new Uint8Array(),
  technologies: [],
  credits: [],
  rootCause: '',
  fix: '',
  url: null,
};

/** The row of the revision is the lock that puts all writers of a tenant in line until their transactions end. */
async function nextRevision(tx: Sql, tenantId: string): Promise<number> {
  const [row] = await tx
    .insert(pastCaseRevision)
    .values({ tenantId, revision: 1 })
    .onConflictDoUpdate({
      target: pastCaseRevision.tenantId,
      set: { revision: sql`${pastCaseRevision.revision} + 1` },
    })
    .returning();
  if (!row) throw new Error(`The past cases of tenant ${tenantId} did not give their next revision`);
  return row.revision;
}

const rowOf = (each: KeptPastCase) => ({
  ...each,
  text: cut(each.text, mostTextKept),
  terms: Buffer.from(bytesOfTerms(termsOf(each.title, each.text))).toString('base64'),
  closedAt: new Date(each.closedAt).toISOString(),
});

export const pastCreditsSchema = z.array(
  z.object({ person: z.string(), weight: z.number(), technologies: z.array(z.string()).exactOptional() }),
);
