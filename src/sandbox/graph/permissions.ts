import type { Answer } from '../doors/routes.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { forbidden } from './answers.ts';
import type { GraphCall, GraphRoute } from './graphRoute.ts';

/** What was consented to: for the whole tenant, and by resource-specific consent in teams where the app is installed. */
export type Permissions = {
  application: string[];
  resourceSpecific: string[];
  /** People, by id, whose mailbox settings Exchange shows by RBAC for Applications, which no token tells. */
  mailboxes: string[];
};

/** What the product asks for: infra/grant-permissions.sh and appPackage/manifest.json. */
export function usualPermissions(): Permissions {
  return {
    application: [
      'User.ReadBasic.All',
      'TeamMember.ReadWriteNonOwnerRole.All',
      'ChannelSettings.ReadWrite.All',
      'ChannelMember.ReadWrite.All',
      'TeamsAppInstallation.ManageSelectedForTeam.All',
      'TeamsAppInstallation.ReadWriteSelfForUser.All',
      'AppCatalog.Read.All',
      'Presence.Read.All',
      'MailboxSettings.Read',
    ],
    resourceSpecific: [
      'Channel.Create.Group',
      'Channel.Delete.Group',
      'ChannelSettings.Read.Group',
      'ChannelMember.ReadWrite.Group',
      'TeamMember.Read.Group',
      'TeamSettings.Read.Group',
      'TeamsAppInstallation.Read.Group',
    ],
    mailboxes: [],
  };
}

/** Permissions that a call accepts, any one of them (platform.md 1.0). Names that end in `.Group` are resource-specific. */
const readChannels = [
  'ChannelSettings.Read.Group',
  'ChannelSettings.ReadWrite.Group',
  'Channel.ReadBasic.All',
  'ChannelSettings.Read.All',
  'ChannelSettings.ReadWrite.All',
];
const changeChannels = ['ChannelSettings.ReadWrite.Group', 'ChannelSettings.ReadWrite.All'];
const readChannelMembers = [
  'ChannelMember.Read.Group',
  'ChannelMember.ReadWrite.Group',
  'ChannelMember.Read.All',
  'ChannelMember.ReadWrite.All',
];
const changeChannelMembers = ['ChannelMember.ReadWrite.Group', 'ChannelMember.ReadWrite.All'];
const changeTeamMembers = ['TeamMember.ReadWriteNonOwnerRole.All', 'TeamMember.ReadWrite.All'];
const readUsers = ['User.ReadBasic.All', 'User.Read.All'];
const installForTeam = [
  'TeamsAppInstallation.ReadWriteSelfForTeam.All',
  'TeamsAppInstallation.ReadWriteAndConsentSelfForTeam.All',
  'TeamsAppInstallation.ManageSelectedForTeam.All',
];
const readInstalledInTeam = [
  'TeamsAppInstallation.Read.Group',
  'TeamsAppInstallation.ReadForTeam.All',
  'TeamsAppInstallation.ManageSelectedForTeam.All',
  'TeamsAppInstallation.ReadWriteSelfForTeam.All',
];
const installForUser = [
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
  'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All',
];
const readInstalledForUser = [...installForUser, 'TeamsAppInstallation.ReadForUser.All'];

