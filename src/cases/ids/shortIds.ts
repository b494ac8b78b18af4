import { hash } from 'node:crypto';
import { compatible } from '../../language/compatible.ts';
import { inBatches, ofTurns } from '../../store/batches.ts';
import type { Database, Statement } from '../../store/database.ts';
import { caseKey } from './caseKey.ts';

/**
 * The id of a case told in free text as people say it (`T-1042`), by its told id. One told id always gets the same,
 * however often and in however many processes it is asked at once; none is given twice.
 */
export type ShortIds = (toldId: string) => Promise<string>;

/** Together with whoever else tells a case at that moment: each statement that gives numbers waits for the one before. */
export function createShortIds({
  database,
  tenantId,
}: {
  database: Pick<Database, 'run'>;
  tenantId: string;
}): ShortIds {
  return inBatches(
    async (asked: readonly string[]): Promise<string[]> => {
      const ids = new Map<string, string>();
      // None is given where another process gave one in this moment, which can be seen now, or where a case has the
      // number: then more are looked at.
      for (const spare of [0, 10, 100, 1_000, 10_000]) {
        const open = [...new Set(asked)].filter((each) => !ids.has(each)).toSorted();
        if (open.length === 0) break;
        const rows = await database.run(idsOfTold, [tenantId, open, open.map(caseKey), spare]);
        for (const { told_id, id } of rows) ids.set(String(told_id), String(id));
      }
      return asked.map((toldId) => {
        const id = ids.get(toldId);
        if (id === undefined) throw new Error(`The case told as ${toldId} got no number`);
        return id;
      });
    },
    { ...ofTurns, atOnce: 1 },
  );
}

/**
 * What tenant, owner and a text without regard to case, width and spaces come to: `T-` and twelve letters. The same
 * words delivered twice (Teams does that, platform.md 2.4) are the same case. Cases had this as their id once.
 */
export function toldIdOf(tenantId: string, ownerId: string, text: string): string {
  const normalised = compatible(text).toLowerCase().replace(/\s+/gu, ' ').trim();
  const digest = hash('sha256', `${tenantId}|${ownerId}|${normalised}`, 'buffer');
  // Of the first eight bytes as one number the lowest bits first; two halves, as bits of numbers are of 32.
  let [high, low] = [digest.readUInt32BE(0), digest.readUInt32BE(4)];
  let letters = '';
  for (let index = 0; index < 12; index++) {
    letters += base32.charAt(low & 31);
    low = (low >>> 5) | (high << 27);
    high >>>= 5;
  }
  return `T-${letters}`;
}
/** Whether an id is one that we gave to a case told in own words, now or before there were numbers. */
export const isOurId = (id: string): boolean => /^T-(?:\d+|[A-Z2-7]{12})$/.test(id);
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Whether some case is called by a number already: a case system may call its own alike. Looked up number by number. */
const isTaken = (n: string) => `coalesce(
  (select true from swarm where tenant_id = $1 and case_key = 't' || ${n} limit 1),
  (select true from stored_case where tenant_id = $1 and case_key = 't' || ${n} limit 1),
  (select true from past_case where tenant_id = $1 and case_id = 'T-' || ${n} limit 1),
  false)`;

/**
 * Of each what it had, or the whole told id of a case from before there were numbers, or the next number that no case
 * has: as many are counted up as there are new ones, and $4 more, which are passed over if they are not needed.
 */
const idsOfTold: Statement = {
  name: 'ids-of-told',
  text: `
    with asked as (select * from unnest($2::text[], $3::text[]) as asked(told_id, key)),
    had as (
      -- Linked to a case since, its live swarm is known by that case's number.
      select told_id, coalesce((
        select case_id from swarm
        where tenant_id = $1 and told_key = 't' || number and status in ('proposed', 'running') limit 1
      ), 'T-' || number) as id from short_id where tenant_id = $1 and told_id = any($2)
      union all
      select told_id, (
        select case_id from swarm where tenant_id = $1 and (case_key = asked.key or told_key = asked.key) limit 1
      ) from asked
    ),
    known as (select told_id, min(id) as id from had where id is not null group by told_id),
    new as (
      select told_id, row_number() over (order by told_id) as place from asked
      where told_id not in (select told_id from known)
    ),
    wanted as (select count(*)::int + $4::int as numbers from new having count(*) > 0),
    counted as (
      insert into short_id_count as had_last (tenant_id, last) select $1, 1000 + numbers from wanted
      on conflict (tenant_id) do update set last = had_last.last + (select numbers from wanted)
      returning last
    ),
    free as (
      select number, row_number() over (order by number) as place
      from counted, wanted, generate_series(last - numbers + 1, last) as number
      where not ${isTaken('number')}
    ),
    given as (
      insert into short_id (tenant_id, told_id, number, given_at)
      select $1, told_id, number, now() from new join free using (place) order by told_id
      on conflict do nothing
      returning told_id, number
    )
    select told_id, id from known union all select told_id, 'T-' || number from given`,
};
