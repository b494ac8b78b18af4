import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../store/database.ts';
import { registryChange, registryRevision } from '../store/registryTables.ts';
import { append } from './append.ts';
import { calendarSchema } from './calendar.ts';
import { engineerSchema, skillSchema } from './engineer.ts';
import { feedSchema } from './shifts/feed.ts';
import { personShiftsSchema } from './shifts/plannedShift.ts';
import type { RegistryChange } from './snapshot.ts';
import { teamSchema } from './team.ts';
import { technologyIdSchema, technologySchema } from './technology.ts';

/** So many revisions are kept; who is further behind reads the whole registry. */
const revisionsKept = 1000;
/** A larger revision (an import) is not kept as changes. */
const mostChangesKept = 2000;

/** A change that is stored: presence, load and what a mailbox or a feed says are not the registry's. */
export type LastingChange = Exclude<
  RegistryChange,
  { kind: 'presence' | 'mailbox' | 'load' | 'feed-read' | 'team-asks' | 'left' }
>;

const lastingChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('technology'), technology: technologySchema }),
  z.strictObject({ kind: z.literal('technology-gone'), id: technologyIdSchema }),
  z.strictObject({ kind: z.literal('calendar'), calendar: calendarSchema }),
  z.strictObject({ kind: z.literal('calendar-gone'), id: z.string() }),
  z.strictObject({ kind: z.literal('shifts'), shifts: personShiftsSchema }),
  z.strictObject({ kind: z.literal('shifts-gone'), id: z.string() }),
  z.strictObject({ kind: z.literal('feed'), feed: feedSchema }),
  z.strictObject({ kind: z.literal('feed-gone'), id: z.string() }),
  z.strictObject({ kind: z.literal('team'), team: teamSchema }),
  z.strictObject({ kind: z.literal('team-gone'), id: z.string() }),
  z.strictObject({ kind: z.literal('engineer'), engineer: engineerSchema }),
  z.strictObject({ kind: z.literal('engineer-gone'), id: z.string() }),
  z.strictObject({ kind: z.literal('skill'), skill: skillSchema }),
  z.strictObject({ kind: z.literal('skill-gone'), person: z.string(), technology: technologyIdSchema }),
]) satisfies z.ZodType<LastingChange>;

/** What a revision is kept as. */
export const keptChangesSchema = z.array(lastingChangeSchema);

/** The tenant's revision: 0 before anything was written. */
export async function revisionOf(database: Sql, tenantId: string): Promise<number> {
  const [row] = await database.select().from(registryRevision).where(eq(registryRevision.tenantId, tenantId));
  return row?.revision ?? 0;
}

/**
 * Puts all writers of a tenant's registry in line until the end of the transaction: whoever reads it after this, and
 * writes what follows from that, has read what is so. The row of the revision is the lock. Taken before any row of the
 * registry, so that nobody waits in a circle.
 */
export async function lockRegistry(tx: Sql, tenantId: string): Promise<void> {
  await tx
    .insert(registryRevision)
    .values({ tenantId, revision: 0 })
    .onConflictDoUpdate({
      target: registryRevision.tenantId,
      set: { revision: sql`${registryRevision.revision}` },
    });
}

/**
 * Takes the next revision for what was written under the lock: other processes take over just that, so it must be what
 * changed in the tables and not what somebody wanted to change. Null: too much, or not to be told; they read all anew.
 */
export async function nextRevision(
  tx: Sql,
  tenantId: string,
  changes: readonly LastingChange[] | null,
): Promise<number> {
  const [row] = await tx
    .insert(registryRevision)
    .values({ tenantId, revision: 1 })
    .onConflictDoUpdate({
      target: registryRevision.tenantId,
      set: { revision: sql`${registryRevision.revision} + 1` },
    })
    .returning();
  if (!row) throw new Error(`The registry of tenant ${tenantId} did not give its next revision`);
  const { revision } = row;
  await tx
    .insert(registryChange)
    .values({ tenantId, revision, changes: changes && changes.length <= mostChangesKept ? [...changes] : null });
  await tx
    .delete(registryChange)
    .where(and(eq(registryChange.tenantId, tenantId), lte(registryChange.revision, revision - revisionsKept)));
  return revision;
}

/** What changed since a revision, and up to which; null when only reading the whole registry can tell. */
export async function changesSince(
  database: Sql,
  tenantId: string,
  since: number,
): Promise<{ changes: LastingChange[]; revision: number } | null> {
  const rows = await database
    .select()
    .from(registryChange)
    .where(and(eq(registryChange.tenantId, tenantId), gt(registryChange.revision, since)))
    .orderBy(asc(registryChange.revision));
  const changes: LastingChange[] = [];
  let revision = since;
  for (const row of rows) {
    if (row.changes === null || row.revision !== revision + 1) return null;
    append(changes, keptChangesSchema.parse(row.changes));
    revision = row.revision;
  }
  // Nothing kept although the revision moved: the rows were cleared by hand.
  if (rows.length === 0 && (await revisionOf(database, tenantId)) !== since) return null;
  return { changes, revision };
}
