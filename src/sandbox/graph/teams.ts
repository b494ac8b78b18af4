import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addTeam } from '../tenant/founding.ts';
import { badRequest, list, notFound, ok } from './answers.ts';
import { addOperation } from './channels.ts';
import { type GraphContext, type GraphRoute, graphRoute } from './graphRoute.ts';
import { membersSchema, readMember } from './members.ts';
import { selected } from './odata.ts';
import { tabResource, teamResource } from './resources.ts';

const newTeamSchema = z.looseObject({
  'template@odata.bind': z.string(),
  displayName: z.string().min(1).max(256),
  description: z.string().nullish(),
  members: membersSchema.optional(),
});

const newTabSchema = z.looseObject({
  displayName: z.string().min(1).max(128),
  'teamsApp@odata.bind': z.string(),
  configuration: z.looseObject({ entityId: z.string().nullish(), contentUrl: z.string().nullish() }).default({}),
});

export function teamRoutes(context: GraphContext): GraphRoute[] {
  const { tenant } = context;
  return [
    {
      method: 'POST',
      path: '/teams',
      limit: 'create-team',
      answer: (call) => {
        const body = newTeamSchema.safeParse(call.body);
        if (!body.success) return badRequest(z.prettifyError(body.error));
        const [first, ...others] = body.data.members ?? [];
        if (first === undefined)
          return badRequest('Team owner must be specified when a team is created in application context.');
        if (others.length > 0)
          return badRequest('A team owner must be the only member provided in the Create Team call.');
        const read = readMember(tenant, first);
        if (!read.ok) return read.answer;
        if (!read.membership.owner)
          return badRequest('A team owner must be provided when creating a team in application context.');
        const team = addTeam(tenant, {
          name: body.data.displayName,
          description: body.data.description ?? '',
          owners: [read.membership.person],
          withApp: false,
        });
        const operation = addOperation(tenant, 'createTeam', team.id, `/teams('${team.id}')`);
        return {
          status: 202,
          headers: {
            Location: `/teams('${team.id}')/operations('${operation.id}')`,
            'Content-Location': `/teams('${team.id}')`,
          },
        };
      },
    },
    graphRoute.ofTeam(context, 'GET', '', 'list', (team, call) => ok(selected(teamResource(tenant, team), call.query))),

    graphRoute.ofChannel(context, 'GET', '/tabs', 'list', (channel) =>
      list(
        [...channel.tabs.values()].map((tab) => tabResource(tab, channel)),
        'tabs',
      ),
    ),
    graphRoute.ofChannel(context, 'POST', '/tabs', 'tab', (channel, call) => {
      const body = newTabSchema.safeParse(call.body);
      if (!body.success) return badRequest(z.prettifyError(body.error));
      if (!body.data['teamsApp@odata.bind'].endsWith(tenant.app.catalogId))
        return notFound('The app was not found in the catalogue.');
      if (channel.team.installation === null)
        return badRequest('App is not installed in this team.', 'AppNotInstalled');
      const tab = { id: randomUUID(), name: body.data.displayName, configuration: body.data.configuration };
      channel.tabs.set(tab.id, tab);
      return { status: 201, body: tabResource(tab, channel) };
    }),
    graphRoute.ofChannel(context, 'DELETE', '/tabs/:tab', 'delete', (channel, call) =>
      channel.tabs.delete(call.params.tab ?? '') ? { status: 204 } : notFound('The tab was not found.'),
    ),
  ];
}
