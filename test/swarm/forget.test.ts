import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { createStoredCases } from '../../src/cases/storedCases.ts';
import { openLivingEvidence } from '../../src/evidence/livingEvidence.ts';
import { indexSnapshotsOf } from '../../src/evidence/pastCases/indexSnapshots.ts';
import type { Database } from '../../src/store/database.ts';
import { appendEvents } from '../../src/store/eventLog.ts';
import { indexSnapshot, indexSnapshotChunk, pastCase } from '../../src/store/evidenceTables.ts';
import { invitation, swarm as swarmTable } from '../../src/store/swarmTables.ts';
import { decide } from '../../src/swarm/decide.ts';
import type { RecordedEvent } from '../../src/swarm/events.ts';
import { evolve } from '../../src/swarm/evolve.ts';
import { forgetOldSwarms } from '../../src/swarm/forgetting/forget.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import { writePastCase } from '../../src/swarm/service/pastCase.ts';
import { readModelWrites } from '../../src/swarm/service/readModel.ts';
import { createSwarmLog } from '../../src/swarm/service/swarmLog.ts';
import { forgottenWords } from '../../src/teams/forgotten.ts';
import { type Happening, store } from '../history/past.ts';
import { engines } from '../store/databases.ts';
import { declinedBy, gone, resolvedWith, solver, tablesNaming, tenantId } from '../tools/personEverywhere.ts';
import { as, now, technology, theCase } from './given.ts';

const day = 86_400_000;
const begun = Date.parse('2026-10-01T00:00:00.000Z');

