import { z } from 'zod';
import { withRetryAfter } from '../../doors/door.ts';
import type { Limits } from '../../doors/limits.ts';
import type { Answer, Call } from '../../doors/routes.ts';
import type { ClientTokens } from '../clients.ts';
import type { CaseStandIn, KeptCase } from '../keptCase.ts';
import { exportPage } from './cursorExport.ts';
import { beside, ticketOf } from './tickets.ts';
import { swarmAgent } from './webhook.ts';

export type ZendeskOptions = {
  /** `https://SUBDOMAIN.zendesk.com`. */
  address: string;
  client: { id: string; secret: string };
  tokens: ClientTokens;
  limits: Limits;
  cases: KeptCase[];
  /** What the agent of the client may do. */
  may?: () => 'reads-cases' | 'no-role';
  /** Whether that agent is an administrator, who alone may export; yes, unless said. */
  isAdministrator?: () => boolean;
  /** Milliseconds since 1970. */
  now?: () => number;
};

const grantSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
  // A list is taken as well, and its token is refused everywhere.
  scope: z.union([z.string(), z.array(z.string())]),
  expires_in: z.int().min(300).max(172_800).default(1_800),
});

/** Requests a minute for the whole account, as the smaller plans have them. */
const rate = { most: 200, ms: 60_000 };
/** And of the incremental exports. */
const exportRate = { most: 10, ms: 60_000 };

/** Zendesk's Support API v2, as far as tickets are read by it. */
export function createZendeskStandIn(options: ZendeskOptions): CaseStandIn {
  const { client, tokens, limits, cases } = options;
  const may = options.may ?? (() => 'reads-cases');

  async function answer(call: Call): Promise<Answer> {
    if (call.path === '/oauth/tokens') return granted(call);
    const scope = tokens.scopeOf(call.headers.authorization);
    if (scope === null)
      return {
        status: 401,
        body: { error: 'invalid_token', error_description: 'The access token is invalid or has expired' },
      };
    const wait = limits.take('zendesk', [rate]);
    if (wait > 0) return tooMany(rate.most, wait);
    if (call.method !== 'GET') return zendeskError(405, 'MethodNotAllowed', null);
    if (call.path === '/api/v2/users/me.json')
      return scope.includes('users:read')
        ? { status: 200, body: { user: { id: swarmAgent, role: 'agent', name: 'Swarm', active: true } } }
        : forbidden;
    if (!scope.includes('tickets:read') || may() === 'no-role') return forbidden;
    if (call.path === '/api/v2/tickets.json') return listed(call);
    if (call.path === '/api/v2/incremental/tickets/cursor.json')
      return options.isAdministrator?.() === false ? forbidden : exported(call);
    const id = /^\/api\/v2\/tickets\/(\d+)(?:\.json)?$/.exec(call.path)?.[1];
    return id === undefined ? zendeskError(404, 'InvalidEndpoint', 'Not found') : oneBy(id, call);
  }

  function granted({ method, headers, body }: Call): Answer {
    const asked = grantSchema.safeParse(body);
    if (method !== 'POST' || !String(headers['content-type']).startsWith('application/json') || !asked.success)
      return {
        status: 400,
        body: { error: 'invalid_request', error_description: 'The request is missing a required parameter' },
      };
    const { client_id, client_secret, scope, expires_in } = asked.data;
    if (client_id !== client.id || client_secret !== client.secret)
      return { status: 401, body: { error: 'invalid_client', error_description: 'Client authentication failed' } };
    const token = tokens.give(typeof scope === 'string' ? scope : '', expires_in);
    return { status: 201, body: { access_token: token, token_type: 'bearer', scope: String(scope), expires_in } };
  }

  function exported({ query }: Call): Answer {
    const wait = limits.take('zendesk export', [exportRate]);
    if (wait > 0) return tooMany(exportRate.most, wait);
    const page = exportPage(cases, query, options.now?.() ?? Date.now());
    if (page === 'invalid') return zendeskError(400, 'InvalidValue', 'Invalid start_time or cursor');
    const { tickets, after, isLast } = page;
    const path = `${options.address}/api/v2/incremental/tickets/cursor.json`;
    return {
      status: 200,
      body: {
        tickets: tickets.map((each) => ticketOf(each, options.address)),
        after_cursor: after,
        after_url: after === null ? null : `${path}?cursor=${encodeURIComponent(after)}`,
        before_cursor: null,
        before_url: null,
        end_of_stream: isLast,
      },
    };
  }

  function listed({ query }: Call): Answer {
    const size = Math.min(100, Number(query.get('page[size]') ?? 100));
    const seen = cases.filter(({ isHidden, isDeleted }) => isHidden !== true && isDeleted !== true);
    const tickets = seen.slice(0, size).map((each) => ticketOf(each, options.address));
    return { status: 200, body: { tickets, meta: { has_more: seen.length > size } } };
  }

  function oneBy(id: string, { query }: Call): Answer {
    const found = cases.find(({ number }) => number === id);
    if (!found || found.isHidden || found.isDeleted) return zendeskError(404, 'RecordNotFound', 'Not found');
    const wanted = query.get('include')?.split(',') ?? [];
    const all = beside(found);
    const included = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)));
    return { status: 200, body: { ticket: ticketOf(found, options.address), ...included } };
  }

  return { cases, answer, refusal: zendeskError };
}

/** `wait` in milliseconds. */
function tooMany(most: number, wait: number): Answer {
  const seconds = Math.ceil(wait / 1_000);
  const refused = withRetryAfter(
    zendeskError(429, 'APIRateLimitExceeded', 'Number of allowed API requests per minute exceeded'),
    seconds,
  );
  return {
    ...refused,
    headers: {
      ...refused.headers,
      'X-Rate-Limit': String(most),
      'X-Rate-Limit-Remaining': '0',
      'ratelimit-reset': String(seconds),
    },
  };
}

const zendeskError = (status: number, error: string, description: string | null): Answer => ({
  status,
  body: { error, ...(description === null ? {} : { description }) },
});

const forbidden: Answer = zendeskError(
  403,
  'Forbidden',
  'You do not have access to this page. Please contact the account owner',
);
