import { z } from 'zod';
import { type Answered, asTrouble, type Caller, held, saidIn } from '../calls/caller.ts';
import type { CaseName, CaseOwner, CaseRead, CaseSystem, SystemCase, Told, Trouble } from '../caseSystem.ts';
import { columnsOf, type Mapping } from '../mapping.ts';
import { dynamicsChanges } from './changes.ts';
import { dynamicsNotes } from './notes.ts';
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

  async function readCase(named: CaseName): Promise<CaseRead> {
    // A column that an upgrade took away must not take all cases with it: it is left out, and told as missing.
    let columns = wanted;
    for (let tries = 0; tries <= wanted.length; tries++) {
      const asked = await caller.get(addressOf(named, columns), headers);
      if (asked.kind !== 'ok' && asked.kind !== 'refused') return asked;
      if (asked.kind === 'ok') return found(asked, named, columns);
      const unknown = unknownColumnIn(asked, columns);
      if (asked.status === 404) return { kind: 'not-found' };
      if (unknown === null) return asTrouble(asked, host);
      columns = columns.filter((column) => column !== unknown);
    }
    return { kind: 'broken', detail: `${host} knows none of the mapped columns` };
  }

  function addressOf(named: CaseName, columns: readonly string[]): string {
    const query = selected(columns);
    if (named.by === 'id') return `${webApi(url)}/incidents(${named.id})?${query}`;
    query.set('$filter', `ticketnumber eq '${named.number.replaceAll("'", "''")}'`);
    query.set('$top', '2');
    return `${webApi(url)}/incidents?${query}`;
  }

  /** All rows that a filter finds, in one answer: fifty at most are asked for. */
  async function readWhere(filter: string): Promise<{ kind: 'ok'; cases: SystemCase[] } | Trouble> {
    let columns = wanted;
    for (let tries = 0; tries <= wanted.length; tries++) {
      const query = selected(columns);
      query.set('$filter', filter);
      const asked = await caller.get(`${webApi(url)}/incidents?${query}`, headers);
      if (asked.kind !== 'ok' && asked.kind !== 'refused') return asked;
      if (asked.kind === 'ok') {
        const list = held(listSchema, asked, host);
        return list.kind === 'ok' ? { kind: 'ok', cases: list.held.value.map((row) => told(row, columns)) } : list;
      }
      const unknown = unknownColumnIn(asked, columns);
      if (unknown === null) return asTrouble(asked, host);
      columns = columns.filter((column) => column !== unknown);
    }
    return { kind: 'broken', detail: `${host} knows none of the mapped columns` };
  }

  const selected = (columns: readonly string[]): URLSearchParams =>
    new URLSearchParams({
      $select: [...new Set([...alwaysRead, ...columns])].join(','),
      $expand: 'owninguser($select=azureactivedirectoryobjectid,internalemailaddress,fullname,isdisabled)',
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
  owninguser: z
    .object({
      azureactivedirectoryobjectid: z.string().nullish(),
      internalemailaddress: z.string().nullish(),
      fullname: z.string().nullish(),
      isdisabled: z.boolean().nullish(),
    })
    .nullish(),
});
type Incident = z.infer<typeof incidentSchema>;
const listSchema = z.object({ value: z.array(incidentSchema) });
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
  const { owninguser } = row;
  if (!owninguser || owninguser.isdisabled)
    return { kind: 'none', group: row._owningteam_value ? labelOf(row, '_owningteam_value') : null };
  const id = owninguser.azureactivedirectoryobjectid ?? null;
  const mail = owninguser.internalemailaddress ?? null;
  return { kind: 'person', id, mail, name: owninguser.fullname ?? mail ?? '' };
}

/** The column that a refusal says there is none of: `Could not find a property named 'new_x' on type …`. */
function unknownColumnIn(refused: Answered, columns: readonly string[]): string | null {
  const named = /property named '([^']+)'/.exec(saidIn(refused.body) ?? '')?.[1];
  return refused.status === 400 && named !== undefined && columns.includes(named) ? named : null;
}
