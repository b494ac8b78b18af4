import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { storedCase } from '../store/caseTables.ts';
import type { Sql } from '../store/database.ts';
import { type Case, caseSchema } from './case.ts';
import { isSameCase, type LeadsTo } from './caseHome.ts';
import type { CaseSource } from './caseSource.ts';
import { caseKey } from './ids/caseKey.ts';

/** Is told in the transaction what comes of keeping a case. */
type Became = (tx: Sql, outcome: 'stored' | 'had-it') => Promise<void>;

/** Why a case needs nobody any more: closed in its system, or gone from it, or from what Swarm may see of it. */
export type CaseOver = 'closed' | 'gone';

/** Who told a case that was read: the key of the system, and the version and the id that the case has there. */
export type ToldBy = { source: string; version: bigint; record: string };

/** The cases that case systems sent, or that were read there, the newest version of each. */
export type StoredCases = CaseSource & {
  /**
   * Keeps a case that was sent. The same version again, or an older one, changes nothing: `had-it`. Versions count up; those
   * of a case that was read in its system meanwhile cannot be compared, and the later word counts; where that case lives, and its
   * address if none is sent, stay known. `became` is told which, in the same transaction: what it writes is kept with the case
   * or not at all. `of-other`: a case that was read in a system has this id, and the address that was sent leads elsewhere.
   */
  save(tenantId: string, theCase: Case, version: bigint, became?: Became): Promise<'stored' | 'had-it' | 'of-other'>;
  /**
   * Keeps a case that was read in the system where it lives; nothing more comes of it. The same version told otherwise
   * counts, too: the mapping may have changed. `of-other`: another case has this id (caseHome.ts), and stays.
   */
  saveRead(tenantId: string, theCase: Case, told: ToldBy): Promise<'stored' | 'had-it' | 'of-other'>;
  /**
   * The same of a case that its system says has changed: what follows from an arrival follows from it, once, in the same
   * transaction. `over`: it needs nobody any more; null: it is open.
   */
  saveChanged(
    tenantId: string,
    theCase: Case,
    told: ToldBy & { over: CaseOver | null },
  ): Promise<'stored' | 'had-it' | 'of-other'>;
  /** Keeps that a case that was read in a system is there no more. `had-it`: that is known, or there is no such case. */
  saveGone(tenantId: string, told: { source: string; record: string }): Promise<'stored' | 'had-it'>;
  /** A case as it is kept, by its id within a system; null: none was read there. */
  findRecord(tenantId: string, told: { source: string; record: string }): Promise<Case | null>;
  /** Whether the case with this id needs nobody any more. */
  overOf(tenantId: string, id: string): Promise<CaseOver | null>;
};

export type StoredCasesNeeds = {
  database: Sql;
  clock: () => number;
  /** Without it no system is connected, to which an address could lead. */
  leadsTo?: LeadsTo;
  /**
   * What else is written when a case that was sent, or a new version of it, is stored, in the same transaction; what it
   * gives is called once that has committed. Not for what somebody read: nobody sets off by a question what follows from an arrival.
   */
  alongside?: (tx: Sql, theCase: Case) => Promise<() => void>;
  /** Takes the words of a restricted case out of what else is kept of it, in the transaction in which it is stored, however it came. */
  hide?: (tx: Sql, tenantId: string, caseId: string) => Promise<void>;
};

const webhook = 'webhook';
const overSchema = z.enum(['closed', 'gone']).nullable();
type Telling = {
  source: string;
  version: bigint;
  record?: string;
  over?: CaseOver | null;
  became?: Became | undefined;
  alongside?: StoredCasesNeeds['alongside'];
};

const isOfAnother = sql`${storedCase.source} <> excluded.source`;
/** Which of two that tell of a case has the newer word, nobody knows: only who restricted it lifts that, by a newer version. */
const staysRestricted = sql`(${isOfAnother} and ${storedCase.body} ->> 'restricted' = 'true' and excluded.body ->> 'restricted' <> 'true')`;

