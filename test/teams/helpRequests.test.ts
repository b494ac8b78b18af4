import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HelpRequest } from '../../src/teams/requests/helpRequest.ts';
import { createHelpRequests } from '../../src/teams/requests/helpRequests.ts';
import { engines } from '../store/databases.ts';

describe.each(engines)('requests for help, on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.drop());

  test('are deleted after thirty days, though nobody sends another', async () => {
    let now = Date.parse('2026-11-01T00:00:00Z');
    const requests = createHelpRequests({
      ...{ database, tenantId: 'tenant', clock: () => now },
      queue: { enqueue: async () => () => {} },
    });
    const asked = (requestId: string, askedAt: string): HelpRequest => ({
      ...{ requestId, asker: { id: requestId, name: 'Mika' }, card: null, words: 'The VPN drops', severity: 'normal' },
      ...{ restricted: false, language: 'en', askedAt, lapsesAt: askedAt, contacts: [], taken: null, lapsed: false },
    });
    await requests.add(asked('old', '2026-11-01T00:00:00.000Z'), []);
    now += 10 * 86_400_000;
    await requests.add(asked('new', '2026-11-11T00:00:00.000Z'), []);
    now += 20 * 86_400_000 + 1_000;
    expect(await requests.forgetOld()).toBe(1);
    expect(await requests.find('old')).toBeNull();
    expect(await requests.find('new')).not.toBeNull();
    expect(await requests.forgetOld()).toBe(0);
  });
});
