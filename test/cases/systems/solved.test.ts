import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type BroughtSolved,
  bringSolved,
  firstSolved,
  type SolvedNeeds,
} from '../../../src/cases/systems/bringSolved.ts';
import type { Mapping } from '../../../src/cases/systems/mapping.ts';
import { shippedMappings } from '../../../src/cases/systems/mapping.ts';
import type { KeptCase } from '../../../src/sandbox/systems/keptCase.ts';
import { casePoll } from '../../../src/store/caseTables.ts';
import { pastCase } from '../../../src/store/evidenceTables.ts';
import { openMemory } from '../../store/databases.ts';
import { type SystemStage, systemsUnderTest } from './stage.ts';

const tenantId = '00000000-0000-4000-8000-000000000001';
const mika = '5fc9344d-4d8d-4aad-aaff-eb34a0571f0d';
const day = 86_400_000;
const iso = (ms: number): string => new Date(Math.floor(ms / 1_000) * 1_000).toISOString();

let database: Awaited<ReturnType<typeof openMemory>>;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database?.drop());

describe.each(systemsUnderTest)('$name ($key), asked for its solved cases', (under) => {
  let stage: SystemStage;
  let waits: number[];
  beforeEach(async () => {
    stage = await under.open();
    waits = [];
    await database.sql.delete(pastCase);
    await database.sql.delete(casePoll);
  });
  afterEach(() => stage.close());

  function keep(n: number, change: Partial<KeptCase> = {}): string {
    const number = under.number(n);
    const at = stage.cases.findIndex((each) => each.number === number);
    stage.cases.splice(at < 0 ? stage.cases.length : at, 1, {
      number,
      title: `拠点間 VPN が切れる ${n}`,
      description: '<p>It drops</p><p>every hour</p>',
      customer: null,
      product: 'VPN Gateway',
      severity: 'normal',
      language: 'ja',
      owner: { kind: 'person', id: mika, name: 'Mika Sato', mail: 'mika.sato@contoso.example' },
      created: iso(stage.now() - 40 * day),
      state: 'closed',
      changes: 1,
      changedAt: iso(stage.now() - day),
      solution: {
        at: iso(stage.now() - 2 * day),
        text: 'Both ends now rekey after 3,600 s.',
        cause: 'Rekeying was off',
      },
      ...change,
    });
    return number;
  }

  const mapping: Partial<Mapping> = {
    product: under.product,
    restricted: [{ column: under.restricted.column, is: [under.restricted.is] }],
  };
  const needs = (change: Partial<SolvedNeeds> = {}): SolvedNeeds => ({
    system: stage.systemWith({ mapping }),
    mapping: { ...shippedMappings[under.key], ...mapping },
    database,
    tenantId,
    since: iso(stage.now() - 400 * day),
    technologyOf: (product) => (product === 'VPN Gateway' ? 'vpn-gateway' : null),
    findPerson: async (mail) => (mail === 'mika.sato@contoso.example' ? { id: mika.toUpperCase() } : null),
    clock: stage.now,
    wait: async (ms) => {
      waits.push(ms);
      stage.moveOn(ms);
    },
    progress: () => {},
    ...change,
  });
  const bring = (change?: Partial<SolvedNeeds>): Promise<BroughtSolved> => bringSolved(needs(change));
  const kept = async () =>
    (await database.sql.select().from(pastCase).orderBy(pastCase.caseId)).map((row) => ({
      id: row.caseId,
      title: row.title,
      text: row.text,
      fix: row.fix,
      technologies: row.technologies,
      people: (row.credits as { person: string }[]).map(({ person }) => person),
      closedAt: new Date(row.closedAt).toISOString(),
    }));

  test('brings them in with what solved them, and leaves out what is open, merged, hidden or deleted', async () => {
    const at = iso(stage.now() - 3 * day);
    const number = keep(1, { solution: { at, text: 'Both ends now rekey after 3,600 s.' } });
    keep(2, { state: 'open' });
    keep(3, { state: 'merged' });
    keep(4, { isHidden: true });
    keep(5, { isDeleted: true });
    expect(await bring()).toMatchObject({ solved: 1, taken: 1, stopped: null });
    expect(await kept()).toEqual([
      {
        id: number,
        title: '拠点間 VPN が切れる 1',
        text: 'It drops\nevery hour',
        fix: 'Both ends now rekey after 3,600 s.',
        technologies: ['vpn-gateway'],
        people: [mika],
        closedAt: at,
      },
    ]);
  });

  test('brings the others in where one cannot be read, and tells how many were left out', async () => {
    keep(1);
    keep(2, { columns: under.undated });
    keep(3);
    const { solved, odd, oddities, stopped } = await bring();
    expect({ solved, stopped }).toEqual({ solved: 2, stopped: null });
    expect(odd).toBeGreaterThan(0);
    expect(oddities.join()).toMatch(/created/);
    expect(await kept()).toHaveLength(2);
  });

  test('keeps no word of one that is restricted', async () => {
    const { column, value } = under.restricted;
    keep(1, { columns: { [column]: value } });
    expect(await bring()).toMatchObject({ restricted: 1 });
    expect(await kept()).toEqual([expect.objectContaining({ title: '', text: '', fix: '', people: [mika] })]);
  });

  test('asked again changes nothing, and brings in what was solved meanwhile', async () => {
    keep(1);
    await bring();
    stage.moveOn(10 * 60_000);
    expect(await bring()).toMatchObject({ taken: 0 });
    const second = keep(2, { changedAt: iso(stage.now()), solution: { at: iso(stage.now()), text: 'Restarted.' } });
    stage.moveOn(10 * 60_000);
    expect(await bring()).toMatchObject({ taken: 1 });
    expect((await kept()).map(({ id }) => id)).toContain(second);
  });

  test('goes on where a process was killed, within a page', async () => {
    for (let n = 1; n <= 120; n++) keep(n);
    let steps = 0;
    const killed = bring({
      progress: () => {
        if (++steps === 1) throw new Error('killed');
      },
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await kept()).toHaveLength(50);
    expect(await bring()).toMatchObject({ solved: 70, taken: 70, stopped: null });
    expect(await kept()).toHaveLength(120);
  });

  test('waits as long as the system wants to be left alone, and tries again what failed', async () => {
    keep(1);
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'throttle', retryAfter: 7 });
    expect(await bring()).toMatchObject({ taken: 1, stopped: null });
    expect(waits).toEqual([expect.closeTo(7_000, -3)]);
    await database.sql.delete(casePoll);
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'refuse', status: 500, code: 'no', times: 2 });
    expect(await bring()).toMatchObject({ unchanged: 1, stopped: null });
  });

  test('stops where it may not read, with why; what is there stays', async () => {
    keep(1);
    stage.allow('no-role');
    expect(await bring()).toMatchObject({ solved: 0, stopped: { kind: 'forbidden' } });
    stage.allow('reads-cases');
    expect(await bring()).toMatchObject({ taken: 1, stopped: null });
  });

  test('credits nobody with the cases of who is nobody any more, and names them', async () => {
    keep(1, { owner: { kind: 'person', id: mika, name: 'Gone', mail: 'gone@contoso.example' } });
    keep(2, { owner: { kind: 'group', name: 'Second line' } });
    const { unknown } = await bring();
    expect([...unknown]).toEqual(under.knowsEntraId ? [] : [['gone@contoso.example', 1]]);
    expect((await kept()).map(({ people }) => people)).toEqual([under.knowsEntraId ? [mika] : [], []]);
  });

  test('shows the first before anything is kept', async () => {
    keep(1);
    const first = await firstSolved(needs());
    expect(first).toMatchObject({ kind: 'ok', cases: [{ fix: 'Both ends now rekey after 3,600 s.' }] });
    expect(await kept()).toEqual([]);
  });
});
