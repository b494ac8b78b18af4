import { setTimeout as wait } from 'node:timers/promises';
import type { Sql } from '../../../store/database.ts';
import type { CaseSystem, CaseSystemKey, Change } from '../caseSystem.ts';
import type { CasePolls } from './casePolls.ts';
import type { PartOfList } from './changedCases.ts';

export type ReconcileNeeds = {
  systems: readonly Pick<CaseSystem, 'key' | 'changesSince'>[];
  polls: CasePolls;
  database: Pick<Sql, 'transaction'>;
  /** Notes what is to be read again; gives how many cases. */
  note: (tx: Sql, system: CaseSystemKey, changes: readonly Change[], told: Listed) => Promise<number>;
  /** Somebody is to read what was noted. */
  wake: () => void;
  log: (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Whether what runs it is to end. */
  signal?: AbortSignal;
};

/** A page. `followedSince`: of a case created since then each change was told (ISO, UTC); null: of none yet. */
export type Listed = { followedSince: string | null; part: PartOfList };

/**
 * So many requests for changes are made in one round, which is begun every minute: a tenth of what Dataverse allows a user
 * (6,000 in five minutes), half of what Zendesk allows for its export (10 a minute). ServiceNow has no limit as sold.
 */
export const requestsARound: Readonly<Record<CaseSystemKey, number>> = {
  dynamics: 120,
  'servicenow-case': 10,
  'servicenow-incident': 10,
  zendesk: 5,
};

/** Milliseconds. A system that was never asked is asked for the changes of a week. */
const firstWindow = 7 * 86_400_000;
/** Where a cursor is worth nothing any more, so much is asked for again from before the last one that was. */
const overlap = 10 * 60_000;
/** A round ends after so long: the next one goes on. */
const longestRound = 40_000;
/** Changes that are noted in one transaction: none of them is to be one that others wait for. */
const notedAtOnce = 100;
/** After each of them nothing is done for so many times as long as it took, and so many milliseconds at most: others come first. */
const restsFor = 10;
const shortRest = 400;
/**
 * After a page that is not the last nothing more is asked for as long as that one took, or for so many milliseconds at most: of a list that is
 * long after an outage no more than half of what the process and the database can do is taken.
 */
const longestRest = 2_000;

/**
 * Asks every system for what changed since it was asked last, and notes what concerns Swarm: what no push told of is
 * found by it. The place after a page is kept with the last of its changes, so that a process that dies loses nothing. Never rejects
 * for what a system answers.
 */
export async function reconcile(needs: ReconcileNeeds): Promise<void> {
  await Promise.all(needs.systems.map((system) => reconcileOne(system, needs)));
}

async function reconcileOne(system: ReconcileNeeds['systems'][number], needs: ReconcileNeeds): Promise<void> {
  const { polls, database, note, wake, log, clock, signal } = needs;
  const { key } = system;
  const began = clock();
  const poll = await polls.of(key, new Date(began - firstWindow).toISOString());
  let { cursor, trouble: before } = poll;
  const { since } = poll;
  const followedSince = poll.caughtUpAt === null ? null : since;
  let requests = 0;
  let changes = 0;
  let noted = 0;
  const told = () => ({ system: key, requests, changes, noted });
  const rest = (began: number, most: number, times = 1) =>
    wait(Math.min(most, times * (performance.now() - began)), undefined, signal && { signal }).catch(() => {});

  while (requests < requestsARound[key] && clock() - began < longestRound && signal?.aborted !== true) {
    const asked = performance.now();
    const answer = await system.changesSince({ cursor, since });
    requests += 1;
    if (answer.kind === 'expired') {
      log('warn', 'A case system no longer knows where it was asked last: it is asked from the time of that', told());
      await database.transaction((tx) => polls.move(tx, key, cursor, { cursor: null }));
      // A system that takes no cursor of its own would be asked for ever.
      if (requests > 1) return;
      cursor = null;
      continue;
    }
    if (answer.kind !== 'ok') {
      if (answer.kind !== 'busy' && JSON.stringify(answer) !== JSON.stringify(before))
        log('warn', 'A case system could not be asked for changes', { ...told(), ...answer });
      await polls.stop(key, answer);
      return;
    }
    before = null;
    if (answer.odd.length > 0)
      log('warn', 'A case system lists rows that cannot be read: they are left out', { ...told(), odd: answer.odd });
    const from = cursor;
    const slices = slicesOf(answer.changes);
    const end = slices.pop() ?? [];
    // Each is noted by itself, so that nobody waits for a long transaction: what a process that dies has noted is noted again.
    for (const some of slices) {
      const began = performance.now();
      noted += await database.transaction((tx) => note(tx, key, some, { followedSince, part: 'with-more' }));
      await rest(began, shortRest, restsFor);
    }
    const isMoved = await database.transaction(async (tx) => {
      const to = answer.isLast
        ? { caughtUpAt: new Date(clock()).toISOString(), since: new Date(began - overlap).toISOString() }
        : {};
      // Of two processes at the same page the second one finds it done.
      const moved = await polls.move(tx, key, from, { cursor: answer.cursor, ...to });
      if (!moved) return false;
      noted += await note(tx, key, end, { followedSince, part: answer.isLast ? 'last' : 'with-more' });
      return true;
    });
    if (!isMoved) return;
    changes += answer.changes.length;
    if (answer.isLast) wake();
    cursor = answer.cursor;
    if (answer.isLast) break;
    await rest(asked, longestRest);
  }
  if (changes > 0) log('info', 'A case system told what changed', told());
}

/** At least one, also of none: who notes hears that the list has come to its end. */
function slicesOf(changes: readonly Change[]): (readonly Change[])[] {
  const slices = [changes.slice(0, notedAtOnce)];
  for (let from = notedAtOnce; from < changes.length; from += notedAtOnce)
    slices.push(changes.slice(from, from + notedAtOnce));
  return slices;
}
