import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createFetchFeed } from '../../src/feeds/fetchFeed.ts';
import { refreshFeeds } from '../../src/feeds/refreshFeeds.ts';
import type { Engineer } from '../../src/registry/engineer.ts';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import type { Feed } from '../../src/registry/shifts/feed.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Serving } from './feeds/feedServer.ts';
import { databaseUrl, inOwnSchema } from './measure.ts';

/**
 * What reading all feeds once took of the processor, in seconds, and of that a minute, since each is asked for once in fifteen. `failed`:
 * so many could not be read, as the server is starved where other work has the machine; what they would have cost is not in it.
 */
export type FeedsMeasure = { what: string; read: number; failed: number; seconds: number; aMinute: number };

/**
 * 2,000 feeds of 15,000 people, half of them 70 events for each of ten people, read over TLS from a process of its own into PostgreSQL:
 * what the reading process takes of the processor, the registry's following of what changed in it.
 */
export async function measureFeeds(feeds = 2000): Promise<FeedsMeasure[]> {
  const child = fork(join(import.meta.dirname, 'feeds/feedServer.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  try {
    const [{ port, certificate }] = (await once(child, 'message')) as [{ port: number; certificate: string }];
    const serve = async (serving: Serving) => {
      const ready = once(child, 'message');
      child.send(serving);
      await ready;
    };
    return await inOwnSchema(async ({ DATABASE_SCHEMA: schema = '' }) => {
      let now = Date.parse('2026-11-18T00:00:00Z');
      const database = await openDatabase({ kind: 'postgres', url: databaseUrl, schema });
      const registry = await openSkillsRegistry({ database, tenantId: 'bench', clock: () => now });
      await registry.importAll({
        technologies: [],
        skills: [],
        engineers: madePeople(feeds),
        feeds: madeFeeds(feeds, port),
      });
      const fetchFeed = createFetchFeed([`localhost:${port}`], [certificate]);
      const round = async (what: string, serving: Serving, later: number): Promise<FeedsMeasure> => {
        await serve(serving);
        now += later;
        const before = process.cpuUsage();
        let [read, failed] = [0, 0];
        for (;;) {
          const done = await refreshFeeds({
            ...{ database: database.sql, tenantId: 'bench', snapshot: registry.snapshot, fetchFeed },
            ...{ clock: () => now, stop: AbortSignal.timeout(45_000), log: () => {} },
          });
          // Who failed is tried again a quarter of an hour later, in the next round.
          if (done.read + done.failed === 0) break;
          read += done.read;
          failed += done.failed;
          await registry.refresh();
        }
        const { user, system } = process.cpuUsage(before);
        const seconds = Math.round((user + system) / 1e5) / 10;
        return { what, read, failed, seconds, aMinute: Math.round((seconds / 15) * 100) / 100 };
      };
      const quarter = 15 * 60_000;
      const measured = [
        await round('all for the first time', { changed: 0, etags: true }, 0),
        await round('none changed, told by ETag', { changed: 0, etags: true }, quarter),
        await round('one in a hundred changed', { changed: 0.01, etags: true }, quarter),
        await round('one in ten changed', { changed: 0.1, etags: true }, quarter),
        await round('none changed, without ETags', { changed: 0, etags: false }, quarter),
        await round('none changed but the time of asking', { changed: 0, etags: false, stamped: true }, quarter),
        await round('all changed', { changed: 1, etags: true }, quarter),
      ];
      await database.close();
      return measured;
    });
  } finally {
    child.kill();
  }
}

const idOf = (place: number): string => `${place.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;

const madePeople = (feeds: number): Engineer[] =>
  Array.from({ length: feeds * 10 }, (_, place) => ({
    ...{ id: idOf(place), name: `Engineer ${place}`, zone: 'Asia/Tokyo' },
    hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
    ...{ languages: ['en' as const], mostSwarms: 2, awayUntil: null, lead: false },
  }));

const madeFeeds = (feeds: number, port: number): Feed[] =>
  Array.from({ length: feeds }, (_, place) => ({
    ...{ id: `feed-${place}`, address: `https://localhost:${port}/${place}.ics`, zone: 'UTC' },
    kind: place % 2 === 0 ? ('on-call' as const) : ('shift' as const),
  }));
