import { z } from 'zod';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { readManyRows } from '../calls/rows.ts';
import type { Change, Changes, ChangesFrom, Satisfaction } from '../caseSystem.ts';
import { type Mapping, mappedSatisfaction } from '../mapping.ts';

/**
 * What changed in the table `incident`, by Dataverse's change tracking: a first list of all rows, in pages, at whose end
 * a delta link stands, and then what changed since, deletions too. A delta link is good for seven days
 * (learn.microsoft.com, use-change-tracking-synchronize-data-external-systems). A first list takes no filter: what
 * changed before the instant asked for is left out here.
 */
export function dynamicsChanges(needs: {
  url: string;
  host: string;
  caller: Caller;
  satisfaction: Mapping['satisfaction'];
}) {
  const { url, host, caller, satisfaction } = needs;
  const own = satisfaction.column;
  const firstPath = `${api}incidents?$select=${[...selected, ...(own === null ? [] : [own])].join(',')}`;
  const satisfactionOf = (row: ListedRow): Satisfaction | null =>
    own === null ? satisfactionIn(row.customersatisfactioncode ?? null) : mapped(row[own]);
  // A list of changes tells values alone, and no labels.
  const mapped = (value: unknown): Satisfaction | null =>
    mappedSatisfaction(
      satisfaction,
      value === null || value === undefined ? null : { value: String(value), label: null },
    );

  return async ({ cursor, since }: ChangesFrom): Promise<Changes> => {
    const at = cursor === null ? { path: firstPath, since } : cursorIn(cursor);
    if (at === null) return { kind: 'expired' };
    const asked = await caller.get(`${url}${at.path}`, headers);
    if (asked.kind !== 'ok' && asked.kind !== 'refused') return asked;
    // A delta token that has ended is refused with 400 or 410; so is what else is wrong with it: a first list tells.
    if (asked.kind === 'refused') return cursor === null ? asTrouble(asked, host) : { kind: 'expired' };
    const list = held(listSchema, asked, host);
    if (list.kind !== 'ok') return list;
    const { value, '@odata.nextLink': next, '@odata.deltaLink': delta } = list.held;
    const path = pathOf(next ?? delta, url);
    if (path === null) return { kind: 'broken', detail: notTracked(host) };
    const heard = new Date().toISOString();
    const { rows, odd } = await readManyRows(changeSchema, value, (row) => changeOf(row, heard, satisfactionOf));
    return {
      kind: 'ok',
      changes: rows.filter((change) => at.since === null || change.at >= at.since),
      cursor: JSON.stringify({ path, since: next === undefined ? null : at.since } satisfies Cursor),
      isLast: next === undefined,
      odd,
    };
  };
}

const api = '/api/data/v9.2/';
const selected = ['ticketnumber', 'createdon', 'modifiedon', 'statecode', 'customersatisfactioncode'];
const headers = { 'OData-MaxVersion': '4.0', 'OData-Version': '4.0', Prefer: 'odata.track-changes' };

const notTracked = (host: string): string =>
  `${host} gives no delta link: turn on "Track changes" for the table Case, and give the role Read at organisation level`;

/** `since`: of a first list that has not come to its end. */
const cursorSchema = z.object({ path: z.string().startsWith(api), since: z.string().nullable() });
type Cursor = z.infer<typeof cursorSchema>;

function cursorIn(cursor: string): Cursor | null {
  try {
    return cursorSchema.parse(JSON.parse(cursor));
  } catch {
    return null;
  }
}

/** What a link leads to under the organisation's own address: a token is sent nowhere else. */
function pathOf(link: string | undefined, url: string): string | null {
  if (link === undefined || !URL.canParse(link)) return null;
  const { host, pathname, search } = new URL(link);
  return host.replace('.api.', '.') === new URL(url).host && pathname.startsWith(api) ? pathname + search : null;
}

const rowSchema = z.looseObject({
  '@odata.etag': z.string(),
  incidentid: z.string(),
  ticketnumber: z.string().nullish(),
  createdon: z.iso.datetime({ offset: true }),
  modifiedon: z.iso.datetime({ offset: true }),
  statecode: z.int(),
  customersatisfactioncode: z.int().nullish(),
});
const deletedSchema = z.object({ id: z.string(), reason: z.literal('deleted') });
type ListedRow = z.infer<typeof rowSchema>;
type Deleted = z.infer<typeof deletedSchema>;
const isDeleted = (row: ListedRow | Deleted): row is Deleted => !('incidentid' in row);
const changeSchema = z.union([rowSchema, deletedSchema]);
const listSchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

function changeOf(
  row: ListedRow | Deleted,
  heard: string,
  satisfactionOf: (row: ListedRow) => Satisfaction | null,
): Change {
  if (isDeleted(row))
    return {
      ...{ record: row.id.toLowerCase(), number: null, at: heard, created: null, state: 'deleted', version: null },
      ...{ closed: null, satisfaction: null },
    };
  return {
    record: row.incidentid.toLowerCase(),
    number: row.ticketnumber ?? null,
    at: new Date(row.modifiedon).toISOString(),
    created: new Date(row.createdon).toISOString(),
    // 1 is resolved, 2 cancelled or merged.
    state: row.statecode === 0 ? 'open' : row.statecode === 1 ? 'closed' : 'unsolved',
    // When it was resolved stands in another table: the change by which it is first seen so counts.
    closed: null,
    satisfaction: satisfactionOf(row),
    version: BigInt(/\d+/.exec(row['@odata.etag'])?.[0] ?? 0),
  };
}

/** 5 is very satisfied, 3 neutral, 1 very dissatisfied. */
const satisfactionIn = (code: number | null): Satisfaction | null =>
  code === null || code < 1 || code > 5 ? null : code > 3 ? 'good' : code === 3 ? 'neutral' : 'bad';
