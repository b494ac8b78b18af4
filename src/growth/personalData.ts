import { and, eq } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { growthChoice, growthTold } from '../store/growthTables.ts';

/** What somebody chose to share of their part, and what they were told and asked of it. */
export async function growthOf(database: Sql, tenantId: string, person: string) {
  const [choice = null] = await database
    .select({ share: growthChoice.share, monthly: growthChoice.monthly, saidAt: growthChoice.saidAt })
    .from(growthChoice)
    .where(and(eq(growthChoice.tenantId, tenantId), eq(growthChoice.personId, person)));
  const told = await database
    .select()
    .from(growthTold)
    .where(and(eq(growthTold.tenantId, tenantId), eq(growthTold.personId, person)));
  return { sharing: choice, toldOfGrowth: told.map(({ tenantId: _, personId: __, ...each }) => each) };
}

/** Deletes that; gives how many rows it was. What they were thanked for goes with the swarms. */
export async function eraseGrowth(tx: Sql, tenantId: string, person: string): Promise<{ growth: number }> {
  let growth = 0;
  for (const table of [growthChoice, growthTold]) {
    const gone = await tx
      .delete(table)
      .where(and(eq(table.tenantId, tenantId), eq(table.personId, person)))
      .returning({ personId: table.personId });
    growth += gone.length;
  }
  return { growth };
}
