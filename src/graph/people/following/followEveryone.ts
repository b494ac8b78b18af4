import { z } from 'zod';
import type { GraphClient } from '../../client/client.ts';
import { GraphFailure, held, isNotFound } from '../../client/errors.ts';
import type { Followed } from '../../followedPeople.ts';
import {
  type FollowOutcome,
  isTooMany,
  type Joiner,
  type KnownPeople,
  type TakeChanges,
} from '../../followedPeople.ts';
import { lookUpAccounts } from './accounts.ts';
import { type FollowState, troubleOf } from './followState.ts';
import { everyonesChanges, isToReadAnew, type ListedPerson, readUsers } from './peopleDelta.ts';

export type FollowNeeds = {
  client: GraphClient;
  state: FollowState;
  known: KnownPeople;
  take: TakeChanges;
  /** The most who leave in a day. */
  mostAtOnce: number;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

export const everyone = 'everyone';

/** A run ends after so many pages, and the next goes on: a first list of a large tenant has thousands. */
const pagesARun = 200;
const day = 86_400_000;
/** Who was made longer ago is no joiner, whatever changes of them. */
const newFor = 30 * day;

/**
 * Follows the accounts of the whole tenant: what changed since the last run, page by page, each taken over together with where to go
 * on, so that a process that dies in between loses and repeats nothing. Once a day, and whenever the list began anew, everybody of the
 * registry is looked up by id, too: nobody is taken for gone because a list lacked them. Needs User.Read.All.
 */
export async function followEveryone(needs: FollowNeeds, signal?: AbortSignal): Promise<FollowOutcome> {
  const { client, state, known, take, mostAtOnce, clock } = needs;
  const outcome: FollowOutcome = { left: 0, joined: 0, back: 0, held: 0, trouble: null };
  const now = () => new Date(clock()).toISOString();
  const fresh = { link: null, readAt: null, lookedAt: null, trouble: null, held: 0, members: [] };
  let at: Followed = (await state.find(everyone)) ?? { source: everyone, since: now(), triedAt: now(), ...fresh };
  try {
    await lookAtAll();
    await readOn();
    at = { ...at, trouble: outcome.held > 0 ? 'held' : null };
  } catch (failure) {
    at = { ...at, trouble: troubleOf(failure) };
  }
  outcome.trouble = at.trouble;
  await state.save({ ...at, triedAt: now(), held: outcome.held });
  return outcome;

  async function readOn(): Promise<void> {
    for (let pages = 0; pages < pagesARun && outcome.held === 0; pages++) {
      const page = await readUsers(client, at.link ?? everyonesChanges('now'), signal).catch((failure: unknown) => {
        if (at.link === null || !isToReadAnew(failure)) throw failure;
        return null;
      });
      if (page === null) {
        at = { ...at, link: everyonesChanges('all'), lookedAt: null };
        await lookAtAll();
        continue;
      }
      const next = { ...at, link: page.link, triedAt: now(), ...(page.isEnd && { readAt: now() }) };
      if (!(await found(page.people, next))) return;
      if (page.isEnd) return;
    }
  }

  async function lookAtAll(): Promise<void> {
    if (at.lookedAt !== null && clock() - Date.parse(at.lookedAt) < day) return;
    const accounts = await lookUpAccounts(client, known.registered(), signal);
    const people = known.registered().map((id): ListedPerson => {
      const enabled = accounts.get(id);
      const unknown = { name: null, createdAt: null, guest: false };
      return { id, removed: enabled === undefined, enabled: enabled ?? null, ...unknown };
    });
    await found(people, { ...at, lookedAt: now() });
  }

  /** Takes a page over; false: too many would leave by it, and it stays as if unread. */
  async function found(people: readonly ListedPerson[], next: Followed): Promise<boolean> {
    const last = new Map(people.map((each) => [each.id, each]));
    const all = [...last.values()];
    const left = all
      .filter(({ id, removed, enabled }) => known.isRegistered(id) && (removed || enabled === false))
      .map(({ id, removed }) => ({ id, at: now(), why: removed ? ('deleted' as const) : ('disabled' as const) }));
    if (isTooMany(left.length, known.leftLately(), mostAtOnce)) {
      outcome.held = left.length;
      return false;
    }
    const back = all.filter(({ id, removed, enabled }) => known.hasLeft(id) && !removed && enabled === true);
    const joined = await Promise.all(all.filter(isNew).map(joinerOf));
    const changes = { left, back: back.map(({ id }) => id), joined: joined.filter((each) => each !== null) };
    await take(changes, (tx) => state.save(next, tx));
    at = next;
    outcome.left += left.length;
    outcome.back += changes.back.length;
    outcome.joined += changes.joined.length;
    return true;
  }

  function isNew({ id, removed, enabled, guest, createdAt, name }: ListedPerson): boolean {
    const made = Date.parse(createdAt ?? '');
    if (removed || enabled !== true || guest || !name || known.isRegistered(id) || known.hasLeft(id)) return false;
    return made >= Date.parse(at.since) && clock() - made < newFor;
  }

  /** Of the whole tenant only those are told of whose manager has to do with a support team. */
  async function joinerOf({ id, name }: ListedPerson): Promise<Joiner | null> {
    const manager = await managerOf(client, id, signal);
    return manager !== null && known.belongsToTeam(manager) ? { id, name: name ?? id, manager, team: null } : null;
  }
}

const managerSchema = z.object({ id: z.string() });

/** Somebody's manager, by Entra id; null: they have none, or are gone. */
async function managerOf(client: GraphClient, id: string, signal: AbortSignal | undefined): Promise<string | null> {
  const path = `/users/${encodeURIComponent(id)}/manager?$select=id`;
  try {
    return held(managerSchema, await client.send({ method: 'GET', path, signal })).id.toLowerCase();
  } catch (failure) {
    if (failure instanceof GraphFailure && isNotFound(failure)) return null;
    throw failure;
  }
}
