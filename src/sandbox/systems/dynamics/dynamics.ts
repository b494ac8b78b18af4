import type { Limits } from '../../doors/limits.ts';
import type { Answer, Call } from '../../doors/routes.ts';
import type { Tokens } from '../../entra/tokens.ts';
import { type CaseStandIn, idWithin, type KeptCase, type Twist } from '../keptCase.ts';
import { createAnnotations } from './annotations.ts';
import { createTracking } from './changeTracking.ts';
import { createKnowledgeArticles } from './knowledgeArticles.ts';
import { createProtection, protectedBy } from './protection.ts';
import { queueItemsFound } from './queueItems.ts';
import { idsIn, resolutionsFound } from './resolutions.ts';
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
  applicationUser?: () => 'writes-notes' | 'reads-cases' | 'no-role' | 'none';
  /** Whether its role has the right to read queues; it has, unless said. */
  mayReadQueues?: () => boolean;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** What its portal shows customers: notes that are marked for it, or all, as some are set. */
  portal?: () => 'marked-notes' | 'all-notes';
  twist?: Twist;
  /** The language of the application user: labels are told in it. */
  language?: 'en' | 'ja';
  /** Whether somebody has turned change tracking on for the table; it is, unless said. */
  isTracked?: () => boolean;
  /** What a request takes, for the limits of how long and how many at once; nothing, unless said. */
  execution?: () => Promise<void>;
};

