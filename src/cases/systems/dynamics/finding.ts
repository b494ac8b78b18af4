import { z } from 'zod';
import { type Answered, type Caller, held } from '../calls/caller.ts';
import type { CaseName, Trouble } from '../caseSystem.ts';

/** Ids of Dataverse, wherever they stand in a text. */
export const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** The `statuscode` of a case that was merged into another, which `masterid` names. */
export const merged = 2000;

export type Refused = Extract<Answered, { kind: 'refused' }>;
export type Found<Row> = { kind: 'ok'; row: Row } | { kind: 'not-found' } | Refused | Trouble;

/** Finds the one case that is meant, by its id or its number; `query` says what is asked of it. A refusal but 404 is the asker's. */
export function incidentFinder({
  api,
  host,
  caller,
}: {
  /** The Web API's address. */
  api: string;
  host: string;
  caller: Caller;
}) {
  return async <Row extends { ticketnumber: string }>(
    named: CaseName,
    query: URLSearchParams,
    row: z.ZodType<Row>,
    headers: Readonly<Record<string, string>>,
  ): Promise<Found<Row>> => {
    if (named.by === 'id') {
      if (!guid.test(named.id)) return { kind: 'not-found' };
      const asked = await caller.get(`${api}/incidents(${named.id})?${query}`, headers);
      if (asked.kind === 'refused' && asked.status === 404) return { kind: 'not-found' };
      if (asked.kind !== 'ok') return asked;
      const one = held(row, asked, host);
      return one.kind === 'ok' ? { kind: 'ok', row: one.held } : one;
    }
    const { number } = named;
    query.set('$filter', `ticketnumber eq '${number.replaceAll("'", "''")}'`);
    query.set('$top', '2');
    const asked = await caller.get(`${api}/incidents?${query}`, headers);
    if (asked.kind !== 'ok') return asked;
    const list = held(z.object({ value: z.array(row) }), asked, host);
    if (list.kind !== 'ok') return list;
    const [first, second] = list.held.value;
    if (!first) return { kind: 'not-found' };
    // A number is not unique by definition, and a filter that was lost gives whatever comes first.
    if (second) return { kind: 'broken', detail: `${host} has several cases with the number ${number}` };
    return first.ticketnumber.toLowerCase() === number.toLowerCase()
      ? { kind: 'ok', row: first }
      : { kind: 'broken', detail: `${host} answers with another case than the one asked for` };
  };
}
