import { z } from 'zod';
import { decoded } from '../../ids/decoded.ts';
import { asTrouble, type Caller, held, saidIn } from '../calls/caller.ts';
import { readRows } from '../calls/rows.ts';
import type { CaseName, CaseOwner, CaseRead, CaseSystem, RowsRead, SystemCase, Told, Trouble } from '../caseSystem.ts';
import { columnsOf, type Mapping } from '../mapping.ts';
import { dynamicsArticles } from './articles.ts';
import { dynamicsChanges } from './changes.ts';
import { guid, incidentFinder, merged, type Refused } from './finding.ts';
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
  const find = incidentFinder({ api: webApi(url), host, caller });
  const ownerInQueue = queueOwners({ api: webApi(url), caller, headers });

  async function readCase(named: CaseName): Promise<CaseRead> {
    const { asked, columns } = await selecting((query) => find(named, query, incidentSchema, headers));
    if (asked.kind === 'refused') return asTrouble(asked, host);
    if (asked.kind !== 'ok') return asked;
    const read = await followed(asked.row, told(asked.row, columns));
    if ('kind' in read) return read;
    if (read.owner.kind === 'person' || read.isClosed) return { kind: 'ok', case: read };
    const owner = await ownerInQueue(read.record, read.owner.group);
    return owner.kind === 'person' || owner.kind === 'none' ? { kind: 'ok', case: { ...read, owner } } : owner;
  }

  /** With the case into which it was merged: a look-up tells its title, and neither its number nor whether it is confidential. */
  async function followed(row: Incident, read: SystemCase): Promise<SystemCase | Trouble> {
    if (read.merged === null || !row._masterid_value) return read;
    const named = { by: 'id', id: row._masterid_value } as const;
    const { asked, columns } = await selecting((query) => find(named, query, incidentSchema, headers));
    if (asked.kind === 'refused') return asked.status === 403 ? read : asTrouble(asked, host);
    if (asked.kind === 'not-found' || asked.kind === 'forbidden') return read;
    if (asked.kind !== 'ok') return asked;
    const { record, number, ...into } = told(asked.row, columns);
    return { ...read, merged: { into: { record, number, url: addressOf(record), columns: into.columns } } };
  }

  /** All rows that a filter finds, in one answer: fifty at most are asked for. A row that cannot be read is left out, and told of. */
  async function readWhere(filter: string): Promise<RowsRead> {
    const { asked, columns } = await selecting((query) => {
      query.set('$filter', filter);
      return caller.get(`${webApi(url)}/incidents?${query}`, headers);
    });
    if (asked.kind === 'refused') return asTrouble(asked, host);
    if (asked.kind !== 'ok') return asked;
    const list = held(rowsSchema, asked, host);
    if (list.kind !== 'ok') return list;
    const { rows, odd } = readRows(incidentSchema, list.held.value, Number.POSITIVE_INFINITY);
    return { kind: 'ok', cases: rows.map((row) => told(row, columns)), odd };
  }

  /**
   * Asks for the mapped columns. One that an upgrade took away must not take all cases with it: it is left out, and told as missing.
   */
  async function selecting<T extends { kind: string }>(
    ask: (query: URLSearchParams) => Promise<T | Refused>,
  ): Promise<{ asked: T | Refused | Trouble; columns: readonly string[] }> {
    let columns: readonly string[] = wanted;
    for (let tries = 0; tries <= wanted.length; tries++) {
      const asked = await ask(selected(columns));
      const unknown = isRefused(asked) ? unknownColumnIn(asked, columns) : null;
      if (unknown === null) return { asked, columns };
      columns = columns.filter((column) => column !== unknown);
    }
    return { asked: { kind: 'broken', detail: `${host} knows none of the mapped columns` }, columns };
  }

  const selected = (columns: readonly string[]): URLSearchParams =>
    new URLSearchParams({
      $select: [...new Set([...alwaysRead, ...columns])].join(','),
      $expand: `owninguser($select=${userColumns})`,
    });

  const addressOf = (id: string): string => `${url}/main.aspx?etn=incident&pagetype=entityrecord&id=${id}`;

  const told = (row: Incident, columns: readonly string[]): SystemCase => ({
    record: row.incidentid.toLowerCase(),
    number: row.ticketnumber,
    url: addressOf(row.incidentid),
    created: new Date(row.createdon).toISOString(),
    version: BigInt(/\d+/.exec(row['@odata.etag'])?.[0] ?? 0),
    isClosed: row.statecode !== 0,
    merged: row.statuscode === merged ? { into: null } : null,
    owner: ownerOf(row),
    columns: new Map(columns.filter((column) => column in row).map((column) => [column, toldIn(row, column)])),
  });

  return {
    key: 'dynamics',
    name: 'Dynamics 365',
    addressed(address) {
      if (!isOurs(address, host)) return null;
      const told = decoded(address.search + address.hash);
      // 112 is what mails of older versions have for `incident`, which no organisation can change.
      const isCase = /[?&#=](?:etn=incident|etc=112)(?!\w)/i.test(told) || casePath.test(address.pathname);
      const id = guid.exec(/(?<![a-z_])id=\W{0,2}([0-9a-f-]{36})/i.exec(told)?.[1] ?? address.pathname)?.[0];
      return isCase && id ? { by: 'id', id: id.toLowerCase() } : null;
    },
    hasIdsLike: (record) => guid.test(record),
    readCase,
    changesSince: dynamicsChanges({ url, host, caller, satisfaction: mapping.satisfaction }),
    async whoAmI() {
      const who = await caller.get(`${webApi(url)}/WhoAmI`, headers);
      return who.kind === 'ok' ? (whoSchema.safeParse(who.body).data?.UserId.toLowerCase() ?? null) : null;
    },
    ...dynamicsNotes({ api: webApi(url), host, caller, find, link: mapping.link, articles: mapping.articles !== null }),
    ...dynamicsArticles({ url, api: webApi(url), host, caller, articles: mapping.articles }),
    readSolved: dynamicsSolved({ api: webApi(url), host, caller, headers, readWhere }),
    selfTest: () => dynamicsSelfTest({ url, host, caller, mapping, headers }),
  };
}

