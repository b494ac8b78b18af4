import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { caseSchema } from '../../cases/case.ts';
import { storedCase } from '../../store/caseTables.ts';
import type { Sql } from '../../store/database.ts';
import { swarmEvent, swarm as swarmTable } from '../../store/swarmTables.ts';
import type { RecordedEvent } from '../../swarm/events.ts';
import type { Past } from '../../swarm/policies/previewPolicy.ts';
import { recordedEventSchema } from '../../swarm/service/storedEvent.ts';

/** So many of the newest swarms, and cases, are looked at. */
const mostSeen = 100;

/** The newest swarms with all that happened to them, and the newest cases. Those whose words are forgotten are left out. */
export async function readPast(database: Sql, tenantId: string): Promise<Past> {
  const newest = await database
    .select({ swarmId: swarmTable.swarmId })
    .from(swarmTable)
    .where(and(eq(swarmTable.tenantId, tenantId), eq(swarmTable.forgotten, false)))
    .orderBy(desc(swarmTable.proposedAt), desc(swarmTable.swarmId))
    .limit(mostSeen);
  const ids = newest.map(({ swarmId }) => swarmId);
  const rows = await database
    .select()
    .from(swarmEvent)
    .where(inArray(swarmEvent.swarmId, ids))
    .orderBy(asc(swarmEvent.swarmId), asc(swarmEvent.version));
  const events = new Map<string, RecordedEvent[]>(ids.map((id) => [id, []]));
  for (const { type: _, at, ...row } of rows)
    events.get(row.swarmId)?.push(recordedEventSchema.parse({ ...row, at: new Date(at).toISOString() }));
  const cases = await database
    .select({ body: storedCase.body })
    .from(storedCase)
    .where(eq(storedCase.tenantId, tenantId))
    .orderBy(desc(storedCase.receivedAt))
    .limit(mostSeen);
  return { swarms: [...events.values()], cases: cases.map(({ body }) => caseSchema.parse(body)) };
}

/** How many swarms would lose their texts and people at once, for good, by this retention; 0 for null. */
export async function countForgotten(
  database: Sql,
  { tenantId, days, now }: { tenantId: string; days: number | null; now: number },
): Promise<number> {
  if (days === null) return 0;
  const before = new Date(now - days * 86_400_000).toISOString();
  const [row] = await database
    .select({ many: sql<number>`count(*)::int` })
    .from(swarmTable)
    .where(
      and(
        eq(swarmTable.tenantId, tenantId),
        inArray(swarmTable.status, ['resolved', 'cancelled', 'lapsed']),
        eq(swarmTable.forgotten, false),
        sql`coalesce(${swarmTable.closedAt}, ${swarmTable.proposedAt}) < ${before}::timestamptz`,
      ),
    );
  return row?.many ?? 0;
}
