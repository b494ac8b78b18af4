import { describe, expect, test } from '@jest/globals';
import type { MessageAddress, SwarmEvent } from '../../src/swarm/events.ts';
import { as, briefed, given, invited, opened, person, proposed, started } from './given.ts';

/** A card that was sent twice, because who sent it first died before it was told. */

const inChannel = (activityId: string): MessageAddress => ({
  serviceUrl: 'https://smba.example/',
  conversationId: `19:c@thread.tacv2;messageid=${activityId}`,
  activityId,
});
const inChat = (activityId: string): MessageAddress => ({ ...inChannel(activityId), conversationId: 'a:mika' });
const room: SwarmEvent[] = [proposed(), started(), invited('i1', 'mika', ['vpn']), opened];
const owner = { actor: as('owner') };

describe('a second briefing in the channel', () => {
  const report = { type: 'ReportBriefingPosted', message: inChannel('b2') } as const;

  test('is the briefing where none is noted yet', () => {
    expect(given(...room).when(report).events).toEqual([{ type: 'BriefingPosted', message: report.message }]);
  });

  test('becomes one line once it is found, in how the coordinator reads', () => {
    const found = given(...room, briefed).when(report);
    expect(found.events).toEqual([{ type: 'CopyFound', copy: { card: 'briefing', message: report.message } }]);
    expect(found.state).toMatchObject({ briefing: { activityId: 'b1' } });
    expect(found.jobs).toEqual([
      expect.objectContaining({
        name: 'fold-card',
        reader: person('owner'),
        copyOf: 'briefing',
        message: report.message,
      }),
    ]);
  });

  test('is found once, however many look at it; the briefing itself is none', () => {
    const copy: SwarmEvent = { type: 'CopyFound', copy: { card: 'briefing', message: report.message } };
    expect(given(...room, briefed, copy).when(report).events).toEqual([]);
    expect(given(...room, briefed).when({ ...report, message: inChannel('b1') }).events).toEqual([]);
  });

  test('that could not be changed while the channel was archived is one line when the swarm goes on', () => {
    const ended = [
      ...room,
      briefed,
      { type: 'CopyFound', copy: { card: 'briefing', message: report.message } },
      { type: 'SwarmCancelled', reason: 'solved' },
      { type: 'ChannelArchived' },
    ] satisfies SwarmEvent[];
    const reopened = given(...ended).when({ type: 'Reopen' }, owner);
    const back = given(...ended, ...reopened.events).when({ type: 'ReportUnarchived' });
    expect(back.jobs).toContainEqual(expect.objectContaining({ name: 'fold-card', copyOf: 'briefing' }));
  });

  test('is the briefing once the first is lost and somebody looks at it, and no copy any more', () => {
    const copy = (activityId: string): SwarmEvent => ({
      type: 'CopyFound',
      copy: { card: 'briefing', message: inChannel(activityId) },
    });
    const found = given(...room, briefed, copy('b2'), copy('b3'), { type: 'BriefingLost' }).when(report);
    expect(found.events).toEqual([{ type: 'BriefingPosted', message: report.message }]);
    expect(found.state).toMatchObject({ briefing: { activityId: 'b2' }, copies: [{ message: inChannel('b3') }] });
  });

  test('of a forgotten swarm is nobody’s any more', () => {
    const cancelled: SwarmEvent = { type: 'SwarmCancelled', reason: 'solved' };
    expect(given(...room, briefed, cancelled, { type: 'SwarmForgotten' }).when(report).events).toEqual([]);
  });
});

describe('a second copy of an invitation', () => {
  const first: SwarmEvent = { type: 'InvitationDelivered', invitationId: 'i1', message: inChat('m1') };
  const report = { type: 'ReportDelivered', invitationId: 'i1', message: inChat('m2') } as const;

  test('becomes one line in its reader’s chat', () => {
    const found = given(...room, first).when(report);
    expect(found.events).toEqual([{ type: 'CopyFound', copy: { card: 'i1', message: report.message } }]);
    expect(found.jobs).toEqual([
      expect.objectContaining({ name: 'fold-card', reader: person('mika'), copyOf: 'i1', message: report.message }),
    ]);
  });

  test('is the invitation where none is noted yet, also when it was answered at once', () => {
    const answered: SwarmEvent = { type: 'InvitationAccepted', invitationId: 'i1' };
    const { state } = given(...room, answered).when(report);
    expect(state).toMatchObject({ invitations: [{ message: report.message, answer: { state: 'accepted' } }] });
  });
});

test.each<SwarmEvent>([
  { type: 'InvitationAccepted', invitationId: 'i1' },
  { type: 'InvitationWithdrawn', invitationId: 'i1', because: 'covered' },
  { type: 'InvitationExpired', invitationId: 'i1' },
])('an invitation of which this became while it was on its way is drawn anew where it arrived: %j', (event) => {
  const late = { type: 'ReportDelivered', invitationId: 'i1', message: inChat('m1') } as const;
  expect(given(...room, event).when(late).jobs).toContainEqual(
    expect.objectContaining({ name: 'refresh-card', card: 'i1' }),
  );
});

describe('copies of one card', () => {
  const delivered: SwarmEvent = { type: 'InvitationDelivered', invitationId: 'i1', message: inChat('m1') };
  const briefings = Array.from(
    { length: 20 },
    (_, at): SwarmEvent => ({ type: 'CopyFound', copy: { card: 'briefing', message: inChannel(`more-${at}`) } }),
  );
  const when = given(...room, briefed, delivered, ...briefings).when;

  test('are noted up to a number, and leave room for those of another', () => {
    expect(when({ type: 'ReportBriefingPosted', message: inChannel('b2') }).events).toEqual([]);
    expect(when({ type: 'ReportDelivered', invitationId: 'i1', message: inChat('m2') }).events).toEqual([
      { type: 'CopyFound', copy: { card: 'i1', message: inChat('m2') } },
    ]);
  });
});

