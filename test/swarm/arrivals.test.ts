import { describe, expect, test } from '@jest/globals';
import { ruleFor } from '../../src/swarm/arrivals/automatic.ts';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import { defaultPolicy, parsePolicyFile } from '../../src/swarm/policy.ts';
import { as, given, invited, opened, person, proposed, started, theCase } from './given.ts';

const ofOther = theCase({ owner: person('other') });
const message = { serviceUrl: 'https://smba.example/', conversationId: 'chat', activityId: '7' };
const saidNo: SwarmEvent[] = [
  invited('i1', 'mika', ['vpn']),
  { type: 'InvitationDelivered', invitationId: 'i1', message },
  { type: 'InvitationDeclined', invitationId: 'i1', reason: 'busy', instead: null, note: '' },
];
const types = (events: { type: string }[]) => events.map((each) => each.type);

describe('what the case system says of a case', () => {
  test('takes a plan from who only typed under its number: it lapses, and the owner can have a new one', () => {
    const { events } = given(proposed()).when({ type: 'ReportCase', case: ofOther });
    expect(types(events)).toEqual(['PlanLapsed']);
  });

  test('takes a plan away that would put a restricted case into an open room', () => {
    const { events } = given(proposed()).when({ type: 'ReportCase', case: theCase({ restricted: true }) });
    expect(types(events)).toEqual(['PlanLapsed']);
  });

  test('leaves the plan of its owner alone, whatever else changed', () => {
    const changed = theCase({ title: 'Another title' });
    expect(given(proposed()).when({ type: 'ReportCase', case: changed }).events).toEqual([]);
  });

  test('gives a plan, and a swarm that runs, its urgency; the coordinator is told once', () => {
    const report = { type: 'ReportCase', case: theCase({ severity: 'critical' }) } as const;
    const changed = [{ type: 'CaseUrgencyChanged', from: 'normal', to: 'critical' }] as const;
    const plan = given(proposed()).when(report);
    expect(plan.events).toEqual(changed);
    expect(plan.state).toMatchObject({ status: 'proposed', case: { severity: 'critical' } });
    const running = given(proposed(), started(), opened);
    const { events, state, jobs } = running.when(report);
    expect(events).toEqual(changed);
    expect(state).toMatchObject({ status: 'running', case: { severity: 'critical' } });
    expect(jobs).toContainEqual(expect.objectContaining({ notice: { kind: 'case-urgency' } }));
    expect(given(proposed(), started(), opened, ...changed).when(report).events).toEqual([]);
    // It stands on the card of who said no, too.
    const said = given(proposed(), started(), opened, ...saidNo).when(report);
    expect(said.jobs).toContainEqual(expect.objectContaining({ name: 'refresh-card', card: 'i1' }));
  });

  test('gives a swarm that has ended no other urgency, nor one whose case is closed', () => {
    const ended = given(proposed(), started(), { type: 'SwarmCancelled', reason: 'It was the customer.' });
    expect(ended.when({ type: 'ReportCase', case: theCase({ severity: 'low' }) }).events).toEqual([]);
    const closed = { type: 'ReportCase', case: theCase({ severity: 'low' }), over: 'closed' } as const;
    expect(types(given(proposed(), started()).when(closed).events)).toEqual(['CaseClosed']);
  });

  test('takes a plan away whose case was closed, or is gone', () => {
    for (const over of ['closed', 'gone'] as const)
      expect(types(given(proposed()).when({ type: 'ReportCase', case: theCase(), over }).events)).toEqual([
        'PlanLapsed',
      ]);
  });

  test('names the owner of a swarm that runs; its coordinator stays, and is told', () => {
    const { events, jobs } = given(proposed(), started()).when({ type: 'ReportCase', case: ofOther });
    expect(events).toEqual([{ type: 'CaseReassigned', from: person('owner'), to: person('other') }]);
    expect(jobs).toContainEqual(expect.objectContaining({ notice: { kind: 'case-reassigned' } }));
    const again = given(proposed(), started(), ...events).when({ type: 'ReportCase', case: ofOther });
    expect(again.events).toEqual([]);
  });

  test('that it was closed, or is gone, and is open again tells the coordinator, once each', () => {
    const swarm = given(proposed(), started());
    const report = (over: 'closed' | 'gone' | null) => ({ type: 'ReportCase', case: theCase(), over }) as const;
    for (const over of ['closed', 'gone'] as const) {
      const { events, jobs } = swarm.when(report(over));
      expect(events).toEqual([{ type: 'CaseClosed', how: over }]);
      expect(jobs).toContainEqual(expect.objectContaining({ notice: { kind: 'case-closed', how: over } }));
      const closed = given(proposed(), started(), ...events);
      expect(closed.when(report(over)).events).toEqual([]);
      // Somebody named it, and read it as it was: that is no word of its state.
      expect(closed.when({ type: 'ReportCase', case: theCase() }).events).toEqual([]);
      const again = closed.when(report(null));
      expect(again.events).toEqual([{ type: 'CaseReopened' }]);
      expect(again.jobs).toContainEqual(expect.objectContaining({ notice: { kind: 'case-reopened' } }));
    }
    expect(swarm.when(report(null)).events).toEqual([]);
  });

  test('that it was merged tells the coordinator into which case, once, also where that is told later', () => {
    const into = { record: '35440', number: '35440', url: null };
    const merged = { type: 'ReportCase', case: theCase({ mergedInto: into }), over: 'closed' } as const;
    const { events, jobs } = given(proposed(), started()).when(merged);
    expect(events).toEqual([{ type: 'CaseClosed', how: 'closed', into }]);
    expect(jobs).toContainEqual(expect.objectContaining({ notice: { kind: 'case-closed', how: 'closed' } }));
    const after = given(proposed(), started(), ...events);
    expect(after.when(merged).events).toEqual([]);
    expect(after.when({ ...merged, case: theCase() }).events).toEqual([]);
    const closed = given(proposed(), started(), { type: 'CaseClosed', how: 'closed' });
    expect(closed.when(merged).events).toEqual(events);
    expect(after.when({ ...merged, case: theCase(), over: null }).events).toEqual([{ type: 'CaseReopened' }]);
  });

  test('lets that owner take over coordination, or give it to somebody else: it is their case', () => {
    const swarm = given(proposed(), started(), opened, {
      type: 'CaseReassigned',
      from: person('owner'),
      to: person('other'),
    });
    const takeOver = { type: 'HandOver', to: person('other') } as const;
    expect(types(swarm.when(takeOver, { actor: as('other') }).events)).toEqual(['CoordinationHandedOver']);
    const passedOn = swarm.when({ ...takeOver, to: person('mika') }, { actor: as('other') });
    expect(passedOn.state).toMatchObject({ coordinator: person('mika') });
    expect(swarm.when(takeOver, { actor: as('mika') }).refusal).toBe('not-coordinator');
  });
});

