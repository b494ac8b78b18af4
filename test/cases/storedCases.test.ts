import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { type Case, caseSchema } from '../../src/cases/case.ts';
import { createStoredCases, type StoredCases } from '../../src/cases/storedCases.ts';
import { createFixes, hidePastCase, keepPastCases } from '../../src/evidence/pastCases/pastCases.ts';
import type { Database } from '../../src/store/database.ts';
import { engines } from '../store/databases.ts';

describe.each(engines)('a case that is kept, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let stored: StoredCases;
  beforeAll(async () => {
    database = await open();
    stored = createStoredCases({
      ...{ database: database.sql, clock: Date.now, hide: hidePastCase },
      leadsTo: (url, { home }) => url === `https://${home.system}.example/${home.record}`,
    });
  });
  afterAll(() => database?.drop());

  const aCase = (id: string, title: string, url: string | null = null): Case =>
    caseSchema.parse({ id, title, url, owner: { id: 'p', name: 'P' }, created: '2026-11-28T00:15:30Z' });
  const inDynamics = (id: string) => `https://dynamics.example/${id}`;
  const titleOf = async (id: string) => (await stored.find('tenant', id))?.title;
  const read = (id: string, title: string, version: bigint, source = 'dynamics') =>
    stored.saveRead('tenant', aCase(id, title), { source, version, record: id });

  test('as its system tells it is replaced by a newer version, and by the same one read with another mapping', async () => {
    expect(await read('1', 'first', 5n)).toBe('stored');
    expect(await read('1', 'first', 5n)).toBe('had-it');
    expect(await read('1', 'older', 4n)).toBe('had-it');
    expect(await read('1', 'mapped otherwise', 5n)).toBe('stored');
    expect(await read('1', 'newer', 2n ** 60n)).toBe('stored');
    expect(await titleOf('1')).toBe('newer');
  });

  test('from the webhook and from its system counts as told last: their versions cannot be compared', async () => {
    expect(await stored.save('tenant', aCase('2', 'posted', inDynamics('2')), 1_764_000_000_000n)).toBe('stored');
    expect(await read('2', 'read', 7n)).toBe('stored');
    expect(await titleOf('2')).toBe('read');
    expect(await stored.save('tenant', aCase('2', 'posted again'), 3n)).toBe('stored');
    expect(await stored.save('tenant', aCase('2', 'older'), 2n)).toBe('had-it');
    expect(await titleOf('2')).toBe('posted again');
  });

  test('sets off what follows from an arrival when it was posted, and not when somebody read it', async () => {
    const arrived: string[] = [];
    const followed = createStoredCases({
      database: database.sql,
      clock: Date.now,
      alongside: async (_tx, { id }) => {
        arrived.push(id);
        return () => {};
      },
    });
    expect(
      await followed.saveRead('tenant', aCase('3', 'read'), { source: 'dynamics', version: 1n, record: '3' }),
    ).toBe('stored');
    expect(await followed.save('tenant', aCase('4', 'posted'), 1n)).toBe('stored');
    expect(arrived).toEqual(['4']);
  });

  test('takes its words out of past cases when it is restricted by now, however it is told', async () => {
    const told = { closedAt: 1_764_000_000_000, technologies: ['vpn'], credits: [{ person: 'p', weight: 1 }] };
    const words = {
      title: 'The merger',
      text: 'Nobody may know',
      rootCause: 'why',
      fix: 'how',
      url: 'https://x.example/',
    };
    const past = (id: string) => ({ id, ...told, ...words, swarmId: null });
    await database.sql.transaction((tx) => keepPastCases(tx, 'tenant', ['31', '32', '33', '34'].map(past)));
    const restricted = (id: string): Case => ({ ...aCase(id, 'The merger'), restricted: true });
    const by = (id: string) => ({ source: 'dynamics', version: 1n, record: id });
    await stored.saveRead('tenant', restricted('31'), by('31'));
    await stored.saveChanged('tenant', restricted('32'), { ...by('32'), over: 'closed' });
    await stored.save('tenant', restricted('33'), 1n);
    await stored.save('tenant', aCase('34', 'open to all'), 1n);
    const fixes = await createFixes(database.sql, 'tenant')(['31', '32', '33', '34']);
    expect([...fixes.keys()]).toEqual(['34']);
    const { rows } = await database.sql.execute(
      sql`select title, text, length(terms) as terms, root_cause, fix, url, technologies from past_case where case_id = '32'`,
    );
    const nothing = { title: '', text: '', terms: 0, root_cause: '', fix: '', url: null };
    expect(rows).toEqual([{ ...nothing, technologies: ['vpn'] }]);
  });

  test('of one system is not replaced by another system’s with the same number', async () => {
    expect(await read('5', 'of Zendesk', 5n, 'zendesk')).toBe('stored');
    expect(await read('5', 'of ServiceNow', 9n, 'servicenow-case')).toBe('of-other');
    expect(await titleOf('5')).toBe('of Zendesk');
    expect(await stored.find('tenant', '5')).toMatchObject({ home: { system: 'zendesk', record: '5' } });
  });

  test('that was posted is not replaced by one that a system has under its number, unless its address leads there', async () => {
    for (const [id, url] of [
      ['8', 'https://crm.contoso.com/8'],
      ['9', null],
    ] as const) {
      await stored.save('tenant', aCase(id, 'posted', url), 1n);
      expect(await read(id, 'a stranger’s', 7n)).toBe('of-other');
      expect(
        await stored.saveChanged('tenant', aCase(id, 'a stranger’s'), {
          ...{ source: 'dynamics', version: 8n, record: id, over: 'closed' },
        }),
      ).toBe('of-other');
      expect(await titleOf(id)).toBe('posted');
      expect(await stored.overOf('tenant', id)).toBeNull();
    }
  });

  test('is known as posted until it was read in its system', async () => {
    const isPosted = async (id: string) => (await stored.find('tenant', id))?.posted;
    await stored.save('tenant', aCase('12', 'posted', inDynamics('12')), 1n);
    expect(await isPosted('12')).toBe(true);
    expect(await read('12', 'read', 7n)).toBe('stored');
    expect(await isPosted('12')).toBeUndefined();
    await stored.save('tenant', aCase('12', 'posted again'), 2n);
    expect(await isPosted('12')).toBeUndefined();
  });

  test('that was read in a system stays known by its place there, whatever the webhook tells of it later', async () => {
    const home = { system: 'dynamics', record: '10' };
    const told = { source: 'dynamics', record: '10' };
    await stored.saveRead('tenant', aCase('10', 'read', inDynamics('10')), { ...told, version: 7n });
    expect(await stored.save('tenant', aCase('10', 'posted'), 1n)).toBe('stored');
    expect(await stored.find('tenant', '10')).toMatchObject({ title: 'posted', home, url: inDynamics('10') });
    expect(await stored.save('tenant', aCase('10', 'a stranger’s', 'https://crm.contoso.com/10'), 2n)).toBe('of-other');
    expect(await stored.findRecord('tenant', told)).toMatchObject({ title: 'posted' });
    expect(await stored.saveGone('tenant', told)).toBe('stored');
    expect(await stored.overOf('tenant', '10')).toBe('gone');
  });

  test('that the webhook or its system restricted stays so until that one says otherwise', async () => {
    const among = (id: string, restricted: boolean): Case => ({ ...aCase(id, 'secret', inDynamics(id)), restricted });
    const isRestricted = async (id: string) => (await stored.find('tenant', id))?.restricted;
    const readAs = (id: string, restricted: boolean, version: bigint) =>
      stored.saveRead('tenant', among(id, restricted), { source: 'dynamics', version, record: id });
    await stored.save('tenant', among('6', true), 7n);
    for (const version of [100n, 100n, 101n]) await readAs('6', false, version);
    await stored.save('tenant', among('6', false), 6n);
    expect(await isRestricted('6')).toBe(true);
    await stored.save('tenant', among('6', false), 8n);
    expect(await isRestricted('6')).toBe(false);

    await stored.save('tenant', among('7', false), 7n);
    await readAs('7', true, 100n);
    await stored.save('tenant', among('7', false), 6n);
    await readAs('7', false, 99n);
    expect(await isRestricted('7')).toBe(true);
    await readAs('7', false, 101n);
    expect(await isRestricted('7')).toBe(false);
  });
});
