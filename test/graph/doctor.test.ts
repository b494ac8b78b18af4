import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { firstTeam, graphFault, openStage, type Stage, secondTeam } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.tidy());

const found = async () =>
  (await stage.graph.doctor()).map(({ code, subject, result }) => `${result} ${code} ${subject ?? ''}`.trim());

describe('the doctor', () => {
  test('finds everything well where it is', async () => {
    // The clock of the stage is far ahead, which the doctor would say.
    const checks = (await found()).filter((check) => !check.endsWith('clock'));
    expect(checks).toEqual([
      'ok graph-sign-in',
      'ok permission User.ReadBasic.All',
      'ok permission TeamMember.ReadWriteNonOwnerRole.All',
      'ok permission ChannelSettings.ReadWrite.All',
      'ok permission ChannelMember.ReadWrite.All',
      'ok permission TeamsAppInstallation.ManageSelectedForTeam.All',
      'ok permission TeamsAppInstallation.ReadWriteSelfForUser.All',
      'ok permission AppCatalog.Read.All',
      'ok permission Presence.Read.All',
      'ok app-in-catalog',
      'ok host-team Swarms',
      'ok app-in-team Swarms',
      'ok host-team More swarms',
      'ok app-in-team More swarms',
    ]);
  });

  test('names a permission that was not granted', async () => {
    const { application } = stage.sandbox.permissions;
    stage.sandbox.permissions.application = application.filter((name) => name !== 'Presence.Read.All');
    expect(await found()).toContain('failed permission Presence.Read.All');
    stage.sandbox.permissions.application = application;
  });

  test('names a team without the app, an archived one, and one that is gone', async () => {
    const { installation } = stage.team(secondTeam);
    stage.team(secondTeam).installation = null;
    stage.team(firstTeam).archived = true;
    const gone = '11111111-1111-4111-8111-999999999999';
    stage.restart([firstTeam, secondTeam, gone]);
    expect(await found()).toEqual(
      expect.arrayContaining([
        'failed host-team Swarms',
        `failed app-in-team ${secondTeam}`,
        `failed host-team ${gone}`,
      ]),
    );
    stage.team(secondTeam).installation = installation;
    stage.team(firstTeam).archived = false;
  });

  test('names a clock that is wrong, and by how much', async () => {
    const clock = (await stage.graph.doctor()).find(({ code }) => code === 'clock');
    expect(clock).toMatchObject({ result: 'failed', fact: { code: 'clock-skew' } });
    const seconds = clock?.fact.code === 'clock-skew' ? clock.fact.seconds : 0;
    expect(seconds).toBeGreaterThan(60);
  });

  test('says of what it could not look at that it could not', async () => {
    graphFault(stage, { method: 'GET', path: '/appCatalogs/teamsApps.*externalId', does: 'unavailable', times: null });
    expect(await found()).toEqual(expect.arrayContaining(['unknown app-in-catalog', 'unknown app-in-team Swarms']));
  });
});
