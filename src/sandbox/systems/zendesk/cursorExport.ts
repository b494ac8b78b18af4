import { changedAtOf, type KeptCase } from '../keptCase.ts';

/** Tickets a page, and the milliseconds before now of which nothing is exported yet. */
const pageSize = 1_000;
const heldBack = 60_000;

type Place = { at: number; id: number };

/**
 * A page of the incremental ticket export by cursor: tickets in the order of their last change of whatever kind, those that were
 * deleted, too. `invalid`: a start within the last minute, or a cursor that is none.
 */
export function exportPage(
  cases: readonly KeptCase[],
  query: URLSearchParams,
  now: number,
): { tickets: KeptCase[]; after: string | null; isLast: boolean } | 'invalid' {
  const from = placeOf(query, now);
  if (from === null) return 'invalid';
  const waiting = cases
    .filter(({ isHidden }) => isHidden !== true)
    .map((each) => ({ each, at: Math.floor(Date.parse(changedAtOf(each)) / 1_000), id: Number(each.number) }))
    .filter(({ at }) => 1_000 * at <= now - heldBack)
    .filter(({ at, id }) => at > from.at || (at === from.at && id > from.id))
    .toSorted((one, other) => one.at - other.at || one.id - other.id);
  const page = waiting.slice(0, pageSize);
  const last = page.at(-1);
  return {
    tickets: page.map(({ each }) => each),
    after: last ? cursorOf(last) : cursorOf(from),
    isLast: waiting.length <= pageSize,
  };
}

function placeOf(query: URLSearchParams, now: number): Place | null {
  const cursor = query.get('cursor');
  if (cursor !== null) {
    const [, at, id] = /^(\d+)\.0\|\|(\d*)\|$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
    return at === undefined ? null : { at: Number(at), id: Number(id) };
  }
  const start = Number(query.get('start_time') ?? Number.NaN);
  // From the start on: what changed in that very second, too.
  return Number.isInteger(start) && 1_000 * start <= now - heldBack ? { at: start, id: -1 } : null;
}

const cursorOf = ({ at, id }: Place): string => Buffer.from(`${at}.0||${id < 0 ? '' : id}|`).toString('base64');
