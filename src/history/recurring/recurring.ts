import { and, desc, eq, gte, isNotNull } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { swarm } from '../../store/swarmTables.ts';
import { fixKinds } from '../../swarm/events.ts';
import { type KnownCause, recurringCauses } from './causes.ts';

/** A quarter, in days. */
const quarter = 91;
/** So many of the newest are compared. */
const mostCompared = 2000;

/**
 * What would prevent it, as far as its fixes tell: nobody has found a final one, it came back after one, the last one is called final, or
 * nobody said.
 */
export type Prevention = 'final-fix' | 'came-back' | 'final-now' | 'say-kind';
/** A cause that came three times in the last quarter, or more often; the newest swarm first. */
export type RecurringCause = { swarms: KnownCause[]; prevention: Prevention };

/** The recurring causes of the quarter before `now` (milliseconds since 1970), the most frequent first. Nothing of restricted swarms. */
export async function recurringOf(database: Sql, tenantId: string, now: number): Promise<RecurringCause[]> {
  const since = new Date(now - quarter * 86_400_000).toISOString();
  const rows = await database
    .select({
      swarmId: swarm.swarmId,
      caseId: swarm.caseId,
      title: swarm.title,
      product: swarm.product,
      technologies: swarm.technologies,
      rootCause: swarm.rootCause,
      fix: swarm.fix,
      fixKind: swarm.fixKind,
      closedAt: swarm.closedAt,
    })
    .from(swarm)
    .where(
      and(
        eq(swarm.tenantId, tenantId),
        eq(swarm.status, 'resolved'),
        eq(swarm.restricted, false),
        eq(swarm.forgotten, false),
        isNotNull(swarm.rootCause),
        gte(swarm.closedAt, since),
      ),
    )
    .orderBy(desc(swarm.closedAt))
    .limit(mostCompared);
  const known = rows.flatMap(({ rootCause, fix, closedAt, ...row }): KnownCause[] =>
    rootCause && fix && closedAt
      ? [{ ...row, rootCause, fix, fixKind: kindOf(row.fixKind), closedAt: new Date(closedAt).toISOString() }]
      : [],
  );
  return recurringCauses(known).map((swarms) => ({ swarms, prevention: preventionOf(swarms) }));
}

const kindOf = (stored: string | null) => fixKinds.find((kind) => kind === stored) ?? null;

/** Of swarms of one cause, the newest first. */
export function preventionOf(swarms: readonly Pick<KnownCause, 'fixKind'>[]): Prevention {
  const [newest, ...before] = swarms;
  if (before.some(({ fixKind }) => fixKind === 'final')) return 'came-back';
  if (newest?.fixKind === 'final') return 'final-now';
  return swarms.some(({ fixKind }) => fixKind === 'workaround') ? 'final-fix' : 'say-kind';
}
