import { describe, expect, test } from '@jest/globals';
import type { ReasonFor } from '../../src/matching/plan.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import { defaultPolicy, type SwarmPolicy } from '../../src/swarm/policy.ts';
import {
  as,
  briefed,
  candidate,
  given,
  invited,
  now,
  opened,
  person,
  plan,
  proposed,
  started,
  technology,
  theCase,
} from './given.ts';

/** The status as a colleague asked for it. */
const asks = (id: string): SwarmEvent => ({ type: 'PlanCardPosted', message: message(id), reader: person(id) });

describe('how a swarm stands', () => {
  test('is kept true for those who asked last, ten of them, beside its owner', () => {
    const names = Array.from({ length: 10 }, (_, nth) => `lead${nth}`);
    const { events, jobs, state } = given(
      ...[proposed(), { type: 'PlanCardPosted', message: message('p') } as const, started()],
      ...names.map(asks),
    ).when({ type: 'ReportPlanCardPosted', message: message('late'), reader: person('late') });
    expect(events).toMatchObject([{ replaces: [{ reader: person('lead0'), message: message('lead0') }] }]);
    expect(jobs.map((job) => [job.name, 'card' in job ? job.card : ''])).toEqual([
      ['fold-card', ''],
      ['fold-card', ''],
      ['refresh-card', 'own:late'],
    ]);
    expect(state.status === 'running' && state.statusCards.map(({ reader }) => reader.id)).toEqual([
      ...names.slice(1),
      'late',
    ]);
  });

  test('is drawn anew for all of them by whatever changes it', () => {
    const { jobs } = given(
      ...[proposed(), { type: 'PlanCardPosted', message: message('p') } as const, started(), asks('lead')],
    ).when({ type: 'Cancel', reason: 'solved' }, { actor: as('owner') });
    expect(jobs.flatMap((job) => ('card' in job ? [job.card] : []))).toEqual(['plan', 'own:lead']);
  });

  test('stays on everybody’s own card when the case changes hands', () => {
    const { state } = given(
      ...[proposed(), { type: 'PlanCardPosted', message: message('p') } as const, started(), asks('next')],
    ).when({ type: 'ReportCase', case: theCase({ owner: person('next') }) });
    expect(state).toMatchObject({
      planCard: message('next'),
      statusCards: [{ reader: person('owner'), message: message('p') }],
    });
  });
});

const types = (events: SwarmEvent[]) => events.map((each) => each.type);
const asked = (events: SwarmEvent[]) =>
  events.flatMap((each) => (each.type === 'ExpertInvited' ? [each.invitation.person.id] : []));

