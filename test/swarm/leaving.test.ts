import { describe, expect, test } from '@jest/globals';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import type { SwarmJob } from '../../src/swarm/jobs.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { inIt } from '../../src/swarm/tookPart.ts';
import { as, briefed, candidate, given, givenBy, invited, opened, person, proposed, started } from './given.ts';

/** People who leave, who could come back, who name somebody, and who take over. */

const accepted = (invitationId: string): SwarmEvent => ({ type: 'InvitationAccepted', invitationId });
const seated = (who: string, role: 'coordinator' | 'expert' = 'expert'): SwarmEvent => ({
  type: 'MemberSeated',
  person: person(who),
  role,
});
const room: SwarmEvent[] = [
  proposed(),
  started(),
  invited('i1', 'mika', ['vpn', 'cert']),
  opened,
  seated('owner', 'coordinator'),
  briefed,
  accepted('i1'),
  seated('mika'),
];
const free = (...people: string[]) => ({
  ranking: { candidates: people.map((id) => candidate(id, ['vpn', 'cert'])), leftOut: 0 },
});
const names = (jobs: { name: string }[]) => jobs.map(({ name }) => name);

describe('an expert who steps back', () => {
  const stepBack: SwarmCommand = { type: 'StepBack', invitationId: 'i1', why: 'ill', known: 'The cert is new.' };
  const { events, state, jobs } = given(...room).when(stepBack, { actor: as('mika'), ...free('mika', 'ravi') });

  test('is replaced by the rules by which they were asked, and not asked again themselves', () => {
    expect(events).toMatchObject([
      { type: 'ExpertSteppedBack', invitationId: 'i1' },
      { type: 'ExpertInvited', invitation: { person: person('ravi'), technologies: ['vpn', 'cert'] } },
    ]);
  });

  test('is in it no more: they sit nowhere, cover nothing, and count in nobody’s load', () => {
    if (!wasStarted(state)) throw new Error('not started');
    expect(state.members.map((each) => each.person.id)).toEqual(['owner']);
    expect(state.invitations[0]?.answer).toMatchObject({ state: 'left', known: 'The cert is new.' });
  });

  test('is not in it again by a seat that was on its way', () => {
    const late: SwarmCommand = { type: 'ReportSeated', person: person('mika'), role: 'expert', room: 'standard' };
    expect(given(...room, ...events).when(late).events).toEqual([]);
    expect(given(...room).when({ ...late, person: person('ravi') }).events).toEqual([]);
  });

  test('is told to who leads and to the channel; their own card shows it', () => {
    expect(names(jobs)).toEqual(expect.arrayContaining(['tell-coordinator', 'tell-room', 'deliver-invitation']));
  });

  /** Ravi is in it as well, and Mika has an older card too; each card is in their chat. */
  const both: SwarmEvent[] = [
    ...room,
    invited('i2', 'ravi', ['cert']),
    accepted('i2'),
    invited('i3', 'mika', ['cert']),
    ...['i1', 'i2', 'i3'].map(
      (invitationId): SwarmEvent => ({
        ...{ type: 'InvitationDelivered', invitationId },
        message: { serviceUrl: 'https://smba.example/', conversationId: `chat ${invitationId}`, activityId: '1' },
      }),
    ),
  ];
  test('is gone from the cards of those who are still in, and from all of their own', () => {
    const { jobs } = given(...both).when(stepBack, { actor: as('mika') });
    for (const card of ['briefing', 'i1', 'i2', 'i3'] as const)
      expect(jobs).toContainEqual(expect.objectContaining({ name: 'refresh-card', card }));
  });

  test('does so by the button for it: an old card of theirs declines nothing once they came, and they may be credited', () => {
    const decline = (invitationId: string): SwarmCommand => ({
      ...{ type: 'Decline', invitationId, reason: 'busy', instead: null, note: '' },
    });
    const press = (...before: SwarmEvent[]) => given(...room, ...before).when(decline('i1'), { actor: as('mika') });
    expect(press()).toMatchObject({ events: [], refusal: 'came-already' });
    // Come by the second, with the card of the first at hand, whatever became of it.
    for (const first of [
      { type: 'InvitationExpired', invitationId: 'i1' },
      { type: 'InvitationWithdrawn', invitationId: 'i1', because: 'covered' },
      { type: 'InvitationDeclined', invitationId: 'i1', reason: 'busy', instead: null, note: '' },
    ] satisfies SwarmEvent[]) {
      const again = [...room.slice(0, 3), first, invited('i2', 'mika', ['vpn'], true), accepted('i2')];
      expect(given(...again).when(decline('i1'), { actor: as('mika') }).refusal).toBe('came-already');
    }
    // What waits for an answer can be declined by who is in for something else.
    const more = given(...room, invited('i2', 'mika', ['dns'], true)).when(decline('i2'), { actor: as('mika') });
    expect(more.events[0]?.type).toBe('InvitationDeclined');
    // Who has stepped back has said so, with what they know.
    expect(press(...events)).toMatchObject({ events: [], refusal: null });

    const told = { rootCause: 'a', fix: 'b', technologies: [], credits: [person('mika')] };
    expect(given(...room).when({ type: 'Resolve', ...told }, { actor: as('owner') }).refusal).toBeNull();
  });

  test('leaves a gap that is named where nobody else is free', () => {
    const alone = given(...room).when(stepBack, { actor: as('mika') });
    expect(alone.events.map((each) => each.type)).toEqual(['ExpertSteppedBack', 'GapFound', 'GapFound']);
  });

  test('says why, once, and for themselves', () => {
    expect(given(...room).when({ ...stepBack, why: ' ' }, { actor: as('mika') }).refusal).toBe('text-missing');
    expect(given(...room).when(stepBack, { actor: as('owner') }).refusal).toBe('not-your-invitation');
    expect(given(...room, ...events).when(stepBack, { actor: as('mika') }).events).toEqual([]);
    const asked = given(...room.slice(0, 3));
    expect(asked.when(stepBack, { actor: as('mika') }).refusal).toBe('not-in-swarm');
  });

  test('hands over first when they lead', () => {
    const leads: SwarmEvent = { type: 'CoordinationHandedOver', from: person('owner'), to: person('mika') };
    expect(given(...room, leads).when(stepBack, { actor: as('mika') }).refusal).toBe('hand-over-first');
    const byOldCard: SwarmCommand = { type: 'Decline', invitationId: 'i1', reason: 'busy', instead: null, note: '' };
    expect(given(...room, leads).when(byOldCard, { actor: as('mika') }).refusal).toBe('hand-over-first');
  });

  test('may come back while it runs, and may be credited for what they did', () => {
    const left = given(...room, ...events);
    expect(left.when({ type: 'Accept', invitationId: 'i1' }, { actor: as('mika') }).events[0]).toEqual(accepted('i1'));
    const told: SwarmCommand = {
      type: 'Resolve',
      rootCause: 'a',
      fix: 'b',
      technologies: [],
      credits: [person('mika')],
    };
    expect(left.when(told, { actor: as('owner') }).refusal).toBeNull();
  });
});