describe.each(engines)('swarms whose time in the history is over, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  beforeEach(async () => {
    database = await open();
  });
  afterEach(() => database.drop());

  const swarm = (swarmId: string, happenings: Happening[], from = begun) =>
    store(database, { swarmId, from: new Date(from).toISOString(), happenings });
  const forget = (days: number, at: number, mostMs = 60_000) =>
    forgetOldSwarms({ sql: database.sql, tenantId, words: forgottenWords, clock: () => at, mostMs }, days);
  const ended = (caseId: string) => [...declinedBy(gone, caseId), resolvedWith([solver])];
  const rows = async () => {
    const all = await database.sql.select().from(swarmTable).orderBy(swarmTable.swarmId);
    return all.map(({ title, customer, ownerId, coordinatorId, coordinatorName, people, ...counted }) => counted);
  };

  test('lose their texts and people, in every table; what is counted stays as it was', async () => {
    const suggested = technology('dns');
    const possible = [{ ...suggested, evidence: suggested.evidence.map((each) => ({ ...each, words: 'SERVFAIL' })) }];
    const happenings = ended('4711').map(({ event, ...when }): Happening => {
      return {
        ...when,
        event:
          event.type === 'SwarmProposed'
            ? { ...event, plan: { ...event.plan, possible, unknown: ['Fabrikam Gate'] } }
            : event,
      };
    });
    await swarm('s1', happenings);
    const [before] = await rows();
    expect(await forget(365, begun + 366 * day)).toBe(1);
    const said = [
      gone.name,
      gone.id,
      solver.id,
      'renewed',
      'SERVFAIL',
      'VPN drops',
      'I am ill',
      'root had expired',
      'smba.example',
      'Fabrikam Gate',
    ];
    expect(await tablesNaming(database, said)).toEqual([]);
    const [after] = await rows();
    const { version: _, channelUrl: __, rootCause: ___, fix: ____, forgotten: _____, ...counts } = before ?? {};
    expect(after).toMatchObject({ ...counts, forgotten: true, rootCause: '', fix: '' });
    const state = await createSwarmLog(database).load('s1');
    expect(state).toMatchObject({ status: 'resolved', case: { title: 'No longer kept', description: '' } });
    const asked = await database.sql.select().from(invitation);
    // The one who declined and the one who came are two people still, and the same ones in list and log.
    expect(new Set(asked.map(({ personId }) => personId)).size).toBe(2);
    if (state.status !== 'resolved') throw new Error('not resolved');
    expect(asked.map(({ personId }) => personId).sort()).toEqual(
      state.invitations.map(({ person }) => person.id).sort(),
    );
    expect(state.outcome).toMatchObject({ credits: [{ name: 'a former colleague' }] });
  });

  test('are those that ended before; what runs, what is a plan, what ended lately, and others’ stay', async () => {
    await swarm('old', ended('1'));
    await swarm('runs', declinedBy(gone, '2'));
    await swarm('plan', declinedBy(gone, '3').slice(0, 1));
    await swarm('lapsed', [...declinedBy(gone, '4').slice(0, 1), { after: 1, event: { type: 'PlanLapsed' } }]);
    await swarm('lately', ended('5'), begun + 30 * day);
    const foreign = ended('6').map((each) =>
      each.event.type === 'SwarmProposed' ? { ...each, event: { ...each.event, tenantId: 'other' } } : each,
    );
    await swarm('foreign', foreign);
    await forget(40, begun + 60 * day);
    const forgotten = await database.sql.select().from(swarmTable).where(eq(swarmTable.forgotten, true));
    expect(forgotten.map(({ swarmId }) => swarmId).sort()).toEqual(['lapsed', 'old']);
  });

  test('are told by whole days, so that the saved index goes once a day and not with every hourly run', async () => {
    await swarm('s1', ended('1'), begun + 6 * 3_600_000);
    const hour = day / 24;
    expect(await forget(365, begun + 365 * day + 8 * hour)).toBe(0);
    expect(await forget(365, begun + 366 * day - 1)).toBe(0);
    expect(await forget(365, begun + 366 * day)).toBe(1);
  });

  test('are each done once, and the rest at the next time when time is up', async () => {
    for (const number of [1, 2, 3]) await swarm(`s${number}`, ended(`${number}`));
    let ticks = 0;
    const clock = () => begun + 400 * day + ticks++;
    const needs = { sql: database.sql, tenantId, words: forgottenWords, clock, mostMs: 3 };
    const first = await forgetOldSwarms(needs, 365);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(3);
    expect(first + (await forget(365, begun + 400 * day))).toBe(3);
    const log = await createSwarmLog(database).history('s1');
    expect(await forget(365, begun + 401 * day)).toBe(0);
    expect(await createSwarmLog(database).history('s1')).toEqual(log);
  });

  test('are known to be forgotten by a process that had them in memory, and cannot be reopened', async () => {
    await swarm('s1', ended('4711'));
    const log = createSwarmLog(database);
    await log.load('s1');
    await forget(365, begun + 366 * day);
    const state = await log.load('s1');
    expect(JSON.stringify(state)).not.toContain(gone.name);
    if (state.status !== 'resolved') throw new Error('not resolved');
    const decision = decide(state, { type: 'Reopen' }, now({ actor: { kind: 'person', person: state.coordinator } }));
    expect(decision).toEqual({ ok: false, refusal: { code: 'swarm-forgotten' } });
    expect(decide(state, { type: 'Reopen' }, now({ actor: as('owner') }))).toMatchObject({ ok: false });
  });

  test('take with them the saved index of past cases, which names people; a plan that lapsed taught it none', async () => {
    await swarm('s1', ended('4711'), begun + 10 * day);
    const lapsed: Happening = { after: 1, event: { type: 'PlanLapsed' } };
    await swarm('lapsed', [...declinedBy(gone, '4').slice(0, 1), lapsed]);
    const report = (problem: unknown) => {
      throw problem;
    };
    const evidence = openLivingEvidence({ database, tenantId, savedFrom: 1, report });
    await evidence.loaded();
    await evidence.follow();
    await evidence.saved();
    await evidence.stop();
    const saved = async () =>
      Buffer.concat((await database.sql.select().from(indexSnapshotChunk)).map(({ bytes }) => bytes)).toString(
        'latin1',
      );
    expect(await forget(365, begun + 366 * day)).toBe(1);
    expect(await saved()).toContain(solver.id);
    expect(await forget(365, begun + 376 * day)).toBe(1);
    expect(await saved()).toBe('');
    expect(await database.sql.select().from(indexSnapshot)).toEqual([]);
    // Nor may another process save what it made of them before.
    const claim = await indexSnapshotsOf(database.sql, tenantId).claim({ revision: 1, base: 1 });
    expect(claim).toMatchObject({ stale: true });
  });

  test('become restricted when the case system says so later: their channel goes, nothing is taught and nobody told', async () => {
    await swarm('s1', ended('4711'));
    await forget(365, begun + 366 * day);
    const before = await createSwarmLog(database).load('s1');
    if (before.status === 'none') throw new Error('no swarm');
    const reported = { type: 'ReportCase', case: theCase({ id: '4711', restricted: true }) } as const;
    const decision = decide(before, reported, now({}));
    expect(decision).toEqual({ ok: true, events: [{ type: 'CaseRestricted' }] });
    const recorded: RecordedEvent = {
      ...{ swarmId: 's1', version: before.version + 1, at: new Date(begun + 367 * day).toISOString() },
      ...{ actor: { kind: 'system', name: 'case-system' }, cause: 'arrival', event: { type: 'CaseRestricted' } },
    };
    const after = evolve(before, recorded);
    await appendEvents(database.sql, [recorded], readModelWrites(database.sql, before, after), (tx) =>
      writePastCase(tx, before, after),
    );
    expect(await database.sql.select().from(pastCase)).toMatchObject([{ gone: true, credits: [], technologies: [] }]);
    expect(await rows()).toMatchObject([{ restricted: true, forgotten: true }]);
    expect(reactions(after, recorded).map(({ job }) => job.name)).toEqual(['delete-left-channel']);
  });

  test('take with them what case systems sent of their cases, unless a newer swarm needs it', async () => {
    const cases = createStoredCases({ database: database.sql, clock: () => begun });
    for (const id of ['1', '2', '3']) await cases.save(tenantId, theCase({ id }), 1n);
    await swarm('s1', ended('1'));
    await swarm('s2', ended('2'));
    await swarm('s2-again', declinedBy(solver, '2'), begun + 360 * day);
    await forget(365, begun + 366 * day);
    const found = await Promise.all(['1', '2', '3'].map((id) => cases.find(tenantId, id)));
    expect(found.map((each) => each?.id ?? null)).toEqual([null, '2', null]);
  });
});
