import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createHostTeams } from '../../src/graph/channels/hostTeams.ts';
import { createGraphClient } from '../../src/graph/client/client.ts';
import { createPace } from '../../src/graph/client/pace.ts';
import { addChannel } from '../../src/sandbox/tenant/founding.ts';
import { swarm, swarmEvent } from '../../src/store/schema.ts';
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
  stage.tidy();
});

const hostTeams = () =>
  createHostTeams({
    client: createGraphClient({
      credential: {
        getToken: async () => ({
          token: await stage.sandbox.tokens.forApp(
            'https://graph.microsoft.com',
            stage.sandbox.permissions.application,
          ),
          expiresOnTimestamp: 0,
        }),
      },
      baseUrl: stage.sandbox.addresses.graph,
      pace: createPace(stage.clock),
      clock: stage.clock,
    }),
    database: stage.database.sql,
    ids: [firstTeam, secondTeam],
    clock: stage.clock,
  });

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
    expect(await hostTeams().count()).toEqual(
      new Map([
        [firstTeam, 5],
        [secondTeam, 1],
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
    const channels = new Map([
      [firstTeam, 8],
      [secondTeam, 1],
    ]);
    expect(await teams.count()).toEqual(channels);
    expect(await teams.count()).toEqual(channels);
    expect(stage.calls()).toHaveLength(2);
    stage.moveOn(86_400_000);
    await teams.count();
    expect(stage.calls()).toHaveLength(2);
  });
});
