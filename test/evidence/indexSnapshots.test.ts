import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { savedFormat } from '../../src/evidence/columns/savedColumns.ts';
import { type LivingEvidence, openLivingEvidence } from '../../src/evidence/livingEvidence.ts';
import { indexSnapshotsOf } from '../../src/evidence/pastCases/indexSnapshots.ts';
import { forgetPersonInPast, type KeptPastCase, keepPastCases } from '../../src/evidence/pastCases/pastCases.ts';
import type { Database } from '../../src/store/database.ts';
import { indexSnapshot, indexSnapshotChunk } from '../../src/store/evidenceTables.ts';
import { engines } from '../store/databases.ts';

const past = (number: number, who = `person-${number % 7}`): KeptPastCase => ({
  id: `case-${number}`,
  title: `Tunnel ${number % 5} drops every hour`,
  text: `error code${number} 接続が切れる`,
  closedAt: Date.UTC(2026, 0, 1) + number * 3_600_000,
  technologies: [`technology-${number % 3}`],
  credits: [{ person: who, weight: 1 }],
  swarmId: null,
  rootCause: '',
  fix: '',
  url: null,
});
const question = { title: 'Tunnel 3 drops', text: 'code12 接続' };

describe.each(engines)('an index that was saved, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  const opened: LivingEvidence[] = [];
  const start = async (): Promise<LivingEvidence> => {
    const evidence = openLivingEvidence({
      database,
      tenantId: 'tenant',
      savedFrom: 1,
      report: (problem) => {
        throw problem;
      },
    });
    opened.push(evidence);
    await evidence.loaded();
    return evidence;
  };
  const saved = async (evidence: LivingEvidence): Promise<void> => {
    await evidence.follow();
    await evidence.saved();
  };
  const keep = (...cases: KeptPastCase[]) => keepPastCases(database.sql, 'tenant', cases);
  const snapshots = () => database.sql.select().from(indexSnapshot);
  const answer = (evidence: LivingEvidence) => {
    const { people, technologies, hits } = evidence.index().ask(question);
    return { people, technologies, hits };
  };
  const names = (evidence: LivingEvidence): string[] =>
    evidence
      .index()
      .ask(question)
      .people.map(({ label }) => evidence.index().parts.people.names.nameOf(label));
  const savedBytes = async (): Promise<string> => {
    const rows = await database.sql.select({ bytes: indexSnapshotChunk.bytes }).from(indexSnapshotChunk);
    return Buffer.concat(rows.map(({ bytes }) => bytes)).toString('latin1');
  };

  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.stop()));
    await database.sql.execute(sql`truncate past_case, past_case_revision, index_snapshot, index_snapshot_chunk`);
    await keep(...Array.from({ length: 40 }, (_, at) => past(at)));
  });
  afterAll(async () => {
    await Promise.all(opened.map((each) => each.stop()));
    await database.drop();
  });

  test('answers as the one that was made of all cases', async () => {
    const made = await start();
    await saved(made);
    // Were it made of the cases, it would know none.
    await database.sql.execute(sql`update past_case set gone = true`);
    const restored = await start();
    expect(restored.size()).toBe(40);
    expect(answer(restored)).toEqual(answer(made));
  });

  test('is gone on from with what came after, while the other process goes on living', async () => {
    const made = await start();
    await saved(made);
    await keep(past(99, 'newcomer'));
    const restored = await start();
    await made.follow();
    expect(restored.size()).toBe(41);
    expect(names(restored)).toContain('newcomer');
    expect(answer(restored)).toEqual(answer(made));
  });

  test('loses no case that is kept while a process starts', async () => {
    await saved(await start());
    const starting = start();
    await keep(past(50, 'meanwhile'));
    const evidence = await starting;
    await evidence.follow();
    expect(evidence.size()).toBe(41);
  });

  test('is saved by one process of several', async () => {
    const [left, right] = [await start(), await start()];
    await Promise.all([saved(left), saved(right)]);
    expect(await snapshots()).toMatchObject([{ whole: true }]);
  });

  test('holds nothing of an erased person, nor does one saved by a process that has not heard of it', async () => {
    await keep(past(60, 'leaver'));
    const unaware = await start();
    await saved(unaware);
    expect(await savedBytes()).toContain('leaver');
    await database.sql.transaction((tx) => forgetPersonInPast(tx, 'tenant', 'leaver'));
    expect(await snapshots()).toEqual([]);
    expect(await savedBytes()).toBe('');
    const claim = await indexSnapshotsOf(database.sql, 'tenant').claim({ revision: 2, base: 2 });
    expect(claim).toMatchObject({ stale: true });
  });

  test('is made of the cases anew after an erasure, and saved without the person', async () => {
    await keep(past(60, 'leaver'));
    const evidence = await start();
    await database.sql.transaction((tx) => forgetPersonInPast(tx, 'tenant', 'leaver'));
    // The first finds its index too old to be saved and makes it anew; the second saves that.
    await saved(evidence);
    await evidence.loaded();
    await saved(evidence);
    expect(await snapshots()).toMatchObject([{ whole: true }]);
    expect(await savedBytes()).not.toContain('leaver');
    expect(await savedBytes()).toContain('person-1');
  });

  test('is saved anew by the process that goes on living after an erasure, or the next start had to read all cases', async () => {
    await keep(past(60, 'leaver'));
    const evidence = await start();
    await saved(evidence);
    await database.sql.transaction((tx) => forgetPersonInPast(tx, 'tenant', 'leaver'));
    await saved(evidence);
    await evidence.loaded();
    await saved(evidence);
    expect(await snapshots()).toMatchObject([{ whole: true }]);
    expect(await savedBytes()).not.toContain('leaver');
  });

  test('is not saved at all when somebody is erased meanwhile', async () => {
    const store = indexSnapshotsOf(database.sql, 'tenant');
    const claim = await store.claim({ revision: 1, base: 1 });
    if (typeof claim === 'string') throw new Error(`There is no other, but the claim was answered by ${claim}`);
    await database.sql.transaction((tx) => forgetPersonInPast(tx, 'tenant', 'person-1'));
    const chunks = [new Uint8Array(8)];
    const of = { revision: 1, base: 1, built: 1, manifest: [], chunks };
    expect(await store.write(claim, of, () => true)).toBe(false);
    expect(await savedBytes()).toBe('');
  });

  test.each([
    ['torn', sql`delete from index_snapshot_chunk where number = 1`],
    ['damaged', sql`update index_snapshot_chunk set bytes = set_byte(bytes, 5, 255 - get_byte(bytes, 5))`],
    ['unfinished', sql`update index_snapshot set whole = false`],
    ['of another format', sql`update index_snapshot set format = 'other'`],
    ['without sense', sql`update index_snapshot set manifest = '[{"name":"x","kind":"Nothing","length":-1}]'`],
    ['of huge columns', sql`update index_snapshot set manifest = '[{"name":"x","kind":"Uint8Array","length":1e12}]'`],
    ['of other columns', sql`update index_snapshot set manifest = '[]', chunks = 0`],
  ])('is passed over when it is %s', async (_, spoil) => {
    await saved(await start());
    await database.sql.execute(spoil);
    const evidence = await start();
    expect(evidence.size()).toBe(40);
    expect(names(evidence)).toContain('person-3');
  });

  test('left unfinished by a process that was killed is replaced after a while', async () => {
    const evidence = await start();
    await database.sql.insert(indexSnapshot).values({ tenantId: 'tenant', format: savedFormat, revision: 1, base: 1 });
    await saved(evidence);
    expect(await snapshots()).toMatchObject([{ whole: false }]);
    await database.sql
      .update(indexSnapshot)
      .set({ begunAt: '2020-01-01T00:00:00Z' })
      .where(eq(indexSnapshot.whole, false));
    await saved(evidence);
    expect(await snapshots()).toMatchObject([{ whole: true }]);
  });
});
