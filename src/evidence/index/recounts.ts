import type { CaseColumns } from '../columns/caseColumns.ts';
import type { Rarity } from '../columns/rarity.ts';
import type { Terms } from '../terms/terms.ts';

/** When words are counted anew: at once, in steps, or by itself as the index grows. */
export type Recounts = {
  whole(): void;
  steps(): Generator<void>;
  /** A case with these terms is the newest of the columns. A large index recounts a little with each such case. */
  added(terms: Terms): void;
};

export function recounts(of: {
  rare: Rarity;
  cases: CaseColumns;
  terms: { readonly size: number };
  normOf: (terms: Terms) => number;
}): Recounts {
  const { rare, cases, normOf } = of;
  let going: Iterator<void> | undefined;
  let meanwhile: { caseNumber: number; terms: Terms }[] | undefined;

  /** Cases that come during a recount are measured when it ends: it may have passed some of their words already. */
  function* steps(): Generator<void> {
    const late: { caseNumber: number; terms: Terms }[] = [];
    meanwhile = late;
    yield* rare.recounting(of.terms.size);
    for (const { caseNumber, terms } of late) cases.norms[caseNumber] = normOf(terms);
    if (meanwhile === late) meanwhile = undefined;
  }
  const whole = (): void => {
    for (const _ of steps());
    going = undefined;
  };

  return {
    whole,
    steps,
    added(terms) {
      meanwhile?.push({ caseNumber: cases.size - 1, terms });
      if (going?.next().done) going = undefined;
      const isSmall = cases.size < smallEnough;
      if (going || cases.size <= rare.counted * (isSmall ? 1.25 : 2) + 16) return;
      if (isSmall) whole();
      else going = steps();
    },
  };
}

/** Up to here a recount takes milliseconds. */
const smallEnough = 20_000;
