import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer, Call } from '../doors/routes.ts';
import { findPerson, isReadOnly, type Person } from '../tenant/tenant.ts';
import { badRequest, forbidden, graphError, list, notFound, ok } from './answers.ts';
import { type GraphContext, type GraphRoute, graphRoute } from './graphRoute.ts';
import { fits, parseFilter } from './odata.ts';
import { installationResource, teamsAppResource } from './resources.ts';

const installSchema = z.looseObject({ 'teamsApp@odata.bind': z.string() });
const enableSchema = z.looseObject({ '@odata.id': z.string() });

/** The app catalogue, and the app's installations for people, teams and single channels. */
export function appRoutes(context: GraphContext): GraphRoute[] {
  const { tenant, faults, events } = context;

  const ofPerson = (
    method: string,
    path: string,
    limit: GraphRoute['limit'],
    answer: (person: Person, call: Call) => Answer,
  ): GraphRoute => ({
    method,
    path: `/users/:user/teamwork/installedApps${path}`,
    limit,
    answer: (call) => {
      const person = findPerson(tenant, call.params.user ?? '');
      return person === null ? notFound('The user was not found.') : answer(person, call);
    },
  });

  const listed = (installation: string | null, call: Call): Answer => {
    const filter = call.query.get('$filter');
    const comparisons = filter === null ? [] : parseFilter(filter);
    if (comparisons === null) return badRequest(`Invalid filter clause: ${filter}`);
    const all = installation === null ? [] : [installation];
    const found = all.filter((id) =>
      fits(installationResource(tenant, id, 'teamsApp,teamsAppDefinition'), comparisons),
    );
    return list(
      found.map((id) => installationResource(tenant, id, call.query.get('$expand') ?? '')),
      'teamsAppInstallation',
    );
  };

  /** Why the app of this body cannot be installed, or null. */
  const bodyFault = (body: unknown): Answer | null => {
    const parsed = installSchema.safeParse(body);
    if (!parsed.success) return badRequest(z.prettifyError(parsed.error));
    return parsed.data['teamsApp@odata.bind'].endsWith(`/${tenant.app.catalogId}`)
      ? null
      : notFound('The app was not found in the catalogue.');
  };
  // What is archived takes no changes but of its members (learn.microsoft.com/graph/api/team-archive).
  const notActive = (): Answer => badRequest('Team and channel have to be active, for apps to be added.');
  const already = (): Answer => graphError(409, 'Conflict', 'App is already installed.', 'AppAlreadyInstalled');

  return [
    {
      method: 'GET',
      path: '/appCatalogs/teamsApps',
      limit: 'other',
      answer: (call) => {
        const filter = call.query.get('$filter');
        const comparisons = filter === null ? [] : parseFilter(filter);
        if (comparisons === null) return badRequest(`Invalid filter clause: ${filter}`);
        const app = teamsAppResource(tenant);
        return list(fits(app, comparisons) ? [app] : [], 'appCatalogs/teamsApps');
      },
    },

    ofPerson('GET', '', 'list', (person, call) => listed(installationOf(context, person), call)),
    ofPerson('POST', '', 'install', (person, call) => {
      const fault = bodyFault(call.body);
      if (fault !== null) return fault;
      if (faults.settings().withoutApp.includes(person.profile.alias))
        return forbidden('The app is blocked for this user by an app permission policy.');
      if (person.installation !== null) return already();
      // Guests add no apps themselves, and what a policy brings to members is not theirs (microsoftteams/apps-external-users).
      if (person.guest) return forbidden('Apps cannot be installed for guest users.');
      person.installation = randomUUID();
      events.installed(person.chat);
      return {
        status: 201,
        headers: { Location: `/users/${person.id}/teamwork/installedApps/${person.installation}` },
      };
    }),
    ofPerson('DELETE', '/:installation', 'install', (person, call) => {
      if (person.installation !== call.params.installation) return notFound('The installation was not found.');
      person.installation = null;
      events.removed(person.chat);
      return { status: 204 };
    }),
    ofPerson('GET', '/:installation/chat', 'list', (person, call) =>
      person.installation === null || person.installation !== call.params.installation
        ? notFound('The installation was not found.')
        : ok({ id: person.graphChat, topic: null, chatType: 'oneOnOne', tenantId: tenant.id }),
    ),

    graphRoute.ofTeam(context, 'GET', '/installedApps', 'list', (team, call) => listed(team.installation, call)),
    graphRoute.ofTeam(context, 'POST', '/installedApps', 'install', (team, call) => {
      const fault = bodyFault(call.body);
      if (fault !== null) return fault;
      if (team.installation !== null) return already();
      if (team.archived) return notActive();
      team.installation = randomUUID();
      events.installed(team.general.conversation);
      return { status: 201, headers: { Location: `/teams/${team.id}/installedApps/${team.installation}` } };
    }),
    graphRoute.ofTeam(context, 'DELETE', '/installedApps/:installation', 'install', (team, call) => {
      if (team.installation !== call.params.installation) return notFound('The installation was not found.');
      team.installation = null;
      events.removed(team.general.conversation);
      return { status: 204 };
    }),

    graphRoute.ofChannel(context, 'GET', '/enabledApps', 'list', (channel) =>
      list(channel.appEnabled ? [teamsAppResource(tenant)] : [], 'teamsApps'),
    ),
    graphRoute.ofChannel(context, 'POST', '/enabledApps/$ref', 'other', (channel, call) => {
      const body = enableSchema.safeParse(call.body);
      if (!body.success) return badRequest(z.prettifyError(body.error));
      if (!body.data['@odata.id'].endsWith(`/${tenant.app.catalogId}`))
        return notFound('The app was not found in the catalogue.');
      if (channel.kind === 'standard')
        return badRequest('Apps cannot be enabled in a standard channel: they are those of the team.');
      if (channel.team.installation === null)
        return badRequest('App is not installed in the host team.', 'AppNotInstalled');
      if (isReadOnly(channel)) return notActive();
      const done = faults.settings().appsInPrivateChannels;
      if (channel.kind === 'private' && done !== 'v1.0' && !(done === 'beta' && call.version === 'beta'))
        return badRequest('Enabling apps is only supported for shared channels.');
      if (!channel.appEnabled) {
        channel.appEnabled = true;
        events.installed(channel.conversation);
      }
      return { status: 204 };
    }),
  ];
}

/** Somebody whom a fault keeps without the app has no installation, whatever they had before. */
function installationOf(context: GraphContext, person: Person): string | null {
  return context.faults.settings().withoutApp.includes(person.profile.alias) ? null : person.installation;
}
