import { list } from './answers.ts';
import { type GraphContext, type GraphRoute, graphRoute } from './graphRoute.ts';
import type { Permissions } from './permissions.ts';

/** What was consented to in a team, by adding the app to it. */
export const grantRoutes = (context: GraphContext, permissions: Permissions): GraphRoute[] => [
  graphRoute.ofTeam(context, 'GET', '/permissionGrants', 'list', (team) =>
    list(
      (team.installation === null ? [] : permissions.resourceSpecific).map((permission) => ({
        id: Buffer.from(`${team.id} ${permission}`).toString('base64url'),
        clientAppId: context.tenant.app.id,
        clientId: context.tenant.app.catalogId,
        resourceAppId: '00000003-0000-0000-c000-000000000000',
        permissionType: 'Application',
        permission,
      })),
      'permissionGrants',
    ),
  ),
];
