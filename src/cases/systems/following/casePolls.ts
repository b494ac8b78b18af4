import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { casePoll } from '../../../store/caseTables.ts';
import type { Sql } from '../../../store/database.ts';
import type { CaseSystemKey, Trouble } from '../caseSystem.ts';

/** How far a system was asked for changes. Instants are ISO, in UTC. */
export type CasePoll = {
  cursor: string | null;
  /** From when on changes count where there is no cursor. */
  since: string;
  /** When it was last asked to the end; null: never yet. */
  caughtUpAt: string | null;
  /** Why it was not, the last time; null: it was, or is being asked. */
  trouble: Trouble | null;
  /** Requests made for changes, ever. */
  requests: number;
};

/** How far each system was asked for changes, for all processes. */
export type CasePolls = {
  /** `since`: where it begins, if it has never been asked. */
  of(system: CaseSystemKey, since: string): Promise<CasePoll>;
  /** The same, without beginning; null: it has never been asked. */
  look(system: CaseSystemKey): Promise<CasePoll | null>;
  /** Counts one request, and moves on from one place to another; false: another process has moved on meanwhile. */
  move(tx: Sql, system: CaseSystemKey, from: string | null, to: Moved): Promise<boolean>;
  /** Counts one request that came to nothing. */
  stop(system: CaseSystemKey, trouble: Trouble): Promise<void>;
};

/** `caughtUpAt`: there was no more. `since`: from when on it would be asked again without the cursor. */
type Moved = { cursor: string | null; since?: string; caughtUpAt?: string };

export function createCasePolls({ database, tenantId }: { database: Sql; tenantId: string }): CasePolls {
  const rowOf = (system: CaseSystemKey) => and(eq(casePoll.tenantId, tenantId), eq(casePoll.system, system));
  const look = async (system: CaseSystemKey): Promise<CasePoll | null> => {
    const [row] = await database.select().from(casePoll).where(rowOf(system));
    return row === undefined ? null : pollSchema.parse(row);
  };
  const oneMore = sql`${casePoll.requests} + 1`;

  return {
    look,
    async of(system, since) {
      await database.insert(casePoll).values({ tenantId, system, since }).onConflictDoNothing();
      const poll = await look(system);
      if (poll === null) throw new Error('A case system that is asked for changes has no row');
      return poll;
    },
    async move(tx, system, from, to) {
      const moved = await tx
        .update(casePoll)
        .set({ ...to, trouble: null, requests: oneMore })
        .where(and(rowOf(system), sql`${casePoll.cursor} is not distinct from ${from}`))
        .returning({ system: casePoll.system });
      return moved.length > 0;
    },
    async stop(system, trouble) {
      await database.update(casePoll).set({ trouble, requests: oneMore }).where(rowOf(system));
    },
  };
}

const instantSchema = z.string().transform((at) => new Date(at).toISOString());
const pollSchema = z.object({
  cursor: z.string().nullable(),
  since: instantSchema,
  caughtUpAt: instantSchema.nullable(),
  trouble: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('forbidden'), detail: z.string() }),
      z.object({ kind: z.literal('busy'), until: z.string() }),
      z.object({ kind: z.literal('broken'), detail: z.string() }),
    ])
    .nullable(),
  requests: z.number(),
});
