import { setTimeout as pause } from 'node:timers/promises';
import { createStoredCases } from '../../src/cases/storedCases.ts';
import type { CaseSystem, CaseSystemKey } from '../../src/cases/systems/caseSystem.ts';
import { createCaseFollowing } from '../../src/cases/systems/following.ts';
import { shippedMappings } from '../../src/cases/systems/mapping.ts';
import { createCaseReading } from '../../src/cases/systems/reading.ts';
import type { KeptCase } from '../../src/sandbox/systems/keptCase.ts';
import { type SystemStage, systemsUnderTest } from '../cases/systems/stage.ts';
import { openPostgresSchema } from '../store/databases.ts';
import { databaseUrl } from './measure.ts';

/**
 * What it took, by the clock of the system and of Swarm, to work off all that changed in a system that was away: `listed` and `done` in minutes
 * until the list was through and the last known case read. The most of each kind within any one minute, with the HTTP requests of all
 * kinds; how many the system refused for its limits. `newestFirst`: how many known cases at most were read before one that changed later;
 * each of the two that are read at once may be overtaken by the other. `left`, `twice`: known cases that were not read, or more than once.
 */
export type LongOutageReport = {
  system: CaseSystemKey;
  changes: number;
  known: number;
  listed: number;
  done: number;
  lists: number;
  most: { lists: number; reads: number; requests: number };
  refused: number;
  newestFirst: number;
  left: number;
  twice: number;
};

const tenantId = 'tenant';
const owner = { id: '3b8e2c1a-0000-4000-8000-000000000001', name: 'Mika Sato' };
/** A delta link of Dynamics 365 lives for seven days. */
const away = 6.9 * 86_400_000;
const minute = 60_000;
/** While cases are read the clock of the system and of Swarm goes so many times faster than ours. */
const faster = 3;

/**
 * Swarm has followed a system and knows some of its cases; then that is away for most of a week, in which `changes` cases change,
 * the known ones evenly among them; then it is there again. Nothing is left out of it but time: each minute of the clock is begun as soon
 * as what Swarm does in it is done. Of one system, or of all: by the beginning of their names.
 */
export async function measureLongOutage({
  changes = 100_000,
  known = 500,
  system = '',
} = {}): Promise<LongOutageReport[]> {
  process.env.TEST_DATABASE_URL ??= databaseUrl;
  const reports: LongOutageReport[] = [];
  for (const under of systemsUnderTest) {
    if (!under.key.startsWith(system)) continue;
    const stage = await under.open();
    const seen = watched(stage.system, stage);
    const database = await openPostgresSchema();
    const clock = stage.now;
    const stored = createStoredCases({ database: database.sql, clock });
    const making = createCaseReading({
      systems: [seen.system],
      mappings: { order: [under.key], of: shippedMappings },
      findPerson: async () => owner,
      keep: (theCase, told) => stored.saveRead(tenantId, theCase, told),
      log: () => {},
    });
    const following = createCaseFollowing({
      ...{ systems: [seen.system], making, stored, hasRules: () => false, hasRestrictedRule: false },
      ...{ database, tenantId, clock, log: () => {} },
    });
    const look = async () => (await following.look())[0];
    const ours: KeptCase[] = [];
    for (let n = 0; n < known; n++) ours.push(kept(under.number(20_000 + n), clock() - 86_400_000));
    stage.cases.push(...ours);
    for (const { number } of ours) {
      await making.read(number, () => true);
      stage.moveOn(2_000);
    }
    stage.moveOn(2 * minute);
    following.begin();
    await following.reconcile();
    for (let waiting = 1; waiting > 0; waiting = (await look())?.waiting ?? 0) {
      await pause(100);
      stage.moveOn(1_000);
    }

    const ended = clock() + away;
    const all: KeptCase[] = [];
    for (let n = 0; n < changes; n++) {
      const changedAt = new Date(ended - away + ((n + 1) * (away - 5 * minute)) / changes).toISOString();
      const one = ours[Math.floor((n * known) / changes)];
      const isOurs = Math.floor(((n + 1) * known) / changes) > Math.floor((n * known) / changes);
      all.push(isOurs && one ? { ...one, changes: 2, changedAt } : { ...kept(under.number(30_000 + n), 0), changedAt });
    }
    stage.moveOn(away);

    seen.forget();
    seen.lookAt(all);
    const began = clock();
    const heardBefore = (await look())?.at ?? null;
    let listed = 0;
    for (let nth = 0; listed === 0; nth++) {
      await following.reconcile();
      seen.count();
      if ((await look())?.at !== heardBefore) listed = Math.ceil((clock() - began) / minute);
      else stage.moveOn(Math.max(0, began + (nth + 1) * minute - clock()));
    }
    refill(stage.cases, all);
    for (let waiting = 1; waiting > 0; waiting = (await look())?.waiting ?? 0) {
      await pause(250);
      stage.moveOn(250 * (faster - 1));
      seen.count();
    }
    const changedAt = new Map(all.map((each) => [each.number, each.changedAt ?? '']));
    const order = seen.reads.map((number) => changedAt.get(number) ?? '');
    reports.push({
      ...{ system: under.key, changes, known, listed, lists: seen.lists.length },
      done: Math.ceil((clock() - began) / minute),
      most: {
        lists: mostInAMinute(seen.lists),
        reads: mostInAMinute(seen.readAt),
        requests: mostInAMinute(seen.requests),
      },
      refused: seen.refused(),
      newestFirst: Math.max(0, ...order.map((at, nth) => order.slice(0, nth).filter((earlier) => earlier < at).length)),
      left: known - new Set(seen.reads).size,
      twice: seen.reads.length - new Set(seen.reads).size,
    });
    await following.stop();
    await database.drop();
    await stage.close();
  }
  return reports;
}

