import { sql } from 'drizzle-orm';
import type { Sql } from '../../../store/database.ts';
import { caseKey } from '../../ids/caseKey.ts';
import type { CaseSystemKey, Change } from '../caseSystem.ts';

/**
 * Keeps how cases went, swarmed or not, as a list of changes tells: when each was created, closed and opened again, and
 * what its customer said of it. The list comes anyway, so this asks nothing of a system. A case that is deleted keeps what it
 * came to.
 */
export async function noteOutcomes(
  tx: Sql,
  tenantId: string,
  system: CaseSystemKey,
  changes: readonly Change[],
): Promise<void> {
  const told = [...new Map(changes.map((change) => [change.record, change])).values()].flatMap((change) =>
    change.number === null || change.created === null || change.state === 'deleted'
      ? []
      : [
          {
            ...{ record: change.record, key: caseKey(change.number), created: change.created, at: change.at },
            closed: change.state === 'open' ? null : (change.closed ?? change.at),
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
      as told(record text, key text, created timestamptz, at timestamptz, closed timestamptz, satisfaction text)
    on conflict (tenant_id, system, record) do update set
      changed_at = excluded.changed_at,
      first_closed_at = coalesce(kept.first_closed_at, excluded.closed_at),
      closed_at = case when excluded.closed_at is null then null else coalesce(kept.closed_at, excluded.closed_at) end,
      reopened_at = case when kept.closed_at is not null and excluded.closed_at is null
        then coalesce(kept.reopened_at, excluded.changed_at) else kept.reopened_at end,
      satisfaction = coalesce(excluded.satisfaction, kept.satisfaction)
    where kept.changed_at <= excluded.changed_at`);
}
