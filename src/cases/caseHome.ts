import type { Case } from './case.ts';

/** Where a case lives: the key of the system that it was read from, and its id there, as lists of changes name it. */
export type CaseHome = NonNullable<Case['home']>;

/** Whether an address leads to the case with this home and number (`id`). An address of no connected system leads nowhere. */
export type LeadsTo = (url: string, of: { home: CaseHome; id: string }) => boolean;

/**
 * Whether two cases with one number are one. Systems count alike, so a number alone says nothing of a case that lives in one:
 * the other must have been read there, too, or have an address that leads there. What only the webhook and people tell is one by
 * its number. `told` comes after `kept`, and is of the webhook where it has no home.
 */
export function isSameCase(told: Case, kept: Case, leadsTo: LeadsTo): boolean {
  if (told.home && kept.home) return told.home.system === kept.home.system && told.home.record === kept.home.record;
  if (told.home) return kept.url !== null && leadsTo(kept.url, { home: told.home, id: told.id });
  if (!kept.home || told.url === null || told.url === kept.url) return true;
  return leadsTo(told.url, { home: kept.home, id: kept.id });
}
