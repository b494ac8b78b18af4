import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createFindFilling, type FillingTeam } from '../../src/graph/channels/filling.ts';
import { createHostTeams } from '../../src/graph/channels/hostTeams.ts';
import { createGraphClient } from '../../src/graph/client/client.ts';
import { createPace } from '../../src/graph/client/pace.ts';
import { addChannel } from '../../src/sandbox/tenant/founding.ts';
import { hostTeamCount } from '../../src/store/graphTables.ts';
import { swarm, swarmEvent } from '../../src/store/swarmTables.ts';
import { readModelWrites } from '../../src/swarm/service/readModel.ts';
import { begun, firstTeam, opened, openStage, type Stage, secondTeam, swarmOf } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
afterEach(async () => {
  await stage.database.sql.delete(swarm);
  await stage.database.sql.delete(swarmEvent);
  await stage.database.sql.delete(hostTeamCount);
  stage.tidy();
});

/** The room as a process just started has it. */
const needs = () => ({
  client: createGraphClient({
    credential: {
      getToken: async () => ({
        token: await stage.sandbox.tokens.forApp('https://graph.microsoft.com', stage.sandbox.permissions.application),
        expiresOnTimestamp: 0,
      }),
    },
    baseUrl: stage.sandbox.addresses.graph,
    pace: createPace(stage.clock),
    clock: stage.clock,
  }),
  database: stage.database.sql,
  tenantId: stage.sandbox.tenant.id,
  ids: [firstTeam, secondTeam],
  clock: stage.clock,
});
const hostTeams = () => createHostTeams(needs());

/** How full each is, all places together. */
const taken = async (teams: ReturnType<typeof hostTeams>) =>
  [...(await teams.count())].map(([id, count]) => [id, count.taken]);

/** Swarms with a channel in a team; `deleted` days ago, if they are. */
async function swarms(teamId: string, count: number, deleted: number | null = null): Promise<void> {
  for (let index = 0; index < count; index++) {
    const id = `${teamId} ${deleted} ${index}`;
    const channel = { teamId, channelId: `19:${id}`, name: id, webUrl: '' };
    const state = { ...swarmOf(...begun({ id }), opened(channel)), swarmId: id };
    for (const write of readModelWrites(stage.database.sql, { status: 'none' }, state))
      await stage.database.sql.execute(write);
    if (deleted === null) continue;
    const at = new Date(stage.clock() - deleted * 86_400_000).toISOString();
    const event = { type: 'ChannelDeleted' };
    await stage.database.sql
      .insert(swarmEvent)
      .values({ swarmId: id, version: 9, at, type: event.type, actor: {}, cause: 'test', event });
  }
}