describe('an expert who was let go and could still join', () => {
  const letGo: SwarmEvent[] = [
    ...room.slice(0, 3),
    invited('i2', 'ravi', ['vpn']),
    accepted('i1'),
    { type: 'InvitationWithdrawn', invitationId: 'i2', because: 'covered' },
  ];
  const offer: SwarmCommand = { type: 'OfferHelp', invitationId: 'i2' };
  const take: SwarmCommand = { type: 'TakeOffer', invitationId: 'i2' };

  test('tells who leads, who decides: they are in at one word', () => {
    const offered = given(...letGo).when(offer, { actor: as('ravi') });
    expect(offered.events).toEqual([{ type: 'HelpOffered', invitationId: 'i2' }]);
    expect(offered.jobs).toContainEqual(
      expect.objectContaining({ notice: { kind: 'help-offered', invitationId: 'i2' } }),
    );
    const swarm = given(...letGo, ...offered.events);
    expect(swarm.when(offer, { actor: as('ravi') }).events).toEqual([]);
    expect(swarm.when(take, { actor: as('ravi') }).refusal).toBe('not-coordinator');
    expect(swarm.when(take, { actor: as('owner') }).events).toEqual([accepted('i2')]);
  });

  test('is not taken at a word they have not given, nor by anybody else’s', () => {
    expect(given(...letGo).when(take, { actor: as('owner') }).refusal).toBe('invitation-withdrawn');
    expect(given(...letGo).when(offer, { actor: as('mika') }).refusal).toBe('not-your-invitation');
    expect(given(...room).when({ ...offer, invitationId: 'i1' }, { actor: as('mika') }).refusal).toBe(
      'invitation-withdrawn',
    );
  });

  test('is not let into a restricted case to learn', () => {
    const restricted: SwarmEvent[] = [
      ...letGo.slice(0, -1),
      { type: 'InvitationWithdrawn', invitationId: 'i2', because: 'restricted' },
    ];
    expect(given(...restricted).when(offer, { actor: as('ravi') }).refusal).toBe('invitation-withdrawn');
  });
});

