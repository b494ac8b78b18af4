import { deniesSolution } from '../../../reading/outcomeWords.ts';
import type { RowsRead, SolvedRead } from '../caseSystem.ts';

/** Columns of both tables, and of customer service cases alone; what an account may not see is silently absent. */
const beside = [
  'close_notes',
  'cause',
  'resolved_at',
  'closed_at',
  'sys_updated_on',
  'state',
  'close_code',
  'resolution_code',
];
/**
 * Whether a resolution or close code says that nothing was solved, by its value or label. Customer service cases have no state for
 * what was merged or taken back, and tenants have codes of their own.
 */
export const isUnsolvedBy = (words: readonly (string | null | undefined)[]): boolean =>
  words.some((word) => word && deniesSolution(word));

/** Solved cases with their resolution notes. Work notes are of no use here: all of them come glued into one text. */
export function serviceNowSolved({
  host,
  states,
  readWhere,
}: {
  host: string;
  /** Those of solved cases, by value. */
  states: readonly string[];
  readWhere: (query: string, most: number, beside: readonly string[]) => Promise<RowsRead>;
}) {
  return async (records: readonly string[]): Promise<SolvedRead> => {
    const ids = records.filter((record) => /^[0-9a-f]{32}$/i.test(record));
    if (ids.length === 0) return { kind: 'ok', cases: [], odd: [] };
    const read = await readWhere(`sys_idIN${ids.join(',')}`, ids.length, beside);
    if (read.kind !== 'ok') return read;
    // A part of a query that an instance does not understand is left out, and whatever comes first is given.
    const asked = new Set(ids.map((id) => id.toLowerCase()));
    if (read.cases.some(({ record }) => !asked.has(record)))
      return { kind: 'broken', detail: `${host} answers with other cases than those asked for` };
    return {
      kind: 'ok',
      cases: read.cases.flatMap((each) => {
        const said = (column: string): string => each.columns.get(column)?.value ?? '';
        const at = inUtc(said('resolved_at')) ?? inUtc(said('closed_at')) ?? inUtc(said('sys_updated_on'));
        const code = each.columns.get('resolution_code') ?? each.columns.get('close_code');
        if (!states.includes(said('state')) || isUnsolvedBy([code?.value, code?.label]) || at === null) return [];
        return [{ case: each, closedAt: at, cause: said('cause'), fix: said('close_notes') }];
      }),
      odd: read.odd,
    };
  };
}

/** The value of a date is in UTC and does not say so. */
const inUtc = (value: string): string | null =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value) ? new Date(`${value.replace(' ', 'T')}Z`).toISOString() : null;
