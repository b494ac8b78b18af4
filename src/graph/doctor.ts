import { z } from 'zod';
import type { DoctorFact } from '../telemetry/doctorFact.ts';
import type { Catalog } from './app/catalog.ts';
import { type HostTeams, mostChannels } from './channels/hostTeams.ts';
import type { GraphClient } from './client/client.ts';
import { causeOf, GraphFailure } from './client/errors.ts';
import { allowances } from './client/pace.ts';

/**
 * One check of the installation. `subject`: which permission or which team. `fact`: what was found. `unknown`: it could not be checked, because something before it failed.
 */
export type DoctorCheck = {
  code: 'graph-sign-in' | 'permission' | 'app-in-catalog' | 'host-team' | 'app-in-team' | 'clock';
  subject: string | null;
  result: 'ok' | 'failed' | 'unknown';
  fact: DoctorFact;
};

export type DoctorNeeds = { client: GraphClient; catalog: Catalog; hostTeams: HostTeams; clock: () => number };

/** For each thing the bot does: the application permissions that allow it, the least first (platform.md 1.0). */
const permissions: readonly (readonly string[])[] = [
  ['User.ReadBasic.All', 'User.Read.All'],
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
    const signIn = await check('graph-sign-in', null, async () => ({
      code: 'permissions',
      count: (await client.roles()).length,
    }));
    if (signIn.result !== 'ok') return [signIn];
    const [granted, checks] = await Promise.all([
      client.roles().then(permissionChecks),
      Promise.all([
        check('app-in-catalog', null, async () => ({ code: 'catalogue-id', id: await catalog.appId() })),
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
    const result = held === undefined ? 'failed' : 'ok';
    return { code: 'permission', subject: least, result, fact: grantOf(held, least) };
  });
}

function grantOf(held: string | undefined, least: string): DoctorFact {
  if (held === undefined) return { code: 'not-granted' };
  return held === least ? { code: 'granted' } : { code: 'granted-as', permission: held };
}

/** How far our clock is from Microsoft's, by the date of an answer. */
async function skew(client: GraphClient, clock: () => number): Promise<DoctorFact> {
  const filter = encodeURIComponent("distributionMethod eq 'organization'");
  const { headers } = await client.send({ method: 'GET', path: `/appCatalogs/teamsApps?$filter=${filter}&$select=id` });
  const theirs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(theirs)) throw new Error('Graph sent no date');
  const away = Math.round((clock() - theirs) / 1000);
  const fact = { code: 'clock-skew', seconds: away } as const;
  if (Math.abs(away) * 1000 > worstSkew) throw new Failed(fact);
  return fact;
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
          if ((await named).isArchived) throw new Failed({ code: 'team-archived' });
          const taken = (await counted).get(id);
          if (taken === undefined) throw new Failed({ code: 'channels-unlisted' });
          const fact = { code: 'channels-taken', taken, most: mostChannels } as const;
          if (taken > mostChannels * fullFrom) throw new Failed(fact);
          return fact;
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
          if (installedSchema.parse(body).value.length === 0) throw new Failed({ code: 'not-installed' });
          return { code: 'installed' };
        },
        name,
      ),
    ];
  });
}

/** What was looked at is not as it should be; as against: it could not be looked at. */
class Failed extends Error {
  readonly fact: DoctorFact;

  constructor(fact: DoctorFact) {
    super(fact.code);
    this.fact = fact;
  }
}

/** The check took longer than somebody waits for. */
class Late extends Error {}

type Check = ReturnType<typeof checkWithin>;

/** Makes checks out of looks, while there is time. `name`: the subject by its name, if it can be had. */
function checkWithin(deadline: AbortSignal) {
  const late = new Promise<never>((_resolve, reject) => {
    deadline.addEventListener('abort', () => reject(new Late()));
  });
  late.catch(() => {});
  return async (
    code: DoctorCheck['code'],
    subject: string | null,
    look: () => Promise<DoctorFact>,
    name?: Promise<string>,
  ): Promise<DoctorCheck> => {
    // Both are heard from the start: a rejection that nobody listens to would end the process.
    const called = name ? Promise.race([name, late]).catch(() => subject) : subject;
    const judged = await Promise.race([look(), late]).then(
      (fact) => ({ result: 'ok' as const, fact }),
      (failure: unknown) => ({ result: resultOf(failure), fact: factOf(failure) }),
    );
    return { code, subject: await called, ...judged };
  };
}

const resultOf = (failure: unknown): 'failed' | 'unknown' =>
  failure instanceof Failed || (failure instanceof GraphFailure && !failure.passes) ? 'failed' : 'unknown';

function factOf(failure: unknown): DoctorFact {
  if (failure instanceof Failed) return failure.fact;
  if (failure instanceof Late) return { code: 'no-answer', seconds: patience / 1000 };
  if (failure instanceof GraphFailure) return { code: 'error', message: causeOf(failure) };
  return { code: 'error', message: failure instanceof Error ? failure.message : String(failure) };
}
