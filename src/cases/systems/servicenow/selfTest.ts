import { z } from 'zod';
import { type Caller, held } from '../calls/caller.ts';
import { readRows } from '../calls/rows.ts';
import { checkedBy, troubleCheck } from '../calls/selfChecks.ts';
import type { SelfCheck, Told } from '../caseSystem.ts';
import { columnsOf, type Mapping } from '../mapping.ts';

const rowsSchema = z.object({ result: z.array(z.record(z.string(), z.unknown())) });
const choicesSchema = z.object({ result: z.array(z.unknown()) });
const choiceSchema = z.object({ name: z.string(), element: z.string(), value: z.string(), label: z.string() });

/** Without one of these no case can be read, followed, or given to its owner. */
const needed = ['sys_id', 'number', 'state', 'assigned_to', 'sys_created_on', 'sys_updated_on', 'sys_mod_count'];

/**
 * Signs in, reads one row, and looks at the choices of the urgency. A column that the instance has not and one that the account may
 * not read are alike silently absent from a row; so are choices, which are in a table of their own.
 */
export async function serviceNowSelfTest(needs: {
  url: string;
  table: string;
  host: string;
  caller: Caller;
  mapping: Mapping;
}): Promise<SelfCheck[]> {
  const { url, table, host, caller, mapping } = needs;
  const columns = columnsOf(mapping);
  const query = new URLSearchParams({
    sysparm_limit: '1',
    sysparm_exclude_reference_link: 'true',
    sysparm_fields: [...new Set([...needed, ...columns])].join(','),
  });
  const asked = await caller.get(`${url}/api/now/table/${table}?${query}`);
  if (asked.kind !== 'ok') return [troubleCheck(asked, host)];
  const rows = held(rowsSchema, asked, host);
  if (rows.kind !== 'ok') return [troubleCheck(rows, host)];
  const [row] = rows.held.result;
  if (!row) return [{ result: 'unknown', fact: { code: 'case-none-readable' } }];
  const hidden = needed.filter((column) => !(column in row));
  const missing = columns.filter((column) => !(column in row));
  const options = missing.includes(mapping.severity.column) ? [] : await choices();
  const readable: SelfCheck =
    hidden.length > 0
      ? { result: 'failed', fact: { code: 'case-columns-hidden', names: hidden } }
      : { result: 'ok', fact: { code: 'case-readable' } };
  return [readable, ...checkedBy({ missing, options, mapping })];

  /** Those of the table itself, else of the one that it extends; null: none can be seen. */
  async function choices(): Promise<Told[] | null> {
    const { column } = mapping.severity;
    // What is reached over another record has its choices there.
    if (column.includes('.')) return [];
    const asked = await caller.get(
      `${url}/api/now/table/sys_choice?${new URLSearchParams({
        sysparm_query: `nameIN${table},task^element=${column}^inactive=false`,
        sysparm_fields: 'name,element,value,label',
        sysparm_limit: '1000',
      })}`,
    );
    const list = asked.kind === 'ok' ? choicesSchema.safeParse(asked.body).data : undefined;
    if (!list) return null;
    // A part of a query that it does not understand is left out, and other choices come, too.
    const all = readRows(choiceSchema, list.result).rows.filter(({ element }) => element === column);
    const own = all.filter(({ name }) => name === table);
    const meant = own.length > 0 ? own : all.filter(({ name }) => name === 'task');
    const told = new Map(
      meant.filter(({ value }) => value !== '').map(({ value, label }) => [value, { value, label }]),
    );
    return told.size > 0 ? [...told.values()] : null;
  }
}
