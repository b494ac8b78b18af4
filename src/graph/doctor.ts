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

/** Milliseconds after which a check counts as not answered: somebody waits for the card. */
const patience = 8_000;

/**
 * Looks at everything in Microsoft 365 that the bot depends on, and says what is not as it should be. Takes some
 * seconds at most.
 */
export function createDoctor({ client, catalog, hostTeams, clock }: DoctorNeeds): () => Promise<DoctorCheck[]> {
  return async () => {
    const check = checkWithin(AbortSignal.timeout(patience));
    const signIn = await check('graph-sign-in', null, async () => `${(await client.roles()).length} permissions`);
    if (signIn.result !== 'ok') return [signIn];
    const [granted, checks] = await Promise.all([
      client.roles().then(permissionChecks),
      Promise.all([
        check('app-in-catalog', null, async () => `catalogue id ${await catalog.appId()}`),
        check('clock', null, () => skew(client, clock)),
        ...teamChecks({ client, catalog, hostTeams, check }),
      ]),
    ]);
    return [signIn, ...granted, ...checks];
  };
}

function permissionChecks(roles: string[]): DoctorCheck[] {
  return permissions.map(([least = '', ...others]) => {
    const held = [least, ...others].find((permission) => roles.includes(permission));
    return {
      code: 'permission',
      subject: least,
      result: held === undefined ? 'failed' : 'ok',
      detail: held === undefined ? 'not in the token' : `granted as ${held}`,
    };
  });
}

/** How far our clock is from Microsoft's, by the date of an answer. */
async function skew(client: GraphClient, clock: () => number): Promise<string> {
  const filter = encodeURIComponent("distributionMethod eq 'organization'");
  const { headers } = await client.send({ method: 'GET', path: `/appCatalogs/teamsApps?$filter=${filter}&$select=id` });
  const theirs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(theirs)) throw new Error('Graph sent no date');
  const away = Math.round((clock() - theirs) / 1000);
  if (Math.abs(away) * 1000 > worstSkew) {
    throw new Failed(`${Math.abs(away)} s ${away > 0 ? 'ahead of' : 'behind'} Microsoft's`);
  }
  return `${away} s from Microsoft's`;
}

const teamSchema = z.object({ displayName: z.string().nullish(), isArchived: z.boolean().nullish() });
const installedSchema = z.object({ value: z.array(z.object({ id: z.string() })) });

function teamChecks({
  client,
  catalog,
  hostTeams,
  check,
}: Omit<DoctorNeeds, 'clock'> & { check: Check }): Promise<DoctorCheck>[] {
  const counted = hostTeams.count();
  counted.catch(() => {});
  return hostTeams.ids.flatMap((id) => {
    const path = `/teams/${encodeURIComponent(id)}`;
    const paced = [allowances.team(id)];
    const named = client
      .send({ method: 'GET', path: `${path}?$select=id,displayName,isArchived`, paced })
      .then(({ body }) => teamSchema.parse(body));
    const name = named.then((team) => team.displayName ?? id);
    return [
      check(
        'host-team',
        id,
        async () => {
          if ((await named).isArchived) throw new Failed('the team is archived');
          const taken = (await counted).get(id);
          if (taken === undefined) throw new Failed('its channels cannot be listed');
          if (taken > mostChannels * fullFrom) throw new Failed(`${taken} of ${mostChannels} channels are taken`);
          return `${taken} of ${mostChannels} channels are taken`;
        },
        name,
      ),
      check(
        'app-in-team',
        id,
        async () => {
          const filter = encodeURIComponent(`teamsApp/id eq '${await catalog.appId()}'`);
          const listed = `${path}/installedApps?$expand=teamsApp&$filter=${filter}`;
          const { body } = await client.send({ method: 'GET', path: listed, paced });
          if (installedSchema.parse(body).value.length === 0) throw new Failed('the app is not installed in the team');
          return 'installed';
        },
        name,
      ),
    ];
  });
}

/** What was looked at is not as it should be; as against: it could not be looked at. */
class Failed extends Error {}

type Check = ReturnType<typeof checkWithin>;

/** Makes checks out of looks, while there is time. `name`: the subject by its name, if it can be had. */
function checkWithin(deadline: AbortSignal) {
  const late = new Promise<never>((_resolve, reject) => {
    deadline.addEventListener('abort', () => reject(new Error(`no answer within ${patience / 1000} s`)));
  });
  late.catch(() => {});
  return async (
    code: DoctorCheck['code'],
    subject: string | null,
    look: () => Promise<string>,
    name?: Promise<string>,
  ): Promise<DoctorCheck> => {
    // Both are heard from the start: a rejection that nobody listens to would end the process.
    const called = name ? Promise.race([name, late]).catch(() => subject) : subject;
    const judged = await Promise.race([look(), late]).then(
      (detail) => ({ result: 'ok' as const, detail }),
      (failure: unknown) => ({ result: resultOf(failure), detail: detailOf(failure) }),
    );
    return { code, subject: await called, ...judged };
  };
}

const resultOf = (failure: unknown): 'failed' | 'unknown' =>
  failure instanceof Failed || (failure instanceof GraphFailure && !failure.passes) ? 'failed' : 'unknown';

const detailOf = (failure: unknown): string =>
  failure instanceof GraphFailure ? causeOf(failure) : failure instanceof Error ? failure.message : String(failure);
