import { expect, test } from '@jest/globals';
import type { Case } from '../../src/cases/case.ts';
import { caseWritings } from '../../src/swarm/caseWritings.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { as, given, opened, person, proposed, started, theCase } from './given.ts';

const policy = { ...defaultPolicy, writeToCase: [...caseWritings] };
const owner = { actor: as('owner') };
const told = proposed({ case: { id: 'T-1042' }, policy });
const running: SwarmEvent[] = [told, started(), opened];

const crmCase = (change: Partial<Case> = {}): Case =>
  theCase({
    ...{ id: 'CAS-01213-V0K9Y0', title: 'Something else', description: 'Not these words', customer: 'Northwind' },
    ...{ url: 'https://contoso.crm7.dynamics.com/main.aspx?id=1', created: '2026-11-19T00:00:00.000Z' },
    home: { system: 'dynamics', record: '1' },
    ...change,
  });
const link = (change: Partial<Case> = {}): SwarmCommand => ({ type: 'LinkCase', case: crmCase(change) });
const types = (events: readonly SwarmEvent[]) => events.map(({ type }) => type);
const written = (jobs: readonly { name: string }[]) =>
  jobs.map(({ name }) => name).filter((name) => ['write-note', 'link-case', 'unlink-case'].includes(name));

test('a swarm told in words that is linked to a case is known by it, in its own words', () => {
  const { state, jobs } = given(...running).when(link(), owner);
  expect(state).toMatchObject({
    case: { id: 'CAS-01213-V0K9Y0', customer: 'Northwind', home: { record: '1' }, title: theCase().title },
    linked: { told: { id: 'T-1042' } },
  });
  expect(written(jobs)).toEqual(['link-case', 'write-note']);
});

test('what its system says of the case counts from then on: whose it is, how urgent, and whether it is restricted', () => {
  const change = { owner: person('mika'), severity: 'critical', restricted: true } as const;
  const { events, jobs } = given(...running).when(link(change), owner);
  expect(types(events)).toEqual(['CaseLinked', 'CaseRestricted', 'CaseReassigned', 'CaseUrgencyChanged']);
  // Whose case it is hears that there is a swarm, of which they knew nothing.
  expect(jobs).toContainEqual(
    expect.objectContaining({
      name: 'tell-person',
      person: person('mika'),
      deed: expect.objectContaining({ kind: 'linked' }),
    }),
  );
});

test('a case that nobody owns there who could be named stays whose the swarm is', () => {
  const change = { owner: person('queue'), instead: { because: 'nobody' as const, group: 'Second line' } };
  expect(types(given(...running).when(link(change), owner).events)).toEqual(['CaseLinked']);
});

test.each([
  ['that was told among few, to a case that is open to all', { restricted: true }, {}],
  [
    'to a case that nobody owns there who could be named',
    {},
    { owner: person('queue'), instead: { because: 'nobody' as const, group: 'Second line' } },
  ],
])('a plan %s, does not lapse when that is looked at again', (_linked, first, change) => {
  const plan = proposed({ case: { id: 'T-1042', ...first }, policy });
  const once = given(plan).when(link(change), owner);
  expect(types(once.events)).toEqual(['CaseLinked']);
  for (const over of [undefined, null])
    expect(
      given(plan, ...once.events).when({ type: 'ReportCase', case: crmCase(change), ...(over === null && { over }) })
        .events,
    ).toEqual([]);
});

test('a swarm linked to a case that nobody owns there stays whose it is, whatever comes from that', () => {
  const change = { owner: person('queue'), instead: { because: 'nobody' as const, group: 'Second line' } };
  const once = given(...running).when(link(change), owner);
  const told = { type: 'ReportCase', case: crmCase(change), over: null } as const;
  expect(given(...running, ...once.events).when(told).events).toEqual([]);
  const owned = { ...told, case: crmCase({ owner: person('mika') }) };
  expect(types(given(...running, ...once.events).when(owned).events)).toEqual(['CaseReassigned']);
});

test('linked to the same case again nothing happens', () => {
  const once = given(...running).when(link(), owner);
  expect(given(...running, ...once.events).when(link(), owner).events).toEqual([]);
});

