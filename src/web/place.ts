import type { Severity } from '../cases/case.ts';
import type { SpanName } from '../history/measures/measures.ts';
import type { ListSort } from '../history/swarms/filter.ts';
import type { HistoryRow } from '../history/swarms/rows.ts';

export const views = [
  'swarms',
  'measures',
  'recurring',
  'after',
  'coverage',
  'skills',
  'record',
  'policy',
  'imports',
  'personal-data',
] as const;
export type View = (typeof views)[number];

export const periods = ['7d', '28d', '91d', '365d', 'all'] as const;
export type Period = (typeof periods)[number];

/** Where in the tab somebody is: all of it stands in the address, so that a link leads others to the same place. */
export type Place = {
  view: View;
  /** The one swarm shown, over the list it was found in. */
  swarm: string | null;
  /** Of that swarm, its article. */
  article: boolean;
  status: HistoryRow['status'][];
  severity: Severity[];
  technology: string | null;
  person: string | null;
  customer: string | null;
  period: Period;
  words: string;
  /** `best` counts only where words are looked for, and goes without saying there. */
  sort: ListSort;
  by: 'week' | 'month';
  span: SpanName;
};

export const anywhere: Place = {
  view: 'swarms',
  swarm: null,
  article: false,
  status: [],
  severity: [],
  technology: null,
  person: null,
  customer: null,
  period: 'all',
  words: '',
  sort: 'best',
  by: 'week',
  span: 'accept',
};

/** The place an address's query names; what it does not know, it leaves out. */
export function placeOf(query: string): Place {
  const given = new URLSearchParams(query);
  const one = <T extends string>(name: string, among: readonly T[], otherwise: T): T =>
    among.find((each) => each === given.get(name)) ?? otherwise;
  const several = <T extends string>(name: string, among: readonly T[]): T[] => {
    const named = given.get(name)?.split(',') ?? [];
    return among.filter((each) => named.includes(each));
  };
  const view = one('view', views, 'swarms');
  return {
    view,
    swarm: given.get('swarm') || null,
    article: given.get('article') === 'yes',
    status: several('status', ['proposed', 'running', 'resolved', 'cancelled', 'lapsed']),
    severity: several('severity', ['critical', 'high', 'normal', 'low']),
    technology: given.get('technology') || null,
    person: given.get('person') || null,
    customer: given.get('customer') || null,
    period: one('period', periods, view === 'measures' ? '91d' : 'all'),
    words: given.get('words') ?? '',
    sort: one('sort', ['best', 'newest', 'oldest', 'closed', 'longest'], 'best'),
    by: one('by', ['week', 'month'], 'week'),
    span: one('span', ['plan', 'accept', 'cover', 'resolve'], 'accept'),
  };
}

/** The query that names a place; nothing in it that goes without saying. */
export function queryOf(place: Place): string {
  const said = new URLSearchParams();
  const add = (name: string, value: string | null, otherwise = '') => {
    if (value && value !== otherwise) said.set(name, value);
  };
  add('view', place.view, 'swarms');
  add('swarm', place.swarm);
  add('article', place.swarm && place.article ? 'yes' : null);
  add('words', place.words);
  add('status', place.status.join(','));
  add('severity', place.severity.join(','));
  add('technology', place.technology);
  add('person', place.person);
  add('customer', place.customer);
  add('period', place.period, place.view === 'measures' ? '91d' : 'all');
  add('sort', place.sort, 'best');
  add('by', place.by, 'week');
  add('span', place.span, 'accept');
  const query = said.toString();
  return query ? `?${query}` : '';
}

/** The part of a place that the server filters swarms by. `now` in milliseconds since 1970. */
export function filterQuery(place: Place, now: number, { words }: { words: boolean }): URLSearchParams {
  const query = new URLSearchParams();
  if (place.status.length > 0) query.set('status', place.status.join(','));
  if (place.severity.length > 0) query.set('severity', place.severity.join(','));
  if (place.technology) query.set('technology', place.technology);
  if (place.person) query.set('person', place.person);
  if (place.customer) query.set('customer', place.customer);
  if (words && place.words.trim()) query.set('words', place.words.trim());
  if (place.period !== 'all') {
    // From a full hour, so that going back and forth asks the same.
    const from = now - Number.parseInt(place.period, 10) * 86_400_000;
    query.set('from', new Date(from - (from % 3_600_000)).toISOString());
  }
  return query;
}

/** Whether anything narrows the list. */
export const isFiltered = (place: Place): boolean => filterQuery(place, 0, { words: true }).size > 0;
