import { z } from 'zod';
import type { DoctorFact } from '../../telemetry/doctorFact.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import { type Check, type DoctorCheck, Failed } from './checking.ts';

/**
 * For each thing the bot does in the tenant: the application permissions that allow it, the least first (platform.md 1.0).
 * appPackage/PERMISSIONS.md says what each is for.
 */
export const tenantPermissions: readonly (readonly string[])[] = [
  ['User.ReadBasic.All', 'User.Read.All'],
  ['TeamMember.ReadWriteNonOwnerRole.All', 'TeamMember.ReadWrite.All'],
  ['ChannelSettings.ReadWrite.All'],
  ['ChannelMember.ReadWrite.All'],
  ['TeamsAppInstallation.ManageSelectedForTeam.All', 'TeamsAppInstallation.ReadWriteForTeam.All'],
  ['TeamsAppInstallation.ReadWriteSelfForUser.All', 'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All'],
  ['AppCatalog.Read.All', 'AppCatalog.ReadWrite.All'],
  ['Presence.Read.All', 'Presence.ReadWrite.All'],
];

/** The same in each host team, given there with the app; what follows it is given for the whole tenant and does as well. */
export const teamPermissions: readonly (readonly string[])[] = [
  ['Channel.Create.Group', 'Channel.Create'],
  ['Channel.Delete.Group', 'Channel.Delete.All'],
  ['ChannelSettings.Read.Group', 'ChannelSettings.ReadWrite.Group', 'Channel.ReadBasic.All'],
  ['ChannelMember.ReadWrite.Group', 'ChannelMember.ReadWrite.All'],
  ['TeamMember.Read.Group', 'TeamMember.Read.All', 'TeamMember.ReadWrite.All'],
  ['TeamSettings.Read.Group', 'TeamSettings.ReadWrite.Group', 'Team.ReadBasic.All'],
  ['TeamsAppInstallation.Read.Group', 'TeamsAppInstallation.ReadForTeam.All'],
];

/** What following people takes beside them (learn.microsoft.com/graph/api/user-delta, /graph/api/group-delta). */
const followPermissions = {
  everyone: ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  groups: [
    ...['GroupMember.Read.All', 'GroupMember.ReadWrite.All', 'Group.Read.All', 'Group.ReadWrite.All'],
    ...['Directory.Read.All', 'Directory.ReadWrite.All'],
  ],
} as const;

/** What skills of profiles take (learn.microsoft.com/graph/api/profile-list-skills?view=graph-rest-beta). */
const profilePermissions = ['User.Read.All', 'User.ReadWrite.All'];

/** What is switched on that takes permissions of its own. */
export type Wanted = { follows: 'everyone' | 'groups' | null; readsShifts: boolean; readsProfiles: boolean };

/** A check of each tenant permission that is wanted, by the token's own roles. */
export const tenantChecks = (
  roles: readonly string[],
  { follows, readsShifts, readsProfiles }: Wanted,
): DoctorCheck[] =>
  [
    ...tenantPermissions,
    ...(follows ? [followPermissions[follows]] : []),
    // Following everyone takes the same.
    ...(readsProfiles && follows !== 'everyone' ? [profilePermissions] : []),
    // learn.microsoft.com/graph/api/schedule-list-shifts; nothing smaller exists, in one team alone either.
    ...(readsShifts ? [['Schedule.Read.All', 'Schedule.ReadWrite.All']] : []),
  ].map(([least = '', ...others]) => {
    const held = [least, ...others].find((permission) => roles.includes(permission));
    return {
      code: 'permission',
      subject: least,
      result: held === undefined ? 'failed' : 'ok',
      fact: grantOf(held, least),
    };
  });

function grantOf(held: string | undefined, least: string): DoctorFact {
  if (held === undefined) return { code: 'not-granted' };
  return held === least ? { code: 'granted' } : { code: 'granted-as', permission: held };
}

const mailboxes = 'MailboxSettings.Read';

/**
 * Whether mailboxes can be read. The token does not show what RBAC for Applications in Exchange allows, so without the role one
 * mailbox is tried: that of `person`, somebody of the registry.
 */
export function mailboxCheck(
  { client, check, person }: { client: GraphClient; check: Check; person: string | undefined },
  roles: readonly string[],
): Promise<DoctorCheck> {
  return check('permission', mailboxes, async () => {
    const held = [mailboxes, 'MailboxSettings.ReadWrite'].find((permission) => roles.includes(permission));
    if (held) return grantOf(held, mailboxes);
    if (person === undefined) throw new Failed({ code: 'not-granted' });
    try {
      const path = `/users/${encodeURIComponent(person)}/mailboxSettings?$select=timeZone`;
      await client.send({ method: 'GET', path });
    } catch (failure) {
      if (failure instanceof GraphFailure && failure.status === 403) throw new Failed({ code: 'not-granted' });
      throw failure;
    }
    return { code: 'granted-as', permission: 'RBAC for Applications' };
  });
}

const grantsSchema = z.object({
  value: z.array(z.object({ permission: z.string().nullish(), clientAppId: z.string().nullish() })),
});

/** Which permissions the app was not given in a host team; asks with no more than the app has (platform.md 11). */
export async function missingInTeam(
  client: GraphClient,
  { teamId, appId, roles }: { teamId: string; appId: string; roles: readonly string[] },
): Promise<DoctorFact> {
  const { body } = await client.send({
    method: 'GET',
    path: `/teams/${encodeURIComponent(teamId)}/permissionGrants`,
    paced: [allowances.team(teamId)],
  });
  const granted = new Set([
    ...roles,
    ...grantsSchema
      .parse(body)
      .value.filter(({ clientAppId }) => clientAppId?.toLowerCase() === appId.toLowerCase())
      .map(({ permission }) => permission ?? ''),
  ]);
  const missing = teamPermissions
    .filter((accepted) => !accepted.some((permission) => granted.has(permission)))
    .map(([least = '']) => least);
  if (missing.length > 0) throw new Failed({ code: 'not-granted-here', permissions: missing });
  return { code: 'permissions', count: teamPermissions.length };
}
