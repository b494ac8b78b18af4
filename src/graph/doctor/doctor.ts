import type { TokenCredential } from '@azure/identity';
import type { DoctorFact } from '../../telemetry/doctorFact.ts';
import type { Catalog } from '../app/catalog.ts';
import type { HostTeams } from '../channels/hostTeams.ts';
import type { GraphClient } from '../client/client.ts';
import { checkWithin, type DoctorCheck, Failed, NotKnown } from './checking.ts';
import { peopleChecks } from './people.ts';
import { mailboxCheck, tenantChecks } from './permissions.ts';
import { signInChecks } from './signIns.ts';
import { teamChecks } from './teams.ts';

export type DoctorNeeds = {
  client: GraphClient;
  catalog: Catalog;
  hostTeams: HostTeams;
  credential: TokenCredential;
  appId: string;
  connectorScope: string;
  /** The bot as Teams sees it. */
  publicUrl: string;
  /** Everybody of the registry. */
  people: () => Iterable<{ id: string; name: string }>;
  /** What of Entra is followed for who joins and leaves; null: nothing. */
  follows: 'everyone' | 'groups' | null;
  readsShifts: boolean;
  /** Whether skills of profiles may be read. */
  readsProfiles: boolean;
};

const worstSkew = 60_000;

/** Milliseconds after which a check counts as not answered: somebody waits for the card. */
const patience = 8_000;

/**
 * Looks at everything in Microsoft 365 that the bot depends on, and says what is not as it should be, and what it could not
 * look at. Takes some seconds at most.
 */
export function createDoctor(needs: DoctorNeeds): () => Promise<DoctorCheck[]> {
  const { client, catalog } = needs;
  return async () => {
    const check = checkWithin(patience);
    const signIn = await check('graph-sign-in', null, async () => ({
      code: 'permissions',
      count: (await client.roles()).length,
    }));
    const others = await Promise.all(signInChecks({ ...needs, check }));
    if (signIn.result !== 'ok') return [signIn, ...others];
    const roles = await client.roles();
    const people = [...needs.people()];
    const checks = await Promise.all([
      mailboxCheck({ client, check, person: people[0]?.id }, roles),
      check('app-in-catalog', null, async () => ({ code: 'catalogue-id', id: await catalog.appId() })),
      ...teamChecks({ ...needs, roles, check }),
      ...peopleChecks({ client, people, check }),
    ]);
    // By the date of the answers so far, whatever they were.
    const clock = await check('clock', null, async () => skewOf(client.skew()));
    return [signIn, ...others, ...tenantChecks(roles, needs), ...checks, clock];
  };
}

/** How far our clock is from Microsoft's. */
function skewOf(skew: number | null): DoctorFact {
  if (skew === null) throw new NotKnown({ code: 'no-date' });
  const fact = { code: 'clock-skew', seconds: Math.round(skew / 1000) } as const;
  if (Math.abs(skew) > worstSkew) throw new Failed(fact);
  return fact;
}
