import { z } from 'zod';
import { withRetryAfter } from '../../doors/door.ts';
import type { Limits } from '../../doors/limits.ts';
import type { Answer, Call } from '../../doors/routes.ts';
import type { ClientTokens } from '../clients.ts';
import type { StoredArticle } from '../keptArticles.ts';
import type { CaseStandIn, KeptCase, Twist } from '../keptCase.ts';
import { auditOf, createComments, updateSchema } from './comments.ts';
import { exportPage } from './cursorExport.ts';
import { createGuide } from './guide.ts';
import { beside, productField, ticketOf } from './tickets.ts';
import { swarmAgent } from './webhook.ts';

export type ZendeskOptions = {
  /** `https://SUBDOMAIN.zendesk.com`. */
  address: string;
  client: { id: string; secret: string };
  tokens: ClientTokens;
  limits: Limits;
  cases: KeptCase[];
  /** What the agent of the client may do. */
  may?: () => 'writes-notes' | 'reads-cases' | 'no-role';
  /** Whether that agent is an administrator, who alone may export; yes, unless said. */
  isAdministrator?: () => boolean;
  /** Milliseconds since 1970. */
  now?: () => number;
  twist?: Twist;
};

const grantSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
  // A list is taken as well, and its token is refused everywhere.
  scope: z.union([z.string(), z.array(z.string())]),
  expires_in: z.int().min(300).max(172_800).default(1_800),
});

/** Tickets that may be asked for at once. */
const mostAtOnce = 100;

/** Requests a minute for the whole account, as the smaller plans have them. */
const rate = { most: 200, ms: 60_000 };
/** And of the incremental exports. */
const exportRate = { most: 10, ms: 60_000 };
/** Updates of tickets a minute for the whole account. */
const updateRate = { most: 100, ms: 60_000 };

