import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import type { CaseName, Trouble } from '../caseSystem.ts';

type Named = { value?: string | null | undefined };
export type Found<Row> = { kind: 'ok'; row: Row } | { kind: 'not-found' } | Trouble;

/** Values and labels of some columns; what an account may not see of them is silently left out. */
export const shownColumns = (columns: readonly string[]) => ({
  sysparm_display_value: 'all',
  sysparm_exclude_reference_link: 'true',
  sysparm_fields: [...new Set(columns)].join(','),
});

/** Finds the one record that is meant, by its id or its number, with some columns of it. `api`: the table's address. */
export function recordFinder({ api, host, caller }: { api: string; host: string; caller: Caller }) {
  return async <Row extends { sys_id: Named; number: Named }>(
    named: CaseName,
    columns: readonly string[],
    schema: z.ZodType<Row>,
  ): Promise<Found<Row>> => {
    const [field, value] = named.by === 'id' ? (['sys_id', named.id] as const) : (['number', named.number] as const);
    // `^`, `=` and `javascript:` are operators of its queries: nothing but what numbers are made of goes into one.
    if (!/^[A-Za-z0-9_-]{1,40}$/.test(value)) return { kind: 'not-found' };
    const query = { sysparm_query: `${field}=${value}`, sysparm_limit: '2', ...shownColumns(columns) };
    const asked = await caller.get(`${api}?${new URLSearchParams(query)}`);
    if (asked.kind === 'refused') return asked.status === 404 ? { kind: 'not-found' } : asTrouble(asked, host);
    if (asked.kind !== 'ok') return asked;
    const list = held(z.object({ result: z.array(schema) }), asked, host);
    if (list.kind !== 'ok') return list;
    const [row, second] = list.held.result;
    if (!row) return { kind: 'not-found' };
    // A part of a query that it does not understand is left out, and the rest of the table comes.
    if (second || row[field].value?.toLowerCase() !== value.toLowerCase())
      return { kind: 'broken', detail: `${host} answers with other cases than the one asked for` };
    return { kind: 'ok', row };
  };
}