describe('somebody who was asked anew', () => {
  const anew = [
    ...room.slice(0, 3),
    invited('i1', 'mika', ['cert']),
    { type: 'InvitationExpired', invitationId: 'i1' } satisfies SwarmEvent,
    invited('i2', 'mika', ['vpn', 'cert'], true),
  ];
  const presses = (events: SwarmEvent[], invitationId: string) =>
    given(...events).when({ type: 'Accept', invitationId }, { actor: as('mika') });

  test.each(['i1', 'i2'])('comes by the newer invitation, whichever card they press: %s', (pressed) => {
    expect(presses(anew, pressed).events).toEqual([{ type: 'InvitationAccepted', invitationId: 'i2' }]);
  });

  test('comes once, also when they press the other card too', () => {
    expect(presses([...anew, accepted('i2')], 'i1').events).toEqual([]);
  });
});

describe('somebody named by an expert who declines', () => {
  const named = (who: string): SwarmCommand => ({
    type: 'Decline',
    invitationId: 'i2',
    reason: 'ask-other',
    instead: person(who),
    note: '',
  });
  const asked = [...room.slice(0, 3), invited('i2', 'ravi', ['vpn'])];
  const declined = (events: SwarmEvent[], who: string, circumstances = {}) =>
    given(...events).when(named(who), { actor: as('ravi'), ...circumstances });
  const why = (events: SwarmEvent[]) => events.flatMap((each) => (each.type === 'InsteadNotAsked' ? [each.why] : []));

  test('is asked when they are free, and then nothing more is said', () => {
    const { events } = declined(asked, 'zoe', free('zoe'));
    expect(events).toContainEqual(expect.objectContaining({ type: 'ExpertInvited' }));
    expect(why(events)).toEqual([]);
  });

  test.each([
    ['is in the swarm already', [...asked, accepted('i1')], 'mika', {}, 'already-in'],
    ['leads it', asked, 'owner', {}, 'already-in'],
    ['has not answered yet', asked, 'mika', {}, 'already-asked'],
    [
      'has declined',
      [...asked, { type: 'InvitationExpired', invitationId: 'i1' } satisfies SwarmEvent],
      'mika',
      {},
      'asked-before',
    ],
    ['is not in the registry for it', asked, 'zoe', {}, 'not-in-registry'],
    ['is needed no more', [...asked, accepted('i1')], 'zoe', free('zoe'), 'not-needed'],
    [
      'is not free',
      asked,
      'zoe',
      { ranking: { candidates: [candidate('zoe', ['vpn'], 1, false)], leftOut: 0 } },
      'not-free',
    ],
  ] satisfies [string, SwarmEvent[], string, object, string][])(
    'who %s is not, and both are told why',
    (_, events, who, circumstances, cause) => {
      const outcome = declined(events, who, circumstances);
      expect(why(outcome.events)).toEqual([cause]);
      expect(outcome.jobs).toContainEqual(
        expect.objectContaining({ notice: { kind: 'instead-not-asked', invitationId: 'i2' } }),
      );
    },
  );

  test('can be asked all the same by who leads', () => {
    const { events } = declined(asked, 'zoe');
    const ask: SwarmCommand = { type: 'InvitePerson', person: person('zoe'), technologies: ['vpn'], role: 'expert' };
    expect(given(...asked, ...events).when(ask, { actor: as('owner') }).events).toMatchObject([
      { type: 'ExpertInvited' },
    ]);
  });
});

