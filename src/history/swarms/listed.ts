import { and, gte, type SQL, sql } from 'drizzle-orm';
import { endedLate, endedSoon, soon } from '../../store/partialIndexes.ts';
import { swarm } from '../../store/swarmTables.ts';
import { visibleTo } from '../reader.ts';
import { filterCondition, wantsSome } from './filter.ts';
import { orders } from './paging.ts';
import { startedStatuses } from './rows.ts';
import type { SwarmQuery } from './swarmQuery.ts';

type Asked = Omit<SwarmQuery, 'groups' | 'limit'>;

/** The condition for what somebody may see of the swarms that they ask for, after the page before; words aside. */
export function listed({ tenantId, reader, filter, sort, after }: Asked): SQL | undefined {
  const { after: beyond, among } = orders[sort];
  return and(
    visibleTo(tenantId, reader),
    // One sees no plans but one's own, and one's own swarms are found sooner than all that were never started.
    wantsSome(filter, startedStatuses) ? undefined : sql`${swarm.people} @> array[${reader.personId}]::text[]`,
    filterCondition(filter),
    among,
    after ? beyond(after[1], after[2]) : undefined,
  );
}

/** A condition by which the page asked for stands first among what it leaves. */
export const onPage = (query: Asked & { limit: number }): SQL | undefined =>
  isLongPast(query)
    ? sql`${swarm.swarmId} in (select swarm_id from ${firstEnds(listed(query), query)} first)`
    : listed(query);

/** The ids of the first swarms under a condition, in the order asked for. */
export const firstIds = (where: SQL | undefined, query: Ordered): SQL =>
  isLongPast(query)
    ? firstEnds(where, query)
    : sql`(select swarm_id from ${swarm} where ${where} order by ${orders[query.sort].order} limit ${query.limit})`;

type Ordered = Pick<SwarmQuery, 'sort' | 'filter' | 'limit'>;

const isLongPast = ({ sort, filter }: Ordered): boolean => sort === 'closed' && filter.to !== undefined;

/**
 * In the order of their ends, swarms of a period long past stand far down. But most ended soon after it, and those that
 * did not have an index of their own.
 */
function firstEnds(where: SQL | undefined, { filter: { from, to }, limit }: Ordered): SQL {
  const { order } = orders.closed;
  const first = (part: SQL | undefined) =>
    sql`(select swarm_id, closed_at from ${swarm} where ${and(where, part)} order by ${order} limit ${limit})`;
  const late = first(endedLate(swarm.proposedAt, swarm.closedAt));
  const inTime = first(
    and(
      endedSoon(swarm.proposedAt, swarm.closedAt),
      from ? gte(swarm.closedAt, from) : undefined,
      sql`${swarm.closedAt} < ${to}::timestamptz + ${soon}`,
    ),
  );
  return sql`(select * from (${late} union all ${inTime}) as swarm order by ${order} limit ${limit})`;
}
