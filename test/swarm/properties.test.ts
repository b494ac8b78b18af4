import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { decide } from '../../src/swarm/decide.ts';
import type { Actor, RecordedEvent } from '../../src/swarm/events.ts';
import { evolve, fold } from '../../src/swarm/evolve.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import { isPending, type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import { runs } from '../runs.ts';
import { as, candidate, now, person, plan, proposed, system, technology, theCase } from './given.ts';

/** Whatever people, jobs and the clock do, in whatever order, some things always hold. */

const people = ['owner', 'mika', 'ravi', 'sean', 'yuki', 'zoe'];
const technologies = ['vpn', 'cert', 'dns'];
const who = fc.constantFrom(...people);
const invitationId = fc.integer({ min: 1, max: 8 }).map((n) => `i${n}`);
const some = fc.subarray(technologies);
const address = { serviceUrl: 's', conversationId: 'standard;messageid=1', activityId: 'a' };

const command: fc.Arbitrary<SwarmCommand> = fc.oneof(
  fc.constant<SwarmCommand>({ type: 'Start' }),
  fc.constant<SwarmCommand>({ type: 'LapsePlan' }),
  fc.record({ type: fc.constant('Accept'), invitationId }),
  fc.record({
    type: fc.constant('Decline'),
    invitationId,
    reason: fc.constantFrom('busy', 'ask-other'),
    instead: fc.option(who.map(person)),
    note: fc.constant(''),
  }),
  fc.record({ type: fc.constant('Expire'), invitationId }),
  fc.record({ type: fc.constant('ReportDelivered'), invitationId, message: fc.constant(address) }),
  fc.record({ type: fc.constant('ReportUnreachable'), invitationId, cause: fc.constantFrom('blocked', 'other') }),
  fc.record({ type: fc.constant('AddTechnology'), technology: fc.constantFrom(...technologies).map(technology) }),
  fc.record({ type: fc.constant('DropTechnology'), technology: fc.constantFrom(...technologies) }),
  fc.record({
    type: fc.constant('InvitePerson'),
    person: who.map(person),
    technologies: some,
    role: fc.constantFrom('expert', 'learner'),
  }),
  fc.record({ type: fc.constant('HandOver'), to: who.map(person) }),
  fc.record({ type: fc.constant('StepBack'), invitationId, why: fc.constant('ill'), known: fc.constant('') }),
  fc.record({ type: fc.constantFrom('OfferHelp', 'TakeOffer', 'AskNow'), invitationId }),
  fc.record({ type: fc.constantFrom('OpenRoom', 'GoWithoutRoom') }),
  fc.record({
    type: fc.constantFrom('ReportChannelLost', 'ReportChannelFound'),
    channelId: fc.constantFrom('standard', 'private'),
    how: fc.constantFrom('deleted', 'archived'),
  }),
  fc.constant<SwarmCommand>({ type: 'Cancel', reason: 'x' }),
  fc.constant<SwarmCommand>({ type: 'Resolve', rootCause: 'a', fix: 'b', technologies: [], credits: [] }),
  fc.constant<SwarmCommand>({ type: 'Reopen' }),
  ...(['standard', 'private'] as const).map((room) =>
    fc.constant<SwarmCommand>({
      type: 'ReportChannelOpened',
      channel: { teamId: 't', channelId: room, name: 'n', webUrl: 'w' },
      room,
    }),
  ),
  fc.constant<SwarmCommand>({ type: 'ReportCase', case: theCase({ restricted: true }) }),
  fc.constant<SwarmCommand>({ type: 'ReportLeftChannelDeleted' }),
  fc.constant<SwarmCommand>({ type: 'ReportBriefingPosted', message: address }),
  fc.record({
    type: fc.constant('ReportSeated'),
    person: who.map(person),
    role: fc.constantFrom('expert', 'learner'),
    room: fc.constantFrom('standard', 'private'),
  }),
  fc.constant<SwarmCommand>({ type: 'ReportArchived' }),
  fc.constant<SwarmCommand>({ type: 'ReportDeleted' }),
  fc.record({
    type: fc.constant('ReportDelay'),
    step: fc.constantFrom('open-channel', 'post-briefing', 'deliver:i1'),
    attempt: fc.integer({ min: 1, max: 20 }),
    cause: fc.constant('503'),
    retryAt: fc.constantFrom('2026-11-20T02:00:01.000Z', '2026-11-20T02:20:00.000Z'),
    asked: fc.boolean(),
    advice: fc.constant('try-again'),
  }),
) as fc.Arbitrary<SwarmCommand>;

const step = fc.record({
  command,
  actor: fc.oneof(
    { weight: 2, arbitrary: who.map(as) },
    { weight: 1, arbitrary: fc.constant<Actor>(system) },
    { weight: 2, arbitrary: fc.constant<Actor>(as('owner')) },
  ),
  free: fc.subarray(people),
  late: fc.boolean(),
});

type Life = { states: SwarmState[]; events: RecordedEvent[]; jobs: { name: string; version: number }[] };