/** Zendesk's Support API v2, as far as tickets are read, and commented, by it. */
export function createZendeskStandIn(options: ZendeskOptions): CaseStandIn {
  const { client, tokens, limits, cases } = options;
  const may = options.may ?? (() => 'writes-notes');
  const comments = createComments({ now: options.now ?? Date.now, twist: options.twist ?? (() => 'none') });

  const articles: StoredArticle[] = [];
  const inGuide = createGuide({
    ...{ address: options.address, articles, now: options.now ?? Date.now, refused: zendeskError },
    twist: options.twist ?? (() => 'none'),
  });

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
    const guided = may() === 'writes-notes' || call.method === 'GET' ? inGuide(call, scope) : null;
    if (guided !== null) return guided;
    if (call.method === 'POST') return forbidden;
    if (call.method === 'PUT') {
      const untilUpdate = limits.take('zendesk updates', [updateRate]);
      return untilUpdate > 0 ? tooMany(updateRate.most, untilUpdate) : changed(call, scope);
    }
    if (call.method !== 'GET') return zendeskError(405, 'MethodNotAllowed', null);
    if (call.path === '/api/v2/oauth/tokens/current.json')
      return { status: 200, body: { token: { scopes: scope.split(' '), user_id: swarmAgent } } };
    if (call.path === '/api/v2/users/me.json')
      return scope.includes('users:read')
        ? { status: 200, body: { user: { id: swarmAgent, role: 'agent', name: 'Swarm', active: true } } }
        : forbidden;
    if (!scope.includes('tickets:read') || may() === 'no-role') return forbidden;
    if (call.path === '/api/v2/tickets.json') return listed(call);
    const field = /^\/api\/v2\/ticket_fields\/(\d+)\.json$/.exec(call.path)?.[1];
    if (field !== undefined)
      return Number(field) === productField
        ? { status: 200, body: { ticket_field: { id: productField, type: 'tagger', custom_field_options: products } } }
        : zendeskError(404, 'RecordNotFound', 'Not found');
    if (call.path === '/api/v2/incremental/tickets/cursor.json')
      return options.isAdministrator?.() === false ? forbidden : exported(call);
    if (call.path === '/api/v2/tickets/show_many.json') return many(call);
    const counted = /^\/api\/v2\/tickets\/(\d+)\/comments\/count\.json$/.exec(call.path)?.[1];
    if (counted !== undefined) {
      const value = comments.count(counted);
      return seen(counted)
        ? { status: 200, body: { count: { value, refreshed_at: new Date((options.now ?? Date.now)()).toISOString() } } }
        : zendeskError(404, 'RecordNotFound', 'Not found');
    }
    const ofComments = /^\/api\/v2\/tickets\/(\d+)\/comments\.json$/.exec(call.path)?.[1];
    if (ofComments !== undefined) {
      const kept = seen(ofComments);
      const merged = cases.filter(({ mergedInto }) => mergedInto?.number === ofComments);
      return kept
        ? comments.listed(kept, merged, call, options.address)
        : zendeskError(404, 'RecordNotFound', 'Not found');
    }
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

  const visible = (): KeptCase[] => cases.filter(({ isHidden, isDeleted }) => isHidden !== true && isDeleted !== true);

  function many({ query }: Call): Answer {
    const ids = query.get('ids')?.split(',') ?? [];
    if (ids.length > mostAtOnce) return zendeskError(400, 'TooManyIds', `The maximum is ${mostAtOnce} ids`);
    const found = visible().filter(({ number }) => ids.includes(number));
    const wanted = query.get('include')?.split(',') ?? [];
    const all = found.map((each) => beside(each));
    const together = (name: 'users' | 'organizations' | 'groups') => all.flatMap((each) => each[name]);
    const metrics = found.map(({ number, solution }) => ({
      ticket_id: Number(number),
      solved_at: solution?.at ?? null,
    }));
    const included = {
      ...{ users: together('users'), organizations: together('organizations'), groups: together('groups') },
      metric_sets: metrics,
    };
    return {
      status: 200,
      body: {
        tickets: found.map((each) => ticketOf(each, options.address)),
        ...Object.fromEntries(Object.entries(included).filter(([name]) => wanted.includes(name))),
      },
    };
  }

  function oneBy(id: string, { query }: Call): Answer {
    const found = seen(id);
    if (!found) return zendeskError(404, 'RecordNotFound', 'Not found');
    const wanted = query.get('include')?.split(',') ?? [];
    const all = beside(found);
    const included = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)));
    return { status: 200, body: { ticket: ticketOf(found, options.address), ...included } };
  }

  const seen = (id: string): KeptCase | undefined =>
    cases.find(({ number, isHidden, isDeleted }) => number === id && isHidden !== true && isDeleted !== true);

  function changed({ path, body, headers }: Call, scope: string): Answer {
    if (!scope.split(' ').includes('tickets:write') || may() !== 'writes-notes') return forbidden;
    if (!String(headers['content-type']).startsWith('application/json'))
      return zendeskError(415, 'UnsupportedMediaType', null);
    const [, id = '', comment] =
      /^\/api\/v2\/tickets\/(\d+)(?:\/comments\/(\d+)\/make_private)?\.json$/.exec(path) ?? [];
    const kept = seen(id);
    if (!kept) return zendeskError(404, 'RecordNotFound', 'Not found');
    if (comment !== undefined)
      return comments.makePrivate(id, Number(comment))
        ? { status: 200, body: {} }
        : zendeskError(404, 'RecordNotFound', 'Not found');
    return updated(kept, body);
  }

  function updated(kept: KeptCase, body: unknown): Answer {
    const asked = updateSchema.safeParse(body);
    if (!asked.success) return invalid({ base: [{ description: z.prettifyError(asked.error) }] });
    const {
      comment,
      metadata = {},
      custom_fields: fields = [],
      safe_update: isSafe,
      updated_stamp: stamp,
    } = asked.data.ticket;
    const before = ticketOf(kept, options.address);
    if (before.status === 'closed')
      return invalid({ status: [{ description: 'Status: closed prevents ticket update' }] });
    if (isSafe && stamp !== before.updated_at)
      return zendeskError(409, 'UpdateConflict', 'Safe Update prevented the update due to outdated ticket data.');
    const audit = auditOf(comments.nextId(), metadata);
    if (comment !== undefined) {
      if (Buffer.byteLength(comment.body) > 65_535)
        return invalid({ comment: [{ description: 'Comment: is too long (maximum is 65535 bytes)' }] });
      const added = comments.add(kept.number, comment);
      if (added === null) return invalid({ comment: [{ description: 'Comment: a ticket has at most 5000 comments' }] });
      audit.events.push({ id: added.id, type: 'Comment', body: added.body, public: added.public });
    }
    if (fields.length > 0) {
      const own = new Map<number, unknown>(ownFieldsOf(kept).map(({ id, value }) => [id, value]));
      for (const { id, value } of fields) if (own.has(id)) own.set(id, value);
      kept.columns = { ...kept.columns, custom_fields: [...own].map(([id, value]) => ({ id, value })) };
    }
    kept.changes += 1;
    kept.changedAt = new Date((options.now ?? Date.now)()).toISOString();
    return { status: 200, body: { ticket: ticketOf(kept, options.address), audit } };
  }

  return { cases, timeline: comments.timeline, articles: () => articles, answer, refusal: zendeskError };
}

/** Choices of the account's own field: what a ticket holds is the tag. */
const products = [
  { name: 'VPN', value: 'vpn' },
  { name: '至急', value: 'vip' },
];

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
      'ratelimit-limit': String(most),
      'ratelimit-remaining': '0',
      'ratelimit-reset': String(seconds),
    },
  };
}
/** What a ticket has in the account's own fields, the product aside. */
const ownFieldsOf = (kept: KeptCase): { id: number; value: unknown }[] =>
  z
    .array(z.object({ id: z.int(), value: z.unknown() }))
    .catch([])
    .parse(kept.columns?.custom_fields);

const invalid = (details: object): Answer => ({
  status: 422,
  body: { error: 'RecordInvalid', description: 'Record validation errors', details },
});

const zendeskError = (status: number, error: string, description: string | null): Answer => ({
  status,
  body: { error, ...(description === null ? {} : { description }) },
});

const forbidden: Answer = zendeskError(
  403,
  'Forbidden',
  'You do not have access to this page. Please contact the account owner',
);
