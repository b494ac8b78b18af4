import { z } from 'zod';
import type { Answer } from '../doors/routes.ts';
import { isInDirectory } from '../tenant/accounts.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { graphError, ok } from './answers.ts';
import type { GraphCall, GraphContext, GraphRoute } from './graphRoute.ts';
import { parseFilter } from './odata.ts';
import { userResourceInFull } from './resources.ts';

/** Tokens hold for seven days (learn.microsoft.com/graph/delta-query-overview). */
const tokenHolds = 7 * 86_400_000;

/** What a token says: up to which change was read, and (in the midst of a list) what of it is still to come. */
const tokenSchema = z.object({
  order: z.number(),
  at: z.number(),
  select: z.string(),
  groups: z.array(z.string()),
  rest: z.array(z.string()).nullable(),
});
type Token = z.infer<typeof tokenSchema>;

const written = (token: Token): string => Buffer.from(JSON.stringify(token)).toString('base64url');
const tokenIn = (text: string): Token | null => {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
};

/** Lists of changes of users and of groups' members, as delta queries give them: pages, tokens, resets. */
export function deltaRoutes(context: GraphContext): GraphRoute[] {
  const { tenant } = context;
  return [
    { method: 'GET', path: '/users/delta', limit: 'directory', answer: (call) => changes(tenant, call, 'users') },
    { method: 'GET', path: '/groups/delta', limit: 'directory', answer: (call) => changes(tenant, call, 'groups') },
  ];
}

function changes(tenant: Tenant, call: GraphCall, kind: 'users' | 'groups'): Answer {
  for (const name of ['$top', '$orderby', '$expand'])
    if (call.query.has(name)) return graphError(400, 'BadRequest', `${name} is not supported in delta queries.`);
  const last = tenant.directory.changes.at(-1)?.order ?? 0;
  const given = call.query.get('$skiptoken') ?? call.query.get('$deltatoken');
  const base = `http://${call.headers.host ?? '127.0.0.1'}/v1.0${call.path}`;
  const select = call.query.get('$select') ?? '';
  const groups = (parseFilter(call.query.get('$filter') ?? '') ?? []).flatMap((each) =>
    each.operator === 'eq' && each.property === 'id' ? [each.value.toLowerCase()] : [],
  );
  const first: Token = { order: last, at: tenant.now(), select, groups, rest: null };
  if (given === 'latest') return ok({ value: [], '@odata.deltaLink': `${base}?$deltatoken=${written(first)}` });
  const token = given === null ? null : tokenIn(given);
  if (given !== null && token === null) return graphError(400, 'BadRequest', 'Badly formed token.');
  if (token && token.order < tenant.directory.reset)
    return {
      ...graphError(410, 'syncStateInvalid', 'The sync state is not valid any more. Resynchronize.'),
      headers: { location: `${base}?$deltatoken=&$select=${token.select}` },
    };
  if (token && tenant.now() - token.at > tokenHolds)
    return graphError(
      400,
      'syncStateNotFound',
      'The sync state generation is not found. The delta token is expired and data must be synchronized again.',
    );
  const from = token ?? first;
  const keys = token?.rest ?? keysOf(tenant, kind, from, token === null);
  const size = tenant.directory.pageSize;
  const [some, rest] = [keys.slice(0, size), keys.slice(size)];
  const next: Token = {
    ...from,
    order: token?.rest ? token.order : last,
    at: tenant.now(),
    rest: rest.length > 0 ? rest : null,
  };
  return ok({
    '@odata.context': `${base}/$metadata#${kind}`,
    ...(rest.length > 0
      ? { '@odata.nextLink': `${base}?$skiptoken=${written(next)}` }
      : { '@odata.deltaLink': `${base}?$deltatoken=${written(next)}` }),
    value: kind === 'users' ? some.flatMap((id) => userChange(tenant, id, from.select)) : groupChanges(tenant, some),
  });
}

/**
 * What is to be told: all at the beginning, else what changed since. People by id; of groups each (`group`) and each member of it
 * (`group person`), since a large one comes in several pages.
 */
function keysOf(tenant: Tenant, kind: 'users' | 'groups', from: Token, isFirst: boolean): string[] {
  const since = tenant.directory.changes.filter(({ order }) => order > from.order);
  if (kind === 'users')
    return isFirst
      ? [...tenant.people.values()].filter(isInDirectory).map(({ id }) => id)
      : [...new Set(since.flatMap(({ person, group }) => (group === null ? [person] : [])))];
  return from.groups.flatMap((id) => {
    const group = tenant.groups.get(id);
    if (!group) return [];
    const members = isFirst ? [...group.members] : since.flatMap((each) => (each.group === id ? [each.person] : []));
    return isFirst || members.length > 0 ? [id, ...new Set(members.map((member) => `${id} ${member}`))] : [];
  });
}

function userChange(tenant: Tenant, id: string, select: string): object[] {
  const person = tenant.people.get(id);
  if (!person) return [];
  if (!isInDirectory(person)) return [{ id, '@removed': { reason: 'changed' } }];
  const wanted = select.split(',');
  const all = Object.entries(userResourceInFull(person));
  return [Object.fromEntries(all.filter(([name]) => name === 'id' || wanted.includes(name)))];
}

/** A group as often as a page tells of its members; of each only the id, and `@removed` for who is not in it any more. */
function groupChanges(tenant: Tenant, keys: readonly string[]): object[] {
  return [...Map.groupBy(keys, (key) => key.split(' ')[0] ?? '')].map(([id, of]) => {
    const members = of.flatMap((key) => key.split(' ')[1] ?? []);
    const gone = (member: string) => tenant.groups.get(id)?.members.has(member) === false;
    return {
      id,
      ...(members.length > 0 && {
        'members@delta': members.map((member) => ({
          ...{ '@odata.type': `#microsoft.graph.${tenant.groups.has(member) ? 'group' : 'user'}`, id: member },
          ...(gone(member) && { '@removed': { reason: 'deleted' } }),
        })),
      }),
    };
  });
}
