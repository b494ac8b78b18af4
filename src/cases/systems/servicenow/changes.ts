import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { readManyRows } from '../calls/rows.ts';
import type { Change, Changes, ChangesFrom } from '../caseSystem.ts';
import { type Mapping, mappedSatisfaction } from '../mapping.ts';
import { isUnsolvedBy } from './solved.ts';

/** Rows a page: the Table API gives 10,000 where nothing is said, of which a busy instance cuts off the last. */
const pageSize = 1_000;
/** Seconds that are asked for again: a row has its time from before it was stored, so that a slow one comes late. */
const overlap = 120;

/**
 * What changed in a table of ServiceNow, by `sys_updated_on`, which counts seconds: sorted by it and by `sys_id`, and
 * asked for from the last row on, so that rows that change while it pages are neither lost nor told twice. Deletions
 * leave no row, so they are not told.
 */
export function serviceNowChanges({
  api,
  host,
  caller,
  closed,
  solved,
  satisfaction,
  clock,
}: {
  api: string;
  host: string;
  caller: Caller;
  closed: readonly string[];
  solved: readonly string[];
  /** What customers say is kept in surveys, each organisation's own: nothing is told where it has no column for it. */
  satisfaction: Mapping['satisfaction'];
  /** Now, in milliseconds since 1970. */
  clock: () => number;
}) {
  const changeOf = (row: Row): Change => ({
    record: row.sys_id.value.toLowerCase(),
    number: row.number?.value ?? null,
    at: isoOf(row.sys_updated_on.value),
    created: isoOf(row.sys_created_on.value),
    closed: closedAt(row),
    satisfaction: satisfactionIn(row, satisfaction),
    state: !closed.includes(row.state.value)
      ? 'open'
      : solved.includes(row.state.value) && !isUnsolved(row)
        ? 'closed'
        : 'unsolved',
    version: row.sys_mod_count === undefined ? null : BigInt(row.sys_mod_count.value),
  });

  return async ({ cursor, since }: ChangesFrom): Promise<Changes> => {
    const place = cursor === null ? beginningAt(secondOf(Date.parse(since))) : placeIn(cursor);
    if (place === null) return { kind: 'expired' };
    const asked = await caller.get(`${api}?${queryFor(place, satisfaction.column)}`);
    if (asked.kind !== 'ok' && asked.kind !== 'refused') return asked;
    if (asked.kind === 'refused') return asTrouble(asked, host);
    const list = held(listSchema, asked, host);
    if (list.kind !== 'ok') return list;
    const read = await readManyRows(rowSchema, list.held.result, (row) => ({ row, change: changeOf(row) }));
    const rows = read.rows.map(({ row }) => row);
    const shown = rows.find(
      ({ sys_updated_on: { value, display_value } }) => isPlain(display_value) && display_value !== value,
    );
    if (shown || rows.some((row) => row.sys_updated_on.value < place.at))
      return { kind: 'broken', detail: `${host}: give the account of the client the time zone GMT` };
    // The limit is applied before the rights over rows: a short page need not be the last, so its count says nothing,
    // but where a gateway between us takes the total away there is nothing else to go by.
    const total = asked.headers.get('x-total-count');
    const isLast = total === null ? list.held.result.length < pageSize : Number(total) <= place.skip + pageSize;
    // A row with a date to come is told, and told again until then; from its date on the others would never be asked for.
    const latest = secondOf(clock() + 1_000 * overlap);
    return {
      kind: 'ok',
      changes: read.rows.filter(({ row }) => place.within || isAfter(row, place)).map(({ change }) => change),
      odd: read.odd,
      ...next(place, rows.at(-1), isLast, latest),
    };
  };
}

/**
 * Where the next page begins: at the row after `id` of the second `at`. `within`: that second alone is asked for, since
 * it fills a page. `skip`: rows that were passed over because the account may see none of them. `newest`: the last
 * change that was told.
 */
const placeSchema = z.object({
  at: z.string(),
  id: z.string(),
  within: z.boolean(),
  skip: z.int(),
  newest: z.string(),
});
type Place = z.infer<typeof placeSchema>;

const beginningAt = (at: string, newest = at): Place => ({ at, id: '', within: false, skip: 0, newest });

