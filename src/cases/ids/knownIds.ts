import { inBatches, ofTurns } from '../../store/batches.ts';
import type { Database, Statement } from '../../store/database.ts';

/** The id of a case that is known, as it was first written, and its key. */
export type KnownId = { id: string; key: string };

/**
 * Which cases are known under these keys (caseKey.ts): those that case systems sent, those that have a live
 * swarm, and those that were told in free text and got their id here.
 */
export type KnownIds = (keys: readonly string[]) => Promise<KnownId[]>;

/** Looks up together what is asked at one moment: most messages have a figure in them, which could be a case's. */
export function createKnownIds({
  database,
  tenantId,
}: {
  database: Pick<Database, 'run'>;
  tenantId: string;
}): KnownIds {
  const find = inBatches(async (asked: readonly (readonly string[])[]): Promise<KnownId[][]> => {
    const rows = await database.run(knownIds, [tenantId, [...new Set(asked.flat())]]);
    const known = rows.map(({ id, key }): KnownId => ({ id: String(id), key: String(key) }));
    return asked.map((keys) => {
      const wanted = new Set(keys);
      return known.filter(({ key }) => wanted.has(key));
    });
  }, ofTurns);
  return async (keys) => (keys.length === 0 ? [] : find(keys));
}

/**
 * Key by key (`offset 0` holds PostgreSQL to that): otherwise it may go through all live swarms of the organisation, when
 * its statistics are from a time with few of them.
 */
const knownIds: Statement = {
  name: 'known-ids',
  text: `
    select distinct asked.key, found.id
    from unnest($2::text[]) as asked(key)
    cross join lateral (
      select case_id as id from stored_case where tenant_id = $1 and case_key = asked.key
      union all
      select case_id from swarm where tenant_id = $1 and case_key = asked.key
        -- Nobody else knows what we called a case.
        and (status in ('proposed', 'running') or case_id like 'T-%')
      union all
      select case_id from swarm where tenant_id = $1 and told_key = asked.key
      offset 0
    ) as found
    order by found.id, asked.key`,
};
