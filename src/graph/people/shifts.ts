import { and, eq, like, notInArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { FeedLeftOut, FeedTrouble } from '../../registry/shifts/feed.ts';
import { shiftsOfTeam } from '../../registry/shifts/feed.ts';
import {
  longestPlanned,
  mostPlanned,
  type PersonShifts,
  type PlannedShift,
} from '../../registry/shifts/plannedShift.ts';
import type { Sql } from '../../store/database.ts';
import { feedState } from '../../store/registryTables.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure, held } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import { pathOf } from '../client/pages.ts';

export type ShiftsNeeds = {
  client: GraphClient;
  database: Sql;
  tenantId: string;
  /** The teams whose Shifts an administrator wants read, by Entra group id. */
  teams: readonly string[];
  isRegistered: (id: string) => boolean;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

const hour = 3_600_000;
const day = 24 * hour;
/**
 * A resource of Teams may be looked at for changes once a day (learn.microsoft.com/graph/api/resources/teams-api-overview, Polling
 * requirements); a little less, so that what is known of shifts is never older than a day.
 */
const betweenMillis = 23.5 * hour;
/** One that could not be read is tried again so often. */
const againMillis = hour;
/** Of the past for how often people were asked outside their hours; as with feeds (feeds/refreshFeeds.ts). */
const span = { before: 35 * day, after: 60 * day };
const mostShifts = 20_000;
const mostPages = 200;

const item = z.object({
  startDateTime: z.iso.datetime({ offset: true }),
  endDateTime: z.iso.datetime({ offset: true }),
});
/** What is drafted is its manager's until it is shared: only the shared version counts (graph/api/resources/shift). */
const shiftSchema = z.object({ userId: z.string().nullish(), sharedShift: item.nullish() });
const timeOffSchema = z.object({ userId: z.string().nullish(), sharedTimeOff: item.nullish() });

/**
 * Reads the Shifts of teams that are due: who is at work when, and who is off, as it is shared with the team. It is kept where feeds
 * of shifts are: what cannot be read leaves what was read last. Gives how many were read, and how many could not be. Needs
 * Schedule.Read.All. Sources: learn.microsoft.com/graph/api/schedule-list-shifts and schedule-list-timesoff: a `$filter` may name each
 * property once; times are UTC.
 */
export function createShiftsRefresh({ client, database, tenantId, teams, isRegistered, clock }: ShiftsNeeds) {
  return async (signal?: AbortSignal): Promise<{ read: number; failed: number }> => {
    await forgetOthers();
    const outcome = { read: 0, failed: 0 };
    for (const team of teams) {
      const before = await stateOf(team);
      if (before && !isDue(before)) continue;
      try {
        const { shifts, tooLong } = await readTeam(team, signal);
        await keep(team, { trouble: null, shifts, tooLong });
        outcome.read++;
      } catch (failure) {
        await keep(team, { trouble: troubleOf(failure) });
        outcome.failed++;
      }
    }
    return outcome;
  };

  function isDue({
    readAt,
    triedAt,
    trouble,
  }: {
    readAt: string | null;
    triedAt: string;
    trouble: string | null;
  }): boolean {
    const [last, wait] = trouble === null && readAt ? [readAt, betweenMillis] : [triedAt, againMillis];
    const ago = clock() - Date.parse(last);
    // A clock that jumped back has read in what is now the future.
    return ago >= wait || ago < -60_000;
  }

  async function readTeam(team: string, signal: AbortSignal | undefined) {
    const [from, to] = [clock() - span.before, clock() + span.after].map((at) => new Date(at).toISOString());
    const path = `/teams/${encodeURIComponent(team)}/schedule`;
    const list = <Each>(what: string, shared: string, each: z.ZodType<Each>) => {
      const filter = `${shared}/endDateTime ge ${from} and ${shared}/startDateTime le ${to}`;
      return allOf(`${path}/${what}?$filter=${encodeURIComponent(filter)}`, { team, each }, signal);
    };
    const shifts = await list('shifts', 'sharedShift', shiftSchema);
    const off = await list('timesOff', 'sharedTimeOff', timeOffSchema);
    const people = new Map<string, PlannedShift[]>();
    let tooLong = 0;
    const add = (
      kind: 'shift' | 'off',
      userId: string | null | undefined,
      shared: z.infer<typeof item> | null | undefined,
    ) => {
      const id = userId?.toLowerCase() ?? '';
      if (!shared || !isRegistered(id)) return;
      const [begins, ends] = [Date.parse(shared.startDateTime), Date.parse(shared.endDateTime)];
      if (ends <= begins) return;
      if (ends - begins > longestPlanned[kind]) {
        tooLong++;
        return;
      }
      const of = people.get(id) ?? [];
      people.set(id, of);
      if (of.length < mostPlanned)
        of.push({ kind, from: new Date(begins).toISOString(), to: new Date(ends).toISOString() });
    };
    for (const { userId, sharedShift } of shifts) add('shift', userId, sharedShift);
    for (const { userId, sharedTimeOff } of off) add('off', userId, sharedTimeOff);
    const all = [...people].map(([id, of]): PersonShifts => ({ id, shifts: of.toSorted(byBegin) }));
    return { shifts: all.sort((a, b) => (a.id < b.id ? -1 : 1)), tooLong };
  }

  async function allOf<Each>(
    first: string,
    { team, each }: { team: string; each: z.ZodType<Each> },
    signal: AbortSignal | undefined,
  ): Promise<Each[]> {
    const schema = z.object({ value: z.array(each), '@odata.nextLink': z.string().nullish() });
    const all: Each[] = [];
    let path = first;
    for (let pages = 0; pages < mostPages; pages++) {
      const page = held(schema, await client.send({ method: 'GET', path, paced: [allowances.team(team)], signal }));
      all.push(...page.value);
      if (all.length > mostShifts) break;
      if (!page['@odata.nextLink']) return all;
      path = pathOf(client, page['@odata.nextLink']);
    }
    throw new TooMany();
  }

  async function stateOf(team: string) {
    const [row] = await database
      .select({ readAt: feedState.readAt, triedAt: feedState.triedAt, trouble: feedState.trouble })
      .from(feedState)
      .where(and(eq(feedState.tenantId, tenantId), eq(feedState.id, shiftsOfTeam(team))));
    return row;
  }

  async function keep(
    team: string,
    { trouble, shifts, tooLong = 0 }: { trouble: FeedTrouble | null; shifts?: PersonShifts[]; tooLong?: number },
  ): Promise<void> {
    const at = new Date(clock()).toISOString();
    const leftOut: FeedLeftOut = { unknownPeople: [], tooLong, tooOften: 0, unknownZone: 0 };
    const found = shifts && { readAt: at, shifts, leftOut, changedAt: at };
    const none = { readAt: null, shifts: [], leftOut, changedAt: at };
    await database
      .insert(feedState)
      .values({ tenantId, id: shiftsOfTeam(team), triedAt: at, trouble, ...none, ...found })
      .onConflictDoUpdate({ target: [feedState.tenantId, feedState.id], set: { triedAt: at, trouble, ...found } });
  }

  /** Of teams that are read no more nothing is kept; each process lets it go when it starts (graph.ts). */
  async function forgetOthers(): Promise<void> {
    const ids = teams.map(shiftsOfTeam);
    await database
      .delete(feedState)
      .where(
        and(
          eq(feedState.tenantId, tenantId),
          like(feedState.id, `${shiftsOfTeam('')}%`),
          ids.length === 0 ? sql`true` : notInArray(feedState.id, ids),
        ),
      );
  }
}

class TooMany extends Error {}

const byBegin = (a: PlannedShift, b: PlannedShift): number => (a.from < b.from ? -1 : 1);

function troubleOf(failure: unknown): FeedTrouble {
  if (failure instanceof TooMany) return 'too-many-events';
  if (!(failure instanceof GraphFailure)) throw failure;
  if (failure.status === 403) return 'not-granted';
  // A team without Shifts, or none at all.
  if (failure.status === 404) return 'no-schedule';
  return failure.passes ? 'no-answer' : 'refused';
}
