import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startProcess } from '../sandbox/bots/runProcess.ts';
import { firstTeam, graphFault, openStage, people, type Stage, secondTeam } from './stage.ts';

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
    const team = (name: string) =>
      ['host-team', 'team-owner', 'app-in-team', 'team-permissions'].map((code) => `ok ${code} ${name}`);
    expect(checks).toEqual([
      'ok graph-sign-in',
      'ok connector-sign-in',
      'ok tab-sign-in',
      ...stage.sandbox.permissions.application.map((name) => `ok permission ${name}`),
      'ok app-in-catalog',
      ...team('Swarms'),
      ...team('More swarms'),
      'ok people',
      'ok guests',
    ]);
  });

  test('names each permission of PERMISSIONS.md that is missing, and none besides', async () => {
    const listed = await readFile(join(import.meta.dirname, '../../appPackage/PERMISSIONS.md'), 'utf8');
    // What a setting asks for is missed only where it is set: tests of their own.
    const [always = ''] = listed.split('### Only where it is switched on');
    const names = [...always.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, name]) => name ?? '');
    expect(names).toHaveLength(16);
    const before = { ...stage.sandbox.permissions };
    for (const name of names) {
      const without = (all: string[]) => all.filter((each) => each !== name);
      // What holds in every team does as well as what holds in one.
      const wider = name === 'ChannelMember.ReadWrite.Group' ? 'ChannelMember.ReadWrite.All' : '';
      Object.assign(stage.sandbox.permissions, {
        application: without(before.application).filter((each) => each !== wider),
        resourceSpecific: without(before.resourceSpecific),
      });
      stage.restart();
      stage.moveOn(90_000_000);
      const checks = await stage.graph.doctor();
      const told = checks.filter(({ fact, code, subject }) =>
        code === 'permission'
          ? subject === name && fact.code === 'not-granted'
          : code === 'team-permissions' && fact.code === 'not-granted-here' && fact.permissions.join() === name,
      );
      // Without a look into the app's installations, nothing is known of its permissions either.
      if (name === 'TeamsAppInstallation.Read.Group')
        expect(checks.filter(({ code, result }) => code === 'team-permissions' && result === 'failed')).toHaveLength(2);
      else expect([name, told.length]).toEqual([name, name.endsWith('.Group') ? 2 : 1]);
    }
    Object.assign(stage.sandbox.permissions, before);
  }, 60_000);

  test('knows that RBAC for Applications shows mailboxes to an app whose token does not say so', async () => {
    const before = { ...stage.sandbox.permissions };
    Object.assign(stage.sandbox.permissions, {
      application: before.application.filter((each) => each !== 'MailboxSettings.Read'),
      mailboxes: [people.mika.id],
    });
    expect(await found()).toContain('ok permission MailboxSettings.Read');
    Object.assign(stage.sandbox.permissions, { mailboxes: [] });
    expect(await found()).toContain('failed permission MailboxSettings.Read');
    Object.assign(stage.sandbox.permissions, before);
  });

  test('asks for what following people takes only where people are followed', async () => {
    expect((await found()).some((each) => /User\.Read\.All|GroupMember/.test(each))).toBe(false);
    stage.restart(undefined, true, { groups: [], mostAtOnce: 25 });
    expect(await found()).toContain('failed permission User.Read.All');
    stage.restart(undefined, true, { groups: [{ group: firstTeam, team: null }], mostAtOnce: 25 });
    expect(await found()).toContain('failed permission GroupMember.Read.All');
    stage.sandbox.permissions.application.push('GroupMember.Read.All');
    expect(await found()).toContain('ok permission GroupMember.Read.All');
    stage.sandbox.permissions.application.pop();
    stage.restart();
  });

  test('asks for what skills of profiles take only where they may be read', async () => {
    stage.restart(undefined, true, null, [], true);
    expect((await found()).filter((each) => each.includes('User.Read.All'))).toEqual([
      'failed permission User.Read.All',
    ]);
    stage.sandbox.permissions.application.push('User.Read.All');
    expect(await found()).toContain('ok permission User.Read.All');
    // Following everyone takes the same: it is asked for once.
    stage.restart(undefined, true, { groups: [], mostAtOnce: 25 }, [], true);
    expect((await found()).filter((each) => each.endsWith(' User.Read.All'))).toEqual(['ok permission User.Read.All']);
    stage.sandbox.permissions.application.pop();
    stage.restart();
  });

  test('names a team without the app, an archived one, one that nobody owns, and one that is gone', async () => {
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
    stage.restart();
    const [owner] = stage.team(firstTeam).members.values();
    if (owner) owner.owner = false;
    stage.moveOn(86_400_000);
    expect(await found()).toEqual(expect.arrayContaining(['failed team-owner Swarms', 'ok team-owner More swarms']));
  });

  test('names people of the registry who are nobody in Entra, and guests as what cannot be known', async () => {
    const engineer = stage.registry.snapshot.listed(people.ravi.id)?.engineer;
    if (!engineer) throw new Error('Ravi is not in the registry');
    await stage.registry.save([
      { kind: 'engineer', engineer: { ...engineer, id: people.nobody.id, name: 'Nobody' } },
      { kind: 'engineer', engineer: { ...engineer, id: 'no-guid', name: 'No Id' } },
    ]);
    const checks = await stage.graph.doctor();
    const { fact } = checks.find(({ code }) => code === 'people') ?? {};
    expect(fact).toMatchObject({
      code: 'unknown-people',
      count: 2,
      names: expect.arrayContaining(['Nobody', 'No Id']),
    });
    await stage.registry.save([
      { kind: 'engineer-gone', id: people.nobody.id },
      { kind: 'engineer-gone', id: 'no-guid' },
    ]);
    const carol = stage.sandbox.tenant.people.get(people.carol.id);
    if (carol) carol.guest = true;
    const guests = (await stage.graph.doctor()).find(({ code }) => code === 'guests');
    expect(guests).toMatchObject({ result: 'unknown', fact: { code: 'guests', names: ['Carol Quinn'], count: 1 } });
    if (carol) carol.guest = false;
  });

  test('names a clock that is wrong, and by how much, also where Graph refuses all else', async () => {
    graphFault(stage, { method: 'GET', path: '.*', does: 'refuse', status: 403, code: 'Forbidden', times: null });
    const clock = (await stage.graph.doctor()).find(({ code }) => code === 'clock');
    expect(clock).toMatchObject({ result: 'failed', fact: { code: 'clock-skew' } });
    const seconds = clock?.fact.code === 'clock-skew' ? clock.fact.seconds : 0;
    expect(seconds).toBeGreaterThan(60);
  });

  test('says of what it could not look at that it could not', async () => {
    for (const method of ['GET', 'POST']) graphFault(stage, { method, path: '.*', does: 'unavailable', times: null });
    const unknown = (await found()).filter((check) => check.startsWith('unknown')).map((check) => check.split(' ')[1]);
    expect(new Set(unknown)).toEqual(
      new Set(['app-in-catalog', 'team-owner', 'host-team', 'app-in-team', 'team-permissions', 'people', 'guests']),
    );
  });

  test.each([
    ['as they are', {}, ['ok connector-sign-in', 'ok tab-sign-in']],
    [
      'under a name that Entra does not know',
      { PUBLIC_URL: 'https://elsewhere.example' },
      ['ok connector-sign-in', 'failed tab-sign-in'],
    ],
    ['with a wrong secret', { MICROSOFT_APP_PASSWORD: 'wrong' }, ['failed connector-sign-in', 'unknown tab-sign-in']],
  ])('tries the bot’s own sign-ins: %s', async (_, differs, expected) => {
    const environment = { ...stage.sandbox.botEnvironment(), ...differs };
    const { firstLine, stop } = await startProcess('../../graph/bots/signInChecks.ts', environment);
    expect(JSON.parse(firstLine)).toEqual(expected);
    await stop();
  });
});
