import { monitorEventLoopDelay } from 'node:perf_hooks';
import { refreshFeeds } from '../../src/feeds/refreshFeeds.ts';
import { namedTechnology, planFor } from '../../src/matching/planning.ts';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import type { Feed } from '../../src/registry/shifts/feed.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { openDatabase } from '../../src/store/database.ts';
import { firstAt, madeOrganisation, technologyCount } from './calendars/organisation.ts';
import { oddFeeds } from './feeds/oddFeeds.ts';
import { centile } from './figures.ts';
import { pick, randomFrom } from './madeUp.ts';
import { databaseUrl, inOwnSchema } from './measure.ts';

/** Milliseconds: of plans (three technologies, 20,000 engineers) and of how late the event loop comes round. `reads`: how often all feeds were read. */
export type OddFeedsMeasure = {
  what: string;
  plan: { p50: number; p95: number };
  late: { p95: number; most: number };
  reads: number;
};

const feedCount = 26;

/**
 * Plans one after the other, with a turn of the event loop between, for so many seconds each: while no feed is read; while ordinary ones
 * are; and while odd ones are (feeds/oddFeeds.ts), over and over, as no process would.
 */
export async function measureOddFeeds(seconds = 15): Promise<OddFeedsMeasure[]> {
  return inOwnSchema(async ({ DATABASE_SCHEMA: schema = '' }) => {
    const database = await openDatabase({ kind: 'postgres', url: databaseUrl, schema });
    const clock = () => firstAt;
    const registry = await openSkillsRegistry({ database, tenantId: 'bench', clock });
    const feeds: Feed[] = Array.from({ length: feedCount }, (_, place) => ({
      ...{ id: `feed-${place}`, address: `https://calendar.example/${place}.ics`, zone: 'Asia/Tokyo' },
      kind: 'on-call' as const,
    }));
    await registry.importAll({ technologies: [], skills: [], engineers: [], feeds });
    const snapshot = createSnapshot();
    const made = {
      engineers: 20_000,
      spread: 'even',
      withCalendars: true,
      withWishes: false,
      teams: 0,
      feeds: 0,
    } as const;
    snapshot.apply(madeOrganisation(made));
    const odd = Object.values(oddFeeds(firstAt));
    const texts: Record<string, (place: number) => string> = {
      'ordinary feeds': ordinary,
      'odd feeds': (place) => odd[place % odd.length] ?? '',
    };

    const measure = async (what: string): Promise<OddFeedsMeasure> => {
      let isOver = false;
      let reads = 0;
      const textOf = texts[what];
      const reading = async (): Promise<void> => {
        for (; textOf && !isOver; reads++) {
          await refreshFeeds({
            ...{ database: database.sql, tenantId: 'bench', clock: () => firstAt + reads * 900_000 },
            snapshot: { feeds: () => feeds, engineers: snapshot.engineers },
            // Never the same, so that it is read each time.
            fetchFeed: (address) => {
              const place = Number(/(\d+)\.ics$/.exec(address)?.[1]);
              return Promise.resolve({ kind: 'text', text: `${textOf(place)}\r\nX-READ:${reads}`, etag: null });
            },
            ...{ stop: new AbortController().signal, log: () => {} },
          });
        }
      };
      const late = monitorEventLoopDelay({ resolution: 1 });
      const readings = reading();
      late.enable();
      const plans = await plansWithin(seconds * 1000);
      late.disable();
      isOver = true;
      await readings;
      return {
        what,
        plan: { p50: centile(plans, 50), p95: centile(plans, 95) },
        late: { p95: Math.round(late.percentile(95) / 1e4) / 100, most: Math.round(late.max / 1e4) / 100 },
        reads,
      };
    };

    const ids = Array.from({ length: technologyCount }, (_, place) => `t${place}`);
    async function plansWithin(forMs: number): Promise<number[]> {
      const random = randomFrom(4711);
      const took: number[] = [];
      for (const end = performance.now() + forMs; performance.now() < end; ) {
        const found = [1, 2, 3]
          .flatMap(() => snapshot.technology(pick(ids, 'even', random)) ?? [])
          .map(namedTechnology);
        // As somebody waits for it: from when it is asked for until it is there.
        const began = performance.now();
        await new Promise((turn) => setImmediate(turn));
        planFor({
          case: {
            ...{ id: `${took.length}`, title: 'It does not work', description: '', customer: null, product: null },
            ...{ severity: 'normal', language: 'en', restricted: false },
            ...{ owner: { id: 'owner', name: 'Owner' }, created: new Date(firstAt).toISOString(), url: null },
          },
          ...{ at: new Date(firstAt).toISOString(), critical: false, budget: 7, aheadHours: 12 },
          ...{ snapshot, detect: () => found },
        });
        took.push(performance.now() - began);
        await new Promise((turn) => setTimeout(turn, 5));
      }
      return took;
    }

    await plansWithin(2000);
    const measured: OddFeedsMeasure[] = [];
    for (const what of ['no feeds', 'ordinary feeds', 'odd feeds']) measured.push(await measure(what));
    await database.close();
    return measured;
  });
}

/** Seventy events of each of ten people, in the zone of the feed. */
function ordinary(feed: number): string {
  const day = 86_400_000;
  const events = Array.from({ length: 700 }, (_, place) => {
    const begins = firstAt + ((place % 70) - 30) * day;
    const of = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+Z/g, '');
    return [
      ...['BEGIN:VEVENT', `UID:${feed}-${place}`, `SUMMARY:On call - Engineer ${feed * 10 + Math.floor(place / 70)}`],
      ...[`DTSTART;TZID=Asia/Tokyo:${of(begins)}`, `DTEND;TZID=Asia/Tokyo:${of(begins + day / 3)}`, 'END:VEVENT'],
    ].join('\r\n');
  });
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n');
}
