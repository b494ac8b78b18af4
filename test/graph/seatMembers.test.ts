import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { SwarmEvent } from '../../src/swarm/events.ts';

import {
  begun,
  cancelled,
  firstTeam,
  graphFault,
  jobsOf,
  opened,
  openedChannel,
  openStage,
  people,
  type Stage,
  seat,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.tidy());

const { alice, ravi, carol, mika, nobody } = people;
const coordinator = { person: alice, role: 'coordinator' } as const;
const expert = (person: typeof ravi) => ({ person, role: 'expert' }) as const;
const seated = (person: typeof ravi, role: string, room = 'standard') => ({
  kind: 'report',
  command: { type: 'ReportSeated', person, role, room },
});
const fault = (rule: object) => graphFault(stage, { path: '/members', ...rule });

async function withRoom(events = begun()) {
  const all = [...events, opened(await openedChannel(stage, events))];
  stage.calls();
  return all;
}

describe('seating people', () => {
  test('of several swarms in one team is one call', async () => {
    const events = await withRoom();
    expect(await seat(stage, events, [coordinator, expert(ravi), expert(carol)])).toEqual([
      seated(alice, 'coordinator'),
      seated(ravi, 'expert'),
      seated(carol, 'expert'),
    ]);
    expect(stage.calls()).toEqual(['GET /teams/T1/members', 'POST /teams/T1/members/add']);
    const members = [...stage.team().members.values()].map(({ person, owner }) => [person.id, owner]);
    expect(members).toEqual([
      [mika.id, true],
      [alice.id, false],
      [ravi.id, false],
      [carol.id, false],
    ]);
  });

  test('who are members already is done, and takes no role from them', async () => {
    const events = await withRoom();
    expect(await seat(stage, events, [expert(mika)])).toEqual([seated(mika, 'expert')]);
    expect(stage.team().members.get(mika.id)?.owner).toBe(true);
  });

  test('leaves out who sits already, and does nothing for a closed swarm', async () => {
    const events = await withRoom();
    const sat = { type: 'MemberSeated', person: ravi, role: 'expert' } as const;
    expect(await seat(stage, [...events, sat], [expert(ravi)])).toEqual([{ kind: 'done' }]);
    expect(await seat(stage, [...events, cancelled], [expert(ravi)])).toEqual([{ kind: 'done' }]);
    expect(stage.calls()).toEqual([]);
  });

  test('tells of each person by themselves: one who is gone does not keep the others out', async () => {
    const events = await withRoom();
    const [first, second, third] = await seat(stage, events, [expert(ravi), expert(nobody), expert(carol)]);
    expect([first, third]).toEqual([seated(ravi, 'expert'), seated(carol, 'expert')]);
    expect(second).toMatchObject({ kind: 'give-up', advice: 'add-member-by-hand' });
  });

  test('of one person for two roles names them once to Graph', async () => {
    // Who accepted, and was handed the coordination before there was a seat.
    const accepted: SwarmEvent = { type: 'InvitationAccepted', invitationId: 'i1' };
    const asked: SwarmEvent = { type: 'ExpertInvited', invitation: invitationOf(ravi) };
    const handOver: SwarmEvent = { type: 'CoordinationHandedOver', from: alice, to: ravi };
    const events = [...(await withRoom()), asked, accepted, handOver];
    const leading = { person: ravi, role: 'coordinator' } as const;
    expect(await seat(stage, events, [leading, expert(ravi)])).toEqual([
      seated(ravi, 'coordinator'),
      seated(ravi, 'expert'),
    ]);
  });

  test('keeps to four calls a minute for a team, without trying Graph’s patience', async () => {
    const events = await withRoom();
    for (let call = 1; call <= 4; call++) {
      stage.moveOn(2_000);
      expect(await seat(stage, events, [expert(ravi)])).toEqual([seated(ravi, 'expert')]);
    }
    stage.moveOn(2_000);
    stage.calls();
    const [fifth] = await seat(stage, events, [expert(carol)]);
    expect(stage.calls().filter((call) => call.startsWith('POST'))).toEqual([]);
    if (fifth?.kind !== 'wait') throw new Error('the fifth call did not wait');
    const seconds = (Date.parse(fifth.retryAt ?? '') - stage.clock()) / 1000;
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThan(60);
    stage.moveOn(seconds * 1000 + 1);
    expect(await seat(stage, events, [expert(carol)])).toEqual([seated(carol, 'expert')]);
  });

  test('waits as long as Graph says, each of them', async () => {
    const events = await withRoom();
    fault({ retryAfter: 30 });
    const outcomes = await seat(stage, events, [expert(ravi), expert(carol)]);
    expect(outcomes).toMatchObject([{ kind: 'wait' }, { kind: 'wait' }]);
  });

  test('whose answer was lost ends well at the next attempt', async () => {
    const events = await withRoom();
    fault({ does: 'lose-answer' });
    expect(await seat(stage, events, [expert(ravi)])).toMatchObject([{ kind: 'wait', retryAt: null }]);
    stage.moveOn(2_000);
    expect(await seat(stage, events, [expert(ravi)])).toEqual([seated(ravi, 'expert')]);
  });

  test('without the permission says which advice helps', async () => {
    const events = await withRoom();
    fault({ does: 'refuse', status: 403, code: 'Forbidden', message: 'Missing role permissions on the request.' });
    expect(await seat(stage, events, [expert(ravi)])).toMatchObject([{ kind: 'give-up', advice: 'grant-permission' }]);
  });
});