describe('the briefing in the open room that a restricted case has left', () => {
  const left = [...room, briefed, { type: 'CaseRestricted' } as const];

  test('is emptied once, and a second one that is found there as well', () => {
    const again = { type: 'ReportBriefingPosted', message: { ...inChannel('b1') } } as const;
    expect(given(...left).when(again).events).toEqual([]);
    const other = given(...left).when({ ...again, message: inChannel('b2') });
    expect(other.jobs).toContainEqual(expect.objectContaining({ name: 'hide-left-briefing' }));
  });
});

describe('an invitation that its expert had shown anew', () => {
  const again = inChat('a2');
  const shown = { type: 'ReportInvitationShown', invitationId: 'i1', message: again } as const;
  const brought: SwarmEvent = { type: 'InvitationDelivered', invitationId: 'i1', message: inChat('a1') };

  test('is kept true there, and the first becomes a line', () => {
    const before = given(...room, brought);
    const { events, state, jobs } = before.when({ ...shown, drawnFrom: room.length + 1 });
    expect(events).toMatchObject([{ type: 'InvitationShown', message: again, replaces: inChat('a1') }]);
    expect(state).toMatchObject({ invitations: [{ id: 'i1', message: again }] });
    expect(jobs).toEqual([
      expect.objectContaining({ name: 'fold-card', reader: person('mika'), copyOf: 'i1', message: inChat('a1') }),
    ]);
  });

  test('and that changed while it was on its way is drawn anew', () => {
    const { jobs } = given(...room, brought).when({ ...shown, drawnFrom: 1 });
    expect(jobs).toContainEqual(expect.objectContaining({ name: 'refresh-card', card: 'i1' }));
  });

  test('counts as brought where nothing had brought it yet', () => {
    const { events } = given(...room).when({ ...shown, drawnFrom: 1 });
    expect(events).toMatchObject([{ type: 'InvitationDelivered', invitationId: 'i1', message: again }]);
  });
});

describe('the form of the status note', () => {
  const form = (activityId: string, reader = 'mika') =>
    ({
      type: 'ReportSideCard',
      card: 'note',
      reader: person(reader),
      message: inChat(activityId),
      drawnFrom: 1,
    }) as const;
  const opened = (activityId: string, reader = 'mika'): SwarmEvent => ({
    ...{ type: 'SideCardShown', card: 'note', reader: person(reader), message: inChat(activityId), drawnFrom: 1 },
  });
  const folded = (activityId: string) =>
    expect.objectContaining({ name: 'fold-card', copyOf: 'note', message: inChat(activityId), reader: person('mika') });

  test('opened twice is one form: the first becomes a line, and nobody else’s does', () => {
    expect(given(...room, opened('f0', 'owner')).when(form('f1')).jobs).toEqual([]);
    const { jobs, state } = given(...room, opened('f0', 'owner'), opened('f1')).when(form('f2'));
    expect(jobs).toEqual([folded('f1')]);
    expect(given(...room, opened('f1')).when(form('f1')).events).toEqual([]);
    expect(state).toMatchObject({ sideCards: [{ reader: { id: 'owner' } }, { message: inChat('f2') }] });
  });

  test('says that it is saved once its reader has noted something, wherever they did', () => {
    const words = { known: 'it is the router', tried: '', next: '', waitingFor: '' };
    const seated: SwarmEvent = { type: 'MemberSeated', person: person('mika'), role: 'expert' };
    const note = { type: 'WriteNote', words, basedOn: 0 } as const;
    const before = given(...room, seated, opened('f1'), opened('f0', 'owner'));
    const { jobs } = before.when(note, { actor: as('mika') });
    expect(jobs.filter(({ name }) => name === 'fold-card')).toEqual([folded('f1')]);
  });

  test('that is saved is drawn anew with the end and when it goes on, for it can be edited no more, and again; one that is not stays', () => {
    const entry = [{ text: 'it is the router', by: person('mika'), at: '2026-11-21T09:00:00.000Z' }];
    const note = { known: entry, tried: [], next: [], waitingFor: [] };
    const noted = [
      ...[...room, opened('f1'), opened('f0', 'owner')],
      { type: 'StatusNoted', note, wrote: ['known'] } satisfies SwarmEvent,
    ];
    const folds = ({ jobs }: ReturnType<ReturnType<typeof given>['when']>) =>
      jobs.filter((each) => each.name === 'fold-card' && each.copyOf === 'note');
    const end = { type: 'Cancel', reason: 'it was the router' } as const;
    expect(folds(given(...noted).when(end, { actor: as('owner') }))).toEqual([folded('f1')]);
    const ended = given(...noted, { type: 'SwarmCancelled', reason: '' });
    expect(folds(ended.when({ type: 'Reopen' }, { actor: as('owner') }))).toEqual([folded('f1')]);
    const left = { type: 'StepBack', invitationId: 'i1', why: 'ill', known: '' } as const;
    const came = [...room, { type: 'InvitationAccepted', invitationId: 'i1' } as const, ...noted.slice(room.length)];
    expect(folds(given(...came).when(left, { actor: as('mika') }))).toEqual([folded('f1')]);
  });
});
