import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer } from '../doors/routes.ts';
import { isInDirectory } from '../tenant/accounts.ts';
import { findPerson, type Person } from '../tenant/tenant.ts';
import { badRequest, list, notFound, ok, page } from './answers.ts';
import type { GraphCall, GraphContext, GraphRoute } from './graphRoute.ts';
import { fits, parseFilter, selected } from './odata.ts';
import { mailboxSettingsResource, presenceResource, userResource, userResourceInFull } from './resources.ts';

const presencesSchema = z.object({ ids: z.array(z.string()) });
export const mostPresences = 650;

/** People: the directory, presence and mailbox settings. */
export function userRoutes(context: GraphContext): GraphRoute[] {
  const { tenant } = context;
  const ofPerson = (
    path: string,
    limit: GraphRoute['limit'],
    answer: (person: Person, call: GraphCall) => Answer,
  ): GraphRoute => ({
    method: 'GET',
    path: `/users/:user${path}`,
    limit,
    answer: (call) => {
      const person = findPerson(tenant, call.params.user ?? '');
      return person === null || !isInDirectory(person) ? noSuchUser(call.params.user ?? '') : answer(person, call);
    },
  });
  /** User.ReadBasic.All shows the names and addresses of people, and nothing of their work. */
  const view = (person: Person, call: GraphCall): object =>
    selected(
      seenWith(call.roles, call.query.has('$select') ? userResourceInFull(person) : userResource(person)),
      call.query,
    );

  return [
    { method: 'GET', path: '/users', limit: 'directory', answer: (call) => listUsers(context, call, view) },
    ofPerson('', 'directory', (person, call) =>
      ok({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users/$entity', ...view(person, call) }),
    ),
    ofPerson('/manager', 'directory', (person) => {
      const manager = tenant.people.get(person.account.manager ?? '');
      return manager && isInDirectory(manager)
        ? ok({ '@odata.type': '#microsoft.graph.user', id: manager.id })
        : notFound(
            `Resource 'manager' does not exist or one of its queried reference-property objects are not present.`,
          );
    }),
    ofPerson('/presence', 'presence', (person) => ok(presenceResource(person))),
    ofPerson('/mailboxSettings', 'mailbox', (person, call) =>
      ok(selected(mailboxSettingsResource(person), call.query)),
    ),
    ofPerson('/profile/skills', 'directory', (person, call) =>
      // v1.0 has no profiles.
      call.version === 'beta'
        ? page(
            call,
            person.skills.map((skill) => selected({ id: randomUUID(), ...skill }, call.query)),
            'skillProficiency',
            'beta',
          )
        : badRequest("Resource not found for the segment 'profile'."),
    ),
    {
      method: 'POST',
      path: '/communications/getPresencesByUserId',
      limit: 'presence',
      answer: (call) => {
        const body = presencesSchema.safeParse(call.body);
        if (!body.success) return badRequest(z.prettifyError(body.error));
        if (body.data.ids.length > mostPresences)
          return badRequest(`The number of user ids must not exceed ${mostPresences}.`);
        return list(
          body.data.ids.flatMap((id) => tenant.people.get(id.toLowerCase()) ?? []).map(presenceResource),
          'Collection(presence)',
        );
      },
    },
  ];
}

function listUsers(context: GraphContext, call: GraphCall, view: (person: Person, call: GraphCall) => object): Answer {
  const filter = call.query.get('$filter');
  const comparisons = filter === null ? [] : parseFilter(filter);
  if (comparisons === null) return badRequest(`Invalid filter clause: ${filter}`);
  const search = call.query.get('$search');
  if (search !== null && call.headers.consistencylevel !== 'eventual') {
    return badRequest(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
      'Request_UnsupportedQuery',
    );
  }
  const words =
    search === null
      ? []
      : [...search.matchAll(/"(?:displayName|mail):([^"]*)"/g)].map((match) => (match[1] ?? '').toLowerCase());
  const found = [...context.tenant.people.values()].filter(
    (person) =>
      isInDirectory(person) &&
      fits(userResourceInFull(person), comparisons) &&
      (words.length === 0 ||
        words.some(
          (word) =>
            person.profile.name.toLowerCase().includes(word) || person.profile.mail.toLowerCase().startsWith(word),
        )),
  );
  return page(
    call,
    found.map((person) => view(person, call)),
    'users',
  );
}

const basic = ['id', 'displayName', 'givenName', 'surname', 'mail', 'userPrincipalName'];

function seenWith(roles: readonly string[], user: object): object {
  if (roles.includes('User.Read.All')) return user;
  return Object.fromEntries(Object.entries(user).map(([name, value]) => [name, basic.includes(name) ? value : null]));
}

function noSuchUser(id: string): Answer {
  return notFound(`Resource '${id}' does not exist or one of its queried reference-property objects are not present.`);
}
