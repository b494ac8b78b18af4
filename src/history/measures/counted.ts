import { and, type SQL, sql } from 'drizzle-orm';
import { swarm } from '../../store/swarmTables.ts';
import { aboutReader, type HistoryReader } from '../reader.ts';
import { filterCondition, type SwarmFilter } from '../swarms/filter.ts';
import { startedStatuses } from '../swarms/rows.ts';

/** Which swarms are measured, and for whom. */
export type MeasuresQuery = {
  tenantId: string;
  reader: HistoryReader;
  filter: Omit<SwarmFilter, 'words'>;
  /** IANA; where weeks and months begin. */
  zone: string;
};

/**
 * The swarms counted. A lead's measures count restricted swarms too, and tell how many they do not see: `unlisted`; so do those of
 * who leads a team, of its people's. An engineer's are about the swarms they were in.
 */
export function counted({ tenantId, reader, filter }: MeasuresQuery): SQL | undefined {
  return and(
    sql`${swarm.tenantId} = ${tenantId}`,
    reader.lead ? undefined : aboutReader(tenantId, reader),
    // Only what was started has been asked for, accepted and covered.
    filterCondition({ ...filter, status: filter.status.filter(isStarted) }),
    filter.status.some(isStarted) ? undefined : sql`false`,
  );
}

/** Of the swarms counted, those that the reader's list does not show: restricted ones of others (reader.ts). */
export const unlisted = ({ reader }: MeasuresQuery): SQL =>
  sql`${swarm.restricted} and not ${swarm.people} @> array[${reader.personId}]::text[]`;

/** Whether what is counted is picked out first, by person, technology or customer: then time narrows nothing. */
export const isPickedOut = ({ reader, filter }: MeasuresQuery): boolean =>
  !reader.lead || filter.technology !== undefined || filter.person !== undefined || filter.customer !== undefined;

const isStarted = (status: SwarmFilter['status'][number]): boolean => startedStatuses.some((each) => each === status);
