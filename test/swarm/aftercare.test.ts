import { describe, expect, test } from '@jest/globals';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import type { RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import { withoutContent } from '../../src/swarm/forgetting/forgotten.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import { taskRows } from '../../src/swarm/service/taskRows.ts';
import { followUpOf, wasStarted } from '../../src/swarm/state.ts';
import { as, given, person, proposed, recorded, started } from './given.ts';

/** What comes after a swarm's end. The test's now is Friday, 20 November 2026, 11:00 in Tokyo. */

const tokyo = { zone: 'Asia/Tokyo', hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' } };
const hours = { owner: tokyo, mika: tokyo, ravi: tokyo };
const owner = { actor: as('owner'), hours };
const lead = { actor: as('lead'), actorStandsIn: true, hours };
const mika: SwarmEvent = { type: 'MemberSeated', person: person('mika'), role: 'expert' };
const running = [proposed(), started(), mika];
const resolution = { rootCause: 'x', fix: 'y', technologies: ['vpn'], credits: [] };
const resolved: SwarmEvent[] = [...running, { type: 'SwarmResolved', ...resolution, fixKind: 'workaround' }];
const follow = { on: '2026-11-27', at: '2026-11-27T00:00:00.000Z' };
const set: SwarmEvent = { type: 'FollowUpSet', follow };
const of = resolved.length + 1;
const answer = (still: 'yes' | 'no' | 'unknown', told: boolean | null = true) =>
  ({ type: 'AnswerFollowUp', of, still, told, confirmed: false }) as const;
const wish = { task: 'Watch the certificate', person: person('mika'), due: { weeks: 2 } } as const;
const prevention = {
  ...{ id: 'p1', task: wish.task, person: person('mika') },
  ...{ due: '2026-12-04', remindAt: '2026-12-04T00:00:00.000Z' },
};
const asked: SwarmEvent = { type: 'PreventionAsked', prevention };
const byOwner = (...events: SwarmEvent[]): RecordedEvent[] =>
  recorded(events).map((each, index) => (index < of - 1 ? each : { ...each, actor: as('owner') }));

describe('whether it is still fixed', () => {
  test('is asked of the owner on a working day of theirs, as the form of the end wished it', () => {
    const resolve = { type: 'Resolve', ...resolution, followUp: { weeks: 1 } } as const;
    const { events, scheduled } = given(...running).when(resolve, owner);
    expect(events.at(-1)).toEqual(set);
    const [alarm] = scheduled.filter(({ job }) => job.name === 'ask-follow-up');
    expect(alarm).toMatchObject({ job: { of }, startAfter: follow.at });
  });

  test('waits over a weekend and a holiday, and is never asked on a day that is over or years away', () => {
    const days = {
      on: (date: string) =>
        date === '2026-11-23' ? { kind: 'public' as const, name: null, from: null, to: null } : undefined,
      knows: () => true,
    };
    const wishes = (on: string) =>
      given(...resolved).when({ type: 'SetFollowUp', wish: { on } }, {
        ...owner,
        hours: { owner: { ...tokyo, days } },
      } as never);
    expect(wishes('2026-11-21').events).toMatchObject([
      { follow: { on: '2026-11-24', at: '2026-11-24T00:00:00.000Z' } },
    ]);
    expect(wishes('2026-11-19').refusal).toBe('day-out-of-reach');
    expect(wishes('2028-01-10').refusal).toBe('day-out-of-reach');
  });

  test('is set and answered by who coordinated and by the owner alone, and only while it is resolved', () => {
    const later = { type: 'SetFollowUp', wish: { weeks: 2 } } as const;
    expect(given(...resolved).when(later, { ...owner, actor: as('mika') }).refusal).toBe('not-coordinator');
    expect(given(...resolved).when(later, lead).refusal).toBe('not-coordinator');
    expect(given(...running).when(later, owner).refusal).toBe('not-resolved');
    expect(given(...resolved, set).when(answer('yes'), { ...owner, actor: as('mika') }).refusal).toBe(
      'not-coordinator',
    );
  });

  test('keeps each answer, once for one press, and the last one counts', () => {
    const first = given(...resolved, set).when(answer('yes'), owner);
    expect(first.events).toEqual([{ type: 'FollowUpAnswered', of, still: 'yes', told: true, confirmed: false }]);
    const again = given(...resolved, set, ...first.events);
    expect(again.when(answer('yes'), owner).events).toEqual([]);
    const changed = again.when(answer('no', null), owner);
    expect(wasStarted(changed.state) && changed.state.aftercare.followUps).toMatchObject([
      { answer: { still: 'no', told: null, by: person('owner') } },
    ]);
  });

  test('is asked no more once another day was set, or the swarm was reopened, which is counted', () => {
    const other = given(...resolved, set).when({ type: 'SetFollowUp', wish: { weeks: 2 } }, owner);
    expect(other.events).toMatchObject([{ follow: { on: '2026-12-04' } }]);
    expect(given(...resolved, set, ...other.events).when(answer('yes'), owner).refusal).toBe('follow-up-over');
    const { state } = given(...resolved, set, { type: 'SwarmReopened' });
    expect(wasStarted(state) && [followUpOf(state), state.aftercare.reopened]).toEqual([null, 1]);
    expect(given(...resolved, set, { type: 'SwarmReopened' }).when(answer('no'), owner).refusal).toBe('follow-up-over');
    const dropped = given(...resolved, set).when({ type: 'SetFollowUp', wish: null }, owner);
    expect(dropped.events).toEqual([{ type: 'FollowUpSet', follow: null }]);
  });
});

describe('what prevents the next one', () => {
  const ask = { type: 'AskPrevention', wish } as const;
  const accept = { type: 'AnswerPrevention', preventionId: 'p1', accepted: true, why: '' } as const;

  test('is asked of somebody by a card, and they are reminded once, at the beginning of its day', () => {
    const { events, scheduled } = given(...resolved).when(ask, owner);
    expect(events).toEqual([asked]);
    expect(scheduled.filter(({ job }) => job.name.endsWith('prevention'))).toEqual([
      { job: expect.objectContaining({ name: 'ask-prevention', preventionId: 'p1' }) },
      { job: expect.objectContaining({ name: 'remind-prevention' }), startAfter: prevention.remindAt },
    ]);
  });

  test('is given with the end too; who takes it themselves is not asked', () => {
    const own = { ...wish, person: person('owner') };
    const { events, jobs } = given(...running).when({ type: 'Resolve', ...resolution, prevention: own }, owner);
    expect(events.slice(-2)).toMatchObject([
      { type: 'PreventionAsked' },
      { type: 'PreventionAnswered', accepted: true },
    ]);
    expect(jobs.some(({ name }) => name === 'ask-prevention')).toBe(false);
    const nothing = { ...wish, task: '  ' };
    expect(given(...running).when({ type: 'Resolve', ...resolution, prevention: nothing }, owner).refusal).toBe(
      'text-missing',
    );
  });

  test('is given by leads too, but not of a restricted case, whose tasks are for its own people', () => {
    expect(given(...resolved).when(ask, lead).events).toHaveLength(1);
    expect(given(...resolved).when(ask, { ...lead, actorStandsIn: false }).refusal).toBe('not-coordinator');
    const restricted = given(proposed({ case: { restricted: true } }), ...resolved.slice(1));
    expect(restricted.when(ask, lead).refusal).toBe('not-coordinator');
    const stranger = { ...ask, wish: { ...wish, person: person('ravi') } };
    expect(restricted.when(stranger, owner).refusal).toBe('restricted-task');
    const vendor = { ...owner, hours: { mika: { ...tokyo, outside: 'by mail' } } };
    expect(given(...resolved).when(ask, vendor).refusal).toBe('outside');
  });

  test('is answered by whom it was asked of, and whoever asked hears of it', () => {
    const answered = (command: SwarmCommand, who: string) =>
      given(...resolved, asked).when(command, { actor: as(who), hours });
    expect(answered(accept, 'ravi').refusal).toBe('not-your-task');
    expect(answered(accept, 'owner').refusal).toBe('not-your-task');
    expect(answered(accept, 'mika').events).toEqual([
      { type: 'PreventionAnswered', preventionId: 'p1', accepted: true, why: '' },
    ]);
    const declined = answered({ ...accept, accepted: false, why: ' on leave ' }, 'mika');
    expect(declined.events).toMatchObject([{ accepted: false, why: 'on leave' }]);
    expect(answered({ ...accept, preventionId: 'p7' }, 'mika').refusal).toBe('no-such-task');
    const [told] = recorded(declined.events, of + 1).map((each): RecordedEvent => ({ ...each, actor: as('mika') }));
    const after = fold([...byOwner(...resolved, asked), ...(told ? [told] : [])]);
    expect(told && reactions(after, told)).toMatchObject([
      { job: { name: 'tell-person', person: person('owner'), deed: { kind: 'prevention', state: 'declined' } } },
    ]);
  });

  test('is moved to a working day, which reminds anew, and done but once', () => {
    const taken: SwarmEvent = { type: 'PreventionAnswered', preventionId: 'p1', accepted: true, why: '' };
    const theirs = { actor: as('mika'), hours };
    const moved = given(...resolved, asked, taken).when(
      { type: 'MovePrevention', preventionId: 'p1', due: '2026-12-05' },
      theirs,
    );
    expect(moved.events).toEqual([
      { type: 'PreventionMoved', preventionId: 'p1', due: '2026-12-07', remindAt: '2026-12-07T00:00:00.000Z' },
    ]);
    expect(moved.scheduled).toContainEqual(expect.objectContaining({ startAfter: '2026-12-07T00:00:00.000Z' }));
    const finish = { type: 'FinishPrevention', preventionId: 'p1' } as const;
    const done = given(...resolved, asked, taken).when(finish, theirs);
    expect(done.events).toEqual([{ type: 'PreventionDone', preventionId: 'p1' }]);
    const after = given(...resolved, asked, taken, ...done.events);
    expect(after.when(finish, theirs).events).toEqual([]);
    expect(after.when({ ...accept, accepted: false }, theirs).refusal).toBe('task-done');
  });

  test('is not asked twice by one press, nor more than ten times of one swarm', () => {
    expect(given(...resolved, asked).when(ask, owner).events).toEqual([]);
    const ten = Array.from(
      { length: 10 },
      (_, index): SwarmEvent => ({
        ...{ type: 'PreventionAsked' },
        prevention: { ...prevention, id: `p${index + 1}`, task: `Task ${index}` },
      }),
    );
    expect(given(...resolved, ...ten).when(ask, owner).refusal).toBe('tasks-crowded');
  });
});

test('what was to come after a forgotten swarm is nobody’s any more, and its words are gone', () => {
  const events = recorded([...resolved, set, asked]);
  const words = { title: { en: 'Gone', ja: 'なし' }, person: { en: 'Somebody', ja: '元の担当者' } };
  const cleared = withoutContent(events, { language: 'en', words, pseudonymOf: (place) => `pseudonym-${place}` });
  expect(JSON.stringify(cleared)).not.toMatch(/Watch the certificate|mika/i);
  const state = fold([...cleared, ...recorded([{ type: 'SwarmForgotten' }], cleared.length + 1)]);
  expect(wasStarted(state) && taskRows(state).map(({ open }) => open)).toEqual([false, false]);
});
