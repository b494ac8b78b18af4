import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { channelName } from '../../src/graph/channels/channelName.ts';
import { teamSchema } from '../../src/registry/team.ts';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import {
  begun,
  cancelled,
  caseRestricted,
  circumstances,
  firstTeam,
  graphFault,
  open,
  opened,
  openedChannel,
  openStage,
  people,
  type Stage,
  secondTeam,
  swarmId,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.tidy());

const name = (turn = 1) =>
  channelName({ swarmId, caseId: '4711', title: 'VPN が切れる after certificate renewal' }, turn);
const fault = (rule: object) => graphFault(stage, { path: '/channels$', ...rule });

describe('opening the channel of a swarm', () => {
  test('is one call, and reports where the channel is', async () => {
    const channel = await openedChannel(stage);
    expect(stage.calls()).toEqual(['POST /teams/T1/channels']);
    const [made] = stage.channels();
    expect(channel).toEqual({
      teamId: firstTeam,
      channelId: made?.id,
      name: name(),
      webUrl: expect.stringContaining(encodeURIComponent(made?.id ?? '')),
    });
    expect(made).toMatchObject({ kind: 'standard', name: name() });
  });

  test('is in a host team of the support team of the case’s owner', async () => {
    const { registry } = stage;
    const engineer = registry.snapshot.listed(people.alice.id)?.engineer;
    if (!engineer) throw new Error('The owner is not in the registry');
    for (const hostTeam of [firstTeam, secondTeam]) {
      const team = teamSchema.parse({ id: 'own', name: { en: 'Own', ja: 'Own' }, hostTeams: [hostTeam] });
      await registry.save([
        { kind: 'team', team },
        { kind: 'engineer', engineer: { ...engineer, team: 'own' } },
      ]);
      expect((await openedChannel(stage)).teamId).toBe(hostTeam);
      stage.tidy();
    }
    await registry.save([
      { kind: 'team-gone', id: 'own' },
      { kind: 'engineer', engineer },
    ]);
  });

  test('is not needed any more when the swarm has a room, or was closed before it had one', async () => {
    const channel = await openedChannel(stage);
    stage.calls();
    expect(await open(stage, [...begun(), { type: 'ChannelOpened', channel }])).toEqual({ kind: 'done' });
    expect(stage.calls()).toEqual([]);
    stage.tidy();
    expect(await open(stage, [...begun(), cancelled])).toEqual({ kind: 'done' });
    expect(stage.channels()).toEqual([]);
  });

  test('a channel whose answer was lost is found and taken, not made twice', async () => {
    fault({ does: 'lose-answer' });
    expect(await open(stage)).toMatchObject({ kind: 'wait', retryAt: null });
    const [made] = stage.channels();
    const outcome = await open(stage, begun(), 2);
    expect(outcome).toMatchObject({
      kind: 'report',
      command: { type: 'ReportChannelOpened', channel: { channelId: made?.id } },
    });
    expect(stage.channels()).toHaveLength(1);
  });

  test('a channel whose answer cannot be read is looked up, not made twice', async () => {
    for (const content of ['', '[]', 'null', '{"id":"19:abc']) {
      fault({ does: 'garble', content });
      expect(await open(stage)).toMatchObject({ kind: 'wait', cause: expect.stringContaining('cannot be read') });
      stage.moveOn(5_000);
    }
    expect(await open(stage, begun(), 2)).toMatchObject({ kind: 'report' });
    expect(stage.channels()).toHaveLength(1);
  });

  test('one made before the swarm was closed is reported all the same, so that it is put away', async () => {
    fault({ does: 'lose-answer' });
    await open(stage);
    expect(await open(stage, [...begun(), cancelled], 2)).toMatchObject({
      kind: 'report',
      command: { type: 'ReportChannelOpened' },
    });
  });

  test('a channel made in the second host team is found there', async () => {
    stage.restart([secondTeam]);
    fault({ does: 'lose-answer' });
    await open(stage);
    stage.restart();
    const outcome = await open(stage, begun(), 2);
    expect(outcome).toMatchObject({ command: { channel: { teamId: secondTeam } } });
    expect(stage.channels(firstTeam)).toEqual([]);
  });

  test('waits as long as Graph says', async () => {
    fault({ does: 'throttle', retryAfter: 17 });
    const outcome = await open(stage);
    expect(outcome).toMatchObject({ kind: 'wait', advice: 'try-again', cause: expect.stringContaining('429') });
    const wait = Date.parse((outcome.kind === 'wait' && outcome.retryAt) || '') - stage.clock();
    expect(Math.round(wait / 1000)).toBe(17);
    expect(stage.calls()).toEqual(['POST /teams/T1/channels']);
  });

  test('an unavailable Graph is tried again later, and not at once by some library', async () => {
    fault({ does: 'unavailable', times: 2 });
    expect(await open(stage)).toMatchObject({ kind: 'wait', retryAt: null, cause: expect.stringContaining('503') });
    expect(stage.calls()).toHaveLength(1);
    fault({ does: 'refuse', status: 502, code: 'BadGateway' });
  });

  test('a call that takes too long is stopped when the job is; the channel that comes of it later is taken', async () => {
    const rule = fault({ does: 'hold' });
    const stop = new AbortController();
    const opening = stage.graph.effects['open-channel'](
      { name: 'open-channel', swarmId, attempt: 1 },
      circumstances(begun(), false, stop.signal),
    );
    await stage.sandbox.faults.untilHeld(rule);
    stop.abort();
    expect(await opening).toMatchObject({ kind: 'wait' });
    const answered = new Promise((resolve) => stage.sandbox.feed.subscribe(resolve));
    stage.sandbox.faults.release();
    await answered;
    expect(await open(stage, begun(), 2)).toMatchObject({ kind: 'report' });
    expect(stage.channels()).toHaveLength(1);
  });

  test('a name that a deleted channel holds makes way for the next one', async () => {
    stage.sandbox.faults.set({ namesTakenByDeletedChannels: [name(), name(2)] });
    expect((await openedChannel(stage)).name).toBe(name(3));
    expect(stage.channels()).toHaveLength(1);
  });

  test('a name that somebody else holds is left to them', async () => {
    stage.restart([firstTeam]);
    const foreign = await stage.graph.effects['open-channel'](
      { name: 'open-channel', swarmId, attempt: 1 },
      circumstances(begun()),
    );
    expect(foreign.kind).toBe('report');
    const [theirs] = stage.channels();
    if (theirs) theirs.description = 'not a swarm';
    stage.moveOn(5_000);
    expect((await openedChannel(stage)).name).toBe(name(2));
    expect(stage.channels()).toHaveLength(2);
  });

  test('after a lost answer a taken name is waited for a while before it counts as another’s', async () => {
    stage.sandbox.faults.set({ namesTakenByDeletedChannels: [name()] });
    expect(await open(stage, begun(), 2)).toMatchObject({
      kind: 'wait',
      cause: expect.stringContaining('NotListedYet'),
    });
    stage.moveOn(5_000);
    const delayed: SwarmEvent = {
      type: 'StepDelayed',
      step: 'open-channel',
      attempt: 2,
      cause: 'NotListedYet',
      retryAt: '2026-11-20T02:00:05.000Z',
    };
    expect(await open(stage, [...begun(), delayed], 3)).toMatchObject({
      kind: 'report',
      command: { channel: { name: name(2) } },
    });
  });

  test('a full team sends the swarm to the next, and when all are full somebody has to add one', async () => {
    const full = {
      does: 'refuse',
      status: 400,
      code: 'ChannelLimitReached',
      message: 'The maximum number of channels per team, 1000, has been reached.',
    };
    fault(full);
    expect((await openedChannel(stage)).teamId).toBe(secondTeam);
    stage.tidy();
    fault({ ...full, times: null });
    expect(await open(stage)).toMatchObject({ kind: 'give-up', advice: 'add-host-team' });
  });

  test('attempts of one swarm meet in the same team, though others were opened meanwhile', async () => {
    fault({ does: 'lose-answer' });
    await open(stage);
    stage.restart();
    // The channel is not listed yet: without the name in the same team there would be a second one.
    const [made] = stage.channels();
    if (made) made.description = '';
    expect(await open(stage, begun(), 2)).toMatchObject({
      kind: 'wait',
      cause: expect.stringContaining('NotListedYet'),
    });
    expect(stage.channels(secondTeam)).toEqual([]);
  });

  test('a host team that is gone is passed over', async () => {
    stage.restart(['11111111-1111-4111-8111-999999999999', secondTeam]);
    expect((await openedChannel(stage)).teamId).toBe(secondTeam);
    stage.restart(['11111111-1111-4111-8111-999999999999']);
    expect(await open(stage, begun(), 2)).toMatchObject({ kind: 'give-up' });
  });

  test('where the app is not installed, it says so', async () => {
    stage.restart([firstTeam]);
    const { installation } = stage.team();
    stage.team().installation = null;
    expect(await open(stage)).toMatchObject({
      kind: 'give-up',
      advice: 'install-app-in-team',
      cause: expect.stringContaining('403'),
    });
    stage.team().installation = installation;
  });

  test('a sign-in that is refused waits for the administrator', async () => {
    fault({ does: 'refuse', status: 401, code: 'InvalidAuthenticationToken' });
    expect(await open(stage)).toMatchObject({ kind: 'wait', advice: 'ask-administrator' });
  });
});

