import { withRetryAfter } from '../doors/door.ts';
import type { Limits } from '../doors/limits.ts';
import { type Answer, type Call, routeTable } from '../doors/routes.ts';
import type { Tokens } from '../entra/tokens.ts';
import { graphError } from './answers.ts';
import { appRoutes } from './apps.ts';
import { answerBatch } from './batch.ts';
import { channelRoutes } from './channels.ts';
import { deltaRoutes } from './delta.ts';
import { grantRoutes } from './grants.ts';
import { graphWait } from './graphLimits.ts';
import type { GraphCall, GraphContext } from './graphRoute.ts';
import { memberRoutes } from './members.ts';
import { type Permissions, permissionRefusal } from './permissions.ts';
import { scheduleRoutes } from './schedules.ts';
import { teamRoutes } from './teams.ts';
import { userRoutes } from './users.ts';

export type GraphCallNote = { at: string; method: string; url: string; headers: object; body: unknown; status: number };

/**
 * Graph, as far as we call it: verifies the token, keeps to the published limits, answers.
 * `note` hears of every call, parts of a batch included, without its token.
 */
export function createGraph(
  options: GraphContext & {
    tokens: Tokens;
    limits: Limits;
    audience: string;
    permissions: Permissions;
    note: ((call: GraphCallNote) => void) | null;
  },
) {
  const { tenant, faults, limits, tokens, audience, permissions, note } = options;
  const table = routeTable([
    ...channelRoutes(options),
    ...memberRoutes(options),
    ...teamRoutes(options),
    ...appRoutes(options),
    ...grantRoutes(options, permissions),
    ...deltaRoutes(options),
    ...scheduleRoutes(options),
    ...userRoutes(options),
  ]);

  return async function answerGraph(call: Call): Promise<Answer> {
    const caller = await tokens.verifyApp(call.headers.authorization, audience);
    const answer = caller.ok
      ? await answerVersion(call, caller.roles)
      : graphError(401, 'InvalidAuthenticationToken', caller.why);
    note?.(noteOf(call, answer));
    return answer;
  };

  function answerVersion(call: Call, roles: readonly string[]): Promise<Answer> {
    const [, version, path = ''] = /^\/(v1\.0|beta)(\/.*)$/.exec(call.path) ?? [];
    if (version !== 'v1.0' && version !== 'beta')
      return Promise.resolve(graphError(400, 'BadRequest', `Invalid version: ${call.path}`));
    if (path === '/$batch' && call.method === 'POST') {
      return answerBatch(call, async (part) => {
        const answer = await answerOne(part, roles, version);
        note?.(noteOf(part, answer));
        return answer;
      });
    }
    return answerOne({ ...call, path }, roles, version);
  }

  async function answerOne(call: Call, roles: readonly string[], version: GraphCall['version']): Promise<Answer> {
    const found = table.find(call.method, withKeysAsSegments(call.path));
    if (found === null) return graphError(400, 'BadRequest', `Resource not found for the segment '${call.path}'.`);
    if (found === 'other-method')
      return graphError(405, 'MethodNotAllowed', `${call.method} is not supported on ${call.path}.`);
    const matched = { ...call, params: found.params, roles, version };
    if (faults.settings().limits === 'published') {
      const wait = graphWait(limits, found.route.limit, matched);
      if (wait > 0)
        return withRetryAfter(
          graphError(429, 'TooManyRequests', 'Too many requests. Try again later.'),
          Math.ceil(wait / 1_000),
        );
    }
    return permissionRefusal(tenant, permissions, found.route, matched) ?? found.route.answer(matched);
  }
}

/** `users('id')` is another way to write `users/id`. */
function withKeysAsSegments(path: string): string {
  return path.includes('(') ? path.replace(/\('([^']*)'\)/g, '/$1') : path;
}

function noteOf(call: Call, answer: Answer): GraphCallNote {
  const { authorization, ...headers } = call.headers;
  return {
    at: new Date().toISOString(),
    method: call.method,
    url: call.url,
    headers: authorization === undefined ? headers : { ...headers, authorization: 'Bearer' },
    body: call.body,
    status: answer.status,
  };
}
