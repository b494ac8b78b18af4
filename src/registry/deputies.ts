import type { Deputy, Engineer } from './engineer.ts';

/** Whom somebody names, and whose naming they take back, by id. */
export type DeputiesEdit = { name?: Deputy; revoke?: readonly string[] };

/** More at once would be nobody's deputies any more. */
export const mostDeputies = 5;

/** Those whose time is not over at an instant (ISO, UTC). */
export const deputiesAt = ({ deputies = [] }: Pick<Engineer, 'deputies'>, at: string): Deputy[] =>
  deputies.filter(({ until }) => Date.parse(until) > Date.parse(at));

/** Whether somebody may act for this engineer at an instant (ISO, UTC), as the engineer wants it. */
export const isDeputyOf = (engineer: Pick<Engineer, 'deputies'>, personId: string, at: string): boolean =>
  deputiesAt(engineer, at).some(({ id }) => id === personId);

/** Somebody's deputies after an edit; who is named again is so until the new day. The newest ones stay. */
export function deputiesAfter(engineer: Engineer, { name, revoke = [] }: DeputiesEdit, at: string): Deputy[] {
  const kept = deputiesAt(engineer, at).filter(({ id }) => id !== name?.id && !revoke.includes(id));
  const named = name && name.id !== engineer.id ? [{ ...name, until: new Date(name.until).toISOString() }] : [];
  return [...kept, ...named].slice(-mostDeputies);
}