describe('opening the channel of a restricted case', () => {
  const restricted = begun({ restricted: true });

  test('makes a private channel that the coordinator owns, whose name tells nothing of the case', async () => {
    const channel = await openedChannel(stage, restricted);
    const [made] = stage.channels();
    expect(made?.kind).toBe('private');
    expect([...(made?.members.values() ?? [])].map(({ person, owner }) => [person.id, owner])).toEqual([
      [people.alice.id, true],
    ]);
    expect(channel.name).toBe(channelName({ swarmId, caseId: '4711', title: null }));
    expect(stage.calls()).toEqual([
      'POST /teams/T1/channels',
      'GET /teams/T1/members',
      'POST /teams/T1/members/add',
      'POST /teams/T1/channels',
    ]);
  });

  test('is one call when the coordinator is in the team already', async () => {
    const alice = stage.sandbox.tenant.people.get(people.alice.id);
    if (alice) stage.team().members.set(alice.id, { person: alice, owner: false });
    await openedChannel(stage, restricted);
    expect(stage.calls()).toEqual(['POST /teams/T1/channels']);
  });

  test('keeps its owner where Microsoft 365 ignores members named at creation', async () => {
    stage.sandbox.faults.set({ membersAtCreationIgnored: true });
    await openedChannel(stage, restricted);
    expect(stage.channels()[0]?.members.has(people.alice.id)).toBe(true);
  });

  test('that became restricted meanwhile is made beside the open one, which is not taken for it', async () => {
    const open1 = await openedChannel(stage);
    const events = [...begun(), opened(open1), caseRestricted];
    stage.moveOn(5_000);
    const outcome = await open(stage, events, 2);
    expect(outcome).toMatchObject({ kind: 'report', command: { type: 'ReportChannelOpened', room: 'private' } });
    expect(stage.channels().map(({ kind }) => kind)).toEqual(['standard', 'private']);
    // Whose answer was lost is found again, and is the private one.
    expect(await open(stage, events, 3)).toEqual(outcome);
    expect(stage.channels()).toHaveLength(2);
  });

  test('finds the open channel that was made, and its answer lost, just before the case became restricted', async () => {
    fault({ does: 'lose-answer' });
    await open(stage);
    const [made] = stage.channels();
    const events = [...begun(), caseRestricted];
    stage.moveOn(5_000);
    const found = { type: 'ReportChannelOpened', room: 'standard', channel: { channelId: made?.id } };
    expect(await open(stage, events, 2)).toMatchObject({ kind: 'report', command: found });
    // Also when the private one is there already: nothing open may be forgotten.
    const hidden = opened({
      teamId: firstTeam,
      channelId: '19:p@thread.tacv2',
      name: 'p',
      webUrl: 'https://w.example',
    });
    expect(await open(stage, [...events, hidden], 2)).toMatchObject({ kind: 'report', command: found });
    expect(stage.channels()).toHaveLength(1);
  });

  test('whose coordinator is gone cannot be opened', async () => {
    const handedOver = { type: 'CoordinationHandedOver', from: people.alice, to: people.nobody } as const;
    expect(await open(stage, [...restricted, handedOver])).toMatchObject({
      kind: 'give-up',
      advice: 'ask-administrator',
    });
    expect([...stage.channels(), ...stage.channels(secondTeam)]).toEqual([]);
  });

  test('whose coordinator is a guest says that somebody else must coordinate', async () => {
    const alice = stage.sandbox.tenant.people.get(people.alice.id);
    if (!alice) throw new Error('Alice is not in the organisation');
    alice.guest = true;
    expect(await open(stage, restricted)).toMatchObject({ kind: 'give-up', advice: 'coordinator-is-guest' });
    alice.guest = false;
    expect([...stage.channels(), ...stage.channels(secondTeam)]).toEqual([]);
  });

  test('passes over a host team that is archived, and says so when there is no other', async () => {
    stage.team(firstTeam).archived = true;
    expect(await open(stage)).toMatchObject({ kind: 'report', command: { channel: { teamId: secondTeam } } });
    stage.moveOn(2_000);
    stage.restart([firstTeam]);
    expect(await open(stage)).toMatchObject({ kind: 'give-up', advice: 'restore-team' });
    stage.team(firstTeam).archived = false;
  });
});