describe('the rules of the leads', () => {
  const none = () => [];
  test('are none as shipped', () => {
    expect(parsePolicyFile('{}')).toEqual({
      ...{
        policy: defaultPolicy,
        outdated: [],
        given: {},
        automatic: [],
        historyRetentionDays: null,
        leaveHostTeamsAfterDays: 7,
        administrators: [],
        erasureByTwo: true,
        monthlyWord: true,
        askSkillAfterSwarms: 3,
        careAfterOffHoursAsks: 3,
        careEveryWeeks: 4,
      },
      ...{ whoMayStart: 'engineers', standIns: [], supportContacts: [], urgencyWords: {}, knowledgeForEveryone: true },
    });
  });

  test('fit by severity, product and technology together; the first that fits counts', () => {
    const { automatic } = parsePolicyFile(
      JSON.stringify({
        automatic: [
          {
            name: 'vpn',
            severities: ['critical', 'high'],
            products: ['Azure ＶＰＮ'],
            technologies: ['vpn'],
            does: 'start',
          },
          { name: 'critical', severities: ['critical'], does: 'offer' },
        ],
      }),
    );
    const name = (change: Parameters<typeof theCase>[0], found: string[]) =>
      ruleFor(theCase(change), automatic, () => found)?.name ?? null;
    expect(name({ severity: 'critical', product: 'azure vpn' }, ['vpn', 'cert'])).toBe('vpn');
    expect(name({ severity: 'critical', product: 'azure vpn' }, ['cert'])).toBe('critical');
    expect(name({ severity: 'critical', product: null }, ['vpn'])).toBe('critical');
    expect(name({ severity: 'high', product: 'other' }, ['vpn'])).toBeNull();
    expect(ruleFor(theCase(), [], none)).toBeNull();
  });

  test('that are none keep the bot from starting, and are named by their path', () => {
    expect(() => parsePolicyFile('{"automatic":[{"name":"x","does":"begin"}]}')).toThrow('automatic[0].does');
    expect(() => parsePolicyFile('{"automatic":[{"name":"x","severity":["high"],"does":"start"}]}')).toThrow(
      'severity',
    );
    expect(() => parsePolicyFile('{')).toThrow('SWARM_POLICY_FILE does not hold JSON');
  });
});

describe('a policy file of an older version', () => {
  test('lets the bot start: the attempts it counts are passed over, and what to write instead is told', () => {
    const { policy, outdated } = parsePolicyFile('{"stepAttempts":3,"askBudget28Days":5}');
    expect(policy).toEqual({ ...defaultPolicy, askBudget28Days: 5 });
    expect(outdated).toEqual([{ field: 'stepAttempts', write: 'stepPatienceMinutes' }]);
  });

  test('and anything else that is no policy is still refused', () => {
    expect(() => parsePolicyFile('{"stepAttempt":3}')).toThrow('stepAttempt');
  });
});
