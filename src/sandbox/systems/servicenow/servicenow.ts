import { z } from 'zod';
import { withRetryAfter } from '../../doors/door.ts';
import type { Limits } from '../../doors/limits.ts';
import type { Answer, Call } from '../../doors/routes.ts';
import type { Tokens } from '../../entra/tokens.ts';
import type { ClientTokens } from '../clients.ts';
import type { CaseStandIn, KeptCase, Twist } from '../keptCase.ts';
import { changesSchema, createJournals, swarmAccount } from './journals.ts';
import { createKnowledge } from './knowledge.ts';
import { queried } from './query.ts';
import { type Column, recordOf, sysId, type Table, tableOf, tables } from './records.ts';

export type ServiceNowOptions = {
  client: { id: string; secret: string };
  tokens: ClientTokens;
  /**
   * Entra as a provider of identities beside its own: its tokens for this audience are taken for the account of the client
   * (ServiceNow docs, third-party tokens for service accounts). None as sold.
   */
  entra?: { tokens: Pick<Tokens, 'verifyApp'>; audience: string };
  limits: Limits;
  cases: KeptCase[];
  /** The tenant's own columns, with what they hold where a case says nothing. */
  ownColumns?: Readonly<Record<string, string>>;
  /** What the account of the client may do. */
  may?: () => 'writes-notes' | 'reads-cases' | 'no-role';
  /** The time zone of the account: dates are shown to it in that, and it writes them so. */
  zone?: string;
  /** Columns that a right of their own hides from the account: a row is told without them. */
  hides?: () => readonly string[];
  /** Milliseconds since 1970. */
  now?: () => number;
  twist?: Twist;
  /** Whether the account may read the journals' own table, as it often may not. */
  isJournalReadable?: () => boolean;
  /** A rate rule that an administrator made, in requests an hour; there is none as sold. */
  rateRule?: number;
};

const grantSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
});
const hour = 3_600_000;

