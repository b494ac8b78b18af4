import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { storedCase } from '../store/schema.ts';
import { type Case, caseSchema } from './case.ts';
import type { CaseSource } from './caseSource.ts';
import { caseKey } from './ids/caseKey.ts';

/** The cases that case systems sent, the newest version of each. */
export type StoredCases = CaseSource & {
  /**
   * Keeps a case. The same version again, or an older one, changes nothing: `had-it`. Versions count up. `became` is told
   * which, in the same transaction: what it writes is kept with the case or not at all.
   */
  save(
    tenantId: string,
    theCase: Case,
    version: bigint,
    became?: (tx: Sql, outcome: 'stored' | 'had-it') => Promise<void>,
  ): Promise<'stored' | 'had-it'>;
};

export type StoredCasesNeeds = {
  database: Sql;
  clock: () => number;
  /**
   * What else is written when a case or a new version of it is stored, in the same transaction; what it gives is called
   * once that has committed.
   */
  alongside?: (tx: Sql, theCase: Case) => Promise<() => void>;
};

export function createStoredCases({ database, clock, alongside }: StoredCasesNeeds): StoredCases {
  return {
    async find(tenantId, id) {
      const [row] = await database
        .select({ body: storedCase.body })
        .from(storedCase)
        .where(and(eq(storedCase.tenantId, tenantId), eq(storedCase.caseKey, caseKey(id))))
        // Two case systems may write alike: what is written just so comes first, then what was told last.
        .orderBy(desc(eq(storedCase.caseId, id.trim())), desc(storedCase.receivedAt), storedCase.caseId)
        .limit(1);
      return row ? caseSchema.parse(row.body) : null;
    },
    async save(tenantId, theCase, version, became) {
      const receivedAt = new Date(clock()).toISOString();
      const committed = await database.transaction(async (tx) => {
        const written = await tx
          .insert(storedCase)
          .values({ tenantId, caseId: theCase.id, caseKey: caseKey(theCase.id), version, body: theCase, receivedAt })
          .onConflictDoUpdate({
            target: [storedCase.tenantId, storedCase.caseId],
            set: { version: sql`excluded.version`, body: sql`excluded.body`, receivedAt: sql`excluded.received_at` },
            setWhere: lt(storedCase.version, version),
          })
          .returning({ version: storedCase.version });
        const isStored = written.length > 0;
        await became?.(tx, isStored ? 'stored' : 'had-it');
        if (!isStored) return null;
        return (await alongside?.(tx, theCase)) ?? (() => {});
      });
      committed?.();
      return committed ? 'stored' : 'had-it';
    },
  };
}
