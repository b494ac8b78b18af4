import { z } from 'zod';
import type { Catalog } from '../app/catalog.ts';
import { type HostTeams, mostChannels } from '../channels/hostTeams.ts';
import { type GraphClient, pause } from '../client/client.ts';
import { GraphFailure } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import { type Check, type DoctorCheck, Failed, NotKnown } from './checking.ts';
import { missingInTeam } from './permissions.ts';

/** Beyond this part of its places a team is as good as full. */
const fullFrom = 0.9;

const teamSchema = z.object({ displayName: z.string().nullish(), isArchived: z.boolean().nullish() });
const installedSchema = z.object({ value: z.array(z.object({ id: z.string() })) });
const membersSchema = z.object({ value: z.array(z.object({ roles: z.array(z.string()).nullish() })) });
/** The most members of one answer. */
const page = 999;

/** Checks of every host team: there and with room, owned, with the app, and with all that the app was to be given there. */
export function teamChecks(of: {
  client: GraphClient;
  catalog: Catalog;
  hostTeams: HostTeams;
  appId: string;
  roles: readonly string[];
  check: Check;
}): Promise<DoctorCheck>[] {
  const { client, catalog, hostTeams, appId, roles, check } = of;
  const counted = hostTeams.count();
  counted.catch(() => {});
  const countAgain = () => pause(moment).then(() => hostTeams.count());
  return hostTeams.ids.flatMap((teamId) => {
    const path = `/teams/${encodeURIComponent(teamId)}`;
    const ask = async (below: string) => {
      const call = { method: 'GET', path: `${path}${below}`, paced: [allowances.team(teamId)] } as const;
      return (await onceMore(() => client.send(call))).body;
    };
    const named = ask('?$select=id,displayName,isArchived').then((body) => teamSchema.parse(body));
    const name = named.then((team) => team.displayName ?? teamId);
    name.catch(() => {});
    const ofTeam = (code: DoctorCheck['code'], look: Parameters<Check>[2]) => check(code, teamId, look, name);
    return [
      ofTeam('host-team', async () => {
        if ((await named).isArchived) throw new Failed({ code: 'team-archived' });
        const count = (await counted).get(teamId) ?? (await countAgain()).get(teamId);
        if (count === undefined) throw new NotKnown({ code: 'channels-unlisted' });
        const fact = { code: 'channels-taken', ...count, most: mostChannels } as const;
        if (count.taken > mostChannels * fullFrom) throw new Failed(fact);
        return fact;
      }),
      ofTeam('team-owner', async () => {
        const { value } = membersSchema.parse(await ask(`/members?$top=${page}`));
        const owners = value.filter(({ roles: own }) => own?.includes('owner')).length;
        if (owners > 0) return { code: 'owners', count: owners };
        if (value.length >= page) throw new NotKnown({ code: 'more-members', count: page });
        throw new Failed({ code: 'no-owner' });
      }),
      ofTeam('app-in-team', async () => {
        const filter = encodeURIComponent(`teamsApp/id eq '${await catalog.appId()}'`);
        const body = await ask(`/installedApps?$expand=teamsApp&$filter=${filter}`);
        if (installedSchema.parse(body).value.length === 0) throw new Failed({ code: 'not-installed' });
        return { code: 'installed' };
      }),
      ofTeam('team-permissions', () => onceMore(() => missingInTeam(client, { teamId, appId, roles }))),
    ];
  });
}

/** A team answers so many calls a second, ours and those of running swarms: who is told to wait a moment does. */
const moment = 2_000;
const onceMore = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> =>
  ask().catch(async (failure: unknown) => {
    if (!(failure instanceof GraphFailure) || failure.status !== 429) throw failure;
    await pause(moment);
    return ask();
  });