test('taken back it is known as it was told, and only the case that was none of its own hears of it', () => {
  const once = given(...running).when(link({ owner: person('mika'), severity: 'critical' }), owner);
  const back = given(...running, ...once.events).when({ type: 'UnlinkCase' }, owner);
  expect(types(back.events)).toEqual(['CaseUnlinked', 'CaseReassigned', 'CaseUrgencyChanged']);
  expect(back.state).toMatchObject({
    case: { id: 'T-1042', url: null, owner: person('owner'), severity: 'normal', customer: 'Contoso' },
    linked: null,
  });
  expect(back.state.status === 'running' && back.state.case.home).toBeUndefined();
  expect(written(back.jobs)).toEqual(['unlink-case', 'write-note']);
  expect(given(...running, ...once.events, ...back.events).when({ type: 'UnlinkCase' }, owner).events).toEqual([]);
});

test('the wrong case hears of it a minute later: what was on its way into it then is there before', () => {
  const once = given(...running).when(link(), owner);
  const back = given(...running, ...once.events).when({ type: 'UnlinkCase' }, owner);
  const late = back.scheduled.filter(({ job }) => written([job]).length > 0);
  expect(late.map(({ job, startAfter }) => [job.name, startAfter])).toEqual([
    ['unlink-case', '2026-11-20T02:01:00.000Z'],
    ['write-note', '2026-11-20T02:01:00.000Z'],
  ]);
});

test('that its case was closed or merged says nothing of it once it is linked to another, or to none', () => {
  const once = given(...running).when(link(), owner);
  const into = { record: '9', number: 'CAS-9', url: null };
  const before: SwarmEvent[] = [...running, ...once.events, { type: 'CaseClosed', how: 'closed', into }];
  const other = link({ id: 'CAS-2', home: { system: 'dynamics', record: '2' } });
  for (const command of [{ type: 'UnlinkCase' } as const, other])
    expect(given(...before).when(command, owner).state).toMatchObject({ caseOver: null, mergedInto: null });
});

test('taken back after its end it is no more theirs whose case it never was', () => {
  const once = given(...running).when(link({ owner: person('mika') }), owner);
  const ended: SwarmEvent = { type: 'SwarmCancelled', reason: 'x' };
  const back = given(...running, ...once.events, ended).when({ type: 'UnlinkCase' }, owner);
  expect(types(back.events)).toEqual(['CaseUnlinked', 'CaseReassigned']);
  const after = given(...running, ...once.events, ended, ...back.events);
  for (const command of [link(), { type: 'Reopen' } as const])
    expect(after.when(command, { actor: as('mika') }).refusal).toBe('not-coordinator');
});

test('linked to another case it leaves the first as if it had never been linked to it', () => {
  const once = given(...running).when(link({ owner: person('mika') }), owner);
  const other = { id: 'CAS-2', home: { system: 'dynamics', record: '2' } };
  const next = given(...running, ...once.events).when(link(other), owner);
  expect(types(next.events)).toEqual(['CaseUnlinked', 'CaseReassigned', 'CaseLinked']);
  expect(next.state).toMatchObject({ case: { id: 'CAS-2' }, linked: { told: { id: 'T-1042' } } });
  // One note for each of the two, and the way to the channel for the right one alone.
  expect(written(next.jobs)).toEqual(['unlink-case', 'write-note', 'link-case', 'write-note']);
});

test('before it is known where the swarm works no case hears of the link: its start is told then', () => {
  const early = given(told, started()).when(link(), owner);
  expect(written(early.jobs)).toEqual([]);
  const room = given(told, started(), ...early.events).when({
    type: 'ReportChannelOpened',
    ...{ channel: opened.type === 'ChannelOpened' ? opened.channel : raise(), room: 'standard' },
  });
  expect(written(room.jobs)).toEqual(['link-case', 'write-note']);
});

test('a channel that comes back is led to by a case that was linked while it was away', () => {
  const lost: SwarmEvent = { type: 'ChannelLost', how: 'deleted' };
  const away = given(...running, lost).when(link(), owner);
  expect(written(away.jobs)).toEqual(['write-note']);
  const found = { type: 'ReportChannelFound', channelId: '19:c@thread.tacv2' } as const;
  expect(written(given(...running, lost, ...away.events).when(found).jobs)).toEqual(['link-case']);
});

