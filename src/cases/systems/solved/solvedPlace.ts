import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { casePoll } from '../../../store/caseTables.ts';
import type { Sql } from '../../../store/database.ts';
import type { CaseSystemKey } from '../caseSystem.ts';

/** How far a system's solved cases were brought in: `cursor` of the page, and the last record of it that was. */
export type SolvedPlace = { cursor: string | null; after: string | null };

const placeSchema = z.object({ cursor: z.string().nullable(), after: z.string().nullable() });
export const beginning: SolvedPlace = { cursor: null, after: null };

/** Where it goes on after the process was ended, in the row of a poll of its own. */
export function createSolvedPlace(database: Sql, tenantId: string, key: CaseSystemKey) {
  const system = `${key} solved`;
  return {
    /** Null: it has never been asked. */
    async look(): Promise<SolvedPlace | null> {
      const [row] = await database
        .select({ cursor: casePoll.cursor })
        .from(casePoll)
        .where(and(eq(casePoll.tenantId, tenantId), eq(casePoll.system, system)));
      if (!row) return null;
      try {
        return placeSchema.parse(JSON.parse(row.cursor ?? ''));
      } catch {
        return beginning;
      }
    },
    /** Keeps it, in the transaction in which the cases before it are kept. */
    async keep(tx: Sql, place: SolvedPlace, now: number): Promise<void> {
      const cursor = JSON.stringify(place);
      await tx
        .insert(casePoll)
        .values({ tenantId, system, cursor, since: new Date(now).toISOString() })
        .onConflictDoUpdate({ target: [casePoll.tenantId, casePoll.system], set: { cursor } });
    },
  };
}