export function createStoredCases({
  database,
  clock,
  alongside,
  hide,
  leadsTo = () => false,
}: StoredCasesNeeds): StoredCases {
  const rowOf = async (tenantId: string, id: string) => {
    const [row] = await database
      .select({ body: storedCase.body, over: storedCase.over, source: storedCase.source })
      .from(storedCase)
      .where(and(eq(storedCase.tenantId, tenantId), eq(storedCase.caseKey, caseKey(id))))
      // Two case systems may write alike: what is written just so comes first, then what was told last.
      .orderBy(desc(eq(storedCase.caseId, id.trim())), desc(storedCase.receivedAt), storedCase.caseId)
      .limit(1);
    return row ?? null;
  };

  return {
    async find(tenantId, id) {
      const row = await rowOf(tenantId, id);
      if (!row) return null;
      const theCase = caseSchema.parse(row.body);
      return row.source === webhook && theCase.home === undefined ? { ...theCase, posted: true } : theCase;
    },
    save: (tenantId, theCase, version, became) =>
      write(
        tenantId,
        theCase,
        { source: webhook, version, became, alongside },
        sql`${storedCase.version} < excluded.version`,
      ),
    overOf: async (tenantId, id) => overSchema.parse((await rowOf(tenantId, id))?.over ?? null),
    saveRead: (tenantId, theCase, told) => saveTold(tenantId, theCase, { ...told, over: null }),
    saveChanged: (tenantId, theCase, told) => saveTold(tenantId, theCase, { ...told, alongside }),
    async findRecord(tenantId, { source, record }) {
      const [row] = await database
        .select({ body: storedCase.body })
        .from(storedCase)
        .where(byRecord(tenantId, source, record));
      return row ? caseSchema.parse(row.body) : null;
    },
    async saveGone(tenantId, { source, record }) {
      const committed = await database.transaction(async (tx) => {
        const [row] = await tx
          .update(storedCase)
          .set({ over: 'gone', receivedAt: new Date(clock()).toISOString() })
          .where(and(byRecord(tenantId, source, record), sql`${storedCase.over} is distinct from 'gone'`))
          .returning({ body: storedCase.body });
        return row ? ((await alongside?.(tx, caseSchema.parse(row.body))) ?? (() => {})) : null;
      });
      committed?.();
      return committed ? 'stored' : 'had-it';
    },
  };

  function saveTold(
    tenantId: string,
    theCase: Case,
    told: Telling & ToldBy,
  ): Promise<'stored' | 'had-it' | 'of-other'> {
    const isRetold = sql`${storedCase.version} = excluded.version and (${storedCase.body} <> excluded.body
      or ${storedCase.over} is distinct from excluded.over or ${storedCase.record} is distinct from excluded.record)`;
    const isNewer = sql`${storedCase.version} < excluded.version or (${isRetold})`;
    return write(tenantId, { ...theCase, home: { system: told.source, record: told.record } }, told, isNewer);
  }

  /** The case that has an id, to be changed by nobody else until the transaction ends; null: there is none, nor will another make it. */
  async function lockedIn(tx: Sql, tenantId: string, id: string): Promise<Case | null> {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`stored case ${tenantId} ${id}`}))`);
    const [row] = await tx
      .select({ body: storedCase.body })
      .from(storedCase)
      .where(and(eq(storedCase.tenantId, tenantId), eq(storedCase.caseId, id)));
    return row ? caseSchema.parse(row.body) : null;
  }

  async function write(
    tenantId: string,
    theCase: Case,
    { source, version, record, over, became, alongside }: Telling,
    isNewer: SQL,
  ): Promise<'stored' | 'had-it' | 'of-other'> {
    const receivedAt = new Date(clock()).toISOString();
    const committed = await database.transaction(async (tx) => {
      const before = await lockedIn(tx, tenantId, theCase.id);
      if (before && !isSameCase(theCase, before, leadsTo)) return 'of-other';
      const row = {
        tenantId,
        caseId: theCase.id,
        caseKey: caseKey(theCase.id),
        version,
        source,
        record: record ?? null,
        over: over ?? null,
        body: before?.home ? { ...theCase, home: before.home, url: theCase.url ?? before.url } : theCase,
        receivedAt,
      };
      const written = await tx
        .insert(storedCase)
        .values(row)
        .onConflictDoUpdate({
          target: [storedCase.tenantId, storedCase.caseId],
          set: {
            version: sql`case when ${staysRestricted} then ${storedCase.version} else excluded.version end`,
            source: sql`case when ${staysRestricted} then ${storedCase.source} else excluded.source end`,
            body: sql`case when ${staysRestricted} then jsonb_set(excluded.body, '{restricted}', 'true') else excluded.body end`,
            record: sql`coalesce(excluded.record, ${storedCase.record})`,
            // The webhook has no word for it: what the case's own system said stays.
            ...(over === undefined ? {} : { over }),
            receivedAt: sql`excluded.received_at`,
          },
          setWhere: sql`${isOfAnother} or (${isNewer})`,
        })
        .returning({ version: storedCase.version });
      const isStored = written.length > 0;
      await became?.(tx, isStored ? 'stored' : 'had-it');
      if (!isStored) return 'had-it';
      if (theCase.restricted) await hide?.(tx, tenantId, theCase.id);
      return (await alongside?.(tx, theCase)) ?? (() => {});
    });
    if (typeof committed === 'string') return committed;
    committed();
    return 'stored';
  }
}

/** Also of a case that the webhook told of since it was read. */
const byRecord = (tenantId: string, system: string, record: string): SQL | undefined =>
  and(
    eq(storedCase.tenantId, tenantId),
    inArray(storedCase.source, [system, webhook]),
    eq(storedCase.record, record),
    sql`${storedCase.body} #>> '{home,system}' = ${system}`,
  );
