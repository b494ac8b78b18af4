import { changedAtOf, groupOf, idWithin, type KeptCase } from '../keptCase.ts';
import { plainDate } from './plainDate.ts';

export type Column = { display_value: string; value: string };

/** A table, which cases are in it, and the columns of it that are told here. */
export type Table = {
  name: 'incident' | 'sn_customerservice_case';
  isOf: (number: string) => boolean;
  columns: readonly string[];
  customer: string;
  product: string;
  priorities: Readonly<Record<string, string>>;
  states: Readonly<Record<'open' | 'closed' | 'merged', Column>>;
};

const common = [
  'sys_id',
  'number',
  'short_description',
  'description',
  'priority',
  'state',
  'assigned_to',
  'assignment_group',
  'sys_created_on',
  'sys_updated_on',
  'sys_mod_count',
  'opened_at',
  'work_notes',
  'comments',
  'resolved_at',
  'closed_at',
  'close_notes',
];

/** Columns of ServiceNow's own documentation (Table API, Customer Service case API). */
export const tables: readonly Table[] = [
  {
    name: 'incident',
    isOf: (number) => !number.startsWith('CS'),
    columns: [...common, 'company', 'cmdb_ci', 'close_code', 'parent_incident'],
    customer: 'company',
    product: 'cmdb_ci',
    priorities: { 1: 'Critical', 2: 'High', 3: 'Moderate', 4: 'Low', 5: 'Planning' },
    states: {
      open: { value: '2', display_value: 'In Progress' },
      closed: { value: '7', display_value: 'Closed' },
      merged: { value: '6', display_value: 'Resolved' },
    },
  },
  {
    name: 'sn_customerservice_case',
    isOf: (number) => number.startsWith('CS'),
    columns: [...common, 'account', 'product', 'cause', 'resolution_code', 'parent'],
    customer: 'account',
    product: 'product',
    priorities: { 1: 'Critical', 2: 'High', 3: 'Moderate', 4: 'Low' },
    states: {
      open: { value: '10', display_value: 'Open' },
      closed: { value: '3', display_value: 'Closed' },
      merged: { value: '3', display_value: 'Closed' },
    },
  },
];

export const tableOf = (name: string): Table | null => tables.find((each) => each.name === name) ?? null;

/** The id of a row: 32 figures. */
export const sysId = (kind: string, name: string): string => idWithin(kind, name).replaceAll('-', '');

/** A case as a row of its table, with what dot-walking reaches of its owner. */
export function recordOf(
  kept: KeptCase,
  table: Table,
  ownColumns: Readonly<Record<string, string>>,
  zone: string,
): Record<string, Column> {
  const { owner } = kept;
  const priority = { critical: '1', high: '2', normal: '3', low: '4' }[kept.severity];
  // Dates are kept in UTC, and shown in the zone of whoever asks.
  const date = (iso: string): Column => ({
    value: plainDate(new Date(iso), 'UTC'),
    display_value: plainDate(new Date(iso), zone),
  });
  const created = date(kept.created);
  const ended = kept.solution ? date(kept.solution.at) : kept.state === 'open' ? '' : date(changedAtOf(kept));
  const person = owner.kind === 'person' ? owner : null;
  const code = kept.state === 'merged' ? 'Duplicate' : '';
  const told: Record<string, unknown> = {
    sys_id: sysId(table.name, kept.number),
    number: kept.number,
    short_description: kept.title ?? '',
    description: kept.description ?? '',
    priority: { value: priority, display_value: `${priority} - ${table.priorities[priority]}` },
    state: table.states[kept.state],
    assigned_to: reference('sys_user', person?.name ?? null),
    'assigned_to.name': person?.name ?? '',
    'assigned_to.email': person?.mail ?? '',
    'assigned_to.user_name': person?.mail.split('@')[0] ?? '',
    'assigned_to.active': person === null ? '' : String(person.isDisabled !== true),
    assignment_group: reference('sys_user_group', groupOf(owner)),
    sys_created_on: created,
    sys_updated_on: date(changedAtOf(kept)),
    opened_at: created,
    sys_mod_count: String(kept.changes),
    resolved_at: ended,
    closed_at: ended,
    close_notes: kept.solution?.text ?? '',
    ...(table.columns.includes('cause')
      ? { cause: kept.solution?.cause ?? '', resolution_code: code, parent: parentIn(table, kept) }
      : { close_code: code, parent_incident: parentIn(table, kept) }),
    [table.customer]: reference('customer_account', kept.customer),
    [table.product]: reference('cmdb_ci', kept.product),
    ...ownColumns,
    ...kept.columns,
  };
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, columnOf(value)]));
}

/** The case under which a duplicate was closed: a look-up shows its number. */
const parentIn = (table: Table, { mergedInto }: KeptCase): Column =>
  reference(table.name, mergedInto === undefined ? null : mergedInto.number);

const reference = (kind: string, name: string | null): Column => ({
  value: name === null ? '' : sysId(kind, name),
  display_value: name ?? '',
});

function columnOf(value: unknown): Column {
  if (typeof value === 'object' && value !== null && 'value' in value && 'display_value' in value)
    return { value: String(value.value), display_value: String(value.display_value) };
  return { value: String(value), display_value: String(value) };
}
