import { and, eq, lt, sql } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { engineer, leftPerson, personShifts, skill } from '../../store/registryTables.ts';
import { personShiftsSchema } from '../shifts/plannedShift.ts';
import { engineerOf, skillOf } from '../tables.ts';
import {
  keptOutDays,
  type Left,
  type LeftPerson,
  leftPersonSchema,
  mayComeBackDays,
  type WhyLeft,
} from './leftPerson.ts';

/** Somebody who left, as Entra tells it: `at` an ISO instant in UTC. */
export type Leaver = { id: string; at: string; why: WhyLeft };

/**
 * Puts what the registry has of these people aside, and gives it; of who is not in it, nothing. The caller holds the registry's lock,
 * and takes them out of the registry in the same transaction.
 */
export async function putAside(tx: Sql, tenantId: string, leavers: readonly Leaver[]): Promise<LeftPerson[]> {
  const left: LeftPerson[] = [];
  for (const { id, at, why } of leavers) {
    const [row] = await tx
      .select({ id: engineer.id, body: engineer.body })
      .from(engineer)
      .where(and(eq(engineer.tenantId, tenantId), eq(engineer.id, id)));
    if (!row) continue;
    const lines = await tx
      .select()
      .from(skill)
      .where(and(eq(skill.tenantId, tenantId), eq(skill.person, id)));
    const [rota] = await tx
      .select({ body: personShifts.body })
      .from(personShifts)
      .where(and(eq(personShifts.tenantId, tenantId), eq(personShifts.id, id)));
    const shifts = rota ? personShiftsSchema.parse(rota.body).shifts : [];
    const entry = { why, at, engineer: engineerOf(row), skills: lines.map(skillOf), shifts, settled: [] };
    await tx
      .insert(leftPerson)
      .values({ tenantId, id, leftAt: at, body: entry })
      .onConflictDoUpdate({ target: [leftPerson.tenantId, leftPerson.id], set: { leftAt: at, body: entry } });
    left.push(entry);
  }
  return left;
}

/** What was put aside of somebody, held until the end of the transaction; null: nothing, or no more. */
export async function heldAside(tx: Sql, tenantId: string, id: string): Promise<LeftPerson | null> {
  const [row] = await tx.select().from(leftPerson).where(rowOf(tenantId, id)).for('update');
  return row?.body ? leftPersonSchema.parse(row.body) : null;
}

export async function keepAside(tx: Sql, tenantId: string, entry: LeftPerson): Promise<void> {
  await tx.update(leftPerson).set({ body: entry }).where(rowOf(tenantId, entry.engineer.id));
}

export async function takeBack(tx: Sql, tenantId: string, id: string): Promise<void> {
  await tx.delete(leftPerson).where(rowOf(tenantId, id));
}

/** Everybody who left and is not back. */
export async function leftPeople(database: Sql, tenantId: string): Promise<Left[]> {
  const rows = await database.select().from(leftPerson).where(eq(leftPerson.tenantId, tenantId));
  return rows.map(({ id, leftAt, body }) => ({
    id,
    at: new Date(leftAt).toISOString(),
    entry: body === null ? null : leftPersonSchema.parse(body),
  }));
}

/** Deletes what was put aside of people whose time to come back is over (`now` in milliseconds since 1970). Gives of how many. */
export async function forgetAside(database: Sql, tenantId: string, now: number): Promise<number> {
  const before = (days: number) => new Date(now - days * 86_400_000).toISOString();
  const gone = await database
    .update(leftPerson)
    .set({ body: null })
    .where(
      and(
        eq(leftPerson.tenantId, tenantId),
        lt(leftPerson.leftAt, before(mayComeBackDays)),
        sql`${leftPerson.body} is not null`,
      ),
    )
    .returning({ id: leftPerson.id });
  await database
    .delete(leftPerson)
    .where(and(eq(leftPerson.tenantId, tenantId), lt(leftPerson.leftAt, before(keptOutDays))));
  return gone.length;
}

const rowOf = (tenantId: string, id: string) => and(eq(leftPerson.tenantId, tenantId), eq(leftPerson.id, id));
