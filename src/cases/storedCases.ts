import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { storedCase } from '../store/schema.ts';
import { type Case, caseSchema } from './case.ts';
import type { CaseSource } from './caseSource.ts';
import { caseKey } from './ids/caseKey.ts';

/** Is told in the transaction what comes of keeping a case. */
type Became = (tx: Sql, outcome: 'stored' | 'had-it') => Promise<void>;

/** The cases that case systems sent, or that were read there, the newest version of each. */
export type StoredCases = CaseSource & {
  /**
   * Keeps a case that was sent. The same version again, or an older one, changes nothing: `had-it`. Versions count up; those
   * of a case that was read in its system meanwhile cannot be compared, and the later word counts. `became` is told which, in
   * the same transaction: what it writes is kept with the case or not at all.
   */
  save(tenantId: string, theCase: Case, version: bigint, became?: Became): Promise<'stored' | 'had-it'>;
  /**
   * Keeps a case that was read in the system where it lives. The same version told otherwise counts, too: the mapping may
   * have changed.
   */
  saveRead(tenantId: string, theCase: Case, told: { source: string; version: bigint }): Promise<'stored' | 'had-it'>;
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
    save: (tenantId, theCase, version, became) =>
      write(tenantId, theCase, { source: 'webhook', version, became }, sql`${storedCase.version} < excluded.version`),
    saveRead: (tenantId, theCase, { source, version }) => {
      const isRetold = sql`${storedCase.version} = excluded.version and ${storedCase.body} <> excluded.body`;
      const isNewer = sql`${storedCase.version} < excluded.version or (${isRetold})`;
      return write(tenantId, theCase, { source, version }, isNewer);
    },
  };

  async function write(
    tenantId: string,
    theCase: Case,
    { source, version, became }: { source: string; version: bigint; became?: Became | undefined },
    isNewer: SQL,
  ): Promise<'stored' | 'had-it'> {
    const receivedAt = new Date(clock()).toISOString();
    const row = {
      tenantId,
      caseId: theCase.id,
      caseKey: caseKey(theCase.id),
      version,
      source,
      body: theCase,
      receivedAt,
    };
    const committed = await database.transaction(async (tx) => {
      const written = await tx
        .insert(storedCase)
        .values(row)
        .onConflictDoUpdate({
          target: [storedCase.tenantId, storedCase.caseId],
          set: {
            version: sql`excluded.version`,
            source: sql`excluded.source`,
            body: sql`excluded.body`,
            receivedAt: sql`excluded.received_at`,
          },
          setWhere: sql`${storedCase.source} <> excluded.source or ${isNewer}`,
        })
        .returning({ version: storedCase.version });
      const isStored = written.length > 0;
      await became?.(tx, isStored ? 'stored' : 'had-it');
      if (!isStored) return null;
      return (await alongside?.(tx, theCase)) ?? (() => {});
    });
    committed?.();
    return committed ? 'stored' : 'had-it';
  }
}
