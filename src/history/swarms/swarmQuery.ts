import type { HistoryReader } from '../reader.ts';
import type { SearchGroup } from '../search/searchQuery.ts';
import type { SwarmFilter, SwarmSort } from './filter.ts';
import type { PageEnd } from './paging.ts';

/** Which page of which swarms somebody wants. */
export type SwarmQuery = {
  tenantId: string;
  reader: HistoryReader;
  filter: SwarmFilter;
  /** What `filter.words` looks for. */
  groups: readonly SearchGroup[];
  sort: SwarmSort;
  after: PageEnd | null;
  limit: number;
};