/** Two pages of a list at least. */
const around = 2_000;

function refill(cases: KeptCase[], by: readonly KeptCase[]): void {
  cases.length = 0;
  for (const each of by) cases.push(each);
}

/** A system whose answers are noted, each with its instant. */
function watched(system: CaseSystem, stage: SystemStage) {
  const lists: number[] = [];
  const reads: string[] = [];
  const readAt: number[] = [];
  const requests: number[] = [];
  let refused = 0;
  let places = new Map<string, number>();
  let all: readonly KeptCase[] = [];
  let place = 0;
  return {
    ...{ lists, reads, readAt, requests, refused: () => refused },
    /** Notes the requests that were made since this was asked last as made now. */
    count() {
      for (let n = stage.calls(); n > 0; n--) requests.push(stage.now());
    },
    forget() {
      stage.calls();
      for (const each of [lists, reads, readAt, requests]) each.length = 0;
      refused = 0;
    },
    /**
     * In the order in which they changed. Where a list is by that order the system has an index for it: those far from its place are not looked
     * through, which would take it seconds on this machine, and Swarm as long.
     */
    lookAt(cases: readonly KeptCase[]) {
      all = cases;
      places = new Map(cases.map(({ number }, at) => [number, at]));
      place = 0;
      refill(stage.cases, all);
    },
    system: {
      ...system,
      async changesSince(from) {
        lists.push(stage.now());
        if (system.key !== 'dynamics' && all.length > 0)
          refill(stage.cases, all.slice(Math.max(0, place - around), place + 2 * around));
        const told = await system.changesSince(from);
        if (told.kind === 'busy') refused += 1;
        if (told.kind === 'ok')
          for (const { number } of told.changes) place = Math.max(place, places.get(number ?? '') ?? 0);
        return told;
      },
      async readCase(named, saidInto) {
        readAt.push(stage.now());
        const told = await system.readCase(named, saidInto);
        if (told.kind === 'busy') refused += 1;
        if (told.kind === 'ok') reads.push(told.case.number);
        return told;
      },
    } satisfies CaseSystem,
  };
}

/** Of instants in their order. */
function mostInAMinute(instants: readonly number[]): number {
  let [most, from] = [0, 0];
  for (const [to, at] of instants.entries()) {
    while ((instants[from] ?? at) <= at - minute) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

const kept = (number: string, changedAt: number): KeptCase => ({
  ...{ number, title: 'VPN', description: null, customer: null, product: null, severity: 'normal', language: 'en' },
  ...{ owner: { kind: 'person', ...owner, mail: 'mika.sato@swarm.example' }, state: 'open', changes: 1 },
  created: '2026-01-01T00:00:00.000Z',
  changedAt: new Date(changedAt).toISOString(),
});
