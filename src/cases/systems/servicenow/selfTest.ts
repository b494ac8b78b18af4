import { z } from 'zod';
import { type Caller, held } from '../calls/caller.ts';
import { checkedBy, troubleCheck } from '../calls/selfChecks.ts';
import type { SelfCheck } from '../caseSystem.ts';

const rowsSchema = z.object({ result: z.array(z.record(z.string(), z.unknown())) });

/**
 * Signs in and reads one row. A column that the instance has not and one that the account may not read are alike silently
 * absent from it; choices are in a table that the account need not read.
 */
export async function serviceNowSelfTest(needs: {
  api: string;
  host: string;
  caller: Caller;
  columns: readonly string[];
}): Promise<SelfCheck[]> {
  const { api, host, caller, columns } = needs;
  const query = new URLSearchParams({
    sysparm_limit: '1',
    sysparm_exclude_reference_link: 'true',
    sysparm_fields: ['number', ...columns].join(','),
  });
  const asked = await caller.get(`${api}?${query}`);
  if (asked.kind !== 'ok') return [troubleCheck(asked, host)];
  const rows = held(rowsSchema, asked, host);
  if (rows.kind !== 'ok') return [troubleCheck(rows, host)];
  const [row] = rows.held.result;
  if (!row) return [{ result: 'unknown', fact: { code: 'case-none-readable' } }];
  const missing = columns.filter((column) => !(column in row));
  return [{ result: 'ok', fact: { code: 'case-readable' } }, ...checkedBy({ missing, unmapped: [] })];
}
