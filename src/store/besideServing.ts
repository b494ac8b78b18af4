import type { Beside } from './beside/beside.ts';
import { bigVersions } from './beside/bigVersions.ts';
import { caseKeys } from './beside/caseKeys.ts';
import { foldedIds } from './beside/foldedIds.ts';
import { reopened } from './beside/reopened.ts';
import { searchTriples } from './beside/searchTriples.ts';

/** The migrations that go through a whole table, by their names. */
export const besides: Readonly<Record<string, Beside>> = {
  '0011_search_by_triples': searchTriples,
  '0017_one_case_many_spellings': caseKeys,
  '0020_webhook_retries': bigVersions,
  '0030_one_person_everywhere': foldedIds,
  '0042_after_the_end': reopened,
};