/** The Dataverse Web API of a Dynamics 365 Customer Service, as far as cases are read, and notes written, by it. */
export function createDynamicsStandIn(options: DynamicsOptions): CaseStandIn {
  const { tokens, audience, limits, cases, language = 'en' } = options;
  const user = options.applicationUser ?? (() => 'writes-notes');
  const tracking = createTracking({ cases, audience, now: options.now ?? Date.now });
  const protection = createProtection({ limits, now: options.now ?? Date.now });
  const columns = [...incidentColumns, ...commonColumns, ...(options.ownColumns ?? [])];

  async function answer(call: Call): Promise<Answer> {
    const caller = await tokens.verifyApp(call.headers.authorization, audience);
    if (!caller.ok) return { status: 401, headers: { 'WWW-Authenticate': 'Bearer' }, body: '' };
    if (user() === 'none') return dataverseError(403, '0x80072560', 'The user is not a member of the organization.');
    return protectedBy(protection, dataverseError, async () => {
      await options.execution?.();
      return carriedOut(call);
    });
  }

  function carriedOut(call: Call): Answer {
    const path = decodeURIComponent(call.path).replace(/^\/api\/data\/v9\.2\//, '');
    if (call.method === 'PATCH') return answerPatch(call, path);
    if (call.method !== 'GET')
      return dataverseError(405, '0x80060000', `The method ${call.method} is not played here.`);
    return answerGet(call, path);
  }

  function answerPatch(call: Call, path: string): Answer {
    const note = idIn('annotations', path);
    const article = idIn('knowledgearticles', path);
    const incident = idIn('incidents', path);
    if (!String(call.headers['content-type']).startsWith('application/json'))
      return dataverseError(415, '0x8006088a', 'The content type is not supported.');
    if (user() !== 'writes-notes')
      return missing(
        article !== null ? 'prvCreateKnowledgeArticle' : note === null ? 'prvWriteIncident' : 'prvCreateNote',
      );
    if (article !== null) return knowledge.patch(call, article);
    if (note !== null) return annotations.patch(call, note);
    return incident === null
      ? dataverseError(404, '0x80060888', `Resource not found for the segment '${path}'.`)
      : changed(call, incident);
  }

  /** Changes the tenant's own columns of a case; without `If-Match` it would make one where there is none. */
  function changed({ body, headers }: Call, id: string): Answer {
    const found = cases.find(({ number }) => idWithin('incident', number) === id);
    if (!found)
      return headers['if-match'] === undefined
        ? dataverseError(405, '0x80060000', 'To make cases is not played here.')
        : dataverseError(404, '0x80040217', `Entity 'incident' With Id = ${id} Does Not Exist`);
    const etag = incidentRow(found, { columns, selected: [], expanded: null, withLabels: false, language })[
      '@odata.etag'
    ];
    if (headers['if-match'] !== undefined && headers['if-match'] !== '*' && headers['if-match'] !== etag)
      return dataverseError(
        412,
        '0x80060882',
        "The version of the existing record doesn't match the RowVersion property provided.",
      );
    if (found.state !== 'open')
      return dataverseError(
        400,
        '0x80040203',
        'This case has already been resolved. Close and reopen the case record to see the updates.',
      );
    const own = (options.ownColumns ?? []).map(wireName);
    const given = Object.entries(typeof body === 'object' && body !== null ? body : {});
    const unknown = given.find(([name]) => !own.includes(name))?.[0];
    if (unknown !== undefined)
      return dataverseError(400, '0x80048d19', `The property '${unknown}' is not played here.`);
    const tooLong = given.find(([name, value]) => {
      const most = options.ownColumns?.find((column) => wireName(column) === name)?.maxLength;
      return most !== undefined && typeof value === 'string' && value.length > most;
    });
    if (tooLong)
      return dataverseError(
        400,
        '0x80044331',
        `A validation error occurred. The length of the '${tooLong[0]}' attribute of the 'incident' entity exceeded the maximum allowed length.`,
      );
    found.columns = { ...found.columns, ...Object.fromEntries(given) };
    found.changes += 1;
    found.changedAt = new Date((options.now ?? Date.now)()).toISOString();
    return { status: 204, body: '' };
  }

  function answerGet(call: Call, path: string): Answer {
    const metadata = /^EntityDefinitions\(LogicalName='incident'\)\/Attributes(.*)$/.exec(path);
    if (path === 'WhoAmI')
      return success({ UserId: idWithin('user', 'swarm'), OrganizationId: idWithin('org', audience) });
    const note = idIn('annotations', path);
    if (note !== null) return user() === 'no-role' ? missing('prvReadNote') : annotations.get(call, note);
    const article = idIn('knowledgearticles', path);
    if (article !== null)
      return user() === 'no-role' ? missing('prvReadKnowledgeArticle') : knowledge.get(call, article);
    if (/^systemusers\([0-9a-f-]{36}\)\/Microsoft\.Dynamics\.CRM\.RetrieveUserPrivileges\(\)$/.test(path))
      return success({ RolePrivileges: privileges().map((PrivilegeName) => ({ Depth: 'Global', PrivilegeName })) });
    if (metadata) return metadataOf(metadata[1] ?? '');
    if (path === 'incidents') return listed(call);
    if (path === 'incidentresolutions') return resolutions(call);
    if (path === 'queueitems') return inQueues(call);
    const id = idIn('incidents', path);
    return id !== null
      ? oneBy(call, id)
      : dataverseError(404, '0x80060888', `Resource not found for the segment '${path}'.`);
  }

  const missing = (privilege: string): Answer =>
    dataverseError(
      403,
      '0x80040220',
      `Principal user (Id=${idWithin('user', 'swarm')}, type=8) is missing ${privilege} privilege.`,
    );
  const noRight = (): Answer => missing('prvReadIncident');
  const reading = ['prvReadIncident', 'prvReadAccount', 'prvReadContact', 'prvReadProduct', 'prvReadUser'];
  const writing = [
    ...['prvCreateNote', 'prvReadNote', 'prvAppendNote', 'prvAppendToIncident', 'prvWriteIncident'],
    ...['prvCreateKnowledgeArticle', 'prvReadKnowledgeArticle'],
  ];
  const privileges = (): string[] =>
    user() === 'writes-notes' ? [...reading, ...writing] : user() === 'reads-cases' ? reading : [];

  const visible = (): KeptCase[] => cases.filter(({ isHidden, isDeleted }) => isHidden !== true && isDeleted !== true);

  function resolutions(call: Call): Answer {
    if (user() === 'no-role') return noRight();
    const found = resolutionsFound(visible(), call.query);
    return typeof found === 'string' ? dataverseError(400, '0x80060888', found) : success({ value: found });
  }

  function inQueues({ query }: Call): Answer {
    if (user() === 'no-role' || options.mayReadQueues?.() === false) return missing('prvReadQueueItem');
    const found = queueItemsFound(visible(), query);
    return typeof found === 'string' ? dataverseError(400, '0x80060888', found) : success({ value: found });
  }

  function listed(call: Call): Answer {
    if (user() === 'no-role') return noRight();
    const read = selection(call);
    if (!read.ok) return read.answer;
    if (String(call.headers.prefer ?? '').includes('odata.track-changes') || call.query.has('$deltatoken'))
      return tracked(call, read.rowOf);
    const filter = call.query.get('$filter');
    const solved = /^statecode eq 1 and \((.*)\)$/.exec(filter ?? '')?.[1];
    const ids = solved === undefined ? null : idsIn(solved, 'incidentid');
    if (ids !== null) {
      const rows = visible().filter(
        ({ number, state }) => state === 'closed' && ids.includes(idWithin('incident', number)),
      );
      return success({ value: rows.map((each) => read.rowOf(each)) });
    }
    const number = filter === null ? null : /^ticketnumber eq '((?:[^']|'')*)'$/.exec(filter)?.[1];
    if (number === undefined) return dataverseError(400, '0x80060888', `The filter '${filter}' is not played here.`);
    const wanted = number?.replaceAll("''", "'").toLowerCase();
    const top = Number(call.query.get('$top') ?? 5_000);
    const rows = visible()
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

  const annotations = createAnnotations({
    ...{ cases, success, refused: dataverseError },
    now: options.now ?? Date.now,
    portal: options.portal ?? (() => 'marked-notes'),
    twist: options.twist ?? (() => 'none'),
  });

  const knowledge = createKnowledgeArticles({
    ...{ success, refused: dataverseError, now: options.now ?? Date.now },
    twist: options.twist ?? (() => 'none'),
  });

  return {
    cases,
    timeline: annotations.timeline,
    articles: knowledge.all,
    answer,
    refusal: dataverseError,
  };

  function success(body: object, status = 200): Answer {
    return {
      status,
      headers: { 'OData-Version': '4.0' },
      body: { '@odata.context': `${audience}/api/data/v9.2/$metadata`, ...body },
    };
  }
}

/** The id in `table(id)`; null when it is another address. */
const idIn = (table: string, path: string): string | null =>
  new RegExp(`^${table}\\(([0-9a-f-]{36})\\)$`, 'i').exec(path)?.[1]?.toLowerCase() ?? null;

const dataverseError = (status: number, code: string, message: string): Answer => ({
  status,
  headers: { 'OData-Version': '4.0' },
  body: { error: { code, message } },
});