describe('who is handed the coordination', () => {
  const pending = [...room, invited('i2', 'ravi', ['vpn'])].concat({
    type: 'InvitationDelivered',
    invitationId: 'i2',
    message: { serviceUrl: 's', conversationId: 'c', activityId: 'a' },
  });
  const handOver: SwarmCommand = { type: 'HandOver', to: person('mika') };

  test('gets the seat of who leads, also when they sit in the room already', () => {
    const { jobs, state } = given(...pending).when(handOver, { actor: as('owner') });
    expect(jobs.filter(({ name }) => name === 'seat-member')).toMatchObject([
      { person: person('mika'), role: 'coordinator' },
    ]);
    expect(state).toMatchObject({ members: [{ role: 'expert' }, { person: person('mika'), role: 'expert' }] });
    const report = { type: 'ReportSeated', person: person('mika'), role: 'coordinator', room: 'standard' } as const;
    const events = [...pending, { type: 'CoordinationHandedOver', from: person('owner'), to: person('mika') } as const];
    expect(given(...events).when(report).events).toMatchObject([{ type: 'MemberSeated', role: 'coordinator' }]);
  });

  test('is seated as a member where they are a guest, and the swarm knows it until somebody else coordinates', () => {
    const events = [...pending, { type: 'CoordinationHandedOver', from: person('owner'), to: person('mika') } as const];
    const report = { type: 'ReportSeated', person: person('mika'), role: 'coordinator', room: 'standard' } as const;
    const seated = given(...events).when({ ...report, guest: true });
    expect(seated.events).toEqual([{ type: 'MemberSeated', person: person('mika'), role: 'coordinator', guest: true }]);
    expect(seated.state).toMatchObject({ members: [{}, { person: person('mika'), guest: true }] });
    const ordinary = given(...events).when(report);
    expect(JSON.stringify([ordinary.events, ordinary.state])).not.toContain('"guest"');
  });

  test('is named on the card of everyone who is in or asked, and in the channel', () => {
    const { jobs } = given(...pending).when(handOver, { actor: as('owner') });
    expect(jobs.flatMap((job) => (job.name === 'refresh-card' ? [job.card] : []))).toContain('i2');
    const news = { kind: 'handed-over', from: person('owner'), to: person('mika') };
    expect(jobs).toContainEqual(expect.objectContaining({ name: 'tell-room', news }));
  });

  test('is named on the card of who was let go, whose coming they would decide', () => {
    const letGo: SwarmEvent = { type: 'InvitationWithdrawn', invitationId: 'i2', because: 'covered' };
    const { jobs } = given(...pending, letGo).when(handOver, { actor: as('owner') });
    expect(jobs.flatMap((job) => (job.name === 'refresh-card' ? [job.card] : []))).toContain('i2');
  });

  test('is told so', () => {
    const { jobs } = given(...pending).when(handOver, { actor: as('owner') });
    expect(jobs).toContainEqual(expect.objectContaining({ notice: { kind: 'coordination-received' } }));
  });

  test('by somebody else is told, with who did it, to the case’s owner and to who led until then', () => {
    const led: SwarmEvent = { type: 'CoordinationHandedOver', from: person('owner'), to: person('mika') };
    const toRavi: SwarmCommand = { type: 'HandOver', to: person('ravi') };
    const told = (actor: string, actorStandsIn: boolean, command = toRavi) =>
      given(...pending, led)
        .when(command, { actor: as(actor), actorStandsIn })
        .jobs.flatMap((job) => (job.name === 'tell-person' ? [[job.person.id, job.deed]] : []));
    const deed = (by: string, to = 'ravi') => ({ kind: 'handed-over', by: person(by), to: person(to) });
    expect(told('lena', true)).toEqual([
      ['owner', deed('lena')],
      ['mika', deed('lena')],
    ]);
    // Nobody is told what they did themselves, nor who leads now twice.
    expect(told('owner', false)).toEqual([['mika', deed('owner')]]);
    expect(told('mika', false)).toEqual([['owner', deed('mika')]]);
    expect(told('lena', true, { type: 'HandOver', to: person('owner') })).toEqual([['mika', deed('lena', 'owner')]]);
  });
});