describe('a plan', () => {
  test('disturbs nobody until its owner starts the swarm', () => {
    const { jobs } = given(proposed()).when({ type: 'ReportPlanCardPosted', message: message('p') });
    expect(jobs).toEqual([]);
  });

  test('that was for somebody in the place of the case’s owner says so as long as it is so, on the card that is there', () => {
    const instead = { because: 'nobody', group: 'Second line' } as const;
    const swarm = given(proposed({ case: theCase({ instead }) }), { type: 'PlanCardPosted', message: message('p') });
    expect(swarm.when({ type: 'ReportCase', case: theCase({ instead }) }).events).toEqual([]);
    const owned = swarm.when({ type: 'ReportCase', case: theCase() });
    expect(owned.events).toEqual([{ type: 'OwnerExplained' }]);
    expect(owned.state).toMatchObject({ status: 'proposed', case: theCase() });
    expect(owned.state).not.toHaveProperty('case.instead');
    expect(owned.jobs).toEqual([{ name: 'refresh-card', swarmId: 's1', attempt: 1, card: 'plan' }]);
    const other = { because: 'unknown', group: null } as const;
    const moved = swarm.when({ type: 'ReportCase', case: theCase({ instead: other }) });
    expect(moved.events).toEqual([{ type: 'OwnerExplained', instead: other }]);
    expect(moved.state).toHaveProperty('case.instead', other);
    expect(swarm.when({ type: 'ReportCase', case: theCase({ instead }), over: 'closed' }).events).toEqual([
      { type: 'PlanLapsed' },
    ]);
  });

  test('asked for again, leaves the older copy as a line', () => {
    const { jobs, state } = given(proposed(), { type: 'PlanCardPosted', message: message('p') }).when({
      ...{ type: 'ReportPlanCardPosted', message: message('q') },
    });
    expect(state).toMatchObject({ planCard: message('q') });
    expect(jobs).toEqual([
      { name: 'fold-card', swarmId: 's1', attempt: 1, reader: person('owner'), message: message('p') },
      // Once more a moment later: a refresh that saw the swarm as it was may have drawn the copy in full after that.
      { name: 'fold-card', swarmId: 's1', attempt: 1, reader: person('owner'), message: message('p') },
      { name: 'refresh-card', swarmId: 's1', attempt: 1, card: 'plan' },
    ]);
  });

  test('started by its owner, asks the team the owner saw, and opens the room', () => {
    const { events, jobs } = given(proposed()).when({ type: 'Start' }, { actor: as('owner') });
    expect(types(events)).toEqual(['SwarmStarted', 'ExpertInvited']);
    expect(asked(events)).toEqual(['mika']);
    expect(jobs.map((each) => each.name).toSorted()).toEqual([
      'ask-for-note',
      'deliver-invitation',
      'expire-invitation',
      'open-channel',
    ]);
  });

  test('offers a seat to the learners whom its owner chose, who are never cover', () => {
    const sits = (id: string, of: string) => ({
      ...{ person: person(id), technologies: [of], for: [{ code: 'wants-to-learn' as const, technology: of }] },
    });
    const learning = plan({ team: [], learners: [sits('grace', 'vpn'), sits('ravi', 'cert')] });
    const { state } = given(proposed({ plan: learning })).when(
      {
        type: 'RevisePlan',
        plan: learning,
        dropped: { technologies: [], people: [] },
        added: [],
        learners: [person('grace')],
      },
      { actor: as('owner') },
    );
    expect(state).toMatchObject({ status: 'proposed', learners: [person('grace')] });
    const chosen: SwarmEvent = {
      ...{ type: 'PlanRevised', plan: learning, dropped: { technologies: [], people: [] }, added: [] },
      learners: [person('grace')],
    };
    const begun = given(proposed({ plan: learning }), chosen).when({ type: 'Start' }, { actor: as('owner') });
    expect(begun.events).toMatchObject([
      { type: 'SwarmStarted' },
      {
        type: 'ExpertInvited',
        invitation: {
          person: person('grace'),
          role: 'learner',
          technologies: ['vpn'],
          for: [{ code: 'wants-to-learn' }],
        },
      },
      { type: 'GapFound', technology: 'vpn' },
      { type: 'GapFound', technology: 'cert' },
    ]);
    expect(begun.jobs.map(({ name }) => name)).toContain('deliver-invitation');
  });

  test('offers no seat to a learner who is asked for help, nor to one whom nobody chose', () => {
    const grace = { person: person('grace'), technologies: ['vpn'], for: [] };
    const learning = plan({ team: [grace], learners: [grace, { ...grace, person: person('ravi') }] });
    const revised: SwarmEvent = {
      ...{ type: 'PlanRevised', plan: learning, dropped: { technologies: [], people: [] }, added: [] },
      learners: [person('grace')],
    };
    const { events } = given(proposed(), revised).when({ type: 'Start' }, { actor: as('owner') });
    const invitations = events.flatMap((each) => (each.type === 'ExpertInvited' ? [each.invitation] : []));
    expect(invitations.map((each) => [each.person.id, each.role])).toEqual([['grace', 'expert']]);
  });

  test('revised before learners were offered is read as choosing none', () => {
    const old: SwarmEvent = { type: 'PlanRevised', plan: plan(), dropped: { technologies: [], people: [] }, added: [] };
    expect(given(proposed(), old).state).toMatchObject({ status: 'proposed', learners: [] });
    expect(asked(given(proposed(), old).when({ type: 'Start' }, { actor: as('owner') }).events)).toEqual(['mika']);
  });

  test('cannot be started by anyone but the case owner', () => {
    expect(given(proposed()).when({ type: 'Start' }, { actor: as('mika') }).refusal).toBe('not-case-owner');
  });

  test('is started for its owner by who stands in for them, who leads it then; the owner is told', () => {
    const lead = { actor: as('lena'), actorStandsIn: true };
    const { state, jobs } = given(proposed()).when({ type: 'Start' }, lead);
    expect(state).toMatchObject({ status: 'running', coordinator: person('lena') });
    expect(jobs).toContainEqual(
      expect.objectContaining({
        name: 'tell-person',
        person: person('owner'),
        deed: { kind: 'started-for-you', by: person('lena') },
      }),
    );
    const planned = given(proposed()).when({ type: 'Start' }, { actor: as('mika'), actorStandsIn: true });
    // Of the plan's team, but leading now: they do not ask themselves.
    expect(asked(planned.events)).not.toContain('mika');
  });

  test('of a restricted case is its owner’s alone, whoever stands in', () => {
    const restricted = given(proposed({ case: { restricted: true } }));
    const lead = { actor: as('lena'), actorStandsIn: true };
    expect(restricted.when({ type: 'Start' }, lead).refusal).toBe('not-case-owner');
    expect(restricted.when({ type: 'Cancel', reason: '' }, lead).refusal).toBe('not-started');
  });

  test('started twice is started once', () => {
    expect(given(proposed(), started()).when({ type: 'Start' }, { actor: as('owner') }).refusal).toBe(
      'already-started',
    );
  });

  test('names a technology nobody covers as a gap when it starts', () => {
    const uncovered = proposed({ plan: { team: [{ person: person('mika'), technologies: ['vpn'], for: [] }] } });
    const { events, jobs } = given(uncovered).when({ type: 'Start' }, { actor: as('owner') });
    expect(events.at(-1)).toEqual({ type: 'GapFound', technology: 'cert' });
    expect(jobs).toContainEqual(expect.objectContaining({ notice: { kind: 'gap', technology: 'cert' } }));
  });

  test('asks nobody of a support team that was closed since the plan, but whom its owner named, and says so', () => {
    const shut = {
      code: 'team-closed',
      team: { en: 'Cloud', ja: 'クラウド' },
      until: '2026-11-21T00:00:00.000Z',
    } as const;
    const closed = { ...candidate('mika', ['vpn', 'cert'], 2, false), against: [{ ...shut, by: 'Aoi' }] };
    const ranking = { candidates: [closed, candidate('ravi', ['vpn'])], leftOut: 0 };
    const { events, state } = given(proposed()).when({ type: 'Start' }, { actor: as('owner'), ranking });
    expect(asked(events)).toEqual(['ravi']);
    expect(events[0]).toMatchObject({ type: 'SwarmStarted', shut: [{ ...shut, by: 'Aoi' }] });
    expect(events.at(-1)).toEqual({ type: 'GapFound', technology: 'cert', shut: [{ ...shut, by: 'Aoi' }] });
    expect(state).toMatchObject({ shut: [{ ...shut, by: 'Aoi' }] });
    const named = {
      person: person('mika'),
      technologies: ['cert'],
      for: [{ code: 'named-by-person', by: 'Owner' }],
    } as const;
    const wanted = proposed({ plan: { team: [{ ...named, technologies: ['cert'], for: [...named.for] }] } });
    expect(asked(given(wanted).when({ type: 'Start' }, { actor: as('owner'), ranking }).events)).toContain('mika');
  });

  test.each([{ code: 'away', until: '2026-12-05T00:00:00.000Z' }, { code: 'out-of-office' }] as const)(
    'asks nobody who is not there any more since the plan ($code), also whom its owner named, and says so',
    (why) => {
      const gone = { ...candidate('mika', ['vpn', 'cert'], 2, false), against: [why] };
      const ranking = { candidates: [gone, candidate('ravi', ['vpn', 'cert'])], leftOut: 0 };
      const { events, state } = given(proposed()).when({ type: 'Start' }, { actor: as('owner'), ranking });
      expect(asked(events)).toEqual(['ravi']);
      expect(state).toMatchObject({ away: [{ person: person('mika'), why }] });
      const named = {
        person: person('mika'),
        technologies: ['cert'],
        for: [{ code: 'named-by-person' as const, by: 'Owner' }],
      };
      const wanted = proposed({ plan: { team: [named] } });
      expect(asked(given(wanted).when({ type: 'Start' }, { actor: as('owner'), ranking }).events)).toEqual(['ravi']);
    },
  );

  const critical = (reasons: ReasonFor[]) => {
    const team = [{ person: person('mika'), technologies: ['vpn', 'cert'], for: reasons }];
    const candidates = ['ravi', 'sean', 'yuki', 'aoi'].map((id) => ({
      ...candidate(id, ['vpn', 'cert']),
      for: reasons,
    }));
    const swarm = proposed({ case: { severity: 'critical' }, plan: { team } });
    return given(swarm).when({ type: 'Start' }, { actor: as('owner'), ranking: { candidates, leftOut: 0 } }).events;
  };

  test('of a critical case asks several for each technology at once', () => {
    const working: ReasonFor[] = [
      { code: 'present', availability: 'Available' },
      { code: 'in-hours', until: '2026-11-20T09:00:00.000Z' },
    ];
    expect(asked(critical(working))).toHaveLength(2);
  });

  test('of a critical case asks more at once when those asked are unlikely to come', () => {
    expect(asked(critical([{ code: 'present', availability: 'Offline' }]))).toHaveLength(4);
  });

  test('started in the evening, gives who is off work their time from their next working hours on', () => {
    const evening = '2026-11-20T11:00:00.000Z';
    const hours = { mika: { zone: 'Asia/Tokyo', hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' } } };
    const { events } = given(proposed()).when({ type: 'Start' }, { actor: as('owner'), at: evening, hours });
    expect(events).toContainEqual(
      expect.objectContaining({ invitation: expect.objectContaining({ answerBy: '2026-11-23T02:00:00.000Z' }) }),
    );
  });

  test('that lapsed cannot be started', () => {
    const { refusal } = given(proposed(), { type: 'PlanLapsed' }).when({ type: 'Start' }, { actor: as('owner') });
    expect(refusal).toBe('plan-lapsed');
  });
});

test('a technology that was added and dropped again is still known by its name', () => {
  const { state } = given(
    proposed(),
    started(),
    { type: 'TechnologyAdded', technology: technology('dns') },
    { type: 'TechnologyDropped', technology: 'dns' },
  );
  expect(state).toMatchObject({ formerNeeds: [technology('dns')] });
});

describe('an invitation', () => {
  const running = [proposed(), started(), invited('i1', 'mika', ['vpn']), invited('i2', 'ravi', ['cert'])];

  test('is answered only by the invited person', () => {
    expect(given(...running).when({ type: 'Accept', invitationId: 'i1' }, { actor: as('ravi') }).refusal).toBe(
      'not-your-invitation',
    );
  });

  test('accepted twice is accepted once', () => {
    const { events } = given(...running, { type: 'InvitationAccepted', invitationId: 'i1' }).when(
      { type: 'Accept', invitationId: 'i1' },
      { actor: as('mika') },
    );
    expect(events).toEqual([]);
  });

  test('accepted before the room is open, seats the expert when it opens', () => {
    const { jobs } = given(...running, { type: 'InvitationAccepted', invitationId: 'i1' }).when({
      type: 'ReportChannelOpened',
      channel: { teamId: 't', channelId: 'c', name: 'n', webUrl: 'https://w.example' },
      room: 'standard',
    });
    const seats = jobs.flatMap((job) => (job.name === 'seat-member' ? [[job.person.id, job.role]] : []));
    expect(seats).toEqual([
      ['owner', 'coordinator'],
      ['mika', 'expert'],
    ]);
  });

  test('accepted, lets others who were asked for the same go with thanks', () => {
    const both = [proposed(), started(), invited('i1', 'mika', ['vpn', 'cert']), invited('i2', 'ravi', ['cert'])];
    const { events } = given(...both).when({ type: 'Accept', invitationId: 'i1' }, { actor: as('mika') });
    expect(events).toEqual([
      { type: 'InvitationAccepted', invitationId: 'i1' },
      { type: 'InvitationWithdrawn', invitationId: 'i2', because: 'covered' },
    ]);
  });

  describe('of two who were asked at once', () => {
    const pressed = (first: string, second: string, minutes: number) => {
      const both = [
        proposed(),
        started(),
        invited('i1', 'mika', ['vpn', 'cert']),
        invited('i2', 'ravi', ['vpn', 'cert']),
      ];
      const covered = { type: 'InvitationWithdrawn', invitationId: second, because: 'covered' } as const;
      const who = second === 'i1' ? 'mika' : 'ravi';
      return given(...both, { type: 'InvitationAccepted', invitationId: first }, covered).when(
        { type: 'Accept', invitationId: second },
        { actor: as(who), at: `2026-11-20T02:0${minutes}:00.000Z` },
      );
    };

    test('the better one is in, too, who presses a moment after the other', () => {
      expect(pressed('i2', 'i1', 1).events).toEqual([{ type: 'InvitationAccepted', invitationId: 'i1' }]);
    });

    test('the better one who came is enough, however soon the other presses', () => {
      expect(pressed('i1', 'i2', 0).refusal).toBe('invitation-withdrawn');
    });

    test('the better one is not waited for beyond the grace', () => {
      expect(pressed('i2', 'i1', 3).refusal).toBe('invitation-withdrawn');
    });
  });

  test('who alone speaks the language of the case is not let go for one who does not', () => {
    const speaks = { code: 'speaks', language: 'ja' } as const;
    const base = invited('i2', 'ravi', ['cert']);
    if (base.type !== 'ExpertInvited') throw new Error('an invitation is needed');
    const speaker = { ...base, invitation: { ...base.invitation, for: [speaks] } };
    const both = [proposed(), started(), invited('i1', 'mika', ['vpn', 'cert']), speaker];
    const { events } = given(...both).when({ type: 'Accept', invitationId: 'i1' }, { actor: as('mika') });
    expect(types(events)).toEqual(['InvitationAccepted']);
    // For who is back only after the policy's wait no case waits.
    const late = { ...base, invitation: { ...base.invitation, for: [{ ...speaks, late: true } as const] } };
    const without = given(...both.slice(0, 3), late).when(
      { type: 'Accept', invitationId: 'i1' },
      { actor: as('mika') },
    );
    expect(types(without.events)).toEqual(['InvitationAccepted', 'InvitationWithdrawn']);
  });

  test('of someone asked by name stays open when others cover the same', () => {
    const both = [proposed(), started(), invited('i1', 'mika', ['vpn', 'cert']), invited('i2', 'ravi', ['cert'], true)];
    const { events } = given(...both).when({ type: 'Accept', invitationId: 'i1' }, { actor: as('mika') });
    expect(types(events)).toEqual(['InvitationAccepted']);
  });

  test('declined, the next best is asked', () => {
    const { events } = given(...running).when(
      { type: 'Decline', invitationId: 'i1', reason: 'busy', instead: null, note: '' },
      { actor: as('mika'), ranking: { candidates: [candidate('sean', ['vpn'])], leftOut: 0 } },
    );
    expect(asked(events)).toEqual(['sean']);
  });

  test('declined with a name, that person is asked before the next best', () => {
    const candidates = [candidate('sean', ['vpn']), candidate('zoe', [], 0)];
    const { events } = given(...running).when(
      { type: 'Decline', invitationId: 'i1', reason: 'ask-other', instead: person('zoe'), note: '' },
      { actor: as('mika'), ranking: { candidates, leftOut: 0 } },
    );
    expect(asked(events)).toEqual(['zoe']);
  });

  test('unanswered in time, the next best is asked', () => {
    const { events } = given(...running).when(
      { type: 'Expire', invitationId: 'i1' },
      { at: '2026-11-20T03:00:00.000Z', ranking: { candidates: [candidate('sean', ['vpn'])], leftOut: 0 } },
    );
    expect(types(events)).toEqual(['InvitationExpired', 'ExpertInvited']);
  });

  test('does not expire before its time, nor once answered', () => {
    expect(given(...running).when({ type: 'Expire', invitationId: 'i1' }).events).toEqual([]);
    const answered = given(...running, { type: 'InvitationAccepted', invitationId: 'i1' });
    expect(answered.when({ type: 'Expire', invitationId: 'i1' }, { at: '2026-11-21T00:00:00.000Z' }).events).toEqual(
      [],
    );
  });

  test('that cannot be delivered, the next best is asked and the coordinator told', () => {
    const { events, jobs } = given(...running).when(
      { type: 'ReportUnreachable', invitationId: 'i1', cause: 'blocked' },
      { ranking: { candidates: [candidate('sean', ['vpn'])], leftOut: 0 } },
    );
    expect(asked(events)).toEqual(['sean']);
    expect(jobs.map((each) => each.name)).toContain('tell-coordinator');
  });

  test('never goes to someone asked before, unavailable, or the coordinator', () => {
    const { events } = given(...running).when(
      { type: 'Decline', invitationId: 'i1', reason: 'busy', instead: null, note: '' },
      {
        actor: as('mika'),
        ranking: {
          candidates: [
            candidate('mika', ['vpn']),
            candidate('ravi', ['vpn']),
            candidate('owner', ['vpn']),
            candidate('dan', ['vpn'], 9, false),
          ],
          leftOut: 0,
        },
      },
    );
    expect(types(events)).toEqual(['InvitationDeclined', 'GapFound']);
  });

  test('declined may be accepted after all', () => {
    const declined: SwarmEvent = {
      type: 'InvitationDeclined',
      invitationId: 'i1',
      reason: 'busy',
      instead: null,
      note: '',
    };
    const { events } = given(...running, declined).when({ type: 'Accept', invitationId: 'i1' }, { actor: as('mika') });
    expect(types(events)).toEqual(['InvitationAccepted']);
  });

  test('of a swarm that has closed says so', () => {
    const closed: SwarmEvent = { type: 'SwarmCancelled', reason: 'solved' };
    expect(given(...running, closed).when({ type: 'Accept', invitationId: 'i1' }, { actor: as('mika') }).refusal).toBe(
      'already-closed',
    );
  });
});

describe('the coordinator', () => {
  const accepted: SwarmEvent = { type: 'InvitationAccepted', invitationId: 'i1' };
  const room = [proposed(), started(), invited('i1', 'mika', ['vpn', 'cert']), opened, briefed, accepted];

  test.each([
    { type: 'AddTechnology', technology: technology('dns') },
    { type: 'DropTechnology', technology: 'vpn' },
    { type: 'InvitePerson', person: person('zoe'), technologies: [], role: 'learner' },
    { type: 'AskViews', question: 'What else?' },
    { type: 'HandOver', to: person('mika') },
    { type: 'Resolve', rootCause: 'a', fix: 'b', technologies: [], credits: [] },
    { type: 'Cancel', reason: 'x' },
    { type: 'RetryStep', step: 'open-channel' },
  ] satisfies SwarmCommand[])('alone may ask for $type', (command) => {
    expect(given(...room).when(command, { actor: as('mika') }).refusal).toBe('not-coordinator');
  });

  test('adds a technology, and somebody is asked for it', () => {
    const { events } = given(...room).when(
      { type: 'AddTechnology', technology: technology('dns') },
      { actor: as('owner'), ranking: { candidates: [candidate('sean', ['dns'])], leftOut: 0 } },
    );
    expect(types(events)).toEqual(['TechnologyAdded', 'ExpertInvited']);
  });

  test('drops a technology, and who was asked only for it is let go', () => {
    const { events } = given(...room, invited('i2', 'ravi', ['cert'])).when(
      { type: 'DropTechnology', technology: 'cert' },
      { actor: as('owner') },
    );
    expect(events).toContainEqual({
      type: 'InvitationWithdrawn',
      invitationId: 'i2',
      because: 'technology-dropped',
    });
  });

  test('hands over, and the new one leads from then on', () => {
    const { state } = given(...room).when({ type: 'HandOver', to: person('mika') }, { actor: as('owner') });
    expect(state).toMatchObject({ coordinator: { id: 'mika' } });
  });

  test('who has left is replaced, or the swarm ended, by who stands in for the owner, who may do nothing else', () => {
    const lead = { actor: as('lena'), actorStandsIn: true };
    expect(given(...room).when({ type: 'HandOver', to: person('mika') }, lead).refusal).toBeNull();
    expect(given(...room).when({ type: 'Cancel', reason: 'x' }, lead).state.status).toBe('cancelled');
    const told: SwarmCommand = { type: 'Resolve', rootCause: 'a', fix: 'b', technologies: [], credits: [] };
    expect(given(...room).when(told, lead).refusal).toBe('not-coordinator');
    const question = { type: 'AskViews', question: 'What else?' } as const;
    expect(given(...room).when(question, lead).refusal).toBe('not-coordinator');
  });

  test('is not alone: the case’s owner may do all the same after they have handed over', () => {
    const led = given(...room, { type: 'CoordinationHandedOver', from: person('owner'), to: person('mika') });
    const owner = { actor: as('owner') };
    expect(led.when({ type: 'Cancel', reason: 'x' }, owner).state.status).toBe('cancelled');
    expect(led.when({ type: 'HandOver', to: person('ravi') }, owner).state).toMatchObject({
      coordinator: { id: 'ravi' },
    });
    const asked: SwarmCommand = { type: 'InvitePerson', person: person('zoe'), technologies: [], role: 'expert' };
    expect(led.when(asked, owner).events).toMatchObject([{ type: 'ExpertInvited' }]);
  });

  test('ends a swarm that has no room: nothing of the room is left to do, and it is in nobody’s way any more', () => {
    const roomless = given(...room.slice(0, 3), {
      type: 'StepFailed',
      step: 'open-channel',
      cause: '403',
      advice: 'try-again',
    });
    const { state, jobs } = roomless.when({ type: 'Cancel', reason: 'x' }, { actor: as('owner') });
    expect(state).toMatchObject({ status: 'cancelled', troubles: [] });
    expect(jobs.map(({ name }) => name)).not.toContain('archive-channel');
  });

  test('of a restricted case is replaced by a lead only with somebody who is in it', () => {
    const lead = { actor: as('lena'), actorStandsIn: true };
    const restricted = given(proposed({ case: { restricted: true } }), ...room.slice(1));
    expect(restricted.when({ type: 'HandOver', to: person('lena') }, lead).refusal).toBe('not-coordinator');
    expect(restricted.when({ type: 'HandOver', to: person('mika') }, lead).refusal).toBeNull();
  });

  test('resolves with a root cause and what fixed it; the room hears it and is put away', () => {
    const told = { rootCause: 'old cert', fix: 'renew', technologies: ['cert'], credits: [person('mika')] };
    const { jobs, state } = given(...room).when({ type: 'Resolve', ...told }, { actor: as('owner') });
    expect(state.status).toBe('resolved');
    expect(jobs.map((each) => each.name)).toContain('post-outcome');
    const resolved = { type: 'SwarmResolved', ...told } as const;
    const posted = given(...room, resolved);
    expect(posted.when({ type: 'ReportOutcomePosted' }).jobs.map((each) => each.name)).toEqual(['archive-channel']);
  });

  test('resolves for now or for good, where somebody says which', () => {
    const told = { rootCause: 'old cert', fix: 'renew', technologies: ['cert'], credits: [] };
    const resolve = (fixKind?: 'workaround' | 'final') =>
      given(...room).when({ type: 'Resolve', ...told, ...(fixKind ? { fixKind } : {}) }, { actor: as('owner') });
    expect(resolve('workaround').events.at(-1)).toEqual({ type: 'SwarmResolved', ...told, fixKind: 'workaround' });
    expect(resolve('workaround').state).toMatchObject({ outcome: { fixKind: 'workaround' } });
    expect(resolve().events.at(-1)).toEqual({ type: 'SwarmResolved', ...told });
    expect(resolve().state).toMatchObject({ outcome: { fixKind: null } });
  });

  test('cannot resolve without saying what fixed it', () => {
    const command: SwarmCommand = { type: 'Resolve', rootCause: 'old cert', fix: '  ', technologies: [], credits: [] };
    expect(given(...room).when(command, { actor: as('owner') }).refusal).toBe('text-missing');
  });

  test('cannot credit someone who was not in the swarm', () => {
    const command: SwarmCommand = {
      type: 'Resolve',
      rootCause: 'a',
      fix: 'b',
      technologies: [],
      credits: [person('zoe')],
    };
    expect(given(...room).when(command, { actor: as('owner') }).refusal).toBe('credit-for-outsider');
  });

  test('seats a learner, who never counts as cover', () => {
    const learner: SwarmEvent = {
      type: 'ExpertInvited',
      invitation: {
        id: 'i1',
        person: person('zoe'),
        role: 'learner',
        technologies: ['vpn'],
        wave: 1,
        for: [],
        answerBy: '',
      },
    };
    const only = [proposed(), started({ technologies: [technology('vpn')] }), learner, invited('i2', 'ravi', ['vpn'])];
    const { events } = given(...only).when({ type: 'Accept', invitationId: 'i1' }, { actor: as('zoe') });
    expect(types(events)).toEqual(['InvitationAccepted']);
  });
});

describe('bad luck', () => {
  const running = [proposed(), started(), invited('i1', 'mika', ['vpn', 'cert'])];

  test('a channel that opens after the swarm was cancelled is put away again', () => {
    const { jobs } = given(...running, { type: 'SwarmCancelled', reason: 'x' }).when({
      type: 'ReportChannelOpened',
      channel: { teamId: 't', channelId: 'c', name: 'n', webUrl: 'https://w.example' },
      room: 'standard',
    });
    expect(jobs.map((each) => each.name)).toEqual(['archive-channel']);
  });

  test('a second report of an opened channel changes nothing', () => {
    const channel = { teamId: 't', channelId: 'other', name: 'n', webUrl: 'https://w.example' };
    expect(given(...running, opened).when({ type: 'ReportChannelOpened', channel, room: 'standard' }).events).toEqual(
      [],
    );
  });

  test('a step that must wait is tried again at the time the other side named', () => {
    const delay = {
      type: 'ReportDelay',
      step: 'open-channel',
      attempt: 1,
      cause: '429',
      retryAt: '2026-11-20T02:01:00.000Z',
      asked: true,
      advice: 'try-again',
    } as const;
    const { events, jobs } = given(...running).when(delay);
    expect(types(events)).toEqual(['StepDelayed']);
    expect(jobs.find((each) => each.name === 'open-channel')).toMatchObject({ attempt: 2 });
  });

  const delay = (asked: boolean, attempt = 1, retryAt = '2026-11-20T02:00:02.000Z') =>
    ({
      type: 'ReportDelay',
      step: 'open-channel',
      attempt,
      cause: '429',
      retryAt,
      asked,
      advice: 'try-again',
    }) as const;
  const delayed = (asked: boolean, minutes: number): SwarmEvent => ({
    type: 'StepDelayed',
    step: 'open-channel',
    attempt: 1,
    cause: '429',
    retryAt: new Date(Date.parse(now().at) + minutes * 60_000).toISOString(),
    asked,
  });

  test('a step that has failed for a quarter of an hour has failed for good, and the coordinator is told what to do', () => {
    expect(types(given(...running, delayed(false, 14)).when(delay(false)).events)).toEqual(['StepDelayed']);
    const { events, jobs } = given(...running, delayed(false, 8), delayed(false, 7)).when(delay(false));
    expect(types(events)).toEqual(['StepFailed']);
    expect(jobs.map((each) => each.name)).toContain('tell-coordinator');
  });

  test('a minute of "wait two seconds" is no failure, however many attempts it makes', () => {
    const throttled = Array.from({ length: 30 }, () => delayed(true, 1 / 30));
    expect(types(given(...running, ...throttled).when(delay(true, 31)).events)).toEqual(['StepDelayed']);
    // Nor does it take anything from the patience with failures.
    expect(types(given(...running, ...throttled, delayed(false, 14)).when(delay(false, 32)).events)).toEqual([
      'StepDelayed',
    ]);
  });

  test('who asks to wait for a whole day is given up too', () => {
    expect(types(given(...running, delayed(true, 1_439)).when(delay(true)).events)).toEqual(['StepDelayed']);
    expect(types(given(...running, delayed(true, 1_440)).when(delay(true)).events)).toEqual(['StepFailed']);
  });

  test('a clock set back or forward between attempts makes nothing fail sooner', () => {
    const setBack = delay(false, 2, '2026-11-20T01:30:00.000Z');
    const { events, state } = given(...running, delayed(false, 1)).when(setBack);
    expect(types(events)).toEqual(['StepDelayed']);
    expect(state).toMatchObject({ troubles: [{ waited: { failing: 60_000, asked: 0 } }] });
    const muchLater = given(...running, delayed(false, 1)).when(delay(false, 2), { at: '2026-11-21T02:00:00.000Z' });
    expect(types(muchLater.events)).toEqual(['StepDelayed']);
  });

  test('a swarm of before this rule has the patience that is usual now', () => {
    const older: SwarmPolicy = JSON.parse(
      JSON.stringify({ ...defaultPolicy, stepPatienceMinutes: undefined, stepAttempts: 12 }),
    );
    const old: SwarmEvent[] = [proposed({ policy: older }), ...running.slice(1)];
    expect(types(given(...old, delayed(false, 14)).when(delay(false, 40)).events)).toEqual(['StepDelayed']);
    expect(types(given(...old, delayed(false, 15)).when(delay(false, 41)).events)).toEqual(['StepFailed']);
  });

  test('an invitation that keeps failing is an expert out of reach', () => {
    const failure = { type: 'ReportFailure', step: 'deliver:i1', cause: 'x', advice: 'try-again' } as const;
    expect(types(given(...running).when(failure).events)).toEqual(['InvitationUnreachable', 'GapFound', 'GapFound']);
  });

  test('a failed step is tried again when the coordinator says so, looking first', () => {
    const failed: SwarmEvent = { type: 'StepFailed', step: 'open-channel', cause: '403', advice: 'grant-permission' };
    const { jobs } = given(...running, failed).when(
      { type: 'RetryStep', step: 'open-channel' },
      { actor: as('owner') },
    );
    expect(jobs.find((each) => each.name === 'open-channel')).toMatchObject({ attempt: 2 });
  });

  test('reopened after its channel was deleted, a swarm gets a new one', () => {
    const past: SwarmEvent[] = [
      ...running,
      opened,
      { type: 'SwarmCancelled', reason: 'x' },
      { type: 'ChannelArchived' },
      { type: 'ChannelDeleted' },
    ];
    const { jobs } = given(...past).when({ type: 'Reopen' }, { actor: as('owner') });
    expect(jobs.map((each) => each.name)).toContain('open-channel');
  });
});

function message(activityId: string) {
  return { serviceUrl: 'https://smba.example/', conversationId: theCase().id, activityId };
}

describe('the question to everyone', () => {
  const inside: SwarmEvent[] = [
    proposed(),
    started(),
    opened,
    briefed,
    { type: 'MemberSeated', person: person('mika'), role: 'expert' },
  ];
  const asking = { type: 'AskViews', question: 'What else?' } as const;
  const asked: SwarmEvent = { type: 'ViewsAsked', question: 'What else?', asked: [person('mika')] };

  test('delivered twice, also under a new id, is asked once', () => {
    const again = given(...inside, asked).when(asking, { actor: as('owner'), cause: 'another activity' });
    expect(again.decision).toEqual({ ok: true, events: [] });
  });

  test('may be another, and the same later on', () => {
    const next = { type: 'AskViews', question: 'And now?' } as const;
    expect(types(given(...inside, asked).when(next, { actor: as('owner') }).events)).toEqual(['ViewsAsked']);
    const later = { actor: as('owner'), at: '2026-11-20T02:05:00.000Z' };
    expect(types(given(...inside, asked).when(asking, later).events)).toEqual(['ViewsAsked']);
  });
});

test('a closed swarm waits for no seat and no invitation any more, but for what is still to be put away', () => {
  const waits = (step: 'seat:mika' | 'archive-channel'): SwarmEvent => ({
    type: 'StepDelayed',
    step,
    attempt: 1,
    cause: '429',
    retryAt: '2026-11-20T03:00:00.000Z',
  });
  const closing = { type: 'Cancel', reason: 'It was a test' } as const;
  const { state } = given(proposed(), started(), opened, waits('seat:mika'), waits('archive-channel')).when(closing, {
    actor: as('owner'),
  });
  expect(state).toMatchObject({ status: 'cancelled', troubles: [{ step: 'archive-channel' }] });
});
