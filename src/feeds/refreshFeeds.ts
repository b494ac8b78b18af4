import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { type Feed, type FeedLeftOut, type FeedTrouble, shownAddress } from '../registry/shifts/feed.ts';
import type { PersonShifts } from '../registry/shifts/plannedShift.ts';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import type { Sql } from '../store/database.ts';
import { feedState, feed as feedTable } from '../store/registryTables.ts';
import { type Pause, rests, stepped } from '../time/pauses.ts';
import type { FetchFeed } from './fetchFeed.ts';
import { type PeopleByName, peopleByNameSteps } from './people.ts';
import { readFeed } from './readFeed.ts';

export type FeedsNeeds = {
  database: Sql;
  tenantId: string;
  snapshot: Pick<RegistrySnapshot, 'feeds' | 'engineers'>;
  fetchFeed: FetchFeed;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** Ends the run: what is left, or has not answered then, has its turn in the next. */
  stop: AbortSignal;
  log: (level: 'info' | 'warn', message: string, facts: Record<string, unknown>) => void;
};

const minute = 60_000;
const day = 24 * 60 * minute;
/** Each feed at most so often; a little less, since a job of each minute may be some seconds late or early. */
const betweenMillis = 15 * minute - 20_000;
/** What is the same is reckoned anew so often, since the days that are looked at go on, and people join. */
const reckonMillis = 6 * 60 * minute;
/** Shifts are known of so many days: of the past for how often people were asked outside their hours. */
const span = { before: 35 * day, after: 60 * day };
const atOnce = 8;
const writtenTogether = 50;
/** As JSON some hundred kilobytes, which take some milliseconds. */
const stretchesTogether = 2000;

/**
 * Reads the feeds that are due, those first that have waited longest, and keeps what each says; of one that cannot be read, what it
 * said last. Once for all processes: the caller's job sees to it. Gives how many were read, and how many could not be.
 */
export async function refreshFeeds(needs: FeedsNeeds): Promise<{ read: number; failed: number }> {
  const { database, tenantId, snapshot, clock, stop } = needs;
  const all = [...snapshot.feeds()];
  if (all.length === 0) return { read: 0, failed: 0 };
  const states = new Map((await statesOf(database, tenantId)).map((each) => [each.id, each]));
  const due = all
    .map((feed) => ({ feed, key: keyOf(feed), state: states.get(feed.id) }))
    .filter(({ key, state }) => !state?.hash?.startsWith(key) || isDue(Date.parse(state.triedAt), clock()))
    .sort((a, b) => (a.state?.triedAt ?? '').localeCompare(b.state?.triedAt ?? ''));
  if (due.length === 0) return { read: 0, failed: 0 };

  const pause = rests();
  let people: Promise<PeopleByName> | null = null;
  const peopleNow = () => {
    people ??= stepped(peopleByNameSteps(snapshot.engineers()), pause);
    return people;
  };
  // Several are asked for at once, and one is read at a time: who waits for a turn waits for one of them.
  let reading: Promise<unknown> = Promise.resolve();
  const oneByOne = <T>(read: () => Promise<T>): Promise<T> => {
    const mine = reading.then(read);
    reading = mine.catch(() => {});
    return mine;
  };
  let [read, failed, place] = [0, 0, 0];
  let waiting: Written[] = [];
  let stretches = 0;
  const keep = async (one: Written) => {
    waiting.push(one);
    stretches += one.shifts?.reduce((sum, { shifts }) => sum + shifts.length, 0) ?? 0;
    if (waiting.length < writtenTogether && stretches < stretchesTogether) return;
    const some = waiting;
    [waiting, stretches] = [[], 0];
    await write(database, tenantId, some);
  };
  const readOn = async () => {
    for (let next = due[place++]; next && !stop.aborted; next = due[place++]) {
      const written = await readOne(next, { ...needs, peopleNow, oneByOne, pause });
      if (written === null) continue;
      if (written.trouble === null) read++;
      else {
        failed++;
        // Who has the address reads the calendar: only its host is told.
        const host = next.feed.address && shownAddress(next.feed.address);
        if (!next.state || next.state.trouble !== written.trouble)
          needs.log('warn', 'A feed of shifts could not be read', {
            feed: next.feed.id,
            host,
            trouble: written.trouble,
          });
      }
      await keep(written);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, readOn));
  await write(database, tenantId, waiting);
  return { read, failed };
}

/** A clock that jumped back has tried in what is now the future. */
const isDue = (triedAt: number, now: number): boolean => now - triedAt >= betweenMillis || triedAt > now + minute;

type State = {
  id: string;
  triedAt: string;
  etag: string | null;
  hash: string | null;
  reckonedAt: string | null;
  trouble: string | null;
};

const statesOf = (database: Sql, tenantId: string): Promise<State[]> =>
  database
    .select({
      ...{ id: feedState.id, triedAt: feedState.triedAt, etag: feedState.etag, hash: feedState.hash },
      ...{ reckonedAt: feedState.reckonedAt, trouble: feedState.trouble },
    })
    .from(feedState)
    .where(eq(feedState.tenantId, tenantId));

