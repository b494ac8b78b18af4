import { describe, expect, test } from '@jest/globals';
import { calendarIn, daysOf } from '../../src/registry/calendarDays.ts';
import type { PersonHours } from '../../src/registry/engineer.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import type { SwarmEvent } from '../../src/swarm/events.ts';
import { as, given, invited, person, proposed, started } from './given.ts';

/** On a Friday at 20:00 in Tokyo; the experts work from Monday to Friday, 9 to 18. */
const evening = '2026-11-20T11:00:00.000Z';
const monday = '2026-11-23T00:00:00.000Z';
const office = { zone: 'Asia/Tokyo', hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' } };
const hours = { mika: office, ravi: office };

const start = (severity: 'critical' | 'high' | 'normal', at: string) =>
  given(proposed({ case: { severity } })).when({ type: 'Start' }, { actor: as('owner'), at, hours });
const deliveries = ({ scheduled }: Pick<ReturnType<typeof start>, 'scheduled'>) =>
  scheduled.flatMap(({ job, startAfter }) => (job.name === 'deliver-invitation' ? [startAfter ?? 'at once'] : []));

/** Mika is asked on Monday. */
const asked: SwarmEvent[] = [
  proposed(),
  started(),
  {
    type: 'ExpertInvited',
    invitation: {
      ...{ id: 'i1', person: person('mika'), role: 'expert', technologies: ['vpn', 'cert'], wave: 1, for: [] },
      ...{ answerBy: '2026-11-23T02:00:00.000Z', deliverAt: monday },
    },
  },
];
const waiting = given(...asked);

/** What is noted of Mika's working hours as an invitation reaches her. */
const noted = (at: string, known: Record<string, PersonHours> = hours) => {
  const message = { serviceUrl: 'https://teams.example/', conversationId: 'c', activityId: 'a' };
  const { events } = waiting.when({ type: 'ReportDelivered', invitationId: 'i1', message }, { at, hours: known });
  return events.flatMap((each) => (each.type === 'InvitationDelivered' ? [each.offHours] : []));
};

describe('whether an ask came outside of working hours is noted as it comes', () => {
  test('by the hours and wishes of then', () => {
    expect(noted(evening)).toEqual([true]);
    expect(noted(monday)).toEqual([false]);
    // Time in which somebody does not want to be asked is working time.
    const quiet = { ...office, asking: { quiet: { from: '2026-11-23', until: '2026-11-23' } } };
    expect(noted(monday, { mika: quiet, ravi: office })).toEqual([false]);
  });

  test('on a day off of the calendar of then, whatever the week says', () => {
    const days = daysOf(['jp'], calendarIn(new Map()));
    expect(noted('2026-11-23T03:00:00.000Z', { mika: { ...office, days }, ravi: office })).toEqual([true]);
  });

  test('and not where nobody knows their hours', () => {
    expect(noted(evening, {})).toEqual([undefined]);
  });
});

describe('somebody who is off work', () => {
  test('is not woken for what can wait: they are asked when their hours begin, and have their time from then', () => {
    for (const severity of ['normal', 'high'] as const) expect(deliveries(start(severity, evening))).toEqual([monday]);
    const [invitation] = start('normal', evening).events.flatMap((each) =>
      each.type === 'ExpertInvited' ? [each.invitation] : [],
    );
    // Two hours, of which none has passed before Monday.
    expect(invitation).toMatchObject({ deliverAt: monday, answerBy: '2026-11-23T02:00:00.000Z' });
  });

  test('on a holiday is asked on the next working day, and has their time from then', () => {
    const days = daysOf(['jp'], calendarIn(new Map()));
    const off = { mika: { ...office, days }, ravi: { ...office, days } };
    // Monday the 23rd is 勤労感謝の日.
    for (const at of [evening, '2026-11-23T03:00:00.000Z']) {
      const begun = given(proposed()).when({ type: 'Start' }, { actor: as('owner'), at, hours: off });
      expect(deliveries(begun)).toEqual(['2026-11-24T00:00:00.000Z']);
      const [asks] = begun.events.flatMap((each) => (each.type === 'ExpertInvited' ? [each.invitation] : []));
      expect(asks?.answerBy).toBe('2026-11-24T02:00:00.000Z');
    }
  });

  test('is asked at once for a critical case, and so is who is at work', () => {
    const critical = deliveries(start('critical', evening));
    expect(critical.length).toBeGreaterThan(0);
    expect(new Set(critical)).toEqual(new Set(['at once']));
    expect(deliveries(start('normal', '2026-11-20T02:00:00.000Z'))).toEqual(['at once']);
  });

  test('who wants to be asked at any hour is asked at once, also for what can wait; but not to learn', () => {
    const anyHour = { mika: { ...office, anyHour: true }, ravi: { ...office, anyHour: true } };
    const now = { actor: as('owner'), at: evening, hours: anyHour };
    const begun = given(proposed()).when({ type: 'Start' }, now);
    expect(deliveries(begun)).toEqual(['at once']);
    const [invitation] = begun.events.flatMap((each) => (each.type === 'ExpertInvited' ? [each.invitation] : []));
    // Two hours round the clock.
    expect(invitation).toMatchObject({ answerBy: '2026-11-20T13:00:00.000Z' });
    expect(invitation).not.toHaveProperty('deliverAt');
    const swarm = given(proposed(), started());
    const command = { type: 'InvitePerson' as const, technologies: ['vpn'], person: person('ravi') };
    expect(deliveries(swarm.when({ ...command, role: 'expert' }, now))).toEqual(['at once']);
    expect(deliveries(swarm.when({ ...command, role: 'learner' }, now))).toEqual([monday]);
  });

  test('who has no working day at all is not waited for', () => {
    const never = { mika: { ...office, hours: { ...office.hours, days: [] } } };
    const begun = given(proposed()).when({ type: 'Start' }, { actor: as('owner'), at: evening, hours: never });
    expect(deliveries(begun)).toEqual(['at once']);
  });

  test('who is asked by name waits as well', () => {
    const swarm = given(proposed(), started());
    const command = { type: 'InvitePerson' as const, technologies: ['vpn'], role: 'expert' as const };
    const byName = swarm.when({ ...command, person: person('ravi') }, { actor: as('owner'), at: evening, hours });
    expect(deliveries(byName)).toEqual([monday]);
  });

  test('hears nothing of what is withdrawn before', () => {
    const ended = waiting.when({ type: 'Cancel', reason: 'solved' }, { actor: as('owner'), at: evening });
    expect(ended.events).toContainEqual({ type: 'InvitationWithdrawn', invitationId: 'i1', because: 'closed' });
    expect(ended.jobs.filter((job) => 'card' in job && job.card === 'i1')).toEqual([]);
    expect(deliveries(ended)).toEqual([]);
  });
});

describe('an invitation that waits for the morning', () => {
  const askNow: SwarmCommand = { type: 'AskNow', invitationId: 'i1' };

  test('is brought at once when the coordinator says so, and once', () => {
    const hastenedBy = waiting.when(askNow, { actor: as('owner'), at: evening });
    expect(hastenedBy.events).toEqual([{ type: 'InvitationHastened', invitationId: 'i1' }]);
    expect(deliveries(hastenedBy)).toEqual(['at once']);
    const hastened = given(...asked, ...hastenedBy.events);
    expect(hastened.when(askNow, { actor: as('owner'), at: evening }).events).toEqual([]);
  });

  test('is the coordinator’s to hasten, not the invited person’s nor a lead’s', () => {
    expect(waiting.when(askNow, { actor: as('mika'), at: evening }).refusal).toBe('not-coordinator');
    const lead = { actor: as('lead'), actorStandsIn: true, at: evening };
    expect(waiting.when(askNow, lead).refusal).toBe('not-coordinator');
  });

  test('cannot be hastened when it is not there, withdrawn or long brought', () => {
    const owner = { actor: as('owner'), at: evening };
    expect(waiting.when({ ...askNow, invitationId: 'i9' }, owner).refusal).toBe('no-such-invitation');
    const withdrawn = given(...asked, { type: 'InvitationWithdrawn', invitationId: 'i1', because: 'covered' });
    expect(withdrawn.when(askNow, owner).refusal).toBe('invitation-withdrawn');
    expect(waiting.when(askNow, { ...owner, at: '2026-11-23T00:00:01.000Z' }).events).toEqual([]);
    expect(given(proposed(), started(), invited('i1', 'mika', ['vpn'])).when(askNow, owner).events).toEqual([]);
  });
});
