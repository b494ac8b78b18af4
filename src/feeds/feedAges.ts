import { and, eq } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { feed, feedState } from '../store/registryTables.ts';

/**
 * Seconds since each feed of shifts was last read to its end, by the order of their ids. One that was never read has been waited
 * for since this process began (`since`; both are milliseconds since 1970).
 */
export async function feedAges(
  database: Sql,
  { tenantId, since, now }: { tenantId: string; since: number; now: number },
): Promise<number[]> {
  const rows = await database
    .select({ id: feed.id, readAt: feedState.readAt })
    .from(feed)
    .leftJoin(feedState, and(eq(feedState.tenantId, feed.tenantId), eq(feedState.id, feed.id)))
    .where(eq(feed.tenantId, tenantId))
    .orderBy(feed.id);
  return rows.map(({ readAt }) => Math.max(0, (now - (readAt === null ? since : Date.parse(readAt))) / 1000));
}