describe('seating people in a team that is archived', () => {
  test('is done all the same: its members may change', async () => {
    const events = await withRoom();
    stage.team().archived = true;
    expect(await seat(stage, events, [expert(ravi)])).toEqual([seated(ravi, 'expert')]);
    stage.team().archived = false;
  });

  test('says that the team must be restored where Graph refuses it, but not of who is gone', async () => {
    const restricted = await withRoom(begun({ restricted: true }));
    stage.team().archived = true;
    const [gone] = await seat(stage, restricted, [expert(nobody)]);
    expect(gone).toMatchObject({ kind: 'give-up', advice: 'add-member-by-hand' });
    for (const path of ['/members/add', '/channels/.*/members']) {
      stage.moveOn(120_000);
      fault({ path, does: 'refuse', status: 403, code: 'Forbidden' });
      expect(await seat(stage, restricted, [expert(ravi)])).toMatchObject([
        { kind: 'give-up', advice: 'restore-team' },
      ]);
    }
    stage.team().archived = false;
  });
});

describe('seating people in a private channel', () => {
  const room = () => withRoom(begun({ restricted: true }));
  const channelMembers = () =>
    [...(stage.channels(firstTeam)[0]?.members.values() ?? [])].map(({ person, owner }) => [person.id, owner]);

  test('makes them members of the team first, then of the channel', async () => {
    const events = await room();
    expect(await seat(stage, events, [expert(ravi)])).toEqual([seated(ravi, 'expert', 'private')]);
    expect(stage.calls()).toEqual([
      'GET /teams/T1/members',
      'POST /teams/T1/members/add',
      'POST /teams/T1/channels/C/members',
    ]);
    expect(channelMembers()).toEqual([
      [alice.id, true],
      [ravi.id, false],
    ]);
  });

  test('the coordinator, who owns it already, is seated', async () => {
    const events = await room();
    stage.moveOn(2_000);
    expect(await seat(stage, events, [coordinator])).toEqual([seated(alice, 'coordinator', 'private')]);
  });

  test('somebody the team has, but the channel does not know yet, is tried again', async () => {
    const events = await room();
    // Four calls that add members a minute: those of the tests before are over.
    stage.moveOn(120_000);
    fault({ path: '/channels/.*/members', does: 'refuse', status: 400, code: 'UserNotInTeam' });
    expect(await seat(stage, events, [expert(ravi)])).toMatchObject([{ kind: 'wait' }]);
    stage.moveOn(2_000);
    expect(await seat(stage, events, [expert(ravi)])).toEqual([seated(ravi, 'expert', 'private')]);
  });

  test('one who cannot be seated there does not keep the others out', async () => {
    const events = await room();
    stage.moveOn(2_000);
    const [gone, here] = await seat(stage, events, [expert(nobody), expert(ravi)]);
    expect(gone).toMatchObject({ kind: 'give-up', advice: 'add-member-by-hand' });
    expect(here).toEqual(seated(ravi, 'expert', 'private'));
  });

  test('who was in it already and was handed the coordination becomes its owner', async () => {
    const { events, wanted } = await handedToRavi(await room());
    stage.moveOn(2_000);
    stage.calls();
    expect(wanted.map(({ person, role }) => [person.id, role])).toEqual([[ravi.id, 'coordinator']]);
    expect(await seat(stage, events, wanted)).toEqual([seated(ravi, 'coordinator', 'private')]);
    expect(stage.calls()).toEqual([
      'GET /teams/T1/members',
      'POST /teams/T1/members/add',
      'POST /teams/T1/channels/C/members',
      'GET /teams/T1/channels/C/members',
      expect.stringMatching('PATCH /teams/T1/channels/C/members/'),
    ]);
    expect(channelMembers()).toEqual([
      [alice.id, true],
      [ravi.id, true],
    ]);
  });

  test('who was in it already and now coordinates becomes its owner, on whichever page of the members they are', async () => {
    const { events, wanted } = await handedToRavi(await room());
    const [channel] = stage.channels();
    const first = channel && [...channel.members.values()].at(-1);
    if (!channel || !first) throw new Error('Nobody is in the channel');
    // A hundred others come before them; a page holds no more.
    const others = Array.from({ length: 100 }, (_, nth) => ({ ...first.person, id: `guest-${nth}` }));
    const members = [...channel.members];
    channel.members.clear();
    for (const person of others) channel.members.set(person.id, { person, owner: false });
    for (const [id, member] of members) channel.members.set(id, member);
    stage.moveOn(120_000);
    stage.calls();
    expect(await seat(stage, events, wanted)).toEqual([seated(ravi, 'coordinator', 'private')]);
    expect(channel.members.get(ravi.id)?.owner).toBe(true);
    expect(stage.calls().filter((call) => call === 'GET /teams/T1/channels/C/members')).toHaveLength(2);
  });

  test('a guest who coordinates is seated as a member, for a guest owns no channel', async () => {
    const handOver: SwarmEvent = { type: 'CoordinationHandedOver', from: alice, to: ravi };
    const events = [...(await room()), handOver];
    const guest = stage.sandbox.tenant.people.get(ravi.id);
    if (!guest) throw new Error('Ravi is not in the organisation');
    guest.guest = true;
    const asMember = [
      {
        kind: 'report',
        command: { type: 'ReportSeated', person: ravi, role: 'coordinator', room: 'private', guest: true },
      },
    ];
    const coordinates = { person: ravi, role: 'coordinator' } as const;
    // Graph takes few members a minute, and the room has some already.
    stage.moveOn(120_000);
    expect(await seat(stage, events, [coordinates])).toEqual(asMember);
    // So is one who was in it before.
    stage.moveOn(2_000);
    expect(await seat(stage, events, [coordinates])).toEqual(asMember);
    expect(channelMembers()).toEqual([
      [alice.id, true],
      [ravi.id, false],
    ]);
    guest.guest = false;
  });

  test('of whom the answer says nothing is added again', async () => {
    const events = await withRoom();
    for (const content of ['', '[]', 'null', '{"value":[]}', '{"value":[{"userId":']) {
      fault({ does: 'garble', status: 200, content });
      expect(await seat(stage, events, [expert(ravi)])).toMatchObject([{ kind: 'wait', advice: 'try-again' }]);
      stage.moveOn(120_000);
    }
    expect(await seat(stage, events, [expert(ravi)])).toEqual([seated(ravi, 'expert')]);
  });
});

/** Ravi is in the room as an expert, and Alice hands the coordination over to him: with the seats that follow from that. */
async function handedToRavi(room: SwarmEvent[]) {
  await seat(stage, room, [coordinator, expert(ravi)]);
  const before: SwarmEvent[] = [
    ...room,
    { type: 'MemberSeated', person: alice, role: 'coordinator' },
    { type: 'ExpertInvited', invitation: invitationOf(ravi) },
    { type: 'InvitationAccepted', invitationId: 'i1' },
    { type: 'MemberSeated', person: ravi, role: 'expert' },
  ];
  const handOver: SwarmEvent = { type: 'CoordinationHandedOver', from: alice, to: ravi };
  // The jobs that the hand-over itself makes: one made by hand would hide that it makes none.
  const wanted = jobsOf(before, handOver).filter((job) => job.name === 'seat-member');
  return { events: [...before, handOver], wanted };
}

const invitationOf = (person: typeof ravi) => ({
  id: 'i1',
  person,
  role: 'expert' as const,
  technologies: ['vpn'],
  wave: 1,
  for: [],
  answerBy: '2026-11-20T03:00:00.000Z',
});