const accepted: Record<string, readonly string[]> = {
  'GET /teams/:team/channels': readChannels,
  'GET /teams/:team/primaryChannel': readChannels,
  'GET /teams/:team/channels/:channel': readChannels,
  'POST /teams/:team/channels': ['Channel.Create.Group', 'Channel.Create', 'Teamwork.Migrate.All'],
  'PATCH /teams/:team/channels/:channel': changeChannels,
  'DELETE /teams/:team/channels/:channel': ['Channel.Delete.Group', 'Channel.Delete.All'],
  'POST /teams/:team/channels/:channel/archive': ['ChannelSettings.ReadWrite.All'],
  'POST /teams/:team/channels/:channel/unarchive': ['ChannelSettings.ReadWrite.All'],
  'GET /teams/:team/channels/:channel/filesFolder': ['File.Read.Group', 'Files.Read.All', 'Sites.Read.All'],
  'GET /teams/:team/channels/:channel/members': readChannelMembers,
  'GET /teams/:team/channels/:channel/allMembers': readChannelMembers,
  'POST /teams/:team/channels/:channel/members': changeChannelMembers,
  'PATCH /teams/:team/channels/:channel/members/:member': changeChannelMembers,
  'DELETE /teams/:team/channels/:channel/members/:member': changeChannelMembers,
  'GET /teams/:team/members': ['TeamMember.Read.Group', 'TeamMember.Read.All', 'TeamMember.ReadWrite.All'],
  'POST /teams/:team/members': changeTeamMembers,
  'POST /teams/:team/members/add': changeTeamMembers,
  'DELETE /teams/:team/members/:member': changeTeamMembers,
  'POST /teams': ['Team.Create'],
  'GET /teams/:team': ['TeamSettings.Read.Group', 'TeamSettings.ReadWrite.Group', 'Team.ReadBasic.All'],
  'GET /teams/:team/channels/:channel/tabs': [
    'TeamsTab.Read.Group',
    'TeamsTab.Read.All',
    'TeamsTab.ReadWriteSelfForTeam.All',
  ],
  'POST /teams/:team/channels/:channel/tabs': [
    'TeamsTab.Create.Group',
    'TeamsTab.Create',
    'TeamsTab.ReadWriteSelfForTeam.All',
  ],
  'DELETE /teams/:team/channels/:channel/tabs/:tab': ['TeamsTab.Delete.Group', 'TeamsTab.ReadWriteSelfForTeam.All'],
  'GET /teams/:team/installedApps': readInstalledInTeam,
  'GET /teams/:team/permissionGrants': readInstalledInTeam,
  'POST /teams/:team/installedApps': installForTeam,
  'DELETE /teams/:team/installedApps/:installation': installForTeam,
  'GET /teams/:team/channels/:channel/enabledApps': readInstalledInTeam,
  'POST /teams/:team/channels/:channel/enabledApps/$ref': [
    'TeamsAppInstallation.ManageSelectedForTeam.All',
    'TeamsAppInstallation.ReadWriteForTeam.All',
  ],
  'GET /users/:user/teamwork/installedApps': readInstalledForUser,
  'GET /users/:user/teamwork/installedApps/:installation/chat': readInstalledForUser,
  'POST /users/:user/teamwork/installedApps': installForUser,
  'DELETE /users/:user/teamwork/installedApps/:installation': installForUser,
  'GET /appCatalogs/teamsApps': ['AppCatalog.Read.All'],
  'GET /users': readUsers,
  'GET /users/:user': readUsers,
  'GET /teams/:team/schedule/shifts': ['Schedule.Read.All', 'Schedule.ReadWrite.All'],
  'GET /teams/:team/schedule/timesOff': ['Schedule.Read.All', 'Schedule.ReadWrite.All'],
  'GET /users/delta': ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'GET /groups/delta': ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'GET /users/:user/manager': ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'],
  'GET /users/:user/profile/skills': ['User.Read.All', 'User.ReadWrite.All'],
  'GET /users/:user/presence': ['Presence.Read.All'],
  'POST /communications/getPresencesByUserId': ['Presence.Read.All'],
  'GET /users/:user/mailboxSettings': ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
};

/**
 * The 403 of a call that nothing was consented for, or null. `roles` are those of the token; resource-specific consent
 * counts in a team where the app is installed.
 */
export function permissionRefusal(
  tenant: Tenant,
  permissions: Permissions,
  route: GraphRoute,
  call: GraphCall,
): Answer | null {
  const { roles } = call;
  const names = accepted[`${route.method} ${route.path}`];
  // Operations: whoever may begin one may ask how it went.
  if (names === undefined) return null;
  if (route.limit === 'team-members' && makesAnOwner(call.body) && !roles.includes('TeamMember.ReadWrite.All')) {
    return forbidden('Owners can be added with TeamMember.ReadWrite.All only.');
  }
  if (names.some((name) => roles.includes(name))) return null;
  if (route.limit === 'mailbox' && permissions.mailboxes.includes(call.params.user ?? '')) return null;
  const team = tenant.teams.get(call.params.team ?? '');
  const consented = team !== undefined && team.installation !== null ? permissions.resourceSpecific : [];
  if (names.some((name) => name.endsWith('.Group') && consented.includes(name))) return null;
  return forbidden(
    `Missing role permissions on the request. API requires one of '${names.join(', ')}'. Roles on the request '${roles.join(', ')}'. Resource specific consent grants on the request '${consented.join(', ')}'.`,
  );
}

function makesAnOwner(body: unknown): boolean {
  return body !== undefined && JSON.stringify(body).includes('"owner"');
}
