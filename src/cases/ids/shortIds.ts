import { createHash } from 'node:crypto';
import { compatible } from '../../language/compatible.ts';
import type { Database, Statement } from '../../store/database.ts';
import { caseKey } from './caseKey.ts';

/**
 * The id of a case told in free text as people say it (`T-1042`), by its told id. One told id always gets the same,
 * however often and in however many processes it is asked at once; none is given twice.
 */
export type ShortIds = (toldId: string) => Promise<string>;

export function createShortIds({
  database,
  tenantId,
}: {
  database: Pick<Database, 'run'>;
  tenantId: string;
}): ShortIds {
  return async (toldId) => {
    for (let tries = 1; tries <= 3; tries++) {
      const [row] = await database.run(idOfTold, [tenantId, toldId, caseKey(toldId)]);
      // None when another process gave it one in this moment: now that can be seen.
      if (typeof row?.['id'] === 'string') return row['id'];
    }
    throw new Error(`The case told as ${toldId} got no number`);
  };
}

/**
 * What tenant, owner and a text without regard to case, width and spaces come to: `T-` and twelve letters. The same
 * words delivered twice (Teams does that, platform.md 2.4) are the same case. Cases had this as their id once.
 */
export function toldIdOf(tenantId: string, ownerId: string, text: string): string {
  const normalised = compatible(text).toLowerCase().replace(/\s+/gu, ' ').trim();
  const hash = createHash('sha256').update(`${tenantId}|${ownerId}|${normalised}`).digest();
  let bits = 0n;
  for (const byte of hash.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  let letters = '';
  for (let index = 0; index < 12; index++) {
    letters += base32.charAt(Number(bits & 31n));
    bits >>= 5n;
  }
  return `T-${letters}`;
}
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The next number that no case has: a case system may call its own alike. */
const nextFree = (after: string) => `(
  select min(n) from generate_series(${after} + 1, ${after} + 1000) n
  where not exists (select 1 from swarm where tenant_id = $1 and case_key = 't' || n)
    and not exists (select 1 from stored_case where tenant_id = $1 and case_key = 't' || n)
    and not exists (select 1 from past_case where tenant_id = $1 and case_id = 'T-' || n))`;

/** What it had, or the whole told id of a case from before there were numbers, or the next number. */
const idOfTold: Statement = {
  name: 'id-of-told',
  text: `
    with had as (select number from short_id where tenant_id = $1 and told_id = $2),
    older as (select case_id from swarm where tenant_id = $1 and case_key = $3 limit 1),
    counted as (
      insert into short_id_count as had_last (tenant_id, last)
      select $1, ${nextFree('1000')} where not exists (select from had) and not exists (select from older)
      on conflict (tenant_id) do update set last = ${nextFree('had_last.last')}
      returning last
    ),
    given as (
      insert into short_id (tenant_id, told_id, number, given_at) select $1, $2, last, now() from counted
      on conflict do nothing
      returning number
    )
    select coalesce((select 'T-' || number from had), (select case_id from older), (select 'T-' || number from given)) as id`,
};
