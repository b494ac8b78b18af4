import { z } from 'zod';
import { decoded } from '../../ids/decoded.ts';
import { asTrouble, type Caller, held } from '../calls/caller.ts';
import { readRows } from '../calls/rows.ts';
import type { CaseName, CaseOwner, CaseRead, CaseSystem, RowsRead, SystemCase, Told } from '../caseSystem.ts';
import { columnsOf, type Mapping } from '../mapping.ts';
import { accountOf } from './account.ts';
import { serviceNowArticles } from './articles.ts';
import { serviceNowChanges } from './changes.ts';
import { recordFinder, shownColumns } from './finding.ts';
import { isDuplicate, mergeColumns, survivorOf } from './merged.ts';
import { serviceNowNotes } from './notes.ts';
import { serviceNowSelfTest } from './selfTest.ts';
import { serviceNowSolved } from './solved.ts';

/** The tables in which ServiceNow keeps cases: those of customers, and those of its own IT service. */
export type CaseTable = {
  key: 'servicenow-case' | 'servicenow-incident';
  table: 'sn_customerservice_case' | 'incident';
  /** States, by value, in which a case needs nobody any more. */
  closed: readonly string[];
  /** Those of them in which it is solved: cancelled it is not. */
  solved: readonly string[];
};

export const caseTables: readonly CaseTable[] = [
  { key: 'servicenow-case', table: 'sn_customerservice_case', closed: ['3', '6', '7', '8'], solved: ['3', '6'] },
  { key: 'servicenow-incident', table: 'incident', closed: ['6', '7', '8'], solved: ['6', '7'] },
];

export type ServiceNowNeeds = {
  /** `https://INSTANCE.service-now.com`. */
  url: string;
  caller: Caller;
  mapping: Mapping;
  of: CaseTable;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** ServiceNow's cases or incidents, by its Table API. */
export function createServiceNow({ url, caller, mapping, of, clock }: ServiceNowNeeds): CaseSystem {
  const { host } = new URL(url);
  const api = `${url}/api/now/table/${of.table}`;
  const columns = columnsOf(mapping);
  const find = recordFinder({ api, host, caller });
  const account = accountOf({ url, caller });
  const merges = mergeColumns[of.table];
  const addressOf = (record: string): string =>
    `${url}/nav_to.do?uri=${encodeURIComponent(`${of.table}.do?sys_id=${record}`)}`;

  async function readCase(named: CaseName): Promise<CaseRead> {
    const asked = [...alwaysRead, merges.code, merges.parent, ...columns];
    const found = await find(named, asked, rowSchema);
    if (found.kind !== 'ok') return found;
    const read = told(found.row);
    if (read.merged === null) return { kind: 'ok', case: read };
    const into = await survivorOf(find, found.row[merges.parent], asked, rowSchema);
    if (into === null) return { kind: 'ok', case: read };
    if (into.kind !== 'ok') return into;
    const { record, number, columns: theirs } = told(into.row);
    return {
      kind: 'ok',
      case: { ...read, merged: { into: { record, number, url: addressOf(record), columns: theirs } } },
    };
  }

  /** All rows that a query finds, in one answer, with more columns beside the mapped ones; one that cannot be read is left out. */
  async function readWhere(wanted: string, most: number, beside: readonly string[]): Promise<RowsRead> {
    const all = [...new Set([...columns, ...beside])];
    const query = { sysparm_query: wanted, sysparm_limit: String(most), ...shownColumns([...alwaysRead, ...all]) };
    const asked = await caller.get(`${api}?${new URLSearchParams(query)}`);
    if (asked.kind !== 'ok' && asked.kind !== 'refused') return asked;
    if (asked.kind === 'refused') return asTrouble(asked, host);
    const list = held(rowsSchema, asked, host);
    if (list.kind !== 'ok') return list;
    const { rows, odd } = readRows(rowSchema, list.held.result, Number.POSITIVE_INFINITY);
    return { kind: 'ok', cases: rows.map((row) => told(row, all)), odd };
  }

  const told = (row: Row, wanted: readonly string[] = columns): SystemCase => ({
    record: row.sys_id.value.toLowerCase(),
    number: row.number.value,
    url: addressOf(row.sys_id.value),
    // The value of a date is in UTC and does not say so; how it is shown is in the zone and form of the account.
    created: new Date(inUtc(row.sys_created_on.value)).toISOString(),
    version: BigInt(row.sys_mod_count.value),
    isClosed: of.closed.includes(row.state.value),
    merged: of.closed.includes(row.state.value) && isDuplicate(row[merges.code]) ? { into: null } : null,
    owner: ownerOf(row),
    columns: new Map(wanted.flatMap((column) => (column in row ? [[column, toldIn(row, column)]] : []))),
  });

  return {
    key: of.key,
    name: 'ServiceNow',
    addressed(address) {
      if (address.host !== host) return null;
      return namedBy(decoded(address.pathname + address.search + address.hash), of.table, mapping.numbers);
    },
    hasIdsLike: (record) => /^[0-9a-f]{32}$/.test(record),
    readCase,
    changesSince: serviceNowChanges({
      ...{ api, host, caller, closed: of.closed, solved: of.solved, clock },
      satisfaction: mapping.satisfaction,
    }),
    // Its script leaves out what Swarm's account changes: by its API nobody can ask who they are.
    whoAmI: async () => null,
    ...serviceNowNotes({
      url,
      host,
      caller,
      ...of,
      find,
      merges,
      account,
      link: mapping.link,
      articles: mapping.articles !== null,
    }),
    ...serviceNowArticles({ url, host, caller, articles: mapping.articles, account }),
    readSolved: serviceNowSolved({ host, states: of.solved, readWhere }),
    selfTest: () => serviceNowSelfTest({ url, table: of.table, host, caller, mapping }),
  };
}

const ofOwner = ['assigned_to', 'assigned_to.name', 'assigned_to.email', 'assigned_to.user_name', 'assigned_to.active'];
const alwaysRead = ['sys_id', 'number', 'state', 'sys_created_on', 'sys_mod_count', 'assignment_group', ...ofOwner];

/** A date in its form as ISO; empty when it has another form. */
const inUtc = (value: string): string =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value) ? `${value.replace(' ', 'T')}Z` : '';

