import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { exportFormats, exportSwarms } from '../../src/history/swarms/export.ts';
import { swarmFilterSchema } from '../../src/history/swarms/filter.ts';
import type { Database } from '../../src/store/database.ts';
import { engines } from '../store/databases.ts';
import { solved, store } from './past.ts';

describe.each(engines)('an export of more than can be held at once, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  const swarms = 2_100;
  beforeAll(async () => {
    database = await open();
    await store(database, { swarmId: 's1', from: '2026-10-01T00:00:00.000Z', happenings: solved() });
    await database.sql.execute(sql`
      insert into swarm select (jsonb_populate_record(null::swarm, to_jsonb(one) || jsonb_build_object('swarm_id', 'copy' || n,
        'case_id', 'copy' || n, 'proposed_at', one.proposed_at - n * interval '1 minute'))).*
      from (select * from swarm) one, generate_series(1, ${swarms - 1}::int) n`);
  });
  afterAll(() => database.drop());

  /** An export, and how often it has asked the database so far. */
  function exporting(format: (typeof exportFormats)[number], signal: AbortSignal) {
    const asked = { times: 0 };
    const watched = new Proxy(database.sql, {
      get(target, key) {
        if (key === 'select') asked.times++;
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const query = {
      tenantId: 'tenant',
      reader: { personId: 'lead', lead: true },
      filter: swarmFilterSchema.parse({}),
      groups: [],
      sort: 'newest' as const,
    };
    return { asked, text: exportSwarms(watched, query, { format, language: 'en', signal }) };
  }

  test.each(exportFormats)(
    'as %s reads on only when what it read was taken, and gives each swarm once',
    async (format) => {
      const { asked, text } = exporting(format, new AbortController().signal);
      const read: number[] = [];
      let whole = '';
      for await (const chunk of text) {
        whole += chunk;
        read.push(asked.times);
        // However long who takes it waits: nothing is read meanwhile.
        await new Promise((resolve) => setImmediate(resolve));
        expect(asked.times).toBe(read.at(-1));
      }
      expect(read).toEqual(format === 'csv' ? [0, 1, 2, 3] : [0, 1, 2, 3, 3]);
      if (format === 'json') expect(JSON.parse(whole)).toHaveLength(swarms);
      else expect(whole.split('\r\n').filter((line) => line !== '')).toHaveLength(swarms + 1);
    },
  );
  test('reads no more when nobody listens any longer', async () => {
    const leaving = new AbortController();
    const { asked, text } = exporting('csv', leaving.signal);
    await text.next();
    await text.next();
    leaving.abort();
    expect((await text.next()).done).toBe(true);
    expect(asked.times).toBe(1);
  });
});
