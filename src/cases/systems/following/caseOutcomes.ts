import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../../../store/database.ts';
import { caseKey } from '../../ids/caseKey.ts';
import type { CaseSystemKey, Change } from '../caseSystem.ts';

/**
 * Keeps how cases went, swarmed or not, as a list of changes tells: when each was created, closed and opened again, and
 * what its customer said of it. The list comes anyway, so this asks nothing of a system. A case that is deleted keeps what it
 * came to; one that ended unsolved is none of those that went some way, and is left out, as is one that is first heard of when it is
 * closed, where nothing tells since when: it may have been for years. `followedSince`: of a case created since then each change
 * was told (ISO, UTC); null: of none yet.
 */
export async function noteOutcomes(
  tx: Sql,
  tenantId: string,
  system: CaseSystemKey,
  changes: readonly Change[],
  followedSince: string | null,
): Promise<void> {
  const last = [...new Map(changes.map((change) => [change.record, change])).values()];
  const unsolved = last.filter(({ state }) => state === 'unsolved').map(({ record }) => record);
  if (unsolved.length > 0)
    await tx.execute(sql`
      delete from case_outcome where tenant_id = ${tenantId} and system = ${system}
        and record in (select jsonb_array_elements_text(${JSON.stringify(unsolved)}::jsonb))`);
  const told = last.flatMap((change) =>
    change.number === null || change.created === null || change.state === 'deleted' || change.state === 'unsolved'
      ? []
      : [
          {
            ...{ record: change.record, key: caseKey(change.number), created: change.created, at: change.at },
            closed: change.state === 'open' ? null : (change.closed ?? change.at),
            dated: change.state === 'open' || change.closed !== null,
            satisfaction: change.satisfaction,
          },
        ],
  );
  if (told.length === 0) return;
  await tx.execute(sql`
    insert into case_outcome as kept
      (tenant_id, system, record, case_key, created_at, changed_at, first_closed_at, closed_at, satisfaction)
    select ${tenantId}, ${system}, record, key, created, at, closed, closed, satisfaction
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
      as told(record text, key text, created timestamptz, at timestamptz, closed timestamptz, dated boolean, satisfaction text)
    where dated or created >= ${followedSince}::timestamptz or exists (
      select from case_outcome as known
      where known.tenant_id = ${tenantId} and known.system = ${system} and known.record = told.record)
    on conflict (tenant_id, system, record) do update set
      changed_at = excluded.changed_at,
      first_closed_at = coalesce(kept.first_closed_at, excluded.closed_at),
      closed_at = case when excluded.closed_at is null then null else coalesce(kept.closed_at, excluded.closed_at) end,
      reopened_at = case when kept.closed_at is not null and excluded.closed_at is null
        then coalesce(kept.reopened_at, excluded.changed_at) else kept.reopened_at end,
      satisfaction = coalesce(excluded.satisfaction, kept.satisfaction)
    where kept.changed_at <= excluded.changed_at`);
}

/** Days after whose creation a case no longer counts, where the policy says nothing of how long history is kept. */
export const outcomesKeptDays = 1_096;

/** Forgets how cases went that were created so many days ago. Gives how many. `now` in milliseconds since 1970. */
export async function forgetOldOutcomes(database: Sql, tenantId: string, days: number, now: number): Promise<number> {
  const before = new Date(now - 86_400_000 * days).toISOString();
  const { rows } = await database.execute(sql`
    with gone as (
      delete from case_outcome where tenant_id = ${tenantId} and created_at < ${before}::timestamptz returning 1)
    select count(*)::int as gone from gone`);
  return z.object({ gone: z.int() }).parse(rows[0]).gone;
}
