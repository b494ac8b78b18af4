import { expect, test } from '@jest/globals';
import { caseWritings } from '../../src/swarm/caseWritings.ts';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import { given, invited, opened, person, proposed, recorded, started, technology } from './given.ts';

const policy = { ...defaultPolicy, writeToCase: [...caseWritings] };
const begin: SwarmEvent[] = [proposed({ policy }), started()];
const resolved: SwarmEvent = {
  ...{ type: 'SwarmResolved', rootCause: 'x', fix: 'y', technologies: ['vpn'], credits: [person('mika')] },
};

const entry = { text: 'It drops.', by: person('mika'), at: '2026-11-20T03:00:00.000Z' };
const noted: SwarmEvent = {
  ...{ type: 'StatusNoted', wrote: ['known'], note: { known: [entry], tried: [], next: [], waitingFor: [] } },
};

/** What is written into the case when the last of these happens. */
function writtenAt(...events: SwarmEvent[]): string[] {
  const all = recorded(events);
  const last = all.at(-1);
  if (!last) return [];
  return reactions(fold(all), last).flatMap(({ job }) =>
    job.name === 'write-note' ? [`note of ${job.of}`] : job.name === 'link-case' ? ['link'] : [],
  );
}

test('nothing is written into a case as shipped', () => {
  const off = [proposed(), started(), opened, resolved];
  expect(off.flatMap((_, index) => writtenAt(...off.slice(0, index + 1)))).toEqual([]);
});

test('a plan and a start say nothing to the case: where the swarm works is told with it', () => {
  expect(writtenAt(proposed({ policy }))).toEqual([]);
  expect(writtenAt(...begin)).toEqual([]);
  expect(writtenAt(...begin, opened)).toEqual(['link', 'note of 3']);
});

test('a start is told once, whatever becomes of its room', () => {
  const failed: SwarmEvent = { type: 'StepFailed', step: 'open-channel', cause: 'no', advice: 'add-host-team' };
  expect(writtenAt(...begin, failed)).toEqual(['note of 3']);
  expect(writtenAt(...begin, failed, opened)).toEqual(['link']);
  expect(writtenAt(...begin, { type: 'RoomWaived' })).toEqual(['note of 3']);
  const elsewhere: SwarmEvent = { type: 'StepFailed', step: 'post-briefing', cause: 'no', advice: 'try-again' };
  expect(writtenAt(...begin, elsewhere)).toEqual([]);
});

test.each<[string, SwarmEvent[]]>([
  ['an expert who joins', [invited('i1', 'mika', ['vpn']), { type: 'InvitationAccepted', invitationId: 'i1' }]],
  ['a hand-over', [{ type: 'CoordinationHandedOver', from: person('owner'), to: person('mika') }]],
  ['a technology that comes to it', [{ type: 'TechnologyAdded', technology: technology('dns') }]],
  ['a technology for which nobody is left', [{ type: 'GapFound', technology: 'vpn' }]],
  ['its status note', [noted]],
  ['the solution', [resolved]],
  ['the end without one', [{ type: 'SwarmCancelled', reason: 'it was the customer' }]],
])('%s is told by one note', (_what, events) => {
  expect(writtenAt(...begin, opened, ...events)).toEqual([`note of ${3 + events.length}`]);
});

test('a swarm that goes on is told by one note, and its case leads to the channel that was opened after the end', () => {
  const ended: SwarmEvent = { type: 'SwarmCancelled', reason: '' };
  const reopened: SwarmEvent = { type: 'SwarmReopened' };
  expect(writtenAt(...begin, ended, opened)).toEqual(['note of 4']);
  expect(writtenAt(...begin, ended, opened, reopened)).toEqual(['link', 'note of 5']);
  const archived: SwarmEvent[] = [{ type: 'ChannelArchived' }, reopened];
  expect(writtenAt(...begin, ended, opened, ...archived)).toEqual(['note of 6']);
  expect(writtenAt(...begin, ended, opened, ...archived, { type: 'ChannelUnarchived' })).toEqual(['link']);
});

test('who sits in to learn is no help to tell the case of', () => {
  const sitsIn = invited('i1', 'yuki', ['vpn']);
  if (sitsIn.type !== 'ExpertInvited') throw new Error('No invitation');
  const learner: SwarmEvent = { ...sitsIn, invitation: { ...sitsIn.invitation, role: 'learner' } };
  expect(writtenAt(...begin, opened, learner, { type: 'InvitationAccepted', invitationId: 'i1' })).toEqual([]);
});

test('what the policy leaves out is not told', () => {
  const few = { ...defaultPolicy, writeToCase: ['resolved' as const] };
  expect(writtenAt(proposed({ policy: few }), started(), opened)).toEqual([]);
  expect(writtenAt(proposed({ policy: few }), started(), opened, resolved)).toEqual(['note of 4']);
});

test('a note that is settled is settled once, and cards that showed it waiting are drawn anew', () => {
  const swarm = given(...begin, opened);
  const report = { type: 'ReportCaseTold', step: 'note:3', outcome: 'written' } as const;
  const once = swarm.when(report);
  expect(once.events).toEqual([{ type: 'CaseTold', step: 'note:3', outcome: 'written' }]);
  expect(given(...begin, opened, ...once.events).when(report).events).toEqual([]);
  const waits: SwarmEvent = {
    ...{ type: 'StepDelayed', step: 'note:3', attempt: 1, cause: 'Zendesk is busy', asked: true },
    retryAt: '2026-11-20T02:01:00.000Z',
  };
  const late = given(...begin, opened, waits).when(report);
  expect(late.events).toEqual([{ type: 'CaseTold', step: 'note:3', outcome: 'written', waited: true }]);
  expect(late.state.status === 'running' && late.state.troubles).toEqual([]);
});

test('a note that waits for an administrator is not given up, however long they take; one whose system is busy for a day is', () => {
  const delays = (advice: 'ask-administrator' | 'try-again', step: 'note:3' | 'open-channel' = 'note:3') =>
    given(proposed({ policy }), started(), opened, {
      ...{ type: 'StepDelayed', step, attempt: 1, cause: 'Writing is stopped', asked: true },
      retryAt: new Date(Date.parse(recorded([started()])[0]?.at ?? '') + 3 * 86_400_000).toISOString(),
    }).when({
      ...{ type: 'ReportDelay', step, attempt: 2, cause: 'Writing is stopped', asked: true, advice },
      retryAt: new Date(Date.parse(recorded([started()])[0]?.at ?? '') + 4 * 86_400_000).toISOString(),
    }).events;
  expect(delays('ask-administrator')).toMatchObject([{ type: 'StepDelayed', step: 'note:3' }]);
  expect(delays('try-again')).toMatchObject([{ type: 'StepFailed', step: 'note:3' }]);
  expect(delays('ask-administrator', 'open-channel')).toMatchObject([{ type: 'StepFailed' }]);
});

test('a note that has to wait is written later, also after the end', () => {
  const late = given(...begin, opened, resolved).when({
    ...{ type: 'ReportDelay', step: 'note:4', attempt: 1, cause: 'Zendesk is busy', asked: true, advice: 'try-again' },
    retryAt: '2026-11-20T02:05:00.000Z',
  });
  expect(late.scheduled).toContainEqual({
    job: { name: 'write-note', swarmId: 's1', of: 4, attempt: 2 },
    startAfter: '2026-11-20T02:05:00.000Z',
  });
});