/**
 * The API's own host is written in addresses, too. Links into the app for phones name no organisation; those into Power Apps name it with
 * the app's id behind (both as Microsoft documents them).
 */
function isOurs({ protocol, host: told }: URL, host: string): boolean {
  if (protocol === 'ms-dynamicsxrm:') return true;
  if (protocol.startsWith('ms-apps')) return told.toLowerCase().startsWith(`${host.replace(/:\d+$/, '')}_`);
  return told.replace('.api.', '.') === host;
}

/** The record in the Web API, and the form of a case before there were apps. */
const casePath = /\/incidents\(|\/cs\/cases\/edit\.aspx$/i;

const isRefused = (answer: { kind: string }): answer is Refused => answer.kind === 'refused';

const headers = {
  'OData-MaxVersion': '4.0',
  'OData-Version': '4.0',
  Prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"',
};

const alwaysRead = [
  ...['incidentid', 'ticketnumber', 'createdon', 'statecode', 'statuscode', '_masterid_value'],
  ...['_ownerid_value', '_owningteam_value'],
];
const incidentSchema = z.looseObject({
  '@odata.etag': z.string(),
  incidentid: z.string(),
  ticketnumber: z.string(),
  createdon: z.iso.datetime({ offset: true }),
  statecode: z.int(),
  statuscode: z.int().nullish(),
  _masterid_value: z.string().nullish(),
  _owningteam_value: z.string().nullish(),
  owninguser: userSchema.nullish(),
});
type Incident = z.infer<typeof incidentSchema>;
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
function unknownColumnIn(refused: Refused, columns: readonly string[]): string | null {
  const named = /property named '([^']+)'/.exec(saidIn(refused.body) ?? '')?.[1];
  return refused.status === 400 && named !== undefined && columns.includes(named) ? named : null;
}
