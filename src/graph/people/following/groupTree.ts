import type { Followed } from '../../followedPeople.ts';

/** What a list of members calls a group that is a member itself, so that it is no person's id. */
const prefix = 'group:';
export const asNested = (group: string): string => `${prefix}${group}`;

/** The groups that are members of one, by id. */
const nestedIn = ({ members }: Pick<Followed, 'members'>): string[] =>
  members.flatMap((member) => (member.startsWith(prefix) ? [member.slice(prefix.length)] : []));

/** The people who are members of a group themselves. */
export const peopleIn = ({ members }: Pick<Followed, 'members'>): string[] =>
  members.filter((member) => !member.startsWith(prefix));

/**
 * A group and all groups within it, as far as they are known, each once: groups may be in one another in a circle.
 * `found`: of each what is known of it; undefined: nothing.
 */
export function treeOf<Known extends Pick<Followed, 'members'>>(
  group: string,
  found: (group: string) => Known | null | undefined,
): Known[] {
  const seen = new Set<string>();
  const tree: Known[] = [];
  for (const waiting = [group]; waiting.length > 0; ) {
    const next = waiting.pop() ?? '';
    if (seen.has(next)) continue;
    seen.add(next);
    const known = found(next);
    if (!known) continue;
    tree.push(known);
    waiting.push(...nestedIn(known));
  }
  return tree;
}

/** The groups within some that were read and have not been read themselves. */
export const unreadIn = (read: ReadonlyMap<string, Pick<Followed, 'members'>>): string[] =>
  [...new Set([...read.values()].flatMap(nestedIn))].filter((group) => !read.has(group));
