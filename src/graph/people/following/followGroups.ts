import { GraphFailure } from '../../client/errors.ts';
import type { Followed } from '../../followedPeople.ts';
import { type FollowOutcome, isTooMany, type Joiner } from '../../followedPeople.ts';
import { createFindPerson } from '../findPerson.ts';
import type { FollowNeeds } from './followEveryone.ts';
import { troubleOf } from './followState.ts';
import { peopleIn, treeOf, unreadIn } from './groupTree.ts';
import { groupsChanges, isToReadAnew, readMembers } from './peopleDelta.ts';

/** A group whose members are a support team's (`team`: of the registry), or support's at all. */
export type FollowedGroup = { group: string; team: string | null };

/** More pages than this go round in circles. */
const mostPages = 500;
/** More members than this has no group that is about support: what they are would be read and kept with each run. */
const mostMembers = 50_000;

/** More groups than this within those that were named are no support teams. */
const mostGroups = 200;

/**
 * Follows who is in the groups that an administrator named, and in the groups within them. All of them are read before anything is taken
 * over: who moved from one to another has not left. Who is in none of them any more has left; who is in the registry and never was in one
 * has not. Nothing is taken over of a run that did not read all groups. Needs GroupMember.Read.All, and User.ReadBasic.All for names.
 */
export async function followGroups(
  groups: readonly FollowedGroup[],
  needs: FollowNeeds,
  signal?: AbortSignal,
): Promise<FollowOutcome> {
  const { client, state, known, take, mostAtOnce, clock } = needs;
  const now = new Date(clock()).toISOString();
  const outcome: FollowOutcome = { left: 0, joined: 0, back: 0, held: 0, trouble: null };
  const named = groups.map(({ group }) => group);
  const befores = new Map((await state.all()).map((each) => [each.source, each]));
  const stood = named.flatMap((group) => treeOf(group, (each) => befores.get(each)));
  await state.only([...named, ...stood.map(({ source }) => source)]);

  const afters = new Map<string, Followed>();
  for (let next = named; next.length > 0; next = outcome.trouble ? [] : unreadIn(afters))
    for (const group of next) {
      const before = befores.get(group) ?? null;
      try {
        if (afters.size >= mostGroups)
          throw new GraphFailure({ status: 400, code: 'TooLarge', message: 'there are too many groups within groups' });
        afters.set(group, await readGroup(group, before));
      } catch (failure) {
        outcome.trouble ??= troubleOf(failure);
        const none = { source: group, link: null, since: now, readAt: null, lookedAt: null, held: 0, members: [] };
        await state.save({ ...(before ?? none), triedAt: now, trouble: troubleOf(failure) });
      }
    }
  if (outcome.trouble) return outcome;

  const before = new Set(stood.flatMap(peopleIn));
  const after = new Set([...afters.values()].flatMap(peopleIn));
  const left = [...before]
    .filter((id) => !after.has(id) && known.isRegistered(id))
    .map((id) => ({ id, at: now, why: 'group' as const }));
  // Nobody is left of several: somebody emptied the groups.
  const isEmptied = after.size === 0 && before.size > 1 && left.length > 0;
  if (isEmptied || isTooMany(left.length, known.leftLately(), mostAtOnce)) {
    outcome.held = left.length;
    outcome.trouble = 'held';
    for (const group of named) {
      const kept = befores.get(group);
      if (kept) await state.save({ ...kept, triedAt: now, trouble: 'held', held: left.length });
    }
    return outcome;
  }
  const back = [...after].filter((id) => known.hasLeft(id));
  const findPerson = createFindPerson({ client });
  const joined: Joiner[] = [];
  try {
    for (const { group, team } of groups) {
      // The first list of a group is who is there, and nobody of them is new; so with one that came into it.
      const heard = treeOf(group, (each) => afters.get(each)).filter(({ source }) => befores.get(source)?.readAt);
      for (const id of new Set(heard.flatMap(peopleIn))) {
        if (before.has(id) || known.isRegistered(id) || known.hasLeft(id) || joined.some((each) => each.id === id))
          continue;
        const person = await findPerson(id);
        if (person) joined.push({ ...person, manager: null, team });
      }
    }
  } catch (failure) {
    return { ...outcome, trouble: troubleOf(failure) };
  }
  await take({ left, back, joined }, async (tx) => {
    for (const each of afters.values()) await state.save(each, tx);
  });
  return { ...outcome, left: left.length, back: back.length, joined: joined.length };

  /** What changed since the last run; all of it anew where there was none, or where Graph gave the link up. */
  async function readGroup(group: string, before: Followed | null): Promise<Followed> {
    const { link, members: known = [] } = before ?? {};
    const since = before?.since ?? now;
    const of = { source: group, since, triedAt: now, readAt: now, lookedAt: null, trouble: null, held: 0 };
    if (link) {
      const read = await readAll(group, link, known).catch((failure: unknown) => {
        if (!isToReadAnew(failure)) throw failure;
        return null;
      });
      if (read) return { ...of, link: read.link, members: read.members };
    }
    const { isThere, ...read } = await readAll(group, groupsChanges(group), []);
    // Nothing at all is told of a group that does not exist: nobody has left by that.
    if (!isThere) throw new GraphFailure({ status: 404, code: 'NoGroup', message: 'there is no such group' });
    return { ...of, ...read };
  }

  async function readAll(group: string, from: string, known: readonly string[]) {
    const members = new Set(known);
    let [link, isThere] = [from, false];
    for (let pages = 0; pages < mostPages && members.size <= mostMembers; pages++) {
      const page = await readMembers(client, { group, link }, signal);
      for (const { id, removed } of page.people)
        if (removed) members.delete(id);
        else members.add(id);
      link = page.link;
      isThere ||= page.isThere;
      if (page.isEnd) return { link, members: [...members], isThere };
    }
    throw new GraphFailure({ status: 400, code: 'TooLarge', message: 'the group has too many members or pages' });
  }
}
