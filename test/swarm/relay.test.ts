import { describe, expect, test } from '@jest/globals';
import type { PersonHours } from '../../src/registry/engineer.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { decide } from '../../src/swarm/decide.ts';
import type { Relay, SwarmEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { as, candidate, now as circumstances, given, invited, person, proposed, recorded, started } from './given.ts';

/** Follow the sun: who goes on when a working time ends. The owner works in Tokyo on Friday 20 November 2026. */

const week = [1, 2, 3, 4, 5];
const hoursIn = (zone: string, from: string, to: string): PersonHours => ({ zone, hours: { days: week, from, to } });
const tokyo = hoursIn('Asia/Tokyo', '09:00', '18:00');
const dublin = hoursIn('Europe/Dublin', '09:00', '17:30');
const redmond = hoursIn('America/Los_Angeles', '08:30', '17:30');
const hours = { owner: tokyo, mika: tokyo, aoife: dublin, nora: dublin, lee: redmond };

const critical = proposed({ case: { severity: 'critical' } });
const accepted = (invitationId: string): SwarmEvent => ({ type: 'InvitationAccepted', invitationId });
const running = [critical, started(), invited('i1', 'mika', ['vpn', 'cert']), accepted('i1')];

/** 17:25 in Tokyo; Dublin begins at 18:00 of Tokyo's clocks, Redmond at half past one in the night. */
const at = '2026-11-20T08:25:00.000Z';
const ends = '2026-11-20T09:00:00.000Z';
const look: SwarmCommand = { type: 'LookAtWork' };
const speaking = [{ code: 'speaks', language: 'ja' } as const];
const ranking = {
  candidates: [
    candidate('lee', ['vpn', 'cert'], 9),
    candidate('nora', ['vpn'], 5),
    candidate('aoife', ['vpn', 'cert'], 1),
    candidate('mika', ['vpn', 'cert'], 2),
  ],
  leftOut: 0,
};
const now = { at, hours, ranking };

const asked = (relays: Relay[], leaving = 'owner', of: 'coordinator' | 'experts' = 'coordinator'): SwarmEvent => ({
  ...{ type: 'RelayProposed', of, leaving: person(leaving), ends, relays },
});
const aoife: Relay = { person: person('aoife'), from: ends, technologies: ['vpn', 'cert'], for: [] };
const words = { known: '', tried: '', next: '', waitingFor: '' };
const offer = (to: string): SwarmCommand => ({
  ...{ type: 'OfferRelay', of: 'coordinator', proposedAt: null, to: person(to), words, basedOn: 0 },
});

describe('before the working time of who coordinates ends', () => {
  test('they are asked who goes on: who starts within the hour, for most of what is needed first', () => {
    const { events, jobs } = given(...running).when(look, now);
    expect(events).toMatchObject([
      { type: 'RelayProposed', of: 'coordinator', leaving: { id: 'owner' }, ends, relays: [{ from: ends }, {}] },
    ]);
    const [event] = events;
    expect(event?.type === 'RelayProposed' && event.relays.map((each) => each.person.id)).toEqual(['aoife', 'nora']);
    expect(jobs).toEqual([
      expect.objectContaining({ name: 'tell-coordinator', notice: { kind: 'relay', at: expect.any(String) } }),
    ]);
  });

  test('who speaks the case’s language comes before who does not', () => {
    const equal = {
      ...ranking,
      candidates: [candidate('aoife', ['vpn'], 9), { ...candidate('nora', ['vpn']), for: speaking }],
    };
    const [event] = given(...running).when(look, { ...now, ranking: equal }).events;
    expect(event?.type === 'RelayProposed' && event.relays[0]?.person.id).toBe('nora');
  });

  test.each([
    ['more than forty minutes before', '2026-11-20T08:15:00.000Z', {}],
    ['of a case that is not urgent', at, { severity: 'normal' as const }],
  ])('nobody is asked %s', (_, when, changes) => {
    const events = [proposed({ case: { severity: 'critical', ...changes } }), ...running.slice(1)];
    expect(given(...events).when(look, { ...now, at: when }).events).toEqual([]);
  });

  test('a policy says how long before, or that nobody is asked', () => {
    const policy = (minutes: number | null) => ({
      ...defaultPolicy,
      handOverBeforeMinutes: { ...defaultPolicy.handOverBeforeMinutes, critical: minutes },
    });
    const when = (minutes: number | null, moment: string) =>
      given(proposed({ case: { severity: 'critical' }, policy: policy(minutes) }), ...running.slice(1)).when(look, {
        ...now,
        at: moment,
      }).events.length;
    expect([when(90, '2026-11-20T07:35:00.000Z'), when(90, '2026-11-20T07:25:00.000Z'), when(null, at)]).toEqual([
      1, 0, 0,
    ]);
  });

  test('they are asked once for each end', () => {
    expect(given(...running, asked([aoife])).when(look, now).events).toEqual([]);
  });

  test('a break at noon is no end', () => {
    const split = {
      ...tokyo,
      asking: {
        week: [
          { days: week, from: '09:00', to: '12:00' },
          { days: week, from: '13:00', to: '18:00' },
        ],
      },
    };
    const noon = { ...now, at: '2026-11-20T02:30:00.000Z', hours: { ...hours, owner: split } };
    expect(given(...running).when(look, noon).events).toEqual([]);
  });

  test('nobody who is away then, or was let out of the plan, is proposed; without anybody it is said so', () => {
    const away = {
      ...candidate('aoife', ['vpn']),
      against: [{ code: 'away' as const, until: '2026-11-23T00:00:00.000Z' }],
    };
    const dropped = { ...candidate('nora', ['vpn']), against: [{ code: 'dropped-by-owner' as const }] };
    const [event] = given(...running).when(look, {
      ...now,
      ranking: { candidates: [away, dropped], leftOut: 0 },
    }).events;
    expect(event).toMatchObject({ type: 'RelayProposed', relays: [] });
  });
});

describe('whoever is asked to take over', () => {
  const proposedRelay = [...running, asked([aoife])];
  const owner = { actor: as('owner'), ...now };

  test('is invited by one press, with the status note as it was edited; nothing else changes', () => {
    const command = { ...offer('aoife'), words: { ...words, next: 'Read the trace.' } } as SwarmCommand;
    const { events, state, jobs } = given(...proposedRelay).when(command, owner);
    expect(events).toMatchObject([
      { type: 'StatusNoted', wrote: ['next'] },
      {
        type: 'ExpertInvited',
        invitation: { person: { id: 'aoife' }, takesOver: true, technologies: ['vpn', 'cert'] },
      },
    ]);
    expect(wasStarted(state) && state.coordinator.id).toBe('owner');
    expect(jobs).toContainEqual(expect.objectContaining({ name: 'deliver-invitation', invitationId: 'i2' }));
  });

  test('has half an hour of their own working time to answer, however bad the case is', () => {
    const { events } = given(...proposedRelay).when(offer('aoife'), owner);
    expect(events).toMatchObject([{ invitation: { answerBy: '2026-11-20T09:30:00.000Z' } }]);
  });

  test('coordinates once they accept; who hands over is free, both are told, and the owner', () => {
    const mikaLeads: SwarmEvent = { type: 'CoordinationHandedOver', from: person('owner'), to: person('mika') };
    const invitedAoife = invited('i2', 'aoife', ['vpn', 'cert'], true);
    if (invitedAoife.type !== 'ExpertInvited') throw new Error('No invitation');
    const taking: SwarmEvent = { ...invitedAoife, invitation: { ...invitedAoife.invitation, takesOver: true } };
    const also: SwarmEvent = { ...taking, invitation: { ...taking.invitation, id: 'i3', person: person('nora') } };
    const { events, state, jobs } = given(...running, mikaLeads, asked([aoife], 'mika'), taking, also).when(
      { type: 'Accept', invitationId: 'i2' },
      { ...now, actor: as('aoife') },
    );
    expect(events).toMatchObject([
      { type: 'InvitationAccepted', invitationId: 'i2' },
      { type: 'CoordinationHandedOver', from: { id: 'mika' }, to: { id: 'aoife' }, relay: true },
      { type: 'InvitationWithdrawn', invitationId: 'i3', because: 'taken-over', by: { id: 'aoife' } },
    ]);
    if (!wasStarted(state)) throw new Error('It is not running');
    expect(state.coordinator.id).toBe('aoife');
    expect(state.invitations.map(({ answer }) => answer.state)).toEqual(['left', 'accepted', 'withdrawn']);
    expect(jobs).toContainEqual(
      expect.objectContaining({ name: 'tell-room', news: expect.objectContaining({ relay: true }) }),
    );
    const told = jobs.flatMap((job) => (job.name === 'tell-person' ? [job.person.id] : []));
    expect(told).toEqual(['owner', 'mika']);
  });

  test('is only in to help when they accept after coordination has gone elsewhere', () => {
    const { events } = given(...proposedRelay).when(offer('aoife'), owner);
    const expired: SwarmEvent = { type: 'InvitationExpired', invitationId: 'i2' };
    const silent = given(...proposedRelay, ...events, expired);
    if (!wasStarted(silent.state)) throw new Error('It is not running');
    const handed: SwarmEvent = { type: 'CoordinationHandedOver', from: person('owner'), to: person('nora') };
    const later = recorded([handed], silent.state.version + 1).map((each) => ({ ...each, at }));
    const accept = { type: 'Accept', invitationId: 'i2' } as const;
    const decision = decide(fold(later, silent.state), accept, circumstances({ ...now, actor: as('aoife') }));
    expect(decision).toEqual({ ok: true, events: [{ type: 'InvitationAccepted', invitationId: 'i2' }] });
  });

  test('and cannot, by their word or in silence, makes the coordinator hear of it', () => {
    const { state, events } = given(...proposedRelay).when(offer('aoife'), owner);
    const given2 = given(...proposedRelay, ...events);
    expect(given2.state.status).toBe(state.status);
    const { jobs } = given2.when(
      { type: 'Decline', invitationId: 'i2', reason: 'busy', instead: null, note: '' },
      { ...now, actor: as('aoife') },
    );
    expect(jobs).toContainEqual(
      expect.objectContaining({ name: 'tell-coordinator', notice: { kind: 'relay-refused', invitationId: 'i2' } }),
    );
  });

  test('is nobody of a vendor, who is reached otherwise; nor can they be asked to help, or coordinate', () => {
    const vendor = { ...now, hours: { ...hours, aoife: { ...dublin, outside: 'tac@vendor.example' } } };
    const refused = { code: 'outside', person: person('aoife'), reach: 'tac@vendor.example' };
    const asked = given(...proposedRelay).when(offer('aoife'), { ...vendor, actor: as('owner') });
    expect(asked.decision).toEqual({ ok: false, refusal: refused });
    const invite: SwarmCommand = {
      ...{ type: 'InvitePerson', person: person('aoife'), technologies: [], role: 'expert' },
    };
    const invitedByName = given(...proposedRelay).when(invite, { ...vendor, actor: as('owner') });
    expect(invitedByName.decision).toEqual({ ok: false, refusal: refused });
    const handOver: SwarmCommand = { type: 'HandOver', to: person('aoife') };
    const handedOver = given(...proposedRelay).when(handOver, { ...vendor, actor: as('owner') });
    expect(handedOver.decision).toEqual({ ok: false, refusal: refused });
  });

  test('nobody but the coordinator asks', () => {
    expect(given(...proposedRelay).when(offer('aoife'), { ...now, actor: as('mika') }).refusal).toBe('not-coordinator');
  });

  describe('by a card that is out of date', () => {
    const typed = { ...offer('aoife'), words: { ...words, next: 'Read the trace.' } } as SwarmCommand;
    const to = (id: string, from = 'owner'): SwarmEvent => ({
      ...{ type: 'CoordinationHandedOver', from: person(from), to: person(id) },
    });
    /** The one `when` stands at 02:00; whatever is given `later` happens after that. */
    const pressed = (later: SwarmEvent[], command = typed) => {
      const { state } = given(...proposedRelay);
      if (!wasStarted(state)) throw new Error('It is not running');
      const after = recorded(later, state.version + 1).map((each, index) => ({
        ...each,
        at: `2026-11-20T08:3${index}:00.000Z`,
      }));
      return decide(fold(after, state), command, circumstances(owner));
    };

    test('is not asked, and the note stays, once coordination has moved, also to the owner’s own case', () => {
      const refused = { ok: false, refusal: { code: 'relay-over', coordinator: person('nora') } };
      expect(pressed([to('nora')])).toEqual(refused);
      expect(pressed([to('nora'), asked([aoife], 'nora')])).toEqual(refused);
    });

    test('is not asked once coordination has moved and come back: that was another evening', () => {
      expect(pressed([to('nora'), to('owner', 'nora')])).toMatchObject({ refusal: { code: 'relay-over' } });
    });

    test('is not asked after its end', () => {
      const ended: SwarmEvent = { type: 'SwarmCancelled', reason: 'Solved by the customer.' };
      expect(pressed([ended])).toMatchObject({ refusal: { code: 'already-closed' } });
    });

    test('is not asked again, and the note stays, after they declined or were silent; another is', () => {
      const { events } = given(...proposedRelay).when(offer('aoife'), owner);
      for (const answer of [
        { type: 'InvitationDeclined', invitationId: 'i2', reason: 'busy', instead: null, note: '' },
        { type: 'InvitationExpired', invitationId: 'i2' },
      ] satisfies SwarmEvent[]) {
        expect(pressed([...events, answer])).toEqual({
          ...{ ok: false, refusal: { code: 'relay-refused', person: person('aoife') } },
        });
        expect(pressed([...events, answer], offer('nora'))).toMatchObject({ ok: true });
      }
    });
  });

  test('answers only whether they coordinate: a technology that nobody is left for is not found so again', () => {
    const gaps: SwarmEvent[] = ['vpn', 'cert'].map((technology) => ({ type: 'GapFound', technology }));
    const alone = [critical, started(), ...gaps, asked([aoife])];
    const { events } = given(...alone).when(offer('aoife'), owner);
    const decline: SwarmCommand = { type: 'Decline', invitationId: 'i1', reason: 'busy', instead: null, note: '' };
    const nobody = { ...now, ranking: { candidates: [], leftOut: 0 } };
    const declined = given(...alone, ...events).when(decline, { ...nobody, actor: as('aoife') });
    expect(declined.events.map(({ type }) => type)).toEqual(['InvitationDeclined']);
    const expired = given(...alone, ...events).when({ type: 'Expire', invitationId: 'i1' }, { ...nobody, at: ends });
    expect(expired.events.map(({ type }) => type)).not.toContain('GapFound');
    const accept = given(...alone, ...events).when(
      { type: 'Accept', invitationId: 'i1' },
      { ...nobody, actor: as('aoife') },
    );
    expect(wasStarted(accept.state) && accept.state.needs.map(({ gap }) => gap)).toEqual([false, false]);
  });

  test('and was let go offers no help: it was another who was asked for that', () => {
    const { events } = given(...proposedRelay).when(offer('aoife'), owner);
    const letGo: SwarmEvent = {
      ...{ type: 'InvitationWithdrawn', invitationId: 'i2', because: 'taken-over', by: person('nora') },
    };
    const help: SwarmCommand = { type: 'OfferHelp', invitationId: 'i2' };
    const { refusal } = given(...proposedRelay, ...events, letGo).when(help, { ...now, actor: as('aoife') });
    expect(refusal).toBe('invitation-withdrawn');
  });
});

describe('before the last expert goes home', () => {
  const leeLeads: SwarmEvent = { type: 'CoordinationHandedOver', from: person('owner'), to: person('nora') };
  const noraAtWork = { ...hours, nora: hoursIn('Europe/Dublin', '07:00', '16:00') };

  test('who coordinates and goes on is asked who comes in', () => {
    const { events } = given(...running, leeLeads).when(look, { ...now, hours: noraAtWork });
    expect(events).toMatchObject([{ type: 'RelayProposed', of: 'experts', leaving: { id: 'mika' }, ends }]);
  });

  test('not while another expert goes on', () => {
    const other = [invited('i2', 'aoife', ['vpn']), accepted('i2')];
    expect(given(...running, leeLeads, ...other).when(look, { ...now, hours: noraAtWork }).events).toEqual([]);
  });
});

describe('hours in which nobody is at work', () => {
  const night = { ...now, at: '2026-11-20T09:05:00.000Z', ranking: { candidates: [], leftOut: 0 } };
  const noted = [...running, asked([])];

  test('begin with the end of the last working time, and are over when somebody begins', () => {
    const { events } = given(...noted).when(look, night);
    expect(events).toEqual([{ type: 'WorkPaused', since: ends }]);
    const monday = { ...night, at: '2026-11-23T00:02:00.000Z' };
    const { events: again, state } = given(...noted, ...events).when(look, monday);
    expect(again).toEqual([{ type: 'WorkResumed', since: '2026-11-23T00:00:00.000Z' }]);
    expect(wasStarted(state) && state.idle.ms / 3_600_000).toBe(63);
  });

  test('are over when the swarm is', () => {
    const paused: SwarmEvent = { type: 'WorkPaused', since: '2026-11-20T01:00:00.000Z' };
    const { state } = given(...noted, paused).when(
      { type: 'Cancel', reason: 'Solved by the customer.' },
      { ...night, actor: as('owner') },
    );
    // The test's own clock stands at 02:00.
    expect(wasStarted(state) && state.idle).toMatchObject({ since: null, ms: 3_600_000 });
  });

  test('nobody can tell of whom the registry knows no hours', () => {
    expect(given(...noted).when(look, { ...night, hours: { mika: tokyo } }).events).toEqual([]);
  });
});

describe('the question who goes on', () => {
  const message = { serviceUrl: 'https://smba.example/', conversationId: 'a:owner', activityId: 'q1' };
  const put: SwarmEvent = { type: 'SideCardShown', card: 'relay', reader: person('owner'), message, drawnFrom: 1 };
  const invitation = invited('i2', 'aoife', ['vpn', 'cert']);
  const takingOver: SwarmEvent =
    invitation.type === 'ExpertInvited'
      ? { ...invitation, invitation: { ...invitation.invitation, takesOver: true } }
      : invitation;
  const waiting = [...running, asked([aoife]), put, takingOver];
  const isDrawn = (jobs: { name: string }[]) =>
    jobs.some((each) => each.name === 'refresh-card' && 'card' in each && each.card === 'relay:owner');
  const drawnBy = (command: SwarmCommand, by: string) =>
    isDrawn(given(...waiting).when(command, { ...now, actor: as(by) }).jobs);

  test('is drawn anew as soon as whoever was asked answers; when the swarm ends an hour later, for somebody may be typing into it', () => {
    expect(drawnBy({ type: 'Accept', invitationId: 'i2' }, 'aoife')).toBe(true);
    expect(drawnBy({ type: 'Decline', invitationId: 'i2', reason: 'busy', note: '', instead: null }, 'aoife')).toBe(
      true,
    );
    const open = [...running, asked([aoife]), put];
    const end = given(...open).when({ type: 'Cancel', reason: 'done' }, { ...now, actor: as('owner') });
    const drawn = end.scheduled.filter(({ job }) => 'card' in job && job.card === 'relay:owner');
    expect(drawn).toMatchObject([{ startAfter: '2026-11-20T03:00:00.000Z' }]);
  });

  test('is left alone by what it says nothing of: somebody may be typing into it', () => {
    const note: SwarmCommand = { type: 'WriteNote', words: { ...words, known: 'a' }, basedOn: 0 };
    expect(drawnBy(note, 'mika')).toBe(false);
  });

  test('put anew takes the place of the one before', () => {
    const again = { ...message, activityId: 'q2' };
    const { jobs } = given(...waiting).when({
      ...{ type: 'ReportSideCard', card: 'relay', reader: person('owner'), message: again },
      drawnFrom: waiting.length,
    });
    expect(jobs).toEqual([expect.objectContaining({ name: 'fold-card', copyOf: 'relay', message })]);
  });
});
