import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Case, caseSchema } from '../../src/cases/case.ts';
import { createStoredCases, type StoredCases } from '../../src/cases/storedCases.ts';
import type { Database } from '../../src/store/database.ts';
import { engines } from '../store/databases.ts';

describe.each(engines)('a case that is kept, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let stored: StoredCases;
  beforeAll(async () => {
    database = await open();
    stored = createStoredCases({ database: database.sql, clock: Date.now });
  });
  afterAll(() => database?.drop());

  const aCase = (id: string, title: string): Case =>
    caseSchema.parse({ id, title, owner: { id: 'p', name: 'P' }, created: '2026-11-28T00:15:30Z' });
  const titleOf = async (id: string) => (await stored.find('tenant', id))?.title;
  const read = (id: string, title: string, version: bigint, source = 'dynamics') =>
    stored.saveRead('tenant', aCase(id, title), { source, version });

  test('as its system tells it is replaced by a newer version, and by the same one read with another mapping', async () => {
    expect(await read('1', 'first', 5n)).toBe('stored');
    expect(await read('1', 'first', 5n)).toBe('had-it');
    expect(await read('1', 'older', 4n)).toBe('had-it');
    expect(await read('1', 'mapped otherwise', 5n)).toBe('stored');
    expect(await read('1', 'newer', 2n ** 60n)).toBe('stored');
    expect(await titleOf('1')).toBe('newer');
  });

  test('from the webhook and from its system counts as told last: their versions cannot be compared', async () => {
    expect(await stored.save('tenant', aCase('2', 'posted'), 1_764_000_000_000n)).toBe('stored');
    expect(await read('2', 'read', 7n)).toBe('stored');
    expect(await titleOf('2')).toBe('read');
    expect(await stored.save('tenant', aCase('2', 'posted again'), 3n)).toBe('stored');
    expect(await stored.save('tenant', aCase('2', 'older'), 2n)).toBe('had-it');
    expect(await titleOf('2')).toBe('posted again');
  });
});