/** Text as a rule; what a script of the instance's own put there may be anything plain, or nothing. */
const plainSchema = z.union([z.string(), z.number(), z.boolean()]).nullish();
const fieldSchema = z.object({
  value: plainSchema.transform((value) => String(value ?? '')),
  display_value: plainSchema.transform((value) => (value === null || value === undefined ? null : String(value))),
});
const rowSchema = z
  .object({
    sys_id: fieldSchema,
    number: fieldSchema,
    state: fieldSchema,
    sys_created_on: fieldSchema.refine(({ value }) => !Number.isNaN(Date.parse(inUtc(value))), 'is no date'),
    sys_mod_count: fieldSchema.refine(({ value }) => /^\d+$/.test(value), 'is no count'),
  })
  .catchall(fieldSchema);
type Row = z.infer<typeof rowSchema>;
const rowsSchema = z.object({ result: z.array(z.unknown()) });

function toldIn(row: Row, column: string): Told | null {
  const field = row[column];
  return field === undefined || field.value === '' ? null : { value: field.value, label: field.display_value || null };
}

function ownerOf(row: Row): CaseOwner {
  const of = (column: string): string => row[column]?.value ?? '';
  const group = row.assignment_group?.display_value || null;
  if (of('assigned_to') === '' || of('assigned_to.active') === 'false') return { kind: 'none', group };
  const signIn = of('assigned_to.user_name');
  // Many tenants sign people in by their address, and leave the mail empty.
  const mail = of('assigned_to.email') || (signIn.includes('@') ? signIn : '');
  return {
    kind: 'person',
    id: null,
    mail: mail || null,
    name: of('assigned_to.name') || row.assigned_to?.display_value || mail,
    group,
  };
}

/** What an address names of a table, however it is opened: as a form, in a workspace, on a portal, on a telephone, by a search. */
function namedBy(address: string, table: string, numbers: string): CaseName | null {
  const found = (pattern: string): string | undefined => new RegExp(pattern, 'i').exec(address)?.[1];
  // Some that guard mail put other signs right behind.
  const end = '(?![A-Za-z0-9])';
  // `task` is what all tables of cases come from: its form opens any of them.
  const isOnPortal = found(`[?&](table=${table})(?!\\w)`) !== undefined;
  const id =
    found(`\\b(?:${table}|task)(?:\\.do\\b.*?[?&=^]sys_id=|/)([0-9a-f]{32})${end}`) ??
    (isOnPortal ? found(`[?&]sys_id=([0-9a-f]{32})${end}`) : undefined);
  if (id !== undefined) return { by: 'id', id: id.toLowerCase() };
  const number =
    found(`\\b${table}(?:_list)?\\.do\\b.*?[?&^=]number=([A-Za-z0-9-]{1,40})${end}`) ??
    found(`(?:\\btask(?:_list)?\\.do\\b.*?[?&^=]number|[?&]sysparm_search)=(${numbers})${end}`);
  return number === undefined ? null : { by: 'number', number: number.toUpperCase() };
}
