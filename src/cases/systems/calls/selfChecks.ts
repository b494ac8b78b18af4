import { hasWordFor } from '../becoming.ts';
import type { SelfCheck, Told, Trouble } from '../caseSystem.ts';
import type { Mapping } from '../mapping.ts';
import { type Answered, asTrouble } from './caller.ts';

/** What it tells that a call of a self-test did not succeed. */
export function troubleCheck(answer: Answered | Trouble, host: string): SelfCheck {
  switch (answer.kind) {
    case 'forbidden':
      return { result: 'failed', fact: { code: 'case-forbidden', said: answer.detail } };
    case 'busy':
      return { result: 'unknown', fact: { code: 'case-busy' } };
    case 'broken':
      return { result: 'failed', fact: { code: 'error', message: answer.detail } };
    case 'ok':
    case 'refused':
      return troubleCheck(asTrouble(answer, host), host);
    default:
      return answer satisfies never;
  }
}

/** What is said of rights to write of which none is known to be missing; `isTold`: the system told all of them. */
export const rightsFound = (isTold: boolean, notes: boolean, articles: boolean): SelfCheck[] => [
  ...(notes ? [isTold ? known('case-notes-can-be-written') : unseen('case-note-rights-unknown')] : []),
  ...(articles ? [isTold ? known('case-articles-can-be-written') : unseen('case-article-rights-unknown')] : []),
];
const known = (code: 'case-notes-can-be-written' | 'case-articles-can-be-written'): SelfCheck => ({
  result: 'ok',
  fact: { code },
});
const unseen = (code: 'case-note-rights-unknown' | 'case-article-rights-unknown'): SelfCheck => ({
  result: 'unknown',
  fact: { code },
});

/**
 * Whether a mapping fits: columns that the system has not, or hides, and choices of the urgency for which the mapping has no word.
 * `options` null: they cannot be looked at; empty: the column is no choice.
 */
export function checkedBy({
  missing,
  options,
  mapping,
}: {
  missing: string[];
  options: readonly Told[] | null;
  mapping: Pick<Mapping, 'severity'>;
}): SelfCheck[] {
  const checks: SelfCheck[] = [];
  const unmapped = (options ?? [])
    .filter((option) => !hasWordFor(mapping.severity.choices, option))
    .map(({ value, label }) => (label === null || label === value ? value : `${value} ${label}`));
  if (missing.length > 0) checks.push({ result: 'failed', fact: { code: 'case-columns-missing', names: missing } });
  if (unmapped.length > 0) checks.push({ result: 'failed', fact: { code: 'case-choices-unmapped', names: unmapped } });
  if (options === null) checks.push({ result: 'unknown', fact: { code: 'case-choices-unknown' } });
  return checks.length > 0 ? checks : [{ result: 'ok', fact: { code: 'case-mapping-fits' } }];
}
