import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { centile, heapMb } from '../figures.ts';
import { pick, randomFrom, type Spread } from '../madeUp.ts';
import { firstAt, madeOrganisation, technologyCount } from './organisation.ts';

/**
 * `node build.ts CHECKOUT JSON`: plans by the sources of one checkout, in a process that no other build has warmed up or filled; a
 * {@link BuildFigures} on its standard output. Each plan is for a case of three technologies, so many minutes after the last.
 */
export type Wanted = {
  engineers: number;
  spread: Spread;
  wishes: boolean;
  teams: number;
  /** Feeds of shifts, half of on-call, half of shifts that a team works. */
  feeds: number;
  plans: number;
  minutes: number;
};

/** Milliseconds a plan by the clock, and by the thread's own, which stands still while other programs have the processor. */
export type BuildFigures = {
  kinds: number;
  clock: { p50: number; p99: number; most: number };
  processor: { p50: number; p99: number; most: number };
  heapMb: number;
};

const [checkout = '', wantedJson = '{}'] = process.argv.slice(2);
const wanted: Wanted = JSON.parse(wantedJson);
const of = (file: string): string => pathToFileURL(join(checkout, file)).href;
/** Older builds have it in another room. */
const found = (...files: string[]): string => of(files.find((file) => existsSync(join(checkout, file))) ?? '');
const registry: typeof import('../../../src/registry/snapshot.ts') = await import(
  found('src/registry/snapshot.ts', 'src/skills/snapshot.ts')
);
const planning: typeof import('../../../src/matching/planning.ts') = await import(
  found('src/matching/planning.ts', 'src/skills/planning.ts')
);
const withCalendars = existsSync(join(checkout, 'src/registry/calendar.ts'));

const withTeams = existsSync(join(checkout, 'src/registry/team.ts'));
const withFeeds = existsSync(join(checkout, 'src/registry/shifts/feed.ts'));

const before = heapMb();
const snapshot = registry.createSnapshot();
const { engineers, spread, wishes, teams, feeds } = wanted;
snapshot.apply(
  madeOrganisation({
    ...{ engineers, spread, withCalendars },
    ...{ withWishes: withCalendars && wishes, teams: withTeams ? teams : 0, feeds: withFeeds ? feeds : 0 },
  }),
);
const heap = heapMb() - before;

const random = randomFrom(4711);
const ids = Array.from({ length: technologyCount }, (_, place) => `t${place}`);
const clock: number[] = [];
const processor: number[] = [];
for (let run = -50; run < wanted.plans; run++) {
  const technologies = new Set([1, 2, 3].map(() => pick(ids, spread, random)));
  const found = [...technologies].flatMap((id) => snapshot.technology(id) ?? []).map(planning.namedTechnology);
  const at = new Date(firstAt + run * wanted.minutes * 60_000).toISOString();
  const began = performance.now();
  const thread = process.threadCpuUsage();
  planning.planFor({
    case: {
      ...{ id: String(run), title: 'It does not work', description: '', customer: null, product: null },
      ...{ severity: 'normal', language: run % 2 === 0 ? 'ja' : 'en', restricted: false },
      ...{ owner: { id: 'owner', name: 'Owner' }, created: at, url: null },
    },
    ...{ at, critical: run % 10 === 0, budget: 7, aheadHours: 12, snapshot, detect: () => found },
  });
  const took = performance.now() - began;
  const { user, system } = process.threadCpuUsage(thread);
  if (run < 0) continue;
  clock.push(took);
  processor.push((user + system) / 1000);
}
const of3 = (values: readonly number[]) => ({
  p50: centile(values, 50),
  p99: centile(values, 99),
  most: centile(values, 100),
});
const figures: BuildFigures = {
  kinds: snapshot.standings.rotas().length,
  clock: of3(clock),
  processor: of3(processor),
  heapMb: Math.round(heap * 10) / 10,
};
console.log(JSON.stringify(figures));