const delivered = (invitationId: string): SwarmEvent => ({
  type: 'InvitationDelivered',
  invitationId,
  message: { serviceUrl: 's', conversationId: invitationId, activityId: 'a' },
});

test('who comes by a second invitation has the card of the first drawn anew: it offers to come no more', () => {
  const first: SwarmEvent = { type: 'InvitationWithdrawn', invitationId: 'i1', because: 'covered' };
  const events = [...room.slice(0, 3), delivered('i1'), first, invited('i2', 'mika', ['vpn'], true), delivered('i2')];
  const { jobs } = given(...events).when({ type: 'Accept', invitationId: 'i2' }, { actor: as('mika') });
  expect(jobs).toContainEqual(expect.objectContaining({ name: 'refresh-card', card: 'i1' }));
});

describe('somebody who accepted twice, as who was let in and asked by name', () => {
  const twice: SwarmEvent[] = [
    ...room,
    invited('i2', 'mika', ['vpn'], true),
    accepted('i2'),
    delivered('i1'),
    delivered('i2'),
  ];

  test('leaves once, by whichever card, and is nowhere in it any more', () => {
    const { state, jobs } = given(...twice).when(
      { type: 'StepBack', invitationId: 'i2', why: 'ill', known: 'The cert is new.' },
      { actor: as('mika') },
    );
    if (!wasStarted(state)) throw new Error('not started');
    expect(state.invitations.map(({ answer }) => answer)).toMatchObject([
      { state: 'left', known: '' },
      { state: 'left', known: 'The cert is new.' },
    ]);
    expect(state.members.map((each) => each.person.id)).toEqual(['owner']);
    for (const card of ['i1', 'i2'])
      expect(jobs).toContainEqual(expect.objectContaining({ name: 'refresh-card', card }));
  });
});

describe('the end of a swarm', () => {
  const silent: SwarmEvent[] = [
    ...room,
    invited('i2', 'ravi', ['vpn'], true),
    delivered('i2'),
    { type: 'InvitationExpired', invitationId: 'i2' },
  ];
  const cancelled = given(...silent).when({ type: 'Cancel', reason: 'by phone' }, { actor: as('owner') });

  test('is seen on the cards of those who did not come, which said that they still may; and so is its reopening', () => {
    const card = expect.objectContaining({ name: 'refresh-card', card: 'i2' });
    expect(cancelled.jobs).toContainEqual(card);
    const reopened = given(...silent, ...cancelled.events).when({ type: 'Reopen' }, { actor: as('owner') });
    expect(reopened.jobs).toContainEqual(card);
  });

  test('after a hand-over is told to the case’s owner, and to nobody who brought it about', () => {
    const handedOver: SwarmEvent = { type: 'CoordinationHandedOver', from: person('owner'), to: person('mika') };
    const solved: SwarmCommand = { type: 'Resolve', rootCause: 'a', fix: 'b', technologies: ['vpn'], credits: [] };
    const { jobs } = given(...room, handedOver).when(solved, { actor: as('mika') });
    const told = jobs.filter(({ name }) => name === 'tell-person');
    expect(told).toMatchObject([{ person: person('owner'), deed: { kind: 'ended', by: person('mika') } }]);
  });
});