/** `latest`: nothing can have changed after it. */
function next(
  place: Place,
  last: Row | undefined,
  isLast: boolean,
  latest: string,
): { cursor: string; isLast: boolean } {
  const told = last?.sys_updated_on.value ?? place.newest;
  const newest = earlier(told > place.newest ? told : place.newest, latest);
  const going = (to: Place, end = false) => ({ cursor: JSON.stringify(to), isLast: end });
  if (isLast && place.within) return going(beginningAt(later(place.at, 1), newest));
  if (isLast) return going(beginningAt(later(newest, -overlap), newest), true);
  if (!last) return going({ ...place, skip: place.skip + pageSize });
  const at = last.sys_updated_on.value;
  return going({ at, id: last.sys_id.value, within: place.within || at === place.at, skip: 0, newest });
}

const isAfter = ({ sys_updated_on: { value }, sys_id }: Row, { at, id }: Place): boolean =>
  value > at || sys_id.value > id;

const listed = [
  ...['sys_id', 'number', 'state', 'sys_created_on', 'sys_updated_on', 'sys_mod_count'],
  ...['resolved_at', 'closed_at', 'close_code', 'resolution_code'],
];

function queryFor({ at, id, within, skip }: Place, satisfaction: string | null): URLSearchParams {
  const where = within
    ? `sys_updated_on=${at}^sys_id>${id}^ORDERBYsys_id`
    : `sys_updated_on>=${at}^ORDERBYsys_updated_on^ORDERBYsys_id`;
  return new URLSearchParams({
    sysparm_query: where,
    sysparm_limit: String(pageSize),
    sysparm_offset: String(skip),
    sysparm_display_value: 'all',
    sysparm_exclude_reference_link: 'true',
    sysparm_fields: [...listed, ...(satisfaction === null ? [] : [satisfaction])].join(','),
  });
}

/** A cursor is our own, but out of the database: nothing that is an operator of its queries may stand in it. */
function placeIn(cursor: string): Place | null {
  try {
    const place = placeSchema.parse(JSON.parse(cursor));
    return isPlain(place.at) && isPlain(place.newest) && /^[0-9a-f]{0,32}$/i.test(place.id) ? place : null;
  } catch {
    return null;
  }
}

const isPlain = (value: string | null): boolean => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value ?? '');
const secondOf = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const isoOf = (value: string): string => new Date(`${value.replace(' ', 'T')}Z`).toISOString();
const earlier = (one: string, other: string): string => (one < other ? one : other);
const later = (value: string, seconds: number): string => secondOf(Date.parse(isoOf(value)) + 1_000 * seconds);

const fieldSchema = z.object({ value: z.string(), display_value: z.string().nullable() });
const dateSchema = fieldSchema.refine(({ value }) => isPlain(value), 'is no date');
const rowSchema = z.looseObject({
  sys_id: fieldSchema,
  // A column that a right over the row hides is not there.
  number: fieldSchema.optional(),
  state: fieldSchema,
  sys_created_on: dateSchema,
  sys_updated_on: dateSchema,
  resolved_at: fieldSchema.optional(),
  closed_at: fieldSchema.optional(),
  close_code: fieldSchema.optional(),
  resolution_code: fieldSchema.optional(),
  sys_mod_count: fieldSchema.refine(({ value }) => /^\d+$/.test(value), 'is no count').optional(),
});
type Row = z.infer<typeof rowSchema>;
const listSchema = z.object({ result: z.array(z.unknown()) });

function isUnsolved({ close_code, resolution_code }: Row): boolean {
  const code = resolution_code ?? close_code;
  return isUnsolvedBy([code?.value, code?.display_value]);
}

function satisfactionIn(row: Row, satisfaction: Mapping['satisfaction']) {
  const field = satisfaction.column === null ? null : fieldSchema.safeParse(row[satisfaction.column]).data;
  return field ? mappedSatisfaction(satisfaction, { value: field.value, label: field.display_value }) : null;
}

/** When it was resolved, else closed. A column that the account may not read is not there. */
function closedAt({ resolved_at, closed_at }: Row): string | null {
  const at = [resolved_at?.value, closed_at?.value].find((value) => value !== undefined && isPlain(value));
  return at === undefined ? null : isoOf(at);
}
