import { z } from 'zod';
import type { GraphClient } from '../../client/client.ts';
import { GraphFailure, held } from '../../client/errors.ts';
import { pathOf } from '../../client/pages.ts';
import { asNested } from './groupTree.ts';

/** Somebody as a list of changes has them. `removed`: they are not in it any more. What Graph does not say is null. */
export type ListedPerson = {
  id: string;
  removed: boolean;
  name: string | null;
  enabled: boolean | null;
  createdAt: string | null;
  guest: boolean;
};

/** One page of changes, and where to go on: at once, or (`isEnd`) for what changes from now on. */
export type DeltaPage = { people: ListedPerson[]; link: string; isEnd: boolean };
/** `isThere`: whether the page tells of the group at all. */
export type MembersPage = DeltaPage & { isThere: boolean };

const removed = z.object({ reason: z.string().nullish() }).nullish();
const userSchema = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  createdDateTime: z.string().nullish(),
  userType: z.string().nullish(),
  '@removed': removed,
});
const linksSchema = z.object({ '@odata.nextLink': z.string().nullish(), '@odata.deltaLink': z.string().nullish() });
const usersPage = linksSchema.extend({ value: z.array(userSchema) });
const memberSchema = z.object({ '@odata.type': z.string().nullish(), id: z.string().min(1), '@removed': removed });
const groupsPage = linksSchema.extend({
  value: z.array(z.object({ id: z.string(), 'members@delta': z.array(memberSchema).nullish(), '@removed': removed })),
});

const wanted = 'id,displayName,accountEnabled,createdDateTime,userType';

/**
 * Where the changes of everybody's accounts begin: from now on (`$deltatoken=latest` gives the link and nobody), or with everybody
 * there is. Source: learn.microsoft.com/graph/delta-query-overview and /graph/api/user-delta: `$select` counts for all links that
 * follow; `$top`, `$orderby` and `$expand` are not supported. Needs User.Read.All.
 */
export const everyonesChanges = (from: 'now' | 'all'): string =>
  `/users/delta?${from === 'now' ? '$deltatoken=latest&' : ''}$select=${wanted}`;

/**
 * Where the changes of a group's members begin, with all who are in it. Only direct members are told, groups among them, and of each
 * just the id
 * (learn.microsoft.com/graph/delta-query-groups, /graph/api/group-delta). Needs GroupMember.Read.All.
 */
export const groupsChanges = (group: string): string =>
  `/groups/delta?$filter=${encodeURIComponent(`id eq '${group}'`)}&$select=members`;

/**
 * Reads one page. The same person may be in several, and a change may come again (delta-query-overview, Replays); each page's order
 * counts. Throws GraphFailure, also for a page that cannot be read: nothing of it is believed then.
 */
export async function readUsers(client: GraphClient, link: string, signal?: AbortSignal): Promise<DeltaPage> {
  const page = held(usersPage, await client.send({ method: 'GET', path: link, signal }));
  const people = page.value.map(
    (each): ListedPerson => ({
      id: each.id.toLowerCase(),
      // `changed` is an account that can be restored, `deleted` one that cannot; neither is there.
      removed: Boolean(each['@removed']),
      name: each.displayName ?? null,
      enabled: each.accountEnabled ?? null,
      createdAt: each.createdDateTime ?? null,
      guest: each.userType?.toLowerCase() === 'guest',
    }),
  );
  return { people, ...onward(client, page) };
}

/** The same of a group's members, groups among them by groupTree.ts's names: of a large group they come in several pages, each with another part of them. */
export async function readMembers(
  client: GraphClient,
  { group, link }: { group: string; link: string },
  signal?: AbortSignal,
): Promise<MembersPage> {
  const page = held(groupsPage, await client.send({ method: 'GET', path: link, signal }));
  const own = page.value.filter(({ id }) => id.toLowerCase() === group);
  // A group that is gone would take everybody along: that is a wrong setting, and nobody has left by it.
  if (own.some((each) => each['@removed']))
    throw new GraphFailure({ status: 404, code: 'GroupGone', message: 'the group does not exist any more' });
  const people = own
    .flatMap((each) => each['members@delta'] ?? [])
    .flatMap((each): ListedPerson[] => {
      const type = each['@odata.type'] ?? '#microsoft.graph.user';
      const id = each.id.toLowerCase();
      const unknown = { name: null, enabled: null, createdAt: null, guest: false, removed: Boolean(each['@removed']) };
      if (type === '#microsoft.graph.user') return [{ id, ...unknown }];
      return type === '#microsoft.graph.group' ? [{ id: asNested(id), ...unknown }] : [];
    });
  return { people, isThere: own.length > 0, ...onward(client, page) };
}

function onward(client: GraphClient, page: z.infer<typeof linksSchema>): Pick<DeltaPage, 'link' | 'isEnd'> {
  const next = page['@odata.nextLink'];
  const link = next ?? page['@odata.deltaLink'];
  if (!link) throw new GraphFailure({ status: null, code: 'Unreadable', message: 'a page of changes leads nowhere' });
  return { link: pathOf(client, link), isEnd: !next };
}

/**
 * Whether the link is too old or was given up, so that all is to be read anew: 410 with a Location, or 40X `syncStateNotFound` after
 * seven days (delta-query-overview, Synchronization reset and Token duration).
 */
export const isToReadAnew = (failure: unknown): boolean =>
  failure instanceof GraphFailure &&
  (failure.status === 410 || /syncState(NotFound|Invalid)|resyncRequired/i.test(failure.code));
