import { type SQL, sql } from 'drizzle-orm';
import { invitation } from '../store/swarmTables.ts';

/** When an invitation reached the person, or was made as long as it has not: it may wait for their morning. */
export const heardAt: SQL = sql`coalesce(${invitation.deliveredAt}, ${invitation.invitedAt})`;

/** Whether an invitation counts as one that the person was asked by: what was over before it reached them disturbed nobody. */
const isAsk: SQL = sql`(${invitation.deliveredAt} is not null or ${invitation.state} not in ('withdrawn', 'unreachable'))`;

/** The invitations by which people were asked since an instant (ISO, UTC). */
export const askedSince = (since: string): SQL => sql`(${isAsk} and ${heardAt} > ${since}::timestamptz)`;

/**
 * What an index by when they were made has to look through for `askedSince`: somebody's hours begin again within a week
 * (workingHours.ts).
 */
export const madeSince = (since: string): SQL =>
  sql`${invitation.invitedAt} > ${since}::timestamptz - interval '8 days'`;
