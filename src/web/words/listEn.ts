import type { ListSort } from '../../history/swarms/filter.ts';
import type { Period } from '../place.ts';
import { plural } from './counted.ts';

/** The list of swarms in English. */
export const listEn = {
  label: 'Swarms',
  search: 'Search cases, root causes, fixes',
  status: 'State',
  severity: 'Severity',
  technology: 'Technology',
  person: 'Person',
  customer: 'Customer',
  period: 'Period',
  sort: 'Sort by',
  chosen: (name: string, count: number) => `${name} (${count})`,
  started: 'Started swarms',
  periods: {
    '7d': 'Last 7 days',
    '28d': 'Last 28 days',
    '91d': 'Last 3 months',
    '365d': 'Last year',
    all: 'All time',
  } as Record<Period, string>,
  sorts: {
    best: 'Best match first',
    newest: 'Newest first',
    oldest: 'Oldest first',
    closed: 'Closed last',
    longest: 'Longest first',
  } as Record<ListSort, string>,
  clear: 'Clear filters',
  export: 'Export',
  exportCsv: 'As CSV',
  exportJson: 'As JSON',
  exporting: 'Exporting',
  exportFailed: 'The export could not be read.',
  columns: {
    case: 'Case',
    technologies: 'Technologies',
    coordinator: 'Coordinator',
    planned: 'Planned',
    time: 'Time',
  },
  standing: (accepted: number, waiting: number) => `${accepted} in, ${waiting} asked`,
  running: (span: string) => `for ${span}`,
  gap: 'Gap',
  gapHint: 'Nobody was left to ask for a technology',
  more: (count: number) => `+${count}`,
  nothing: { title: 'No swarms yet', hint: 'They appear here as soon as somebody starts one with /swarm.' },
  nothingMine: { title: 'You have not been in a swarm yet', hint: 'Swarms you coordinate or join appear here.' },
  nothingFound: { title: 'No swarm fits', hint: 'Try fewer words, another spelling, or a longer period.' },
  loaded: (count: number, isAll: boolean) => (isAll ? plural(count, 'swarm', 'swarms') : `first ${count} swarms`),
};
