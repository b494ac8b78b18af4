import { and, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../../store/database.ts';
import { joinedPerson } from '../../store/registryTables.ts';
import type { Engineer } from '../engineer.ts';
import type { RegistrySnapshot } from '../snapshot.ts';

const bodySchema = z.strictObject({ name: z.string(), team: z.string().nullable(), manager: z.string().nullable() });
/** Somebody new whom their lead was told of; `team`: of the registry; `manager`: by Entra id. */
export type KnownJoiner = z.infer<typeof bodySchema> & { id: string };

/** Days after which nobody is new any more. */
const newForDays = 60;

/** Keeps somebody new; false: they are known already, and their lead was told. */
export async function keepJoiner(
  tx: Sql,
  tenantId: string,
  { id, ...body }: KnownJoiner,
  at: string,
): Promise<boolean> {
  const kept = await tx
    .insert(joinedPerson)
    .values({ tenantId, id, joinedAt: at, body })
    .onConflictDoNothing()
    .returning({ id: joinedPerson.id });
  return kept.length > 0;
}

export async function findJoiner(database: Sql, tenantId: string, id: string): Promise<KnownJoiner | null> {
  const [row] = await database
    .select()
    .from(joinedPerson)
    .where(and(eq(joinedPerson.tenantId, tenantId), eq(joinedPerson.id, id)));
  return row ? { id, ...bodySchema.parse(row.body) } : null;
}

export async function forgetJoiners(database: Sql, tenantId: string, now: number): Promise<void> {
  const before = new Date(now - newForDays * 86_400_000).toISOString();
  await database
    .delete(joinedPerson)
    .where(and(eq(joinedPerson.tenantId, tenantId), lt(joinedPerson.joinedAt, before)));
}

/**
 * The entry with which somebody new begins: when and in which languages the one who adds them can be asked, for nothing better is
 * known; in their team, or else in the one that the other leads or is in. What they know they say themselves.
 */
export function firstEntry(
  { id, name, team }: KnownJoiner,
  by: Pick<Engineer, 'id' | 'zone' | 'hours' | 'languages' | 'calendars' | 'team'>,
  { teams }: Pick<RegistrySnapshot, 'teams'>,
): Engineer {
  const led = teams().find((each) => each.leads.includes(by.id) || each.deputies.includes(by.id))?.id;
  const into = team ?? led ?? by.team;
  const { zone, hours, languages, calendars } = by;
  return {
    ...{ id, name, zone, hours, languages: [...languages], mostSwarms: 2, awayUntil: null, lead: false },
    ...(calendars && { calendars: [...calendars] }),
    ...(into !== undefined && { team: into }),
  };
}
