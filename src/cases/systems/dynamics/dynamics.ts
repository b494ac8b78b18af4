import { z } from 'zod';
import { type Answered, asTrouble, type Caller, held, saidIn } from '../calls/caller.ts';
import { readRows } from '../calls/rows.ts';
import type { CaseName, CaseOwner, CaseRead, CaseSystem, RowsRead, SystemCase, Told, Trouble } from '../caseSystem.ts';
import { columnsOf, type Mapping } from '../mapping.ts';
import { dynamicsChanges } from './changes.ts';
import { dynamicsNotes } from './notes.ts';
import { personIn, queueOwners, userColumns, userSchema } from './queues.ts';
import { dynamicsSelfTest } from './selfTest.ts';
import { dynamicsSolved } from './solved.ts';

/** Dataverse's Web API under an organisation's address. */
export const webApi = (url: string): string => `${url}/api/data/v9.2`;

export type DynamicsNeeds = {
  /** `https://ORG.crm7.dynamics.com`, as people open it. */
  url: string;
  caller: Caller;
  mapping: Mapping;
};

/** Dynamics 365 Customer Service, by the Dataverse Web API: cases are its table `incident`. */
export function createDynamics({ url, caller, mapping }: DynamicsNeeds): CaseSystem {
  const { host } = new URL(url);
  const wanted = columnsOf(mapping);
  const ownerInQueue = queueOwners({ api: webApi(url), caller, headers });

  async function readCase(named: CaseName): Promise<CaseRead> {
    if (named.by === 'id' && !guid.test(named.id)) return { kind: 'not-found' };
    const asked = await selecting((query) => addressOf(named, query));
    if (asked.kind === 'refused') return asked.status === 404 ? { kind: 'not-found' } : asTrouble(asked, host);
    if (asked.kind !== 'ok') return asked;
    const read = found(asked, named, asked.columns);
    if (read.kind !== 'ok' || read.case.owner.kind === 'person' || read.case.isClosed) return read;
    const owner = await ownerInQueue(read.case.record, read.case.owner.group);
    return owner.kind === 'person' || owner.kind === 'none' ? { kind: 'ok', case: { ...read.case, owner } } : owner;
  }

  function addressOf(named: CaseName, query: URLSearchParams): string {
    if (named.by === 'id') return `${webApi(url)}/incidents(${named.id})?${query}`;
    query.set('$filter', `ticketnumber eq '${named.number.replaceAll("'", "''")}'`);
    query.set('$top', '2');
    return `${webApi(url)}/incidents?${query}`;
  }

  /** All rows that a filter finds, in one answer: fifty at most are asked for. A row that cannot be read is left out, and told of. */
  async function readWhere(filter: string): Promise<RowsRead> {
    const asked = await selecting((query) => {
      query.set('$filter', filter);
      return `${webApi(url)}/incidents?${query}`;
    });
    if (asked.kind === 'refused') return asTrouble(asked, host);
    if (asked.kind !== 'ok') return asked;
    const list = held(rowsSchema, asked, host);
    if (list.kind !== 'ok') return list;
    const { rows, odd } = readRows(incidentSchema, list.held.value, Number.POSITIVE_INFINITY);
    return { kind: 'ok', cases: rows.map((row) => told(row, asked.columns)), odd };
  }

  /**
   * Asks for the mapped columns. One that an upgrade took away must not take all cases with it: it is left out, and told as missing.
   */
  async function selecting(
    addressOf: (query: URLSearchParams) => string,
  ): Promise<(Answered & { columns: readonly string[] }) | Trouble> {
    let columns: readonly string[] = wanted;
    for (let tries = 0; tries <= wanted.length; tries++) {
      const asked = await caller.get(addressOf(selected(columns)), headers);
      if (asked.kind !== 'ok' && asked.kind !== 'refused') return asked;
      const unknown = asked.kind === 'refused' ? unknownColumnIn(asked, columns) : null;
      if (unknown === null) return { ...asked, columns };
      columns = columns.filter((column) => column !== unknown);
    }
    return { kind: 'broken', detail: `${host} knows none of the mapped columns` };
  }

  const selected = (columns: readonly string[]): URLSearchParams =>
    new URLSearchParams({
      $select: [...new Set([...alwaysRead, ...columns])].join(','),
      $expand: `owninguser($select=${userColumns})`,
    });

  function found(answer: Answered, named: CaseName, columns: readonly string[]): CaseRead {
    if (named.by === 'id') {
      const one = held(incidentSchema, answer, host);
      return one.kind === 'ok' ? { kind: 'ok', case: told(one.held, columns) } : one;
    }
    const list = held(listSchema, answer, host);
    if (list.kind !== 'ok') return list;
    const [first, second] = list.held.value;
    if (!first) return { kind: 'not-found' };
    // A number is not unique by definition, and a filter that was lost gives whatever comes first.
    if (second) return { kind: 'broken', detail: `${host} has several cases with the number ${named.number}` };
    if (first.ticketnumber.toLowerCase() !== named.number.toLowerCase())
      return { kind: 'broken', detail: `${host} answers with another case than the one asked for` };
    return { kind: 'ok', case: told(first, columns) };
  }

  const told = (row: Incident, columns: readonly string[]): SystemCase => ({
    record: row.incidentid.toLowerCase(),
    number: row.ticketnumber,
    url: `${url}/main.aspx?etn=incident&pagetype=entityrecord&id=${row.incidentid}`,
    created: new Date(row.createdon).toISOString(),
    version: BigInt(/\d+/.exec(row['@odata.etag'])?.[0] ?? 0),
    isClosed: row.statecode !== 0,
    owner: ownerOf(row),
    columns: new Map(columns.filter((column) => column in row).map((column) => [column, toldIn(row, column)])),
  });

  return {
    key: 'dynamics',
    name: 'Dynamics 365',
    addressed(address) {
      // The API's own host is written in addresses, too.
      if (address.host.replace('.api.', '.') !== host) return null;
      const query = address.searchParams;
      const isCase = query.get('etn') === 'incident' || /\/incidents\(/.test(address.pathname);
      const id = guid.exec(query.get('id') ?? address.pathname)?.[0];
      return isCase && id ? { by: 'id', id: id.toLowerCase() } : null;
    },
    readCase,
    changesSince: dynamicsChanges({ url, host, caller }),
    async whoAmI() {
      const who = await caller.get(`${webApi(url)}/WhoAmI`, headers);
      return who.kind === 'ok' ? (whoSchema.safeParse(who.body).data?.UserId.toLowerCase() ?? null) : null;
    },
    ...dynamicsNotes({ api: webApi(url), host, caller, link: mapping.link }),
    readSolved: dynamicsSolved({ api: webApi(url), host, caller, headers, readWhere }),
    selfTest: () => dynamicsSelfTest({ url, host, caller, mapping, headers }),
  };
}

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

const headers = {
  'OData-MaxVersion': '4.0',
  'OData-Version': '4.0',
  Prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"',
};

const alwaysRead = ['incidentid', 'ticketnumber', 'createdon', 'statecode', '_ownerid_value', '_owningteam_value'];

const incidentSchema = z.looseObject({
  '@odata.etag': z.string(),
  incidentid: z.string(),
  ticketnumber: z.string(),
  createdon: z.iso.datetime({ offset: true }),
  statecode: z.int(),
  _owningteam_value: z.string().nullish(),
  owninguser: userSchema.nullish(),
});
type Incident = z.infer<typeof incidentSchema>;
const listSchema = z.object({ value: z.array(incidentSchema) });
const rowsSchema = z.object({ value: z.array(z.unknown()) });
const whoSchema = z.object({ UserId: z.guid() });

/** The label that people see of a choice, or the name of what a look-up leads to. */
const labelOf = (row: Incident, column: string): string | null => {
  const label = row[`${column}@OData.Community.Display.V1.FormattedValue`];
  return typeof label === 'string' ? label : null;
};

function toldIn(row: Incident, column: string): Told | null {
  const value = row[column];
  if (value === null || value === undefined) return null;
  // Dates have a label in the zone of the user that calls: nobody wants that one.
  return { value: typeof value === 'object' ? JSON.stringify(value) : String(value), label: labelOf(row, column) };
}

function ownerOf(row: Incident): CaseOwner {
  const group = row._owningteam_value ? labelOf(row, '_owningteam_value') : null;
  return personIn(row.owninguser, group) ?? { kind: 'none', group };
}

/** The column that a refusal says there is none of: `Could not find a property named 'new_x' on type …`. */
function unknownColumnIn(refused: Answered, columns: readonly string[]): string | null {
  const named = /property named '([^']+)'/.exec(saidIn(refused.body) ?? '')?.[1];
  return refused.status === 400 && named !== undefined && columns.includes(named) ? named : null;
}