function live(steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): Life {
  const first: RecordedEvent = {
    swarmId: 's1',
    version: 1,
    at: now().at,
    actor: system,
    cause: '',
    event: proposed({ plan: plan() }),
  };
  const life: Life = { states: [fold([first])], events: [first], jobs: [] };
  for (const { command: next, actor, free, late } of steps) {
    let state = life.states.at(-1) ?? { status: 'none' };
    const ranking = { candidates: free.map((id) => candidate(id, technologies)), leftOut: 0 };
    const at = late ? '2027-01-01T00:00:00.000Z' : now().at;
    const decision = decide(state, next, now({ actor, ranking, at }));
    for (const event of decision.ok ? decision.events : []) {
      const version = life.events.length + 1;
      const each: RecordedEvent = { swarmId: 's1', version, at, actor, cause: '', event };
      life.events.push(each);
      state = evolve(state, each);
      life.states.push(state);
      life.jobs.push(...reactions(state, each).map(({ job }) => ({ name: job.name, version })));
    }
  }
  return life;
}

const always = (holds: (life: Life) => void) =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => holds(live(steps))),
    { numRuns: runs(400) },
  );

describe('whatever happens', () => {
  test('nobody has two open invitations to one swarm', () => {
    always(({ states }) => {
      for (const state of states) {
        if (!wasStarted(state)) continue;
        const pending = state.invitations.filter(isPending).map((each) => each.person.id);
        expect(new Set(pending).size).toBe(pending.length);
      }
    });
  });

  test('at the end of every decision, each needed technology is covered, asked for, or named a gap', () => {
    always(({ states }) => {
      const last = states.at(-1);
      if (last?.status !== 'running') return;
      for (const need of last.needs) {
        const { technology: wanted } = need.detected;
        const helping = last.invitations.some(
          (each) =>
            each.role === 'expert' &&
            each.technologies.includes(wanted) &&
            (isPending(each) || each.answer.state === 'accepted'),
        );
        expect(helping || need.gap).toBe(true);
      }
    });
  });

  test('who has left is in nobody’s room and covers nothing, and who leads is never one who left', () => {
    always(({ states }) => {
      for (const state of states) {
        if (!wasStarted(state)) continue;
        const now = new Map(state.invitations.map((each) => [each.person.id, each.answer.state]));
        for (const { person: each, role } of state.members)
          expect([each.id, role !== 'coordinator' && now.get(each.id) === 'left']).toEqual([each.id, false]);
      }
    });
  });

  test('a closed swarm asks nobody', () => {
    always(({ states }) => {
      for (const state of states)
        if (state.status === 'resolved' || state.status === 'cancelled')
          expect(state.invitations.filter(isPending)).toEqual([]);
    });
  });

  test('a channel is asked for once, unless it failed, was delayed, was deleted, or is wanted again', () => {
    always(({ jobs, events }) => {
      const asks = jobs.filter((job) => job.name === 'open-channel').length;
      const reasons = events.filter(
        ({ event }) =>
          event.type === 'SwarmStarted' ||
          event.type === 'SwarmReopened' ||
          event.type === 'CaseRestricted' ||
          event.type === 'OpenChannelLeft' ||
          event.type === 'RoomWanted' ||
          (event.type === 'StepFailed' && event.step === 'open-channel' && event.againAt) ||
          ((event.type === 'StepDelayed' || event.type === 'StepRetried') && event.step === 'open-channel'),
      ).length;
      expect(asks).toBeLessThanOrEqual(reasons);
    });
  });

  test('of a restricted case nothing is posted and nobody sits in an open room, and each open room is deleted', () => {
    always(({ states, events, jobs }) => {
      for (const state of states) {
        if (!wasStarted(state) || !state.case.restricted) continue;
        expect(state.room).toBe('private');
        if (state.channel.status === 'open') expect(state.channel.channel.channelId).toBe('private');
        if (state.status === 'running' && state.channel.status === 'opening')
          expect([state.briefing, ...state.members.filter(({ seated }) => seated)]).toEqual([null]);
      }
      for (const { event, version } of events) {
        const state = states[version - 1];
        if ((event.type !== 'CaseRestricted' && event.type !== 'OpenChannelLeft') || !state || !wasStarted(state))
          continue;
        const isLeft = state.leftRoom?.status === 'left';
        expect(jobs.some((job) => job.version === version && job.name === 'delete-left-channel')).toBe(isLeft);
      }
    });
  });

  test('only the invited accept, or they have offered to come and who leads lets them in', () => {
    always(({ events, states }) => {
      for (const { event, actor, version } of events) {
        if (event.type !== 'InvitationAccepted') continue;
        const state = states[version - 1];
        const invitation =
          state && wasStarted(state) ? state.invitations.find((each) => each.id === event.invitationId) : null;
        const offered = invitation?.answer.state === 'withdrawn' && invitation.answer.offered;
        if (offered && state && wasStarted(state))
          expect([state.coordinator, state.case.owner]).toContainEqual(actor.kind === 'person' && actor.person);
        else expect(actor).toEqual({ kind: 'person', person: invitation?.person });
      }
    });
  });

  test('nobody is asked more often for one technology than the policy allows, but by name', () => {
    always(({ states }) => {
      const last = states.at(-1);
      if (!last || !wasStarted(last)) return;
      for (const wanted of technologies) {
        const asks = last.invitations.filter(
          (each) => each.technologies.includes(wanted) && each.for.every((why) => why.code !== 'named-by-person'),
        );
        expect(asks.length).toBeLessThanOrEqual(defaultPolicy.mostAsksPerTechnology + 1);
      }
    });
  });
});
