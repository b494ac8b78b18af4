import { withRetryAfter } from '../../doors/door.ts';
import type { Limits } from '../../doors/limits.ts';
import type { Answer, Call } from '../../doors/routes.ts';
import type { Tokens } from '../../entra/tokens.ts';
import { type CaseStandIn, idWithin, type KeptCase } from '../keptCase.ts';
import { createTracking } from './changeTracking.ts';
import { incidentRow, type Row } from './rows.ts';
import { commonColumns, type DataverseColumn, incidentColumns, systemUserColumns, wireName } from './schema.ts';

export type DynamicsOptions = {
  tokens: Pick<Tokens, 'verifyApp'>;
  /** The address of the environment, which is the audience of its tokens. */
  audience: string;
  limits: Limits;
  cases: KeptCase[];
  /** The tenant's own columns. */
  ownColumns?: readonly DataverseColumn[];
  /** Whether the app is an application user with a role: `no-role` may sign in and see nothing. */
  applicationUser?: () => 'reads-cases' | 'no-role' | 'none';
  /** The language of the application user: labels are told in it. */
  language?: 'en' | 'ja';
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Whether somebody has turned change tracking on for the table; it is, unless said. */
  isTracked?: () => boolean;
};

/** Service protection of Dataverse, for each user: 6,000 requests in five minutes. */
const burst = { most: 6_000, ms: 5 * 60_000 };

