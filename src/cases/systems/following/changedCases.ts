import { and, eq, isNotNull, lt, notInArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { casePace, changedCase } from '../../../store/caseTables.ts';
import type { Sql } from '../../../store/database.ts';
import { caseKey } from '../../ids/caseKey.ts';
import type { CaseSystemKey, Change } from '../caseSystem.ts';
import { bucketOf } from './pace.ts';

/** A case that is to be read again, taken by one process for a time. */
export type TakenCase = {
  system: string;
  record: string;
  /** ISO, UTC. */
  changedAt: string;
  tellings: number;
  /** How often it could not be read, since it was told last. */
  tries: number;
  /** The record into which a push said it was merged; null: none has said so. */
  mergedInto: string | null;
};

/**
 * Cases that changed in their systems and are to be read there again. However often a change is told, and by whom, one
 * row stands for it, and one process at a time reads it; what is told meanwhile is read after that.
 */
export type ChangedCases = {
  /**
   * Notes those of the changes that concern a case Swarm has something to do with, in the newest state it has of it; gives
   * how many. `list`: of what they are a part; null: they were pushed, and are read at once.
   */
  note(
    tx: Sql,
    system: CaseSystemKey,
    changes: readonly Change[],
    also: AlsoRead,
    list: PartOfList | null,
  ): Promise<number>;
  /**
   * Takes the newest of those of some systems that are due, and counts it as read by its system's pace; null: there is none, or as many
   * as that allows were taken just now, by all processes together. Others' are for who has connected those.
   */
  take(of: readonly CaseSystemKey[]): Promise<TakenCase | null>;
  /** The system takes no more calls until then (ISO, UTC): none of its cases is taken before, by any process. */
  rest(system: CaseSystemKey, until: string): Promise<void>;
  /** It has been read. What was told of it meanwhile stays to be read. */
  done(taken: TakenCase): Promise<void>;
  /** It is to be read no sooner than then (ISO, UTC). `counts`: it is one more try in vain. */
  later(taken: TakenCase, at: string, counts: boolean): Promise<void>;
  /** How many wait, of one system or of all, and since when the one does that has waited longest (ISO, UTC); null: none waits. */
  waiting(system?: CaseSystemKey): Promise<{ count: number; since: string | null }>;
  /** Forgets the cases of all other systems that changed before an instant (ISO, UTC): nobody is going to read them. Gives how many. */
  forgetOthers(connected: readonly CaseSystemKey[], before: string): Promise<number>;
};

/**
 * Which cases count although Swarm keeps nothing of them as cases: those created since `newSince` (ISO, UTC; null: none), and, with
 * `past`, those that were brought in from the past, of which it may be seen now that they are restricted.
 */
export type AlsoRead = { newSince: string | null; past: boolean };

/**
 * A page of a list of changes. Lists begin with what changed first, or are in no order: what one `with-more` after it tells is held
 * until the `last` has come, so that of all that a long one tells the newest is read first.
 */
export type PartOfList = 'with-more' | 'last';

/** Milliseconds after which what a list told is read although the list has not come to its end. */
const heldFor = 3_600_000;

/**
 * Milliseconds after which a process that took a case and said no more is taken for dead. A read is several calls of 15 s at most;
 * who is slower than this and lives has the case read twice, and no more than that.
 */
const takenFor = 60_000;

/**
 * `isAlone`: the database is this process's alone (PGlite): what is taken when it takes its first was taken by one that died.
 */
export function createChangedCases(needs: {
  database: Sql;
  tenantId: string;
  clock: () => number;
  isAlone?: boolean;
  /** How many of a system are read in a minute, by all processes together. */
  aMinute: Readonly<Record<CaseSystemKey, number>>;
}): ChangedCases {
  const { database, tenantId, clock, isAlone = false, aMinute } = needs;
  let lettingGo: Promise<void> | null = null;
  async function letGo(): Promise<void> {
    try {
      await database.update(changedCase).set({ takenUntil: null }).where(eq(changedCase.tenantId, tenantId));
    } catch (error) {
      lettingGo = null;
      throw error;
    }
  }
  async function letGoOfHeld(tx: Sql, system: CaseSystemKey): Promise<void> {
    await tx
      .update(changedCase)
      .set({ heldUntil: null })
      .where(and(eq(changedCase.tenantId, tenantId), eq(changedCase.system, system), isNotNull(changedCase.heldUntil)));
  }
  const iso = (ms: number): string => new Date(ms).toISOString();
  const rowOf = ({ system, record }: Pick<TakenCase, 'system' | 'record'>) =>
    and(eq(changedCase.tenantId, tenantId), eq(changedCase.system, system), eq(changedCase.record, record));

  return {
    async note(tx, system, changes, { newSince, past }, list) {
      if (list === 'last') await letGoOfHeld(tx, system);
      if (changes.length === 0) return 0;
      const now = iso(clock());
      const heldUntil = list === 'with-more' ? iso(clock() + heldFor) : null;
      // Told twice in one list, the last word counts.
      const told = [...new Map(changes.map((change) => [change.record, change])).values()].map((change) => ({
        record: change.record,
        number: change.number,
        key: change.number === null ? null : caseKey(change.number),
        at: change.at,
        created: change.created,
        version: change.version === null ? null : String(change.version),
        into: change.mergedInto ?? null,
        over: change.state === 'open' ? null : change.state === 'deleted' ? 'gone' : 'closed',
      }));
      const { rows } = await tx.execute(sql`
        insert into changed_case (tenant_id, system, record, tellings, changed_at, due_at, held_until, tries, merged_into)
        select ${tenantId}, ${system}, change.record, 1, change.at, ${now}::timestamptz, ${heldUntil}::timestamptz, 0,
          change."into"
        from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
          as change(record text, number text, key text, at timestamptz, created timestamptz, version bigint, over text, "into" text)
        left join lateral (
          select case when kept.source = ${system} and kept.version >= change.version
            and kept.over is not distinct from change.over then 'as told' else 'otherwise' end as stands
          from stored_case as kept
          where kept.tenant_id = ${tenantId}
            and ((kept.source in (${system}, 'webhook') and kept.record = change.record
                and kept.body #>> '{home,system}' = ${system})
              -- Posted, and not read yet: whether its address leads there is seen when it is read.
              or (kept.source = 'webhook' and kept.record is null and kept.case_key = change.key
                and kept.body ->> 'url' is not null))
          order by kept.record is null, kept.case_id limit 1) as known on true
        where known.stands = 'otherwise'
          or (known.stands is null and change.over is null and change.created >= ${newSince}::timestamptz)
          or (known.stands is null and ${past} and change.over is distinct from 'gone' and exists (
            select from past_case as told
            where told.tenant_id = ${tenantId} and told.case_id = change.number and told.swarm_id is null and told.title <> ''))
        on conflict (tenant_id, system, record) do update
          set tellings = changed_case.tellings + 1, tries = 0, due_at = least(changed_case.due_at, excluded.due_at),
            merged_into = coalesce(excluded.merged_into, changed_case.merged_into),
            changed_at = greatest(changed_case.changed_at, excluded.changed_at),
            held_until = case when excluded.held_until is null then null else changed_case.held_until end
        returning record`);
      return rows.length;
    },
    async take(of) {
      if (of.length === 0) return null;
      if (isAlone) {
        lettingGo ??= letGo();
        await lettingGo;
      }
      const now = clock();
      const at = sql`${iso(now)}::timestamptz`;
      const buckets = of.map((system) => ({ system, ...bucketOf(aMinute[system]) }));
      // Two processes that look at one instant may both take what is left; the next one waits that much longer.
      const { rows } = await database.execute(sql`
        with open as (
          select bucket.system, bucket."each" from jsonb_to_recordset(${JSON.stringify(buckets)}::jsonb)
            as bucket(system text, "each" float8, "savedUp" float8)
          left join case_pace as pace on pace.tenant_id = ${tenantId} and pace.system = bucket.system
          where extract(epoch from greatest(pace.full_at, ${at}) - ${at}) * 1000 + bucket."each" <= bucket."savedUp" + 0.5
        ), newest as (
          select one.system, of_it.record, one."each"
          from open as one cross join lateral (
            select system, record, changed_at from changed_case
            where tenant_id = ${tenantId} and system = one.system and due_at <= ${at}
              and (taken_until is null or taken_until <= ${at})
              and (held_until is null or held_until <= ${at})
            order by changed_at desc limit 1 for update skip locked) as of_it
          order by of_it.changed_at desc limit 1
        ), counted as (
          insert into case_pace as pace (tenant_id, system, full_at)
          select ${tenantId}, system, ${at} + "each" * interval '1 millisecond' from newest
          on conflict (tenant_id, system) do update
            set full_at = greatest(pace.full_at, ${at}) + (excluded.full_at - ${at})
        )
        update changed_case as taken set taken_until = ${iso(now + takenFor)}::timestamptz
        from newest
        where taken.tenant_id = ${tenantId} and taken.system = newest.system and taken.record = newest.record
        returning taken.system, taken.record, taken.changed_at as "changedAt", taken.tellings, taken.tries,
          taken.merged_into as "mergedInto"`);
      const [row] = rows;
      return row === undefined ? null : takenSchema.parse(row);
    },
    async rest(system, until) {
      // As if so much had been read that the first of what is saved up is there again then.
      const { each, savedUp } = bucketOf(aMinute[system]);
      const fullAt = iso(Date.parse(until) + savedUp - each);
      await database
        .insert(casePace)
        .values({ tenantId, system, fullAt })
        .onConflictDoUpdate({
          target: [casePace.tenantId, casePace.system],
          set: { fullAt: sql`greatest(${casePace.fullAt}, excluded.full_at)` },
        });
    },
    async done(taken) {
      const gone = await database
        .delete(changedCase)
        .where(and(rowOf(taken), eq(changedCase.tellings, taken.tellings)))
        .returning({ record: changedCase.record });
      if (gone.length === 0) await database.update(changedCase).set({ takenUntil: null }).where(rowOf(taken));
    },
    async later(taken, at, counts) {
      await database
        .update(changedCase)
        .set({
          takenUntil: null,
          // What was told meanwhile is read at once.
          dueAt: sql`case when ${changedCase.tellings} = ${taken.tellings} then ${at}::timestamptz else ${changedCase.dueAt} end`,
          ...(counts ? { tries: sql`${changedCase.tries} + 1` } : {}),
        })
        .where(rowOf(taken));
    },
    async waiting(system) {
      const { rows } = await database.execute(sql`
        select count(*)::int as count, min(changed_at) as since from changed_case
        where tenant_id = ${tenantId} and (${system ?? null}::text is null or system = ${system ?? null})`);
      return waitingSchema.parse(rows[0]);
    },
    async forgetOthers(connected, before) {
      const gone = await database
        .delete(changedCase)
        .where(
          and(
            eq(changedCase.tenantId, tenantId),
            notInArray(changedCase.system, [...connected]),
            lt(changedCase.changedAt, before),
          ),
        )
        .returning({ record: changedCase.record });
      return gone.length;
    },
  };
}

/** What the database gives for an instant: its own text, or a date. */
const instantSchema = z.union([z.string(), z.date()]).transform((at) => new Date(at).toISOString());
const takenSchema = z.object({
  system: z.string(),
  record: z.string(),
  changedAt: instantSchema,
  tellings: z.int(),
  tries: z.int(),
  mergedInto: z.string().nullable(),
});
const waitingSchema = z.object({ count: z.int(), since: instantSchema.nullable() });
