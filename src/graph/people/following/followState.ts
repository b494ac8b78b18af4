import { and, eq, notInArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../../../store/database.ts';
import { peopleFollowed } from '../../../store/graphTables.ts';
import { GraphFailure } from '../../client/errors.ts';
import { type Followed, type FollowTrouble, followTroubles } from '../../followedPeople.ts';

export function createFollowState({ database, tenantId }: { database: Sql; tenantId: string }) {
  const row = (source: string) => and(eq(peopleFollowed.tenantId, tenantId), eq(peopleFollowed.source, source));
  return {
    async find(source: string): Promise<Followed | null> {
      const [found] = await database.select().from(peopleFollowed).where(row(source));
      return found ? followedOf(found) : null;
    },
    async all(): Promise<Followed[]> {
      const rows = await database.select().from(peopleFollowed).where(eq(peopleFollowed.tenantId, tenantId));
      return rows.map(followedOf);
    },
    /** In the transaction given, if one is: what was found of a page and where to go on exist together. */
    async save({ source, ...of }: Followed, tx: Sql = database): Promise<void> {
      await tx
        .insert(peopleFollowed)
        .values({ tenantId, source, ...of })
        .onConflictDoUpdate({ target: [peopleFollowed.tenantId, peopleFollowed.source], set: of });
    },
    /** Forgets lists that are followed no more: whoever follows one again begins anew. */
    async only(sources: readonly string[]): Promise<void> {
      const others = sources.length === 0 ? sql`true` : notInArray(peopleFollowed.source, [...sources]);
      await database.delete(peopleFollowed).where(and(eq(peopleFollowed.tenantId, tenantId), others));
    },
  };
}
export type FollowState = ReturnType<typeof createFollowState>;

const ids = z.array(z.string());
const iso = (stored: string): string => new Date(stored).toISOString();

function followedOf({ tenantId: _, ...row }: typeof peopleFollowed.$inferSelect): Followed {
  return {
    ...row,
    since: iso(row.since),
    triedAt: iso(row.triedAt),
    readAt: row.readAt && iso(row.readAt),
    lookedAt: row.lookedAt && iso(row.lookedAt),
    trouble: followTroubles.find((each) => each === row.trouble) ?? null,
    members: ids.parse(row.members),
  };
}

/** What a failure of Graph is told as. */
export function troubleOf(failure: unknown): FollowTrouble {
  if (!(failure instanceof GraphFailure)) throw failure;
  if (failure.status === 403) return 'not-granted';
  if (failure.status === 404) return 'not-found';
  if (failure.status === 429) return 'throttled';
  return failure.passes ? 'no-answer' : 'refused';
}
