import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../store/database.ts';
import { growthChoice } from '../store/growthTables.ts';

/** What somebody's lead hears of their month: nothing, what it came to, or also in which words they were thanked. */
export const shares = ['nothing', 'sums', 'thanks'] as const;
export type Share = (typeof shares)[number];

/** `monthly`: whether they want the word themselves; `saidAt`: since when this is their choice (ISO, UTC), null: as shipped. */
export type GrowthChoice = { share: Share; monthly: boolean; saidAt: string | null };

/** Until somebody chooses, nobody else hears anything of theirs. */
export const unchosen: GrowthChoice = { share: 'nothing', monthly: true, saidAt: null };

type Whose = { tenantId: string; personId: string };

export async function choiceOf(database: Sql, { tenantId, personId }: Whose): Promise<GrowthChoice> {
  const [row] = await database
    .select()
    .from(growthChoice)
    .where(and(eq(growthChoice.tenantId, tenantId), eq(growthChoice.personId, personId)));
  if (!row) return unchosen;
  return { share: z.enum(shares).parse(row.share), monthly: row.monthly, saidAt: new Date(row.saidAt).toISOString() };
}

/** Keeps a choice, with when it was made (`at`: ISO, UTC); the same again leaves it as it was. */
export async function keepChoice(
  database: Sql,
  { tenantId, personId }: Whose,
  { share, monthly }: Pick<GrowthChoice, 'share' | 'monthly'>,
  at: string,
): Promise<GrowthChoice> {
  await database
    .insert(growthChoice)
    .values({ tenantId, personId, share, monthly, saidAt: at })
    .onConflictDoUpdate({
      target: [growthChoice.tenantId, growthChoice.personId],
      set: { share, monthly, saidAt: at },
      setWhere: sql`(${growthChoice.share}, ${growthChoice.monthly}) is distinct from (${share}, ${monthly})`,
    });
  return choiceOf(database, { tenantId, personId });
}
