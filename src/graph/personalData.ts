import { and, eq, sql } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { addedToTeam, peopleFollowed } from '../store/graphTables.ts';

/** To which host teams a person was added. */
export const teamsJoinedBy = (database: Sql, tenantId: string, person: string) =>
  database.select().from(addedToTeam).where(rowsOf(tenantId, person));

/** Forgets that a person was added to host teams, in which they then stay, and was in groups that are followed; gives how many teams. */
export async function eraseTeamsJoined(tx: Sql, tenantId: string, person: string): Promise<{ teamsJoined: number }> {
  const gone = await tx.delete(addedToTeam).where(rowsOf(tenantId, person)).returning({ team: addedToTeam.teamId });
  await tx
    .update(peopleFollowed)
    .set({ members: sql`${peopleFollowed.members} - ${person}::text` })
    .where(and(eq(peopleFollowed.tenantId, tenantId), sql`${peopleFollowed.members} ? ${person}`));
  return { teamsJoined: gone.length };
}

const rowsOf = (tenantId: string, person: string) =>
  and(eq(addedToTeam.tenantId, tenantId), eq(addedToTeam.personId, person));
