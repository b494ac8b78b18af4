import { describe, expect, test } from '@jest/globals';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import type { RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import { as, briefed, given, invited, now, opened, person, proposed, recorded, started } from './given.ts';

/** What becomes of a swarm whose channel cannot be made, or is gone. */

const channelId = '19:c@thread.tacv2';
const room: SwarmEvent[] = [
  proposed(),
  started(),
  invited('i1', 'mika', ['vpn', 'cert']),
  opened,
  { type: 'MemberSeated', person: person('owner'), role: 'coordinator' },
  briefed,
  { type: 'InvitationAccepted', invitationId: 'i1' },
  { type: 'MemberSeated', person: person('mika'), role: 'expert' },
];
const lost = (how: 'deleted' | 'archived'): SwarmCommand => ({ type: 'ReportChannelLost', channelId, how });
const owner = { actor: as('owner') };
const names = (jobs: { name: string }[]) => jobs.map(({ name }) => name);

describe('a channel that somebody deleted in Teams', () => {
  const gone = given(...room).when(lost('deleted'));
  const without = given(...room, ...gone.events);

  test('is told to who leads; the swarm goes on', () => {
    expect(gone.events).toEqual([{ type: 'ChannelLost', how: 'deleted' }]);
    expect(gone.state).toMatchObject({ status: 'running', channel: { status: 'deleted' }, lostRoom: 'deleted' });
    expect(gone.jobs).toContainEqual(expect.objectContaining({ notice: { kind: 'channel-lost', how: 'deleted' } }));
    expect(without.when(lost('deleted')).events).toEqual([]);
  });

  test('may be replaced by a new one, in which everybody gets their seat again', () => {
    const wanted = without.when({ type: 'OpenRoom' }, owner);
    expect(wanted.state).toMatchObject({ channel: { status: 'opening' }, briefing: null, lostRoom: null });
    expect(names(wanted.jobs)).toContain('open-channel');
    const channel = { teamId: 'team', channelId: '19:new@thread.tacv2', name: 'new', webUrl: 'w' };
    const again = given(...room, ...gone.events, ...wanted.events).when({
      type: 'ReportChannelOpened',
      channel,
      room: 'standard',
    });
    expect(names(again.jobs)).toEqual(expect.arrayContaining(['post-briefing', 'seat-member', 'seat-member']));
    // Pressed twice, it is wanted once.
    expect(given(...room, ...gone.events, ...wanted.events).when({ type: 'OpenRoom' }, owner).events).toEqual([]);
  });

  test('need not be: the swarm goes on without, and may change its mind', () => {
    const waived = without.when({ type: 'GoWithoutRoom' }, owner);
    expect(waived.state).toMatchObject({ withoutRoom: true, troubles: [] });
    const still = given(...room, ...gone.events, ...waived.events);
    expect(still.when({ type: 'GoWithoutRoom' }, owner).events).toEqual([]);
    expect(still.when({ type: 'OpenRoom' }, owner).events).toEqual([{ type: 'RoomWanted' }]);
    const told: SwarmCommand = { type: 'Resolve', rootCause: 'a', fix: 'b', technologies: [], credits: [] };
    expect(still.when(told, owner).state.status).toBe('resolved');
  });

  test('is seen on the cards of those who are in, and so is what becomes of it', () => {
    const brought: SwarmEvent = {
      ...{ type: 'InvitationDelivered', invitationId: 'i1' },
      message: { serviceUrl: 'https://smba.example/', conversationId: 'chat of mika', activityId: '1' },
    };
    const seen = given(...room, brought).when(lost('deleted'));
    const after = given(...room, brought, ...seen.events);
    const told = [seen, after.when({ type: 'OpenRoom' }, owner), after.when({ type: 'GoWithoutRoom' }, owner)];
    for (const { jobs } of told) expect(jobs).toContainEqual(expect.objectContaining({ card: 'i1' }));
    const { jobs } = after.when({ type: 'ReportChannelFound', channelId });
    expect(jobs).toContainEqual(expect.objectContaining({ card: 'i1' }));
  });

  test('and restored is the swarm’s room again', () => {
    const found = without.when({ type: 'ReportChannelFound', channelId });
    expect(found.events).toEqual([{ type: 'ChannelFound' }]);
    expect(found.state).toMatchObject({ channel: { status: 'open' }, lostRoom: null });
    expect(given(...room).when({ type: 'ReportChannelFound', channelId }).events).toEqual([]);
  });

  test('is none of the swarm’s when it is another', () => {
    expect(given(...room).when({ type: 'ReportChannelLost', channelId: 'x', how: 'deleted' }).events).toEqual([]);
    const closed = given(...room, { type: 'SwarmCancelled', reason: 'x' }).when(lost('deleted'));
    expect(closed.events).toEqual([{ type: 'ChannelDeleted' }]);
  });
});

test('a channel that somebody archived is brought back rather than made anew', () => {
  const gone = given(...room).when(lost('archived'));
  const wanted = given(...room, ...gone.events).when({ type: 'OpenRoom' }, owner);
  expect(names(wanted.jobs)).toContain('unarchive-channel');
  expect(names(wanted.jobs)).not.toContain('open-channel');
  const back = given(...room, ...gone.events, ...wanted.events).when({ type: 'ReportUnarchived' });
  expect(back.state).toMatchObject({ channel: { status: 'open' }, lostRoom: null });
});

test('whose channel is there, or is being made, needs no other', () => {
  expect(given(...room).when({ type: 'OpenRoom' }, owner).refusal).toBe('room-is-there');
  expect(given(...room.slice(0, 3)).when({ type: 'OpenRoom' }, owner).events).toEqual([]);
  expect(given(...room).when({ type: 'OpenRoom' }, { actor: as('mika') }).refusal).toBe('not-coordinator');
});

describe('a step that failed for good', () => {
  const failure: SwarmCommand = {
    type: 'ReportFailure',
    step: 'open-channel',
    cause: '403',
    advice: 'grant-permission',
  };
  const first = given(...room.slice(0, 3)).when(failure);
  const minutesOn = (minutes: number) => ({ at: new Date(Date.parse(now().at) + minutes * 60_000).toISOString() });

  test('is tried again by itself, and says when', () => {
    const again = '2026-11-20T02:15:00.000Z';
    expect(first.events).toMatchObject([{ type: 'StepFailed', againAt: again, times: 1 }]);
    const [event] = recorded(first.events, 4);
    const jobs = event ? reactions(first.state, event) : [];
    expect(jobs).toContainEqual({
      job: { name: 'open-channel', swarmId: 's1', attempt: 2 },
      startAfter: again,
    });
  });

  test('counts a second telling of one failure once; who leads is told of the first alone', () => {
    const failed = given(...room.slice(0, 3), ...first.events);
    expect(failed.when(failure, minutesOn(5)).events).toEqual([]);
    const second = failed.when(failure, minutesOn(16));
    expect(second.events).toMatchObject([{ type: 'StepFailed', times: 2, againAt: '2026-11-20T02:46:00.000Z' }]);
    expect(names(first.jobs)).toContain('tell-coordinator');
    expect(names(second.jobs)).not.toContain('tell-coordinator');
  });

  test('of an older swarm, whose events do not say when, can still be read', () => {
    const old = { type: 'StepFailed', step: 'open-channel', cause: '403', advice: 'try-again' } as const;
    const events: RecordedEvent[] = recorded([...room.slice(0, 3), old]);
    expect(fold(events)).toMatchObject({ troubles: [{ status: 'failed', againAt: null, failures: 1 }] });
  });
});

describe('a channel restored in Teams after its swarm’s end', () => {
  const ended: SwarmEvent[] = [
    ...room,
    { type: 'ChannelLost', how: 'deleted' },
    { type: 'SwarmCancelled', reason: 'by phone' },
  ];
  const found = given(...ended).when({ type: 'ReportChannelFound', channelId });

  test('tells what came of it, and is put away', () => {
    expect(found.state).toMatchObject({ status: 'cancelled', channel: { status: 'open' }, lostRoom: null });
    expect(names(found.jobs)).toEqual(['post-outcome', 'refresh-card']);
    const told = given(...ended, ...found.events).when({ type: 'ReportOutcomePosted' });
    expect(names(told.jobs)).toEqual(['archive-channel']);
  });

  test('that was away when the end was told shows it in the briefing before it is put away', () => {
    const toldNowhere: SwarmEvent[] = [
      ...room,
      { type: 'SwarmCancelled', reason: 'by phone' },
      { type: 'OutcomePosted' },
      { type: 'BriefingConcluded' },
      { type: 'ChannelDeleted' },
    ];
    const back = given(...toldNowhere).when({ type: 'ReportChannelFound', channelId });
    const archive = back.scheduled.find(({ job }) => job.name === 'archive-channel');
    expect([names(back.jobs), archive?.startAfter !== undefined]).toEqual([['archive-channel', 'refresh-card'], true]);
    const shown = given(...toldNowhere, ...back.events).when({ type: 'ReportBriefingConcluded' });
    expect(shown.scheduled).toEqual([{ job: { name: 'archive-channel', swarmId: 's1', attempt: 1 } }]);
  });
});

describe('the channel of a swarm that has ended', () => {
  const ended: SwarmEvent[] = [...room, { type: 'SwarmCancelled', reason: 'by phone' }];
  const told = { type: 'ReportOutcomePosted' } as const;
  const shown = { type: 'ReportBriefingConcluded' } as const;

  test.each([
    [told, shown],
    [shown, told],
  ])('is put away when both are done: %j, then %j', (one, other) => {
    const first = given(...ended).when(one);
    expect(first.scheduled.filter(({ startAfter }) => startAfter === undefined)).toEqual([]);
    const second = given(...ended, ...first.events).when(other);
    expect(second.scheduled).toEqual([{ job: { name: 'archive-channel', swarmId: 's1', attempt: 1 } }]);
    expect(given(...ended, ...first.events, ...second.events).when(other).events).toEqual([]);
  });

  test('does not wait for ever for a card that cannot be changed', () => {
    expect(given(...ended).when(told).scheduled).toEqual([
      { job: { name: 'archive-channel', swarmId: 's1', attempt: 1 }, startAfter: '2026-11-20T02:15:00.000Z' },
    ]);
  });

  test('is not put away by what is told of an end that was taken back', () => {
    const again = given(...ended, { type: 'SwarmReopened' });
    expect(again.when(shown).events).toEqual([]);
  });
});

describe('a briefing that is not where it was posted', () => {
  const message = { serviceUrl: 'https://smba.example/', conversationId: channelId, activityId: 'b1' };
  const report: SwarmCommand = { type: 'ReportBriefingLost', message };
  const gone = given(...room).when(report);

  test('has the channel looked at, and another posted in it', () => {
    expect(gone.events).toEqual([{ type: 'BriefingLost' }]);
    expect(gone.state).toMatchObject({ briefing: null, channel: { status: 'open' } });
    expect(gone.scheduled).toEqual(
      expect.arrayContaining([
        { job: { name: 'look-at-channel', swarmId: 's1', attempt: 1 } },
        { job: { name: 'post-briefing', swarmId: 's1', attempt: 2 }, startAfter: '2026-11-20T02:00:15.000Z' },
      ]),
    );
  });

  test('is noticed once, and not of an older one', () => {
    expect(given(...room, ...gone.events).when(report).events).toEqual([]);
    const other = { ...message, activityId: 'b0' };
    expect(given(...room).when({ type: 'ReportBriefingLost', message: other }).events).toEqual([]);
  });

  test('is not posted for ever', () => {
    const lost: SwarmEvent[] = [{ type: 'BriefingLost' }, briefed];
    expect(given(...room, ...lost, ...lost, ...lost).when(report).events).toEqual([]);
  });
});

test('a question to everybody needs a channel in which it can be asked', () => {
  const ask: SwarmCommand = { type: 'AskViews', question: 'What else?' };
  expect(given(...room).when(ask, owner).events).toMatchObject([{ type: 'ViewsAsked' }]);
  expect(given(...room, { type: 'ChannelLost', how: 'deleted' }).when(ask, owner).refusal).toBe('no-room-yet');
});
