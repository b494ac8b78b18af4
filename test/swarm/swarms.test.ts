import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/store/database.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { queuedOf, swarmJobNames } from '../../src/swarm/jobs.ts';
import type { Planner } from '../../src/swarm/planning/planner.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { createSwarms, type Swarms } from '../../src/swarm/service/swarms.ts';
import { startWorkers, type WorkerNeeds } from '../../src/swarm/service/worker.ts';
import type { SwarmState } from '../../src/swarm/state.ts';
import { engines } from '../store/databases.ts';
import { until } from '../until.ts';
import { as, candidate, person, plan, system, theCase } from './given.ts';

const planner: Planner = {
  detect: () => [],
  unknown: () => [],
  plan: async () => plan(),
  rank: async () => ({ candidates: [candidate('sean', ['vpn', 'cert'])], leftOut: 0 }),
  hoursOf: () => ({}),
  standsIn: () => false,
  leadsGap: () => true,
  mayStart: () => true,
  isLeadOf: () => false,
};

describe.each(engines)('swarms on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let queue: Queue;
  let swarms: Swarms;

  beforeEach(async () => {
    database = await open();
    queue = await openQueue(database, swarmJobNames, (problem) => {
      throw problem;
    });
    const needs = { database, queue, planner, policy: () => defaultPolicy, tenantId: 'tenant' };
    swarms = createSwarms({ ...needs, clock: () => Date.parse('2026-11-20T02:00:00Z') });
  });
  afterEach(async () => {
    await queue.stop();
    await database.drop();
  });

  const owner = { actor: as('owner'), cause: 'a1' };
  async function started(): Promise<string> {
    const { state } = await swarms.propose(theCase(), owner);
    if (state.status === 'none') throw new Error('not proposed');
    await swarms.execute(state.swarmId, { type: 'Start' }, owner);
    return state.swarmId;
  }

  test('one case has one live swarm, however many ask at once', async () => {
    const proposals = await Promise.all(Array.from({ length: 8 }, () => swarms.propose(theCase(), owner)));
    const ids = new Set(proposals.map(({ state }) => (state.status === 'none' ? null : state.swarmId)));
    expect(ids.size).toBe(1);
    expect(proposals.filter(({ found }) => !found)).toHaveLength(1);
  });

  test('swarms begin and go on in tables of a later version, which must have columns that this one does not know', async () => {
    const tables = ['swarm', 'swarm_event', 'swarm_search', 'invitation', 'shown_card'];
    for (const table of tables)
      await database.sql.execute(sql.raw(`alter table ${table} add column of_later int not null default 7`));
    try {
      const swarmId = await started();
      const { rows } = await database.sql.execute(sql.raw(`select swarm_id, status, of_later from swarm`));
      expect(rows).toEqual([{ swarm_id: swarmId, status: 'running', of_later: 7 }]);
    } finally {
      for (const table of tables) await database.sql.execute(sql.raw(`alter table ${table} drop column of_later`));
    }
  });

  test('a case whose swarm was cancelled can be swarmed anew', async () => {
    const first = await started();
    await swarms.execute(first, { type: 'Cancel', reason: 'solved by phone' }, owner);
    const { found } = await swarms.propose(theCase(), owner);
    expect(found).toBe(false);
  });

  test('the start stores the events and their jobs together', async () => {
    await started();
    expect(await queue.depth()).toMatchObject({ 'open-channel': 1, 'deliver-invitation': 1, 'expire-invitation': 1 });
  });

  test('of two who answer at the same moment both are heard', async () => {
    const id = await started();
    const decline = { type: 'Decline', invitationId: 'i1', reason: 'busy', instead: null, note: '' } as const;
    await Promise.all([
      swarms.execute(id, decline, { actor: as('mika'), cause: 'a2' }),
      swarms.execute(id, { type: 'InvitePerson', person: person('zoe'), technologies: ['vpn'], role: 'expert' }, owner),
    ]);
    const state = await swarms.load(id);
    if (state.status !== 'running') throw new Error('not running');
    expect(state.invitations[0]?.answer.state).toBe('declined');
    expect(state.invitations.map((each) => each.person.id).toSorted()).toEqual(['mika', 'sean', 'zoe']);
  });

  test('an alarm that rings before the deadline by our clock rings again, and one that was answered does not', async () => {
    const id = await started();
    const workers = new Map<string, Parameters<Queue['work']>[2]>();
    const noted: Queue = { ...queue, work: async (name, _options, worker) => void workers.set(name, worker) };
    const nothingOutside = {} as WorkerNeeds['effects'];
    await startWorkers({
      queue: noted,
      swarms,
      effects: nothingOutside,
      log: () => {},
      clock: () => 0,
      random: () => 0,
    });
    const body = { name: 'expire-invitation', swarmId: id, attempt: 1, invitationId: 'i1' };
    const ring = async () =>
      workers.get('expire-invitation')?.([{ id: 'j', body, repeated: false, signal: AbortSignal.timeout(1000) }]);
    await expect(ring()).rejects.toThrow('again later');
    await swarms.execute(id, { type: 'Accept', invitationId: 'i1' }, { actor: as('mika'), cause: 'a4' });
    await expect(ring()).resolves.toBeUndefined();
  });

  test('a card’s refresh that is told until when to wait comes again then, and not after pauses that double', async () => {
    const id = await started();
    let tries = 0;
    const effects = {
      'refresh-card': async () => {
        tries += 1;
        const retryAt = new Date(Date.now() + 100).toISOString();
        return tries < 5 ? { kind: 'wait', cause: 'own-pace', retryAt, advice: 'try-again' } : { kind: 'done' };
      },
    } as unknown as WorkerNeeds['effects'];
    await startWorkers({ ...{ queue, swarms, effects }, log: () => {}, clock: Date.now, random: () => 0 });
    await queue.later(queuedOf({ job: { name: 'refresh-card', swarmId: id, card: 'plan', attempt: 1 } }), 0);
    // By pauses that double the fifth would come after a quarter of a minute.
    await until(() => tries === 5, 10_000);
  });

  test('of many refreshes of one card one goes on trying through an outage, and it is enough', async () => {
    const id = await started();
    const tried = new Map<string, number>();
    let isOut = true;
    const effects = {
      'refresh-card': async ({ card }: { card: string }) => {
        tried.set(card, (tried.get(card) ?? 0) + 1);
        return isOut ? { kind: 'wait', cause: 'ECONNREFUSED', retryAt: null, advice: 'try-again' } : { kind: 'done' };
      },
    } as unknown as WorkerNeeds['effects'];
    const refresh = (card: 'plan' | 'briefing') =>
      queuedOf({ job: { name: 'refresh-card', swarmId: id, card, attempt: 1 } });
    for (let at = 0; at < 10; at++) await queue.later(refresh('plan'), 0);
    await queue.later(refresh('briefing'), 0);
    await startWorkers({ ...{ queue, swarms, effects }, log: () => {}, clock: Date.now, random: () => 0 });
    const waiting = async () => (await queue.depth())['refresh-card'];
    await until(async () => (await waiting()) === 2, 20_000);
    const before = new Map(tried);
    await until(() => ['plan', 'briefing'].every((card) => (tried.get(card) ?? 0) > (before.get(card) ?? 0)), 20_000);
    isOut = false;
    await until(async () => (await waiting()) === 0, 20_000);
  });

  test('a refresh for a certain hour takes over from none that is due', async () => {
    const id = await started();
    const job = queuedOf({ job: { name: 'refresh-card', swarmId: id, card: 'plan', attempt: 1 } });
    await queue.later(job, 1_800_000);
    await queue.later(job, 0);
    let tries = 0;
    const effects = {
      'refresh-card': async () => {
        tries += 1;
        return tries < 3
          ? { kind: 'wait', cause: 'ECONNREFUSED', retryAt: null, advice: 'try-again' }
          : { kind: 'done' };
      },
    } as unknown as WorkerNeeds['effects'];
    await startWorkers({ ...{ queue, swarms, effects }, log: () => {}, clock: Date.now, random: () => 0 });
    await until(() => tries === 3, 20_000);
  });

  test('what was done outside is told again where it could not be stored, and not done a second time', async () => {
    const id = await started();
    let told = 0;
    let sent = 0;
    const failingTwice: Swarms = {
      ...swarms,
      async execute(...command) {
        told += 1;
        if (told < 3) throw new Error('Connection terminated unexpectedly');
        return swarms.execute(...command);
      },
    };
    const message = { serviceUrl: 's', conversationId: 'c', activityId: 'm1' };
    const effects = {
      'deliver-invitation': async ({ invitationId }: { invitationId: string }) => {
        sent += 1;
        return { kind: 'report', command: { type: 'ReportDelivered', invitationId, message } };
      },
    } as unknown as WorkerNeeds['effects'];
    const works = new Map<string, Parameters<Queue['work']>[2]>();
    const noted: Queue = { ...queue, work: async (name, _options, worker) => void works.set(name, worker) };
    await startWorkers({
      ...{ queue: noted, swarms: failingTwice, effects, log: () => {} },
      ...{ clock: Date.now, random: () => 0 },
    });
    const body = { name: 'deliver-invitation', swarmId: id, attempt: 1, invitationId: 'i1' };
    const { signal } = new AbortController();
    await works.get('deliver-invitation')?.([{ id: 'j', body, repeated: false, signal }]);
    expect({ sent, told }).toEqual({ sent: 1, told: 3 });
    expect(await swarms.load(id)).toMatchObject({ invitations: [{ message: { activityId: 'm1' } }] });
  });

  test('places of plan cards that are told at one moment are each stored, also two of one swarm', async () => {
    const [one, other] = await Promise.all([
      swarms.propose(theCase(), owner),
      swarms.propose(theCase({ id: '4712' }), owner),
    ]);
    const posted = (state: SwarmState, activityId: string) =>
      swarms.execute(
        state.status === 'none' ? '' : state.swarmId,
        { type: 'ReportPlanCardPosted', message: { serviceUrl: 's', conversationId: 'c', activityId } },
        { actor: system, cause: activityId },
        state,
      );
    await Promise.all([posted(one.state, 'm1'), posted(one.state, 'm2'), posted(other.state, 'm3')]);
    const told = async ({ state }: typeof one) =>
      (await swarms.history(state.status === 'none' ? '' : state.swarmId)).map(({ version, event }) =>
        event.type === 'PlanCardPosted' ? [version, event.message.activityId] : [version],
      );
    expect(await told(one)).toEqual([[1], [2, 'm1'], [3, 'm2']]);
    expect(await told(other)).toEqual([[1], [2, 'm3']]);
  });

  test('what another process did is seen by the next look, and decided on', async () => {
    const needs = { database, queue, planner, policy: () => defaultPolicy, tenantId: 'tenant' };
    const other = createSwarms({ ...needs, clock: () => Date.parse('2026-11-20T02:00:00Z') });
    const id = await started();
    await swarms.load(id);
    await other.execute(id, { type: 'Accept', invitationId: 'i1' }, { actor: as('mika'), cause: 'a1' });
    expect(await swarms.load(id)).toEqual(await other.load(id));
    const late = { type: 'Decline', invitationId: 'i1', reason: 'busy', instead: null, note: '' } as const;
    await swarms.execute(id, late, { actor: as('mika'), cause: 'a2' });
    const fresh = createSwarms({ ...needs, clock: () => 0 });
    expect(await swarms.load(id)).toEqual(await fresh.load(id));
  });

  test('nobody is refused for what another process has meanwhile put right', async () => {
    const needs = { database, queue, planner, policy: () => defaultPolicy, tenantId: 'tenant' };
    const other = createSwarms({ ...needs, clock: () => Date.parse('2026-11-20T02:00:00Z') });
    const id = await started();
    const invite = {
      type: 'InvitePerson' as const,
      person: person('zoe'),
      technologies: ['vpn'],
      role: 'expert' as const,
    };
    const invited = await other.execute(id, invite, owner);
    if (invited.state.status !== 'running') throw new Error('not running');
    const zoes = invited.state.invitations.find((each) => each.person.id === 'zoe')?.id ?? '';
    const accept = { type: 'Accept', invitationId: zoes } as const;
    expect(await swarms.execute(id, accept, { actor: as('zoe'), cause: 'a2' })).toMatchObject({ ok: true });
    const again = await other.execute(id, accept, { actor: as('zoe'), cause: 'a3' });
    expect(again).toMatchObject({ ok: true, events: [] });
    expect(again.state).toEqual(await swarms.load(id));
  });

  test('reports that come at one moment are stored together, each with its own cause', async () => {
    const id = await started();
    const message = { serviceUrl: 's', conversationId: 'c', activityId: 'm' };
    const [delivered, refused, opened] = await Promise.all([
      swarms.execute(id, { type: 'ReportDelivered', invitationId: 'i1', message }, { actor: system, cause: 'j1' }),
      swarms.execute(id, { type: 'Accept', invitationId: 'i1' }, { actor: as('zoe'), cause: 'a1' }),
      swarms.execute(
        id,
        { type: 'ReportFailure', step: 'open-channel', cause: 'no', advice: 'try-again' },
        {
          actor: system,
          cause: 'j2',
        },
      ),
    ]);
    expect([delivered.ok, refused.ok, opened.ok]).toEqual([true, false, true]);
    const events = (await swarms.history(id)).slice(-2);
    expect(events.map(({ event, cause }) => [event.type, cause])).toEqual([
      ['InvitationDelivered', 'j1'],
      ['StepFailed', 'j2'],
    ]);
  });

  test('a refused command stores nothing', async () => {
    const id = await started();
    const before = await swarms.history(id);
    const refused = await swarms.execute(id, { type: 'Accept', invitationId: 'i1' }, { actor: as('zoe'), cause: 'a3' });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'not-your-invitation' } });
    expect(await swarms.history(id)).toEqual(before);
  });

  test('a report about a swarm that does not exist is refused', async () => {
    const outcome = await swarms.execute('nowhere', { type: 'ReportArchived' }, { actor: system, cause: 'j' });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'no-such-swarm' } });
  });
});
