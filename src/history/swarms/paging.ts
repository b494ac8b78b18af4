import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { swarm } from '../../store/swarmTables.ts';
import type { SwarmSort } from './filter.ts';
import { type HistoryRow, swarmStatuses } from './rows.ts';

/** Where a page ends: the value it is sorted by, and the swarm, which tells equal values apart. */
const swarmId = z.string().regex(/^[^\0]{1,64}$/);
const byTime = z.tuple([
  z.enum(['newest', 'oldest', 'closed']),
  // As toISOString writes it, of the years that PostgreSQL writes so too.
  z.iso.datetime({ precision: 3 }).regex(/^(?!0000)/),
  swarmId,
]);
const byLength = z.tuple([z.literal('longest'), z.int32(), swarmId]);
const pageEndSchema = z.union([byTime, byLength]);
export type PageEnd = z.infer<typeof pageEndSchema>;

/** What follows a page: by key, so that a page costs the same however deep, and new swarms shift nothing. */
export const cursorOf = (sort: SwarmSort, row: HistoryRow): string =>
  Buffer.from(JSON.stringify([sort, sortValue(sort, row), row.swarmId])).toString('base64url');

/** Reads a cursor that `cursorOf` made for this sort; null for anything else. */
export function readCursor(cursor: string, sort: SwarmSort): PageEnd | null {
  try {
    const end = pageEndSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return end[0] === sort ? end : null;
  } catch {
    return null;
  }
}

/**
 * The order of a sort, the condition for what comes after a page, and which swarms have what they are sorted by: those
 * of some states alone. Each has an index (store/swarmTables.ts).
 */
export const orders = {
  newest: {
    order: sql`${swarm.proposedAt} desc, ${swarm.swarmId} desc`,
    after: (at, id) => sql`(${swarm.proposedAt}, ${swarm.swarmId}) < (${at}::timestamptz, ${id})`,
    among: undefined,
    states: swarmStatuses,
  },
  oldest: {
    order: sql`${swarm.proposedAt} asc, ${swarm.swarmId} asc`,
    after: (at, id) => sql`(${swarm.proposedAt}, ${swarm.swarmId}) > (${at}::timestamptz, ${id})`,
    among: undefined,
    states: swarmStatuses,
  },
  closed: {
    order: sql`${swarm.closedAt} desc, ${swarm.swarmId} desc`,
    after: (at, id) => sql`(${swarm.closedAt}, ${swarm.swarmId}) < (${at}::timestamptz, ${id})`,
    among: sql`${swarm.closedAt} is not null`,
    states: ['resolved', 'cancelled'],
  },
  longest: {
    order: sql`${swarm.resolveSeconds} desc, ${swarm.swarmId} desc`,
    after: (seconds, id) => sql`(${swarm.resolveSeconds}, ${swarm.swarmId}) < (${seconds}::int, ${id})`,
    among: sql`${swarm.resolveSeconds} is not null`,
    states: ['resolved'],
  },
} satisfies Record<
  SwarmSort,
  {
    order: SQL;
    after: (value: string | number, id: string) => SQL;
    among: SQL | undefined;
    states: readonly HistoryRow['status'][];
  }
>;

/** Instants with the database's microseconds would be lost in ISO's milliseconds; ours have none (events' times). */
function sortValue(sort: SwarmSort, row: HistoryRow): string | number {
  switch (sort) {
    case 'newest':
    case 'oldest':
      return row.proposedAt;
    case 'closed':
      return row.closedAt ?? '';
    case 'longest':
      return row.resolveSeconds ?? 0;
    default:
      return sort satisfies never;
  }
}