/** The Dataverse Web API of a Dynamics 365 Customer Service, as far as cases are read by it. */
export function createDynamicsStandIn(options: DynamicsOptions): CaseStandIn {
  const { tokens, audience, limits, cases, language = 'en' } = options;
  const user = options.applicationUser ?? (() => 'reads-cases');
  const tracking = createTracking({ cases, audience, now: options.now ?? Date.now });
  const columns = [...incidentColumns, ...commonColumns, ...(options.ownColumns ?? [])];

  async function answer(call: Call): Promise<Answer> {
    const caller = await tokens.verifyApp(call.headers.authorization, audience);
    if (!caller.ok) return { status: 401, headers: { 'WWW-Authenticate': 'Bearer' }, body: '' };
    if (user() === 'none') return dataverseError(403, '0x80072560', 'The user is not a member of the organization.');
    const wait = limits.take('dynamics', [burst]);
    if (wait > 0)
      return withRetryAfter(
        dataverseError(
          429,
          '0x80072322',
          'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
        ),
        Math.ceil(wait / 1_000),
      );
    if (call.method !== 'GET')
      return dataverseError(405, '0x80060000', `The method ${call.method} is not played here.`);
    return answerGet(call, decodeURIComponent(call.path).replace(/^\/api\/data\/v9\.2\//, ''));
  }

  function answerGet(call: Call, path: string): Answer {
    const metadata = /^EntityDefinitions\(LogicalName='incident'\)\/Attributes(.*)$/.exec(path);
    if (path === 'WhoAmI')
      return success({ UserId: idWithin('user', 'swarm'), OrganizationId: idWithin('org', audience) });
    if (metadata) return metadataOf(metadata[1] ?? '');
    if (path === 'incidents') return listed(call);
    const id = /^incidents\(([0-9a-f-]{36})\)$/i.exec(path)?.[1];
    return id
      ? oneBy(call, id.toLowerCase())
      : dataverseError(404, '0x80060888', `Resource not found for the segment '${path}'.`);
  }

  const noRight = (): Answer =>
    dataverseError(
      403,
      '0x80040220',
      `Principal user (Id=${idWithin('user', 'swarm')}, type=8) is missing prvReadIncident privilege.`,
    );

  function listed(call: Call): Answer {
    if (user() === 'no-role') return noRight();
    const read = selection(call);
    if (!read.ok) return read.answer;
    if (String(call.headers.prefer ?? '').includes('odata.track-changes') || call.query.has('$deltatoken'))
      return tracked(call, read.rowOf);
    const filter = call.query.get('$filter');
    const number = filter === null ? null : /^ticketnumber eq '((?:[^']|'')*)'$/.exec(filter)?.[1];
    if (number === undefined) return dataverseError(400, '0x80060888', `The filter '${filter}' is not played here.`);
    const wanted = number?.replaceAll("''", "'").toLowerCase();
    const top = Number(call.query.get('$top') ?? 5_000);
    const rows = cases
      .filter(({ isHidden, isDeleted }) => isHidden !== true && isDeleted !== true)
      .filter((each) => wanted === undefined || each.number.toLowerCase() === wanted)
      .slice(0, top);
    return success({ value: rows.map((each) => read.rowOf(each)) });
  }

  function tracked(call: Call, rowOf: (each: KeptCase) => Row): Answer {
    const odd = ['$filter', '$orderby', '$expand', '$top'].find((name) => call.query.has(name));
    if (odd !== undefined)
      return dataverseError(400, '0x80060888', `The query parameter ${odd} is not supported with change tracking.`);
    if (options.isTracked?.() === false)
      return dataverseError(400, '0x80060888', 'Change tracking is not enabled for entity incident.');
    const page = tracking.page(call.query);
    return page === 'expired'
      ? dataverseError(
          400,
          '0x80044352',
          'Version stamp associated with the client has expired. Please perform a full sync.',
        )
      : success({ value: page.rows.map((each) => ('id' in each ? each : rowOf(each))), ...page.links });
  }

  function oneBy(call: Call, id: string): Answer {
    if (user() === 'no-role') return noRight();
    const read = selection(call);
    if (!read.ok) return read.answer;
    const found = cases.find(({ number, isDeleted }) => isDeleted !== true && idWithin('incident', number) === id);
    if (!found) return dataverseError(404, '0x80040217', `Entity 'incident' With Id = ${id} Does Not Exist`);
    if (found.isHidden) return dataverseError(403, '0x80040220', 'SecLib::AccessCheckEx failed.');
    return success(read.rowOf(found));
  }

  /** What `$select` and `$expand` ask for; a column that there is none of refuses the whole. */
  function selection(call: Call): { ok: true; rowOf: (each: KeptCase) => Row } | { ok: false; answer: Answer } {
    const names = columns.map(wireName);
    const selected = call.query.get('$select')?.split(',') ?? names;
    const unknown = selected.find((name) => !names.includes(name));
    const noSuch = (name: string, type: string) => ({
      ok: false as const,
      answer: dataverseError(
        400,
        '0x80060888',
        `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${type}'.`,
      ),
    });
    if (unknown !== undefined) return noSuch(unknown, 'incident');
    const expand = call.query.get('$expand');
    const asked = expand === null ? null : /^owninguser\(\$select=([\w,]+)\)$/.exec(expand)?.[1];
    if (asked === undefined)
      return { ok: false, answer: dataverseError(400, '0x80060888', `'${expand}' is not played here.`) };
    const expanded = asked?.split(',') ?? null;
    const unknownOfUser = expanded?.find((name) => !systemUserColumns.includes(name));
    if (unknownOfUser !== undefined) return noSuch(unknownOfUser, 'systemuser');
    const withLabels = String(call.headers.prefer ?? '').includes('FormattedValue');
    return { ok: true, rowOf: (each) => incidentRow(each, { columns, selected, expanded, withLabels, language }) };
  }

  function metadataOf(rest: string): Answer {
    if (rest === '') return success({ value: columns.map(({ name }) => ({ LogicalName: name })) });
    const name = /^\(LogicalName='(\w+)'\)\/Microsoft\.Dynamics\.CRM\.PicklistAttributeMetadata$/.exec(rest)?.[1];
    const column = columns.find((each) => each.name === name && each.type === 'choice');
    if (!column)
      return dataverseError(404, '0x80060888', `Could not find an attribute with specified name: ${name ?? rest}.`);
    const options = (column.options ?? []).map(({ value, label, labelJa }) => ({
      Value: value,
      Label: {
        UserLocalizedLabel: {
          Label: language === 'ja' ? labelJa : label,
          LanguageCode: language === 'ja' ? 1041 : 1033,
        },
      },
    }));
    return success({ LogicalName: column.name, OptionSet: { Options: options }, GlobalOptionSet: null });
  }

  return {
    cases,
    answer,
    refusal: dataverseError,
  };

  function success(body: object): Answer {
    return {
      status: 200,
      headers: { 'OData-Version': '4.0', 'x-ms-ratelimit-burst-remaining-xrm-requests': '5999' },
      body: { '@odata.context': `${audience}/api/data/v9.2/$metadata`, ...body },
    };
  }
}

const dataverseError = (status: number, code: string, message: string): Answer => ({
  status,
  headers: { 'OData-Version': '4.0' },
  body: { error: { code, message } },
});