test('a channel that was lost before its case was told of it is led to when it is back, linked or not', () => {
  const crm = proposed({ case: { home: { system: 'dynamics', record: '1' } }, policy });
  const lost: SwarmEvent[] = [crm, started(), opened, { type: 'ChannelLost', how: 'deleted' }];
  const found = { type: 'ReportChannelFound', channelId: '19:c@thread.tacv2' } as const;
  expect(written(given(...lost).when(found).jobs)).toEqual(['link-case']);
});

test('whoever sets an urgency on a plan that was linked in this moment does not overrule the system of its case', () => {
  const once = given(told).when(link(), owner);
  const plan = told.type === 'SwarmProposed' ? told.plan : raise();
  const dropped = { technologies: [], people: [] };
  const revise: SwarmCommand = { type: 'RevisePlan', plan, dropped, added: [], learners: [], severity: 'critical' };
  expect(types(given(told).when(revise, owner).events)).toContain('CaseUrgencyChanged');
  expect(types(given(told, ...once.events).when(revise, owner).events)).toEqual(['PlanRevised']);
});

test('its channel keeps the name that it has, also where it is made once more', () => {
  const early = given(told, started()).when(link(), owner);
  expect(early.state.status === 'running' && early.state.startedAs).toBe('T-1042');
  const plan = given(told).when(link(), owner);
  const begun = given(told, ...plan.events).when({ type: 'Start' }, owner);
  expect(begun.state.status === 'running' && begun.state.startedAs).toBe('CAS-01213-V0K9Y0');
});

test('after its end it may be linked, for what came of it belongs there; forgotten it may not', () => {
  const ended: SwarmEvent = { type: 'SwarmCancelled', reason: 'it was the customer' };
  const late = given(...running, ended).when(link({ owner: person('mika') }), owner);
  expect(types(late.events)).toEqual(['CaseLinked']);
  expect(written(late.jobs)).toEqual(['write-note']);
  expect(given(...running, ended, { type: 'SwarmForgotten' }).when(link(), owner).refusal).toBe('swarm-forgotten');
});

test('reopened it is still about its case', () => {
  const ended: SwarmEvent = { type: 'SwarmCancelled', reason: 'x' };
  const late = given(...running, ended).when(link(), owner);
  const again = given(...running, ended, ...late.events).when({ type: 'Reopen' }, owner);
  expect(again.state).toMatchObject({ status: 'running', linked: { told: { id: 'T-1042' } } });
});

test.each<[string, SwarmEvent[], Partial<Parameters<ReturnType<typeof given>['when']>[1]>, Partial<Case>, string]>([
  ['who is only in it', running, { actor: as('mika') }, {}, 'not-coordinator'],
  ['who has nothing to do with its plan', [told], { actor: as('mika') }, {}, 'not-case-owner'],
  ['whoever has a plan, to a case of somebody else', [told], owner, { owner: person('mika') }, 'link-of-other'],
  [
    'whoever has a plan for an open channel, to a restricted case',
    [told],
    owner,
    { restricted: true },
    'link-restricted',
  ],
  ['whoever has a plan that lapsed', [told, { type: 'PlanLapsed' }], owner, {}, 'plan-lapsed'],
])('%s cannot link it', (_who, events, by, change, refusal) => {
  expect(given(...events).when(link(change), by).refusal).toBe(refusal);
});

test('a lead links the swarm of others, and no restricted one', () => {
  const lead = { actor: as('sean'), actorStandsIn: true };
  expect(types(given(...running).when(link(), lead).events)).toEqual(['CaseLinked']);
  const restricted = proposed({ case: { id: 'T-1042', restricted: true }, policy });
  expect(given(restricted, started()).when(link(), lead).refusal).toBe('not-coordinator');
});

test('a swarm whose case lives in a system, or was sent, is linked to no other', () => {
  const read = proposed({ case: { home: { system: 'zendesk', record: '4711' } } });
  const sent = proposed({ case: { url: 'https://crm.example/4711' } });
  const sentWithoutAddress = proposed({ case: { posted: true } });
  for (const first of [read, sent, sentWithoutAddress])
    expect(given(first, started()).when(link(), owner).refusal).toBe('case-known');
});

const raise = (): never => {
  throw new Error('It is no channel');
};
