import { and, eq, lt, sql } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { storedCase } from '../store/schema.ts';
import { type Case, caseSchema } from './case.ts';
import type { CaseSource } from './caseSource.ts';

/** The cases that case systems sent, the newest version of each. */
export type StoredCases = CaseSource & {
  /** Keeps a case. The same version again, or an older one, changes nothing: `had-it`. Versions count up. */
  save(tenantId: string, theCase: Case, version: number): Promise<'stored' | 'had-it'>;
};

export function createStoredCases({ database, clock }: { database: Sql; clock: () => number }): StoredCases {
  return {
    async find(tenantId, id) {
      const [row] = await database
        .select({ body: storedCase.body })
        .from(storedCase)
        .where(and(eq(storedCase.tenantId, tenantId), eq(storedCase.caseId, id.trim())));
      return row ? caseSchema.parse(row.body) : null;
    },
    async save(tenantId, theCase, version) {
      const receivedAt = new Date(clock()).toISOString();
      const written = await database
        .insert(storedCase)
        .values({ tenantId, caseId: theCase.id, version, body: theCase, receivedAt })
        .onConflictDoUpdate({
          target: [storedCase.tenantId, storedCase.caseId],
          set: { version: sql`excluded.version`, body: sql`excluded.body`, receivedAt: sql`excluded.received_at` },
          setWhere: lt(storedCase.version, version),
        })
        .returning({ version: storedCase.version });
      return written.length > 0 ? 'stored' : 'had-it';
    },
  };
}
