import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { leadsFor } from '../../src/availability/leads.ts';
import { createHistory } from '../../src/history/history.ts';
import { type KnownCause, recurringCauses } from '../../src/history/recurring/causes.ts';
import { preventionOf } from '../../src/history/recurring/recurring.ts';
import { toldToDevelopers } from '../../src/history/recurring/recurringRoutes.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { recurring } from '../../src/teams/languages/en/recurring.ts';
import { engineer, skill, technology } from '../registry/sample.ts';
import { openMemory } from '../store/databases.ts';
import { given, person, proposed, started } from '../swarm/given.ts';
import { organisation } from './organisation.ts';
import { solved, store } from './past.ts';

/** Causes that come again. */

const known = (rootCause: string, technologies = ['vpn']): KnownCause => ({
  ...{ swarmId: rootCause, caseId: rootCause, title: 'x', product: null, technologies },
  ...{ rootCause, fix: 'y', fixKind: null, closedAt: '2026-11-20T00:00:00.000Z' },
});
const found = (...causes: KnownCause[]) => recurringCauses(causes).map((group) => group.length);

describe('the same cause', () => {
  test('is known by what tells of it, in either language', () => {
    const ja = [
      'PFS グループと有効期間の不一致',
      'PFS グループの不一致、有効期間も違う',
      '有効期間と PFS グループが不一致',
    ];
    const en = ['The certificate had expired', 'Certificate expired overnight', 'An expired certificate'];
    expect(found(...[...ja, ...en].map((each) => known(each)))).toEqual([3, 3]);
  });
  test('needs three, and a technology in common', () => {
    expect(found(known('The certificate had expired'), known('The certificate expired'))).toEqual([]);
    const apart = [known('The certificate had expired', ['dns']), known('The certificate expired', ['bgp'])];
    expect(found(...apart, known('Expired certificate'))).toEqual([]);
  });
  test('is not one that shares but a word', () => {
    const causes = ['A firmware bug in the router', 'The router had no power', 'Somebody unplugged the router'];
    expect(found(...causes.map((each) => known(each)))).toEqual([]);
  });
});

describe('the third time in a quarter', () => {
  let database: Awaited<ReturnType<typeof openMemory>>;
  beforeAll(async () => {
    database = await openMemory();
    const past = (number: number, from: string, restricted = false) =>
      store(database, {
        ...{ swarmId: `s${number}`, from },
        happenings: solved({ case: { id: `470${number}`, restricted }, rootCause: `PFS group ${number} mismatch` }),
      });
    await past(1, '2026-06-01T00:00:00.000Z');
    await past(2, '2026-10-01T00:00:00.000Z');
    await past(3, '2026-10-10T00:00:00.000Z');
    await past(4, '2026-11-01T00:00:00.000Z', true);
  }, 60_000);
  afterAll(() => database.drop());

  test('is told to a lead with the swarms and their stories; what is older or restricted does not count', async () => {
    const snapshot = createSnapshot(organisation);
    const learned = { similar: () => [] };
    const needs = { database, registry: { snapshot }, learned, tenantId: 'tenant', isShared: () => true };
    const tab = { appId: 'app', publicUrl: 'https://swarm.example' };
    const history = createHistory({ ...needs, tab, clock: () => Date.parse('2026-11-20T00:00:00Z') });
    expect(await history.recurrence('s3')).toBeNull();
    const happenings = solved({ case: { id: '4705' }, rootCause: 'A PFS group mismatch', fixKind: 'workaround' });
    await store(database, { swarmId: 's5', from: '2026-11-10T00:00:00.000Z', happenings });
    const told = await history.recurrence('s5');
    expect(told?.swarms.map(({ caseId }) => caseId)).toEqual(['4705', '4703', '4702']);
    expect(told).toMatchObject({ count: 3, prevention: 'final-fix', leads: [{ id: 'lead' }] });
    expect(told?.swarms[0]?.url).toContain('/l/entity/app/history');
    expect(decodeURIComponent(told?.page ?? '')).toContain('view=recurring');
  });

  test('is listed for those who develop the product as it showed each time, with names that they know', () => {
    const [newest, older] = ['Tunnels drop', 'トンネルが切れる'].map((title, at) => ({
      ...{ ...known('PFS mismatch', ['certificates']), swarmId: `s${at}`, caseId: `470${at}`, title },
      product: 'Azure VPN Gateway',
    }));
    if (!newest || !older) throw new Error('There are two');
    const needs = { snapshot: createSnapshot(organisation), appId: 'app', publicUrl: 'https://swarm.example' };
    const row = toldToDevelopers({ swarms: [newest, older], prevention: 'say-kind' }, 'ja', needs);
    expect(row.slice(0, 4)).toEqual(['Azure VPN Gateway', '証明書と PKI', 'Tunnels drop; トンネルが切れる', 2]);
    expect(row.at(-2)).toBe('4700; 4701');
  });

  test('is told to a lead who speaks its language, where nobody is nearer to it', () => {
    const lead = (id: string, languages: ('en' | 'ja')[]) => engineer(id, { lead: true, languages });
    const snapshot = createSnapshot({
      ...{ technologies: [technology('vpn')], engineers: [lead('a', ['en']), lead('b', ['ja', 'en'])] },
      skills: [skill('a', 'vpn', 3)],
    });
    const first = (technologies: string[], language: 'en' | 'ja' | null) =>
      leadsFor(snapshot, technologies, { at: '2026-11-20T03:00:00Z', language })[0]?.id;
    expect([first(['dns'], 'ja'), first(['dns'], 'en'), first(['dns'], null), first(['vpn'], 'ja')]).toEqual([
      'b',
      'a',
      'a',
      'a',
    ]);
  });

  test.each([
    [['final', 'workaround', 'workaround'], 'final-now'],
    [['workaround', 'final', 'workaround'], 'came-back'],
    [['final', 'workaround', 'final'], 'came-back'],
    [['workaround', 'workaround', null], 'final-fix'],
    [[null, null, null], 'say-kind'],
  ] as const)('came back only where a fix before the last was called final: %j', (kinds, prevention) =>
    expect(preventionOf(kinds.map((fixKind) => ({ fixKind })))).toBe(prevention),
  );

  test.each([
    [3, 'third'],
    [6, '6th'],
    [12, '12th'],
    [21, '21st'],
    [33, '33rd'],
  ])('is counted in English as it is said: %d', (count, said) =>
    expect(recurring.title(count)).toContain(` ${said} time`),
  );

  test('is looked for when a swarm is resolved, unless its case is restricted', () => {
    const resolving: SwarmCommand = { type: 'Resolve', rootCause: 'x', fix: 'y', technologies: [], credits: [] };
    const jobs = (restricted: boolean) =>
      given(proposed({ case: { restricted } }), started())
        .when(resolving, { actor: { kind: 'person', person: person('owner') } })
        .jobs.map(({ name }) => name);
    expect(jobs(false)).toContain('tell-recurring');
    expect(jobs(true)).not.toContain('tell-recurring');
  });
});
