import { z } from 'zod';
import type { Catalog } from './catalog.ts';
import type { GraphClient } from './client.ts';
import { causeOf, GraphFailure } from './errors.ts';
import { type HostTeams, mostChannels } from './hostTeams.ts';
import { allowances } from './pace.ts';

/**
 * One check of the installation. `subject`: which permission or which team. `detail` is for an administrator: what was
 * found, in English. `unknown`: it could not be checked, because something before it failed.
 */
export type DoctorCheck = {
  code: 'graph-sign-in' | 'permission' | 'app-in-catalog' | 'host-team' | 'app-in-team' | 'clock';
  subject: string | null;
  result: 'ok' | 'failed' | 'unknown';
  detail: string;
};

export type DoctorNeeds = { client: GraphClient; catalog: Catalog; hostTeams: HostTeams; clock: () => number };

/** For each thing the bot does: the application permissions that allow it, the least first (platform.md 1.0). */
const permissions: readonly (readonly string[])[] = [
  ['TeamMember.ReadWriteNonOwnerRole.All', 'TeamMember.ReadWrite.All'],
  ['ChannelSettings.ReadWrite.All'],
  ['ChannelMember.ReadWrite.All'],
  ['TeamsAppInstallation.ManageSelectedForTeam.All', 'TeamsAppInstallation.ReadWriteForTeam.All'],
  ['TeamsAppInstallation.ReadWriteSelfForUser.All', 'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All'],
  ['AppCatalog.Read.All', 'AppCatalog.ReadWrite.All'],
  ['Presence.Read.All', 'Presence.ReadWrite.All'],
];

const worstSkew = 60_000;
/** Beyond this part of its places a team is as good as full. */
const fullFrom = 0.9;

/** Looks at everything in Microsoft 365 that the bot depends on, and says what is not as it should be. */
export function createDoctor(needs: DoctorNeeds): () => Promise<DoctorCheck[]> {
  return async () => {
    const signIn = await signInCheck(needs);
    if (signIn.result !== 'ok') return [signIn];
    const [granted, catalog, teams] = await Promise.all([
      permissionChecks(needs),
      catalogCheck(needs),
      teamChecks(needs),
    ]);
    return [signIn, ...granted, ...catalog, ...teams];
  };
}

async function signInCheck({ client }: DoctorNeeds): Promise<DoctorCheck> {
  return check('graph-sign-in', null, async () => `a token with ${(await client.roles()).length} permissions`);
}

async function permissionChecks({ client }: DoctorNeeds): Promise<DoctorCheck[]> {
  const roles = new Set(await client.roles());
  return permissions.map(([least = '', ...others]) => {
    const held = [least, ...others].find((permission) => roles.has(permission));
    return {
      code: 'permission',
      subject: least,
      result: held === undefined ? 'failed' : 'ok',
      detail: held === undefined ? 'not in the token' : `granted as ${held}`,
    };
  });
}

/** The catalogue, and, from the same answer, how far our clock is from Microsoft's. */
async function catalogCheck({ client, catalog, clock }: DoctorNeeds): Promise<DoctorCheck[]> {
  const inCatalog = await check('app-in-catalog', null, async () => `catalogue id ${await catalog.appId()}`);
  const skew = await check('clock', null, async () => {
    const { headers } = await client.send({
      method: 'GET',
      path: `/appCatalogs/teamsApps?$filter=${encodeURIComponent("distributionMethod eq 'organization'")}&$select=id`,
    });
    const theirs = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(theirs)) throw new Error('Graph sent no date');
    const away = Math.round((clock() - theirs) / 1000);
    if (Math.abs(away) * 1000 > worstSkew)
      throw new Failed(`${Math.abs(away)} s ${away > 0 ? 'ahead of' : 'behind'} Microsoft's`);
    return `${away} s from Microsoft's`;
  });
  return [inCatalog, skew];
}

const teamSchema = z.object({ displayName: z.string().nullish(), isArchived: z.boolean().nullish() });
const installedSchema = z.object({ value: z.array(z.object({ id: z.string() })) });

async function teamChecks({ client, catalog, hostTeams }: DoctorNeeds): Promise<DoctorCheck[]> {
  const channels = await hostTeams.count();
  const checks: DoctorCheck[] = [];
  for (const id of hostTeams.ids) {
    const path = `/teams/${encodeURIComponent(id)}`;
    const paced = [allowances.team(id)];
    let name = id;
    const team = await check('host-team', id, async () => {
      const { body } = await client.send({ method: 'GET', path: `${path}?$select=id,displayName,isArchived`, paced });
      const found = teamSchema.parse(body);
      name = found.displayName ?? id;
      if (found.isArchived) throw new Failed('the team is archived');
      const taken = channels.get(id);
      if (taken === undefined) throw new Failed('its channels cannot be listed');
      if (taken > mostChannels * fullFrom) throw new Failed(`${taken} of ${mostChannels} channels are taken`);
      return `${taken} of ${mostChannels} channels are taken`;
    });
    const app = await check('app-in-team', id, async () => {
      const filter = encodeURIComponent(`teamsApp/id eq '${await catalog.appId()}'`);
      const listed = `${path}/installedApps?$expand=teamsApp&$filter=${filter}`;
      const { body } = await client.send({ method: 'GET', path: listed, paced });
      if (installedSchema.parse(body).value.length === 0) throw new Failed('the app is not installed in the team');
      return 'installed';
    });
    checks.push({ ...team, subject: name }, { ...app, subject: name });
  }
  return checks;
}

/** What was looked at is not as it should be; as against: it could not be looked at. */
class Failed extends Error {}

async function check(
  code: DoctorCheck['code'],
  subject: string | null,
  look: () => Promise<string>,
): Promise<DoctorCheck> {
  try {
    return { code, subject, result: 'ok', detail: await look() };
  } catch (failure) {
    const known = failure instanceof Failed || (failure instanceof GraphFailure && !failure.passes);
    const detail =
      failure instanceof GraphFailure ? causeOf(failure) : failure instanceof Error ? failure.message : String(failure);
    return { code, subject, result: known ? 'failed' : 'unknown', detail };
  }
}
