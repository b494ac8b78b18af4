import { z } from 'zod';
import { withRetryAfter } from '../../doors/door.ts';
import type { Limits } from '../../doors/limits.ts';
import type { Answer, Call } from '../../doors/routes.ts';
import type { ClientTokens } from '../clients.ts';
import type { CaseStandIn, KeptCase } from '../keptCase.ts';
import { queried } from './query.ts';
import { type Column, recordOf, type Table, tableOf } from './records.ts';

export type ServiceNowOptions = {
  client: { id: string; secret: string };
  tokens: ClientTokens;
  limits: Limits;
  cases: KeptCase[];
  /** The tenant's own columns, with what they hold where a case says nothing. */
  ownColumns?: Readonly<Record<string, string>>;
  /** What the account of the client may do. */
  may?: () => 'reads-cases' | 'no-role';
  /** The time zone of the account: dates are shown to it in that, and it writes them so. */
  zone?: string;
  /** A rate rule that an administrator made, in requests an hour; there is none as sold. */
  rateRule?: number;
};

const grantSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
});
const hour = 3_600_000;

/** ServiceNow's Table API for incidents and customer service cases, as far as they are read by it. */
export function createServiceNowStandIn(options: ServiceNowOptions): CaseStandIn {
  const { client, tokens, limits, cases, rateRule } = options;
  const may = options.may ?? (() => 'reads-cases');

  async function answer(call: Call): Promise<Answer> {
    if (call.path === '/oauth_token.do') return granted(call);
    if (tokens.scopeOf(call.headers.authorization) === null)
      return failure(401, 'User Not Authenticated', 'Required to provide Auth information');
    const wait = rateRule === undefined ? 0 : limits.take('servicenow', [{ most: rateRule, ms: hour }]);
    if (wait > 0) {
      const detail = `Rate limit of ${rateRule} requests per hour for Table API exceeded`;
      const seconds = Math.ceil(wait / 1_000);
      const refused = withRetryAfter(failure(429, 'Rate limit exceeded', detail), seconds);
      return { ...refused, headers: { ...refused.headers, 'X-RateLimit-Limit': String(rateRule) } };
    }
    const table = tableOf(/^\/api\/now(?:\/v2)?\/table\/(\w+)$/.exec(call.path)?.[1] ?? '');
    if (table === null) return failure(400, `Invalid table ${call.path}`, null);
    if (call.method !== 'GET') return failure(405, 'Method not supported', null);
    if (may() === 'no-role') return failure(403, 'User Not Authorized', 'Failed API level ACL Validation');
    return listed(call, table);
  }

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

  function listed({ query }: Call, table: Table): Answer {
    const zone = options.zone ?? 'GMT';
    const records = cases
      .filter(({ number, isDeleted }) => table.isOf(number) && isDeleted !== true)
      .map((each) => ({
        isHidden: each.isHidden === true,
        record: recordOf(each, table, options.ownColumns ?? {}, zone),
      }));
    const found = queried(records, query.get('sysparm_query') ?? '', table, zone);
    const offset = Number(query.get('sysparm_offset') ?? 0);
    // The limit is applied before the rights: a short page is not the last one.
    const page = found
      .slice(offset, offset + Number(query.get('sysparm_limit') ?? 10_000))
      .filter(({ isHidden }) => !isHidden);
    const fields = query.get('sysparm_fields')?.split(',') ?? null;
    return {
      status: 200,
      headers: { 'X-Total-Count': String(found.length) },
      body: { result: page.map(({ record }) => shown(record, fields, query.get('sysparm_display_value') ?? 'false')) },
    };
  }

  return { cases, answer, refusal: (status, _code, message) => failure(status, message, null) };
}

/** Unknown fields are left out without a word. */
function shown(
  record: Readonly<Record<string, Column>>,
  fields: readonly string[] | null,
  display: string,
): Record<string, unknown> {
  const names = Object.keys(record).filter((name) => fields === null || fields.includes(name));
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