/** What is stored of a reading; null: as before. */
type Written = {
  id: string;
  readAt: string | null;
  triedAt: string;
  trouble: FeedTrouble | null;
  etag: string | null;
  hash: string | null;
  reckonedAt: string | null;
  leftOut: FeedLeftOut | null;
  shifts: PersonShifts[] | null;
};

/** Null: the run was over before it answered, which says nothing of it; it waits longest, and is the next run's first. */
async function readOne(
  { feed, key, state }: { feed: Feed; key: string; state: State | undefined },
  {
    fetchFeed,
    clock,
    peopleNow,
    oneByOne,
    pause,
    stop,
  }: Pick<FeedsNeeds, 'fetchFeed' | 'clock' | 'stop'> & {
    peopleNow: () => Promise<PeopleByName>;
    oneByOne: <T>(read: () => Promise<T>) => Promise<T>;
    pause: Pause;
  },
): Promise<Written | null> {
  const now = clock();
  const at = new Date(now).toISOString();
  const asBefore = { etag: null, hash: null, reckonedAt: null, leftOut: null, shifts: null };
  // One that was set otherwise is not tried anew each minute.
  const setOtherwise = state?.hash?.startsWith(key) ? null : key;
  const failed = (trouble: FeedTrouble): Written => ({
    id: feed.id,
    readAt: null,
    triedAt: at,
    trouble,
    ...asBefore,
    hash: setOtherwise,
  });
  const same: Written = { id: feed.id, readAt: at, triedAt: at, trouble: null, ...asBefore };
  const isReckoned =
    state?.hash?.startsWith(key) === true &&
    state.hash !== key &&
    state.reckonedAt !== null &&
    Math.abs(now - Date.parse(state.reckonedAt)) < reckonMillis;
  const { address, text: kept, ...of } = feed;
  if (kept === undefined && address === undefined) return failed('no-address');
  const fetched =
    kept === undefined
      ? await fetchFeed(address ?? '', isReckoned ? state.etag : null, stop)
      : { kind: 'text' as const, text: kept, etag: null };
  if (fetched.kind === 'failed' && stop.aborted) return null;
  if (fetched.kind === 'failed') return failed(fetched.trouble);
  if (fetched.kind === 'same') return same;
  const hash = `${key}${hashOf(fetched.text.replaceAll(stamps, ''))}`;
  if (isReckoned && state.hash === hash) return same;
  const within = { from: now - span.before, to: now + span.after };
  const reading = await oneByOne(async () => readFeed(fetched.text, of, within, await peopleNow(), pause));
  if (!reading.ok) return failed(reading.trouble);
  const { shifts, leftOut } = reading;
  return { ...same, etag: fetched.etag, hash, reckonedAt: at, shifts, leftOut };
}

/**
 * Many a calendar (Google's, Outlook's) stamps each event with the time at which it is asked for (github.com/nextcloud/server pull 58193).
 * Nothing here is read of these lines: they alone change nothing.
 */
const stamps = /^(?:DTSTAMP|CREATED|LAST-MODIFIED)[:;].*$/gm;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
/** Of how it is set: another address, zone or person makes what was read before count no more. */
const keyOf = (feed: Feed): string => `${hashOf(JSON.stringify(feed))}.`;

/** Only of feeds that are still there: one that was just taken away leaves nothing. */
async function write(database: Sql, tenantId: string, all: readonly Written[]): Promise<void> {
  if (all.length === 0) return;
  const none: FeedLeftOut = { unknownPeople: [], tooLong: 0, tooOften: 0, unknownZone: 0 };
  const rows = all.map(({ leftOut, shifts, ...each }) => ({ ...each, leftOut: leftOut ?? none, shifts: shifts ?? [] }));
  const kept = (column: 'left_out' | 'shifts' | 'etag' | 'changed_at') =>
    sql.raw(`${column} = case when excluded.reckoned_at is null then feed_state.${column} else excluded.${column} end`);
  await database.execute(sql`
    insert into ${feedState}
      (tenant_id, id, read_at, tried_at, trouble, left_out, shifts, changed_at, etag, hash, reckoned_at)
    select ${tenantId}, there.id, given."readAt", given."triedAt", given.trouble, given."leftOut", given.shifts,
      given."triedAt", given.etag, given.hash, given."reckonedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(
      id text, "readAt" timestamptz, "triedAt" timestamptz, trouble text, "leftOut" jsonb, shifts jsonb,
      etag text, hash text, "reckonedAt" timestamptz)
    join ${feedTable} as there on there.tenant_id = ${tenantId} and there.id = given.id
    order by there.id
    for key share of there
    on conflict (tenant_id, id) do update set
      read_at = coalesce(excluded.read_at, feed_state.read_at), tried_at = excluded.tried_at, trouble = excluded.trouble,
      ${kept('left_out')}, ${kept('shifts')}, ${kept('changed_at')}, ${kept('etag')}, hash = coalesce(excluded.hash, feed_state.hash),
      reckoned_at = coalesce(excluded.reckoned_at, feed_state.reckoned_at)`);
}