describe('a swarm that is reopened', () => {
  const handedOver: SwarmEvent = { type: 'CoordinationHandedOver', from: person('owner'), to: person('mika') };
  const ended: SwarmEvent[] = [...room, handedOver, { type: 'SwarmCancelled', reason: 'by phone' }];
  const news = { kind: 'reopened', by: person('mika') };
  const told = (jobs: readonly SwarmJob[]) => jobs.filter(({ name }) => name === 'tell-person' || name === 'tell-room');

  test('is told to the case’s owner, with who did it, and to everybody in its channel', () => {
    const { jobs } = given(...ended).when({ type: 'Reopen' }, { actor: as('mika') });
    expect(told(jobs)).toMatchObject([{ person: person('owner'), deed: news }, { news }]);
  });

  test('is told in its channel once that is back, and not when it is brought back another time', () => {
    const archived: SwarmEvent[] = [...ended, { type: 'ChannelArchived' }];
    expect(told(given(...archived).when({ type: 'Reopen' }, { actor: as('mika') }).jobs)).toMatchObject([
      { deed: news },
    ]);
    const reopened: SwarmEvent[] = [...archived, { type: 'SwarmReopened' }];
    const back = (...events: SwarmEvent[]) =>
      told(givenBy(as('mika'), ...reopened, ...events).when({ type: 'ReportUnarchived' }).jobs);
    expect(back()).toMatchObject([{ news }]);
    const byHand: SwarmEvent[] = [
      { type: 'ChannelUnarchived' },
      { type: 'ChannelLost', how: 'archived' },
      { type: 'RoomWanted' },
    ];
    expect(back(...byHand)).toEqual([]);
  });

  test('mentions those in it once they are back in the host team, and also who came and was never seated', () => {
    const unseated = room.filter((event) => event.type !== 'MemberSeated' || event.person.id !== 'mika');
    const archived: SwarmEvent[] = [
      ...[...unseated, { type: 'SwarmCancelled', reason: 'by phone' } as const],
      ...[{ type: 'ChannelArchived' } as const, { type: 'SwarmReopened' } as const],
    ];
    const telling = (...events: SwarmEvent[]) =>
      givenBy(as('owner'), ...archived, ...events)
        .when({ type: 'ReportUnarchived' })
        .scheduled.find(({ job }) => job.name === 'tell-room');
    expect(telling()?.startAfter).toBe('2026-11-20T02:01:00.000Z');
    expect(telling(seated('owner', 'coordinator'))).not.toHaveProperty('startAfter');
    const { state } = givenBy(as('owner'), ...archived);
    expect(wasStarted(state) && inIt(state).map(({ id }) => id)).toEqual(['owner', 'mika']);
  });

  test('announces nobody as new who was in its channel before, as the one who had handed over', () => {
    const reopened: SwarmEvent[] = [
      ...[...ended, { type: 'ChannelArchived' } as const, { type: 'SwarmReopened' } as const],
      { type: 'ChannelUnarchived' },
    ];
    const seat: SwarmCommand = { type: 'ReportSeated', person: person('owner'), role: 'expert', room: 'standard' };
    const again = given(...reopened).when(seat);
    expect(again.events).toMatchObject([{ type: 'MemberSeated' }]);
    expect(names(again.jobs)).not.toContain('announce-member');
  });

  test('while its channel was being archived is told there again once that is back', () => {
    const archiving: SwarmEvent[] = [...ended, { type: 'SwarmReopened' }];
    const archived = givenBy(as('mika'), ...archiving).when({ type: 'ReportArchived' });
    expect(names(archived.jobs)).toEqual(['unarchive-channel']);
    const back = givenBy(as('mika'), ...archiving, ...archived.events).when({ type: 'ReportUnarchived' });
    expect(told(back.jobs)).toMatchObject([{ news }]);
  });
});

test('an announcement that had to wait is told by cards until it is made, and then no more', () => {
  const waits: SwarmEvent = {
    ...{ type: 'StepDelayed', step: 'announce:mika', attempt: 1, cause: '503' },
    retryAt: '2026-11-20T02:01:00.000Z',
  };
  const announce: SwarmCommand = { type: 'ReportAnnounced', person: person('mika') };
  expect(names(given(...room, waits).when(announce).jobs)).toEqual(['refresh-card']);
  expect(given(...room).when(announce).jobs).toEqual([]);
});
