import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../src/cases/case.ts';
import { addedToTeam } from '../../src/store/graphTables.ts';
import { swarmEvent, swarm as swarmTable } from '../../src/store/swarmTables.ts';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { type Happening, store } from '../history/past.ts';
import { plan, technology, theCase } from '../swarm/given.ts';
import {
  begun,
  firstTeam,
  graphFault,
  jobsOf,
  open,
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
beforeEach(async () => {
  stage.tidy();
  for (const table of [addedToTeam, swarmEvent, swarmTable]) await stage.database.sql.delete(table);
});

const { alice, ravi, mika } = people;
const days = (count: number) => stage.moveOn(count * 86_400_000);
const inTeam = () => [...stage.team().members.keys()];

/** Seats Ravi, who was no member, and Mika, who was, in a swarm's channel. */
async function seated() {
  const room = await openedChannel(stage);
  const wanted = [ravi, mika].map((person) => ({ person, role: 'expert' as const }));
  await seat(stage, [...begun(), opened(room)], wanted);
  return room;
}

/** The swarm of a case in that team with Ravi and Mika in it, to its end: so many of its events are stored. */
async function stored(
  caseId: string,
  room: Awaited<ReturnType<typeof seated>>,
  upTo: 'running' | 'resolved' | 'archived',
) {
  const sat = (person: Person): SwarmEvent => ({ type: 'MemberSeated', person, role: 'expert' });
  const events: SwarmEvent[] = [
    {
      ...{ type: 'SwarmProposed', tenantId: stage.sandbox.tenant.id, room: 'standard', policy: defaultPolicy },
      ...{ case: theCase({ id: caseId, owner: alice }), plan: plan() },
    },
    { type: 'SwarmStarted', coordinator: alice, technologies: [technology('vpn')], team: [] },
    { type: 'ChannelOpened', channel: { ...room, channelId: `${room.channelId}-${caseId}` } },
    sat(ravi),
    sat(mika),
    { type: 'SwarmResolved', rootCause: 'x', fix: 'y', technologies: ['vpn'], credits: [] },
    { type: 'ChannelArchived' },
  ];
  const count = { running: 5, resolved: 6, archived: 7 }[upTo];
  const happenings: Happening[] = events.slice(0, count).map((event) => ({ after: 0, event }));
  await store(stage.database, { swarmId: `swarm-${caseId}`, from: new Date(stage.clock()).toISOString(), happenings });
}

describe('who was added to a host team for a swarm', () => {
  test('leaves it some days after the channel is archived; who was a member before stays', async () => {
    await stored('1', await seated(), 'archived');
    days(6);
    expect(await stage.graph.leaveHostTeams()).toBe(0);
    days(2);
    expect(await stage.graph.leaveHostTeams()).toBe(1);
    expect(inTeam()).toEqual([mika.id]);
    expect(await stage.graph.leaveHostTeams()).toBe(0);
  });

  test.each(['running', 'resolved'] as const)(
    'stays while a swarm of theirs in it is %s and not put away',
    async (state) => {
      const room = await seated();
      await stored('1', room, 'archived');
      await stored('2', room, state);
      days(100);
      expect(await stage.graph.leaveHostTeams()).toBe(0);
      expect(inTeam()).toContain(ravi.id);
    },
  );

  test('stays when they own the team by now, and is not ours any more when somebody took them out and in again', async () => {
    await stored('1', await seated(), 'archived');
    const member = stage.team().members.get(ravi.id);
    if (member) member.owner = true;
    days(8);
    expect(await stage.graph.leaveHostTeams()).toBe(0);
    if (member) member.owner = false;
    expect(await stage.graph.leaveHostTeams()).toBe(0);
    expect(inTeam()).toContain(ravi.id);
  });

  test('stays when it is not known whether they were a member before', async () => {
    stage.sandbox.permissions.resourceSpecific = stage.sandbox.permissions.resourceSpecific.filter(
      (name) => name !== 'TeamMember.Read.Group',
    );
    await stored('1', await seated(), 'archived');
    days(8);
    expect(await stage.graph.leaveHostTeams()).toBe(0);
    expect(inTeam()).toContain(ravi.id);
    stage.sandbox.permissions.resourceSpecific.push('TeamMember.Read.Group');
  });
});

describe('who was added to a host team for a swarm, by bad luck', () => {
  const remembered = async () => (await stage.database.sql.select().from(addedToTeam)).map(({ personId }) => personId);
  const fault = (rule: object) => graphFault(stage, { path: '/members/add', ...rule });
  const expert = (person: Person) => ({ person, role: 'expert' as const });

  /** The room of a swarm, and how its experts are seated: jobs of the very events that ask for them. */
  async function room() {
    const channel = await openedChannel(stage);
    const events = [...begun(), opened(channel)];
    stage.moveOn(2_000);
    return { channel, seat: (...wanted: Person[]) => seat(stage, events, wanted.map(expert)) };
  }

  test('with an answer that was lost, leaves as well; who was a member before stays', async () => {
    const { channel, seat } = await room();
    fault({ does: 'lose-answer' });
    expect(await seat(ravi, mika)).toMatchObject([{ kind: 'wait' }, { kind: 'wait' }]);
    stage.moveOn(2_000);
    expect(await seat(ravi, mika)).toMatchObject([{ kind: 'report' }, { kind: 'report' }]);
    await stored('1', channel, 'archived');
    days(8);
    expect(await stage.graph.leaveHostTeams()).toBe(1);
    expect(inTeam()).toEqual([mika.id]);
  });

  test('is known before Graph is asked, so that a process that is killed then leaves nobody there', async () => {
    const { seat } = await room();
    const rule = fault({ does: 'hold', when: 'after' });
    const seating = seat(ravi, mika);
    await stage.sandbox.faults.untilHeld(rule);
    expect(inTeam()).toContain(ravi.id);
    expect(await remembered()).toEqual([ravi.id]);
    stage.sandbox.faults.release();
    await seating;
  });

  test('is not ours when Graph refused them, and somebody let them in by hand', async () => {
    const { channel, seat } = await room();
    fault({ does: 'refuse', status: 403, code: 'Forbidden' });
    expect(await seat(ravi)).toMatchObject([{ kind: 'give-up' }]);
    const person = stage.sandbox.tenant.people.get(ravi.id);
    if (person) stage.team().members.set(ravi.id, { person, owner: false });
    await stored('1', channel, 'archived');
    days(8);
    expect(await stage.graph.leaveHostTeams()).toBe(0);
    expect(inTeam()).toContain(ravi.id);
    expect(await seat(people.nobody)).toMatchObject([{ kind: 'give-up' }]);
    expect(await remembered()).not.toContain(people.nobody.id);
  });

  test('waits while Graph cannot say for a moment who is a member', async () => {
    const { seat } = await room();
    graphFault(stage, { method: 'GET', path: '/members', does: 'unavailable' });
    expect(await seat(ravi)).toMatchObject([{ kind: 'wait' }]);
    expect(inTeam()).not.toContain(ravi.id);
    stage.moveOn(2_000);
    expect(await seat(ravi)).toMatchObject([{ kind: 'report' }]);
    expect(await remembered()).toEqual([ravi.id]);
  });

  test.each(['never', 'lose-answer'])(
    'to own the room of a restricted case, leaves as well; an answer lost: %s',
    async (does) => {
      const restricted = begun({ restricted: true });
      if (does === 'lose-answer') {
        fault({ does });
        expect(await open(stage, restricted)).toMatchObject({ kind: 'wait' });
        stage.moveOn(5_000);
      }
      const opening = await open(stage, restricted, does === 'lose-answer' ? 2 : 1);
      if (opening.kind !== 'report' || opening.command.type !== 'ReportChannelOpened') throw new Error('no channel');
      const { channel } = opening.command;
      stage.moveOn(120_000);
      const wanted = jobsOf(restricted, opened(channel)).filter((job) => job.name === 'seat-member');
      expect(wanted).toMatchObject([{ person: alice, role: 'coordinator' }]);
      expect(await seat(stage, [...restricted, opened(channel)], wanted)).toMatchObject([{ kind: 'report' }]);
      expect(inTeam()).toContain(alice.id);
      expect(await remembered()).toEqual([alice.id]);
      await stored('1', channel, 'archived');
      days(6);
      expect(await stage.graph.leaveHostTeams()).toBe(0);
      days(2);
      expect(await stage.graph.leaveHostTeams()).toBe(1);
      expect(inTeam()).toEqual([mika.id]);
    },
  );
});

test('the team of others is not looked at', async () => {
  await stored('1', await seated(), 'archived');
  days(8);
  stage.restart(['11111111-1111-4111-8111-222222222222']);
  expect(await stage.graph.leaveHostTeams()).toBe(0);
  expect(stage.team(firstTeam).members.has(ravi.id)).toBe(true);
});