describe('the host team of a new channel', () => {
  test('is always the same for one swarm, and spread evenly over many', async () => {
    const teams = hostTeams();
    const [first] = await teams.withRoom('s1');
    expect((await hostTeams().withRoom('s1'))[0]).toBe(first);
    const chosen = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => (await teams.withRoom(`s${index}`))[0]),
    );
    expect(chosen.filter((id) => id === firstTeam).length).toBeGreaterThan(60);
    expect(chosen.filter((id) => id === secondTeam).length).toBeGreaterThan(60);
  });

  test('is not one that is full; when all are full Graph has the last word', async () => {
    const teams = hostTeams();
    await teams.withRoom('s1');
    teams.note(firstTeam, 'full');
    expect(await teams.withRoom('s1')).toEqual([secondTeam]);
    teams.note(secondTeam, 'full');
    expect((await teams.withRoom('s1')).sort()).toEqual([firstTeam, secondTeam].sort());
  });

  test('counts what swarms have in it; a deleted channel keeps its place for 30 days', async () => {
    await swarms(firstTeam, 3);
    await swarms(firstTeam, 2, 29);
    await swarms(firstTeam, 4, 31);
    // General and those that swarms had: Graph lists only General here.
    const countedAt = expect.any(String);
    expect(await hostTeams().count()).toEqual(
      new Map([
        [firstTeam, { taken: 5, deleted: 2, countedAt }],
        [secondTeam, { taken: 1, deleted: 0, countedAt }],
      ]),
    );
  });

  test('counts channels that are not of swarms too, and asks Graph for them once a day', async () => {
    const teams = hostTeams();
    for (let index = 0; index < 5; index++) {
      addChannel(stage.sandbox.tenant, stage.team(), { name: `other ${index}`, description: '', kind: 'standard' });
    }
    await swarms(firstTeam, 2, 3);
    stage.calls();
    const channels = [
      [firstTeam, 8],
      [secondTeam, 1],
    ];
    expect(await taken(teams)).toEqual(channels);
    expect(await taken(teams)).toEqual(channels);
    expect(stage.calls()).toHaveLength(2);
    // Nor does a process that was started since.
    expect(await taken(hostTeams())).toEqual(channels);
    expect([...(await hostTeams().known()).values()]).toMatchObject([{ taken: 8 }, { taken: 1 }]);
    expect(stage.calls()).toHaveLength(0);
    stage.moveOn(86_400_000);
    await teams.count();
    expect(stage.calls()).toHaveLength(2);
  });

  test('leaves out a team that Graph does not list now, and keeps what was known of it', async () => {
    await hostTeams().count();
    stage.moveOn(86_400_000);
    const gone = stage.team();
    stage.sandbox.tenant.teams.delete(firstTeam);
    expect(await taken(hostTeams())).toEqual([[secondTeam, 1]]);
    stage.sandbox.tenant.teams.set(firstTeam, gone);
    expect([...(await hostTeams().known()).keys()]).toEqual([firstTeam, secondTeam]);
    expect(await taken(hostTeams())).toEqual([
      [firstTeam, 1],
      [secondTeam, 1],
    ]);
  });
});

describe('a host team that becomes nearly full', () => {
  const day = 86_400_000;
  /** Channels of a host team that somebody else counted, General among them. */
  const holding = async (teamId: string, others: number) => {
    const countedAt = new Date(stage.clock()).toISOString();
    const row = { tenantId: stage.sandbox.tenant.id, teamId, countedAt, others, deleted: 3 };
    await stage.database.sql
      .insert(hostTeamCount)
      .values(row)
      .onConflictDoUpdate({ target: [hostTeamCount.tenantId, hostTeamCount.teamId], set: row });
  };
  /** What a process finds that counts now, and hands over to be told. */
  async function found(): Promise<FillingTeam[]> {
    const handed: FillingTeam[] = [];
    const find = createFindFilling({ ...needs(), hostTeams: hostTeams() });
    const told = await find(async (_, team) => {
      handed.push(team);
      return () => {};
    });
    expect(told).toEqual(handed);
    return handed;
  }

  test('is told at 80 %, by its name, once over all processes, and again only after it was below', async () => {
    await holding(secondTeam, 1);
    await holding(firstTeam, 799);
    expect(await found()).toEqual([]);
    await holding(firstTeam, 800);
    expect(await found()).toEqual([
      { id: firstTeam, name: 'Swarms', taken: 800, most: 1000, deleted: 3, countedAt: expect.any(String) },
    ]);
    expect(await found()).toEqual([]);
    await holding(firstTeam, 950);
    expect(await found()).toEqual([]);
    await holding(firstTeam, 799);
    expect(await found()).toEqual([]);
    await holding(firstTeam, 801);
    expect((await found()).map(({ taken }) => taken)).toEqual([801]);
  });

  test('is told the next time, where what was to tell it could not be stored', async () => {
    await holding(secondTeam, 1);
    await holding(firstTeam, 820);
    const find = createFindFilling({ ...needs(), hostTeams: hostTeams() });
    await expect(find(() => Promise.reject(new Error('No queue')))).rejects.toThrow('No queue');
    expect((await found()).map(({ id }) => id)).toEqual([firstTeam]);
  });

  test('counts what swarms have there, deleted channels too', async () => {
    await holding(secondTeam, 1);
    await holding(firstTeam, 796);
    await swarms(firstTeam, 2);
    expect(await found()).toEqual([]);
    await swarms(firstTeam, 2, 29);
    await swarms(firstTeam, 5, 31);
    expect((await found()).map(({ taken }) => taken)).toEqual([800]);
    stage.moveOn(2 * day);
  });
});
