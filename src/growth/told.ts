import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { growthChoice, growthTold } from '../store/growthTables.ts';
import { engineer, leftPerson } from '../store/registryTables.ts';

/** What somebody is told or asked of their own part. */
export type ToldKind = 'month' | 'skill' | 'care';
export type Told = { personId: string; kind: ToldKind; of: string };

/** So long what was told is kept; a question that was declined is not put again within it. */
const keptDays = 800;

/**
 * Notes that somebody is told something; false: they were, and `again` has not passed since (ISO, UTC; left out: it is told once).
 * To be written in the transaction that stores the job.
 */
export async function noteTold(
  tx: Sql,
  tenantId: string,
  { personId, kind, of }: Told,
  { at, again }: { at: string; again?: string },
): Promise<boolean> {
  const noted = await tx
    .insert(growthTold)
    .values({ tenantId, personId, kind, of, toldAt: at })
    .onConflictDoUpdate({
      target: [growthTold.tenantId, growthTold.personId, growthTold.kind, growthTold.of],
      set: { toldAt: at, answer: null, answeredAt: null },
      setWhere: again === undefined ? sql`false` : lt(growthTold.toldAt, again),
    })
    .returning({ personId: growthTold.personId });
  return noted.length > 0;
}

/** What somebody was asked of a technology, and what they answered; null: they were not asked. */
export async function askedSkill(
  database: Sql,
  tenantId: string,
  personId: string,
  technology: string,
): Promise<{ answer: string | null } | null> {
  const [row] = await database
    .select({ answer: growthTold.answer })
    .from(growthTold)
    .where(ofSkill(tenantId, personId, technology));
  return row ?? null;
}

/** Keeps the first answer to a question; false: it was answered already, or never put. */
export async function answerSkill(
  database: Sql,
  { tenantId, personId, technology }: { tenantId: string; personId: string; technology: string },
  answer: 'listed' | 'declined',
  at: string,
): Promise<boolean> {
  const kept = await database
    .update(growthTold)
    .set({ answer, answeredAt: at })
    .where(and(ofSkill(tenantId, personId, technology), isNull(growthTold.answer)))
    .returning({ personId: growthTold.personId });
  return kept.length > 0;
}

const ofSkill = (tenantId: string, personId: string, technology: string) =>
  and(
    eq(growthTold.tenantId, tenantId),
    eq(growthTold.personId, personId),
    eq(growthTold.kind, 'skill'),
    eq(growthTold.of, technology),
  );

/** Deletes what was told long ago, and the choices of who is neither in the registry nor kept aside for their coming back. */
export async function forgetOldTold(database: Sql, tenantId: string, now: number): Promise<void> {
  const before = new Date(now - keptDays * 86_400_000).toISOString();
  await database.delete(growthTold).where(and(eq(growthTold.tenantId, tenantId), lt(growthTold.toldAt, before)));
  for (const table of [growthChoice, growthTold])
    await database.delete(table).where(
      and(
        eq(table.tenantId, tenantId),
        sql`not exists (select from ${engineer} e where e.tenant_id = ${tenantId} and e.id = ${table.personId})`,
        sql`not exists (select from ${leftPerson} l where l.tenant_id = ${tenantId} and l.id = ${table.personId}
          and l.body is not null)`,
      ),
    );
}
