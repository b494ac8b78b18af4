import { describe, expect, test } from '@jest/globals';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import type { Channel, SwarmEvent } from '../../src/swarm/events.ts';
import { as, briefed, given, invited, opened, person, proposed, started, theCase } from './given.ts';

const restricted = { type: 'ReportCase', case: theCase({ restricted: true }) } as const;
const seated = (who: string, role: 'coordinator' | 'expert' = 'expert'): SwarmEvent => ({
  type: 'MemberSeated',
  person: person(who),
  role,
});
const delivered = (invitationId: string): SwarmEvent => ({
  type: 'InvitationDelivered',
  invitationId,
  message: { serviceUrl: 's', conversationId: invitationId, activityId: 'm' },
});
const asked = [proposed(), started(), invited('i1', 'mika', ['vpn']), invited('i2', 'ravi', ['cert'])];
const inRoom: SwarmEvent[] = [
  ...asked,
  delivered('i1'),
  delivered('i2'),
  opened,
  seated('owner', 'coordinator'),
  briefed,
  { type: 'InvitationAccepted', invitationId: 'i1' },
  seated('mika'),
];
const open: Channel = { teamId: 'team', channelId: '19:late@thread.tacv2', name: 'late', webUrl: 'https://w.example' };
const hidden: Channel = { ...open, channelId: '19:private@thread.tacv2' };
const names = (jobs: { name: string }[]) => jobs.map(({ name }) => name).sort();

describe('a case that becomes restricted while its swarm runs', () => {
  const { events, jobs, state } = given(...inRoom).when(restricted);

  test('leaves its open room at once for a private one: the card there is emptied, and the channel deleted', () => {
    expect(events).toEqual([{ type: 'CaseRestricted' }]);
    expect(state).toMatchObject({ room: 'private', channel: { status: 'opening' }, briefing: null });
    expect(names(jobs)).toEqual([
      'delete-left-channel',
      'hide-left-briefing',
      'open-channel',
      'refresh-card',
      'refresh-card',
      'tell-coordinator',
    ]);
    expect(jobs).toContainEqual(expect.objectContaining({ notice: { kind: 'case-restricted' } }));
    // The invitations, answered or not, no longer tell its title to those who have not accepted.
    expect(jobs.flatMap((job) => (job.name === 'refresh-card' ? job.card : []))).toEqual(['i1', 'i2']);
  });

  test('seats in the private room everybody who was in, also who has handed over coordination', () => {
    const handedOver: SwarmEvent = { type: 'CoordinationHandedOver', from: person('owner'), to: person('mika') };
    const { jobs: seats } = given(...inRoom, handedOver, ...events).when({
      type: 'ReportChannelOpened',
      channel: hidden,
      room: 'private',
    });
    expect(seats.flatMap((job) => (job.name === 'seat-member' ? [[job.person.id, job.role]] : []))).toEqual([
      ['mika', 'coordinator'],
      ['owner', 'expert'],
    ]);
    expect(names(seats)).toContain('enable-app');
  });

  test('keeps all its people in it meanwhile: nobody is asked again, and a lead may hand over to them', () => {
    const swarm = given(...inRoom, ...events);
    const again: SwarmCommand = {
      type: 'InvitePerson',
      person: person('mika'),
      technologies: ['vpn'],
      role: 'expert',
    };
    expect(swarm.when(again, { actor: as('owner') }).refusal).toBe('already-in');
    expect(
      swarm.when({ type: 'HandOver', to: person('mika') }, { actor: as('lena'), actorStandsIn: true }).refusal,
    ).toBe(null);
  });

  test('takes no seat and no briefing in the open room for one in the private room', () => {
    const swarm = given(...inRoom, ...events);
    const late = { type: 'ReportSeated', person: person('ravi'), role: 'expert', room: 'standard' } as const;
    expect(swarm.when(late).events).toEqual([]);
    const message = { serviceUrl: 's', conversationId: '19:c@thread.tacv2;messageid=b2', activityId: 'b2' };
    const posted = given(...asked, opened, ...events).when({ type: 'ReportBriefingPosted', message });
    expect(posted.state).toMatchObject({ briefing: null, leftRoom: { briefing: message } });
    expect(names(posted.jobs)).toEqual(['delete-left-channel', 'hide-left-briefing']);
  });

  test('leaves also the open channel that was being made at that moment', () => {
    const making = given(...asked).when(restricted);
    expect(names(making.jobs)).toContain('open-channel');
    expect(names(making.jobs)).not.toContain('delete-left-channel');
    const report = { type: 'ReportChannelOpened', channel: open, room: 'standard' } as const;
    const found = given(...asked, ...making.events).when(report);
    expect(found.events).toEqual([{ type: 'OpenChannelLeft', channel: open }]);
    expect(found.state).toMatchObject({ channel: { status: 'opening' } });
    expect(names(found.jobs)).toEqual(['delete-left-channel', 'open-channel']);
    expect(given(...asked, ...making.events, ...found.events).when(report).events).toEqual([]);
  });

  test('is told once however often it is reported, and stays restricted whatever is said later', () => {
    const swarm = given(...inRoom, ...events);
    expect(swarm.when(restricted).events).toEqual([]);
    expect(swarm.when({ type: 'ReportCase', case: theCase({ restricted: false }) }).events).toEqual([]);
    const gone = { type: 'ReportLeftChannelDeleted' } as const;
    expect(swarm.when(gone).events).toEqual([{ type: 'LeftChannelDeleted' }]);
    expect(given(...inRoom, ...events, { type: 'LeftChannelDeleted' }).when(gone).events).toEqual([]);
    expect(given(...inRoom).when(gone).events).toEqual([]);
  });

  test('lets a learner go who was asked and has not answered', () => {
    const learner: SwarmEvent = {
      type: 'ExpertInvited',
      invitation: { ...invitationOf(invited('i3', 'yuki', ['vpn'])), role: 'learner' },
    };
    expect(given(...inRoom, learner).when(restricted).events).toEqual([
      { type: 'InvitationWithdrawn', invitationId: 'i3', because: 'restricted' },
      { type: 'CaseRestricted' },
    ]);
  });

  test('with another owner, learns both at once', () => {
    const both = { type: 'ReportCase', case: theCase({ restricted: true, owner: person('other') }) } as const;
    expect(
      given(...inRoom)
        .when(both)
        .events.map(({ type }) => type),
    ).toEqual(['CaseRestricted', 'CaseReassigned']);
  });
});

test('the channel of a closed swarm whose case becomes restricted is deleted, and a reopened one gets a private room', () => {
  const closed: SwarmEvent[] = [
    ...inRoom,
    { type: 'SwarmResolved', rootCause: 'a', fix: 'b', technologies: [], credits: [] },
    { type: 'OutcomePosted' },
    { type: 'ChannelArchived' },
  ];
  const { events, jobs } = given(...closed).when(restricted);
  expect(events).toEqual([{ type: 'CaseRestricted' }]);
  expect(names(jobs)).toContain('delete-left-channel');
  expect(names(jobs)).not.toContain('open-channel');
  const again = given(...closed, ...events).when({ type: 'Reopen' }, { actor: as('owner') });
  expect(again.state).toMatchObject({ room: 'private', channel: { status: 'opening' } });
  expect(names(again.jobs)).toContain('open-channel');
});

const invitationOf = (event: SwarmEvent) => {
  if (event.type !== 'ExpertInvited') throw new Error('not an invitation');
  return event.invitation;
};