/** ServiceNow's Table API for incidents and customer service cases, as far as they are read, and work notes written, by it. */
export function createServiceNowStandIn(options: ServiceNowOptions): CaseStandIn {
  const { client, tokens, limits, cases, rateRule } = options;
  const may = options.may ?? (() => 'writes-notes');
  const now = options.now ?? Date.now;
  const journals = createJournals({
    now,
    twist: options.twist ?? (() => 'none'),
    isTableReadable: options.isJournalReadable ?? (() => true),
  });
  const knowledge = createKnowledge({ now, failure, twist: options.twist ?? (() => 'none') });
  const ownColumns = options.ownColumns ?? {};

  async function answer(call: Call): Promise<Answer> {
    if (call.path === '/oauth_token.do') return granted(call);
    if (!(await isSignedIn(call)))
      return failure(401, 'User Not Authenticated', 'Required to provide Auth information');
    if (rateRule === undefined) return answerTable(call);
    const wait = limits.take('servicenow', [{ most: rateRule, ms: hour }]);
    if (wait === 0) return counted(answerTable(call), rateRule, hour);
    const detail = `Rate limit of ${rateRule} requests per hour for Table API exceeded`;
    const refused = failure(429, 'Rate limit exceeded', detail);
    return withRetryAfter(counted(refused, rateRule, wait), Math.ceil(wait / 1_000));
  }

  async function isSignedIn({ headers: { authorization } }: Call): Promise<boolean> {
    if (tokens.scopeOf(authorization) !== null) return true;
    const { entra } = options;
    return entra !== undefined && (await entra.tokens.verifyApp(authorization, entra.audience)).ok;
  }

  /** What is told of a rule with every answer that it counts (ServiceNow docs, Inbound REST API rate limiting). `ms`: until its reset. */
  function counted(answered: Answer, rule: number, ms: number): Answer {
    const headers = {
      'X-RateLimit-Limit': String(rule),
      'X-RateLimit-Reset': String(Math.ceil((now() + ms) / 1_000)),
      'X-RateLimit-Rule': sysId('sys_rate_limit_rules', 'Table API'),
    };
    return { ...answered, headers: { ...answered.headers, ...headers } };
  }

  function answerTable(call: Call): Answer {
    const [, name = '', id] = /^\/api\/now(?:\/v2)?\/table\/(\w+)(?:\/([0-9a-f]{32}))?$/.exec(call.path) ?? [];
    if (may() === 'no-role') return failure(403, 'User Not Authorized', 'Failed API level ACL Validation');
    if (name === 'sys_journal_field' && call.method === 'GET')
      return journals.listed(
        call,
        cases.flatMap((kept) => {
          const table = tables.find(({ isOf }) => isOf(kept.number));
          return table ? [{ kept, table }] : [];
        }),
      );
    if (name === 'kb_knowledge') {
      if (call.method === 'GET') return knowledge.listed(call);
      if (call.method !== 'POST') return failure(405, 'Method not supported', null);
      return may() === 'writes-notes'
        ? knowledge.add(call)
        : failure(403, 'Operation Failed', 'ACL Exception Insert Failed due to security constraints');
    }
    if (name === 'sys_user' && call.method === 'GET') return users(call);
    if (name === 'sys_choice' && call.method === 'GET') return choices(call);
    const table = tableOf(name);
    if (table === null) return failure(400, `Invalid table ${call.path}`, null);
    if (call.method === 'PATCH' && id !== undefined) return changed(call, table, id);
    if (call.method !== 'GET' || id !== undefined) return failure(405, 'Method not supported', null);
    return listed(call, table);
  }

  /** What the account may not write is left out without a word, and so are columns that there are none of. */
  function changed(call: Call, table: Table, id: string): Answer {
    if (!String(call.headers['content-type']).startsWith('application/json'))
      return failure(400, 'Unsupported Content-Type', null);
    const kept = cases.find(({ number }) => table.isOf(number) && sysId(table.name, number) === id);
    if (!kept || kept.isHidden || kept.isDeleted)
      return failure(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval");
    const given = changesSchema.safeParse(call.body);
    if (!given.success) return failure(400, 'Exception while reading request', null);
    if (may() === 'writes-notes' && kept.state === 'open') {
      const { work_notes: workNotes = '', comments = '', ...columns } = given.data;
      if (workNotes !== '') journals.add(kept, table, 'work_notes', workNotes);
      if (comments !== '') journals.add(kept, table, 'comments', comments);
      const own = Object.fromEntries(Object.entries(columns).filter(([column]) => column in ownColumns));
      kept.columns = { ...kept.columns, ...own };
      kept.changes += 1;
      kept.changedAt = new Date(now()).toISOString();
    }
    return { status: 200, body: { result: seen(rowOf(kept, table), call) } };
  }

  const seen = (record: Readonly<Record<string, Column>>, { query }: Call): Record<string, unknown> => {
    const fields = query.get('sysparm_fields')?.split(',') ?? Object.keys(record);
    const hidden = options.hides?.() ?? [];
    return shown(
      record,
      fields.filter((field) => !hidden.includes(field)),
      query.get('sysparm_display_value') ?? 'false',
    );
  };

  const rowOf = (kept: KeptCase, table: Table): Record<string, Column> => ({
    ...recordOf(kept, table, ownColumns, options.zone ?? 'GMT'),
    work_notes: journals.column(kept, table, 'work_notes'),
    comments: journals.column(kept, table, 'comments'),
  });

  function granted({ method, headers, body }: Call): Answer {
    if (method !== 'POST') return failure(405, 'Method not supported', null);
    if (!String(headers['content-type']).startsWith('application/x-www-form-urlencoded'))
      return { status: 400, body: { error: 'invalid_request', error_description: 'Content type is not supported' } };
    const asked = grantSchema.safeParse(body);
    if (!asked.success || asked.data.client_id !== client.id || asked.data.client_secret !== client.secret)
      return { status: 401, body: { error: 'access_denied', error_description: 'access_denied' } };
    const life = 1_800;
    return {
      status: 200,
      body: {
        access_token: tokens.give('useraccount', life),
        scope: 'useraccount',
        token_type: 'Bearer',
        expires_in: life,
      },
    };
  }

  function listed(call: Call, table: Table): Answer {
    const { query } = call;
    const zone = options.zone ?? 'GMT';
    const asked = query.get('sysparm_query') ?? '';
    // Of one case that is asked for by its name no other is written out.
    const named = /^(number|sys_id)=([A-Za-z0-9_-]+)$/.exec(asked);
    const isAskedFor = ({ number }: KeptCase): boolean =>
      named === null || (named[1] === 'number' ? number : sysId(table.name, number)) === named[2];
    const records = cases
      .filter((each) => table.isOf(each.number) && each.isDeleted !== true && isAskedFor(each))
      .map((each) => ({ isHidden: each.isHidden === true, record: rowOf(each, table) }));
    const found = queried(records, asked, table, zone);
    const offset = Number(query.get('sysparm_offset') ?? 0);
    // The limit is applied before the rights: a short page is not the last one.
    const page = found
      .slice(offset, offset + Number(query.get('sysparm_limit') ?? 10_000))
      .filter(({ isHidden }) => !isHidden);
    return {
      status: 200,
      headers: { 'X-Total-Count': String(found.length) },
      body: { result: page.map(({ record }) => seen(record, call)) },
    };
  }

  /** Its users: the session's own, where the query says so in the one way that is understood here; else everybody. */
  function users({ query }: Call): Answer {
    const isOwn = query.get('sysparm_query') === 'sys_id=javascript:gs.getUserID()';
    const everybody = [{ name: 'Abel Tuter', user_name: 'abel.tuter' }, swarmAccount];
    return { status: 200, body: { result: isOwn ? [swarmAccount] : everybody } };
  }

  /** The choices of priority, which each table has for itself; of a query no other part is understood here. */
  function choices({ query }: Call): Answer {
    const asked = query.get('sysparm_query') ?? '';
    const names = /(?:^|\^)nameIN([\w,]+)/.exec(asked)?.[1]?.split(',');
    const element = /(?:^|\^)element=(\w+)/.exec(asked)?.[1];
    const result = tables
      .filter(({ name }) => names?.includes(name) ?? true)
      .flatMap(({ name, priorities }) =>
        Object.entries(priorities).map(([value, label]) => ({
          name,
          element: 'priority',
          value,
          label: `${value} - ${label}`,
        })),
      )
      .filter((each) => element === undefined || each.element === element);
    return { status: 200, body: { result } };
  }

  function timeline(number: string) {
    const kept = cases.find((each) => each.number === number);
    const table = tables.find(({ isOf }) => isOf(number));
    return kept && table ? journals.timeline(kept, table) : [];
  }

  return {
    cases,
    timeline,
    articles: knowledge.all,
    answer,
    refusal: (status, _code, message) => failure(status, message, null),
  };
}

/** Unknown fields are left out without a word. */
function shown(
  record: Readonly<Record<string, Column>>,
  fields: readonly string[],
  display: string,
): Record<string, unknown> {
  const names = Object.keys(record).filter((name) => fields.includes(name));
  return Object.fromEntries(
    names.map((name) => {
      const column = record[name] ?? { value: '', display_value: '' };
      return [name, display === 'all' ? column : display === 'true' ? column.display_value : column.value];
    }),
  );
}

const failure = (status: number, message: string, detail: string | null): Answer => ({
  status,
  body: { error: { message, detail }, status: 'failure' },
});
