import { dayOf } from '../columns/activity.ts';
import { type Columns, savedColumn } from '../columns/columns.ts';
import { hashTable } from '../columns/hashTable.ts';
import type { WeighedTerms } from '../columns/linear.ts';
import type { CutCase, PastCase } from '../pastCases/pastCase.ts';
import { isPair } from '../terms/hash.ts';
import { type Terms, termsOf } from '../terms/terms.ts';
import { comparedWith } from './compared.ts';
import type { IndexParts, LearnedFacet } from './indexParts.ts';
import type { Recounts } from './recounts.ts';
import { slotsOf, weighing } from './weighing.ts';

/** How an index takes cases in and forgets them (see EvidenceIndex). */
export type TakingIn = {
  readonly behind: number;
  add(past: PastCase | CutCase): void;
  addUnlearned(past: PastCase | CutCase): void;
  addOld(past: PastCase | CutCase, isCommon: (hash: number) => boolean): void;
  remove(caseId: string): void;
  columns(): Columns;
};

export function takingIn(parts: IndexParts, counts: Recounts, saved?: Columns): TakingIn {
  const { table, cases, numbers, lists, rare, owners, notCredited } = parts;
  const { facet: people } = parts.people;
  const { facet: technologies } = parts.technologies;
  const { slotFor } = parts.worthHaving;
  let [newest = Number.NEGATIVE_INFINITY, behind = 0] = saved ? savedColumn(saved, 'newest', Float64Array) : [];

  const remove = (caseId: string): void => {
    const caseNumber = numbers.find(caseId);
    if (caseNumber === undefined) return;
    countOwners(caseNumber, -1);
    for (const facet of [people, technologies]) facet.remove(caseNumber, cases.days[caseNumber] ?? 0);
    cases.remove(caseNumber);
    numbers.delete(caseId);
  };

  const countOwners = (caseNumber: number, sign: 1 | -1): void => {
    const day = cases.days[caseNumber] ?? 0;
    technologies.each(caseNumber, (technology) =>
      people.each(caseNumber, (person, weight) => {
        if (weight > 0 && !notCredited.has(caseNumber, person, technology))
          owners.add(technology, person, day, sign * weight);
      }),
    );
  };

  /** All that a case says but the learned weights. */
  const put = (past: PastCase | CutCase, terms: Terms, norm: number, slots: Int32Array): void => {
    remove(past.id);
    const day = dayOf(past.closedAt);
    const caseNumber = cases.add(past.id, day, norm);
    numbers.add(caseNumber);
    people.add(
      caseNumber,
      day,
      past.credits.map(({ person, weight }) => ({ name: person, weight })),
    );
    technologies.add(
      caseNumber,
      day,
      past.technologies.map((name) => ({ name, weight: 1 })),
    );
    for (const { person, technologies: own } of past.credits)
      for (const technology of own ? past.technologies : [])
        if (!own?.includes(technology))
          notCredited.add(caseNumber, people.names.numberOf(person), technologies.names.numberOf(technology));
    countOwners(caseNumber, 1);
    for (let at = 0; at < slots.length; at++) {
      const slot = slots[at] ?? -1;
      if (slot >= 0) lists.add(slot, caseNumber, terms.weights[at] ?? 1);
    }
    if (past.closedAt < newest) behind++;
    newest = Math.max(newest, past.closedAt);
  };

  const learn = ({ facet, linear }: LearnedFacet, said: Said, vector: WeighedTerms, compared: number[]): void => {
    const labels = (wanted: (weight: number) => boolean): number[] =>
      said.flatMap(([name, weight]) => (wanted(weight) ? [facet.names.find(name)] : []));
    const credited = labels((weight) => weight > 0);
    const declined = labels((weight) => weight < 0);
    if (credited.length + declined.length > 0) linear.learn(vector, credited, [...compared, ...declined]);
  };

  return {
    get behind() {
      return behind;
    },
    remove,
    columns: () => ({ newest: Float64Array.of(newest, behind) }),
    addUnlearned(past) {
      const terms = termsIn(past);
      put(past, terms, 1, slotsOf(terms, slotFor));
    },
    addOld(past, isCommon) {
      const terms = termsIn(past);
      put(
        past,
        terms,
        1,
        slotsOf(terms, (hash) => {
          if (isPair(hash)) return -1;
          const slot = table.slotOf(hash);
          if (!isCommon(hash)) return slot;
          lists.countOnly(slot);
          return -1;
        }),
      );
    },
    add(past) {
      const terms = termsIn(past);
      const { vector, norm, slots } = weighing(terms, slotFor, rare);
      const compared = [people, technologies].map((facet) => [...comparedWith(facet, vector, lists, slots)]);
      put(past, terms, norm, slots);
      const solvers = past.credits.map(({ person, weight }) => [person, weight] as const);
      const subjects = past.technologies.map((each) => [each, 1] as const);
      learn(parts.people, solvers, vector, compared[0] ?? []);
      learn(parts.technologies, subjects, vector, compared[1] ?? []);
      counts.added(terms);
    },
  };
}

type Said = readonly (readonly [name: string, weight: number])[];

const termsIn = (past: PastCase | CutCase): Terms => ('terms' in past ? past.terms : termsOf(past.title, past.text));

/** Whether more than this part of the cases known at this moment, 0..1, have a term: known after the last step. */
export function* commonTerms(
  { table, lists, cases }: IndexParts,
  part: number,
): Generator<void, (hash: number) => boolean> {
  // A table of their own: it is small enough to be near at hand for each word of a million cases.
  const common = hashTable();
  yield* table.each((hash, slot) => {
    if (lists.count(slot) > part * cases.size) common.slotOf(hash);
  });
  return (hash) => common.find(hash) >= 0;
}
