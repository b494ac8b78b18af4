import { changedAtOf, idWithin, type KeptCase } from '../keptCase.ts';

type Deleted = { '@odata.context': string; id: string; reason: 'deleted' };
type Page = { rows: (KeptCase | Deleted)[]; links: Record<string, string> };

/** Days for which a delta link is good (ExpireChangeTrackingInDays), and rows a page. */
const goodFor = 7 * 86_400_000;
const pageSize = 5_000;

/**
 * Change tracking of Dataverse: a first list of all rows in pages, with a delta link at its end; then, by that link, the rows
 * that are otherwise than they were when it was given, and those that are gone.
 */
export function createTracking({
  cases,
  audience,
  now,
}: {
  cases: readonly KeptCase[];
  audience: string;
  now: () => number;
}) {
  /** What every row was like when a delta link was given. */
  const given = new Map<string, { at: number; stood: ReadonlyMap<string, string> }>();
  const waiting = new Map<string, { rows: Page['rows']; stood: ReadonlyMap<string, string> }>();
  let links = 0;

  const seen = (): KeptCase[] => cases.filter(({ isHidden, isDeleted }) => isHidden !== true && isDeleted !== true);
  const idOf = ({ number }: KeptCase): string => idWithin('incident', number);
  const likeness = (each: KeptCase): string => `${each.changes} ${each.state} ${changedAtOf(each)}`;
  const standing = (): Map<string, string> => new Map(seen().map((each) => [idOf(each), likeness(each)]));

  function linkWith(query: URLSearchParams, name: '$deltatoken' | '$skiptoken', token: string): string {
    const next = new URLSearchParams(query);
    for (const each of ['$deltatoken', '$skiptoken']) next.delete(each);
    next.set(name, token);
    return `${audience}/api/data/v9.2/incidents?${next}`;
  }

  /** The page that a query asks for; a delta token that has ended, or that nobody gave, is `expired`. */
  function page(query: URLSearchParams): Page | 'expired' {
    const [delta, skip] = [query.get('$deltatoken'), query.get('$skiptoken')];
    if (skip !== null) {
      const rest = waiting.get(skip);
      return rest ? cut(query, rest) : 'expired';
    }
    const stood = standing();
    if (delta === null) return cut(query, { rows: seen(), stood });
    const before = given.get(delta);
    if (!before || before.at + goodFor < now()) return 'expired';
    const changed = seen().filter((each) => before.stood.get(idOf(each)) !== likeness(each));
    const gone = [...before.stood.keys()].filter((id) => !stood.has(id));
    const context = `${audience}/api/data/v9.2/$metadata#incidents/$deletedEntity`;
    return cut(query, {
      rows: [...changed, ...gone.map((id): Deleted => ({ '@odata.context': context, id, reason: 'deleted' }))],
      stood,
    });
  }

  function cut(
    query: URLSearchParams,
    { rows, stood }: { rows: Page['rows']; stood: ReadonlyMap<string, string> },
  ): Page {
    links += 1;
    const token = `${links}!${new Date(now()).toISOString()}`;
    if (rows.length > pageSize) {
      waiting.set(token, { rows: rows.slice(pageSize), stood });
      return { rows: rows.slice(0, pageSize), links: { '@odata.nextLink': linkWith(query, '$skiptoken', token) } };
    }
    given.set(token, { at: now(), stood });
    return { rows, links: { '@odata.deltaLink': linkWith(query, '$deltatoken', token) } };
  }

  return { page };
}
