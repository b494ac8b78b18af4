import { dayOf, timeOf } from './activity.ts';
import { caseColumns } from './caseColumns.ts';
import { caseNumbers } from './caseNumbers.ts';
import { comparedWith } from './compared.ts';
import { type Facet, facet } from './facet.ts';
import { type Context, fused, type Scored } from './fusion.ts';
import { type FusionWeights, fusionWeights } from './fusionWeights.ts';
import { isPair } from './hash.ts';
import { hashTable } from './hashTable.ts';
import { type LinearModel, linearModel, type WeighedTerms } from './linear.ts';
import { namedLabels } from './named.ts';
import { ownership } from './ownership.ts';
import type { CutCase, PastCase } from './pastCase.ts';
import { postings } from './postings.ts';
import { rarity } from './rarity.ts';
import { recounts } from './recounts.ts';
import { type Hit, type QueryTerm, scanner } from './scan.ts';
import { slotsWorthHaving } from './seenOnce.ts';
import { type Terms, termsOf } from './terms.ts';
import { wordParts } from './wordParts.ts';

/**
 * What past cases tell, in memory, learned one case at a time. Pure: the same cases give the same answers, in whatever
 * order they came, but for `learned` weights, which want cases in order of time (see `behind`).
 */
export type EvidenceIndex = {
  /** How many cases it knows. */
  readonly size: number;
  /** How many cases came later than a newer one: load anew, in order of time, when it matters. */
  readonly behind: number;
  /** Takes a case in at once. The same id again replaces what it said. */
  add(past: PastCase | CutCase): void;
  /**
   * Takes a case in as one of many old ones while the index is made: all that it says but the learned weights, which
   * newer cases bring. `recount` must follow before anything is asked.
   */
  addUnlearned(past: PastCase | CutCase): void;
  /**
   * The same for one so old that many newer ones come after it: it is found by its rarer single words only. A question
   * reads no further back for common ones, and the pairs of a million old cases would take most of the memory.
   */
  addOld(past: PastCase | CutCase, isCommon: (hash: number) => boolean): void;
  /** Whether more than this part of the cases known at this moment, 0..1, have a term. */
  commonTerms(part: number): (hash: number) => boolean;
  /** Forgets a case; a person is forgotten by adding their cases anew without them. */
  remove(caseId: string): void;
  /** Counts anew how rare words are; done by itself when the index has grown by a quarter, or doubled once it is large. */
  recount(): void;
  /** The same in steps of a millisecond or so; the new counts hold after the last. */
  recounting(): Iterator<void>;
  ask(question: Question): Answer;
  /** What each term of an answered question says for a label, by the term's hash. */
  wordsFor(facet: 'people' | 'technologies', label: number, answer: Answer): Map<number, number>;
  /** When a case closed, in milliseconds since 1970. */
  closedAt(caseNumber: number): number;
  readonly parts: { people: Facet; technologies: Facet };
  bytes(): number;
};

/**
 * `technologies`: what the case is known or confirmed to be, with confidence in 0..1; without it, what the index itself
 * would say counts, softly.
 */
export type Question = { title: string; text: string; technologies?: { technology: string; confidence: number }[] };

/**
 * Numbers are the index's own; `people` and `technologies` are best first, and each is reckoned when first read: before
 * the index changes.
 */
export type Answer = {
  people: Scored[];
  technologies: Scored[];
  /** The people, had the question come with these technologies: of the same reading of the past cases. */
  peopleGiven(technologies: Question['technologies']): { people: Scored[]; peopleWeights: FusionWeights };
  /** The weights that made the people's scores. */
  peopleWeights: FusionWeights;
  hits: (Hit & { caseId: string })[];
  terms: readonly QueryTerm[];
  weighed: WeighedTerms;
};

export type EvidenceSettings = {
  /** How many similar cases vote. */
  similarCases: number;
  /** How many postings one question may read. */
  readingBudget: number;
  /** The learned weights' table has 2^bits entries of 8 bytes: 22 for 100,000 cases, 25 for a million. */
  linearBits: number;
  /** The table of terms begins with 2^bits places of 8 bytes: one that grows while it is large pauses whoever asks. */
  tableBits: number;
};
export const usualSettings: EvidenceSettings = {
  similarCases: 200,
  readingBudget: 20_000,
  linearBits: 22,
  tableBits: 10,
};

export function evidenceIndex(settings: Partial<EvidenceSettings> = {}): EvidenceIndex {
  const { similarCases, readingBudget, linearBits, tableBits } = { ...usualSettings, ...settings };
  const table = hashTable(tableBits);
  const slotFor = slotsWorthHaving(table);
  const cases = caseColumns();
  const lists = postings();
  const rare = rarity({ postings: lists, cases });
  const people = facet();
  const technologies = facet();
  const owners = ownership();
  const facets: [Learned, Learned] = [
    { facet: people, linear: linearModel({ bits: linearBits }) },
    { facet: technologies, linear: linearModel({ bits: linearBits - 1 }) },
  ];
  const scan = scanner({ postings: lists, cases, facets: [people, technologies] });
  const namedIn = namedLabels({ names: technologies.names, terms: table, rare, postings: lists });
  const numbers = caseNumbers(cases);
  let newest = Number.NEGATIVE_INFINITY;
  let behind = 0;

  const remove = (caseId: string): void => {
    const caseNumber = numbers.find(caseId);
    if (caseNumber === undefined) return;
    countOwners(caseNumber, -1);
    for (const { facet } of facets) facet.remove(caseNumber, cases.days[caseNumber] ?? 0);
    cases.remove(caseNumber);
    numbers.delete(caseId);
  };

  const countOwners = (caseNumber: number, sign: 1 | -1): void => {
    const day = cases.days[caseNumber] ?? 0;
    technologies.each(caseNumber, (technology) =>
      people.each(caseNumber, (person, weight) => {
        if (weight > 0) owners.add(technology, person, day, sign * weight);
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
    countOwners(caseNumber, 1);
    for (let at = 0; at < slots.length; at++) {
      const slot = slots[at] ?? -1;
      if (slot >= 0) lists.add(slot, caseNumber, terms.weights[at] ?? 1);
    }
    if (past.closedAt < newest) behind++;
    newest = Math.max(newest, past.closedAt);
  };

  /** The terms weighed by rarity, as a vector of length 1. */
  const weighed = (
    terms: Terms,
    slotOf: (hash: number) => number,
  ): { vector: WeighedTerms; norm: number; slots: Int32Array } => {
    const slots = slotsOf(terms, slotOf);
    const weights = Float32Array.from(terms.weights, (weight, at) => weight * rare.of(slots[at] ?? -1));
    const norm = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    return { vector: { hashes: terms.hashes, weights: weights.map((weight) => weight / norm) }, norm, slots };
  };

  const counts = recounts({ rare, cases, terms: table, normOf: (terms) => weighed(terms, table.find).norm });

  return {
    get size() {
      return numbers.size;
    },
    get behind() {
      return behind;
    },
    parts: { people, technologies },
    remove,
    recount: counts.whole,
    recounting: counts.steps,
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
    commonTerms(part) {
      // A table of their own: it is small enough to be near at hand for each word of a million cases.
      const common = hashTable();
      table.each((hash, slot) => {
        if (lists.count(slot) > part * cases.size) common.slotOf(hash);
      });
      return (hash) => common.find(hash) >= 0;
    },
    add(past) {
      const terms = termsIn(past);
      const { vector, norm, slots } = weighed(terms, slotFor);
      const compared = facets.map(({ facet }) => [...comparedWith(facet, vector, lists, slots)]);
      put(past, terms, norm, slots);
      const said = [
        past.credits.map(({ person, weight }) => [person, weight] as const),
        past.technologies.map((each) => [each, 1] as const),
      ];
      for (const [at, { facet, linear }] of facets.entries()) {
        const labels = (wanted: (weight: number) => boolean): number[] =>
          (said[at] ?? []).flatMap(([name, weight]) => (wanted(weight) ? [facet.names.find(name)] : []));
        const credited = labels((weight) => weight > 0);
        const declined = labels((weight) => weight < 0);
        if (credited.length + declined.length > 0)
          linear.learn(vector, credited, [...(compared[at] ?? []), ...declined]);
      }
      counts.added(terms);
    },
    ask(question) {
      const asked = termsOf(question.title, question.text);
      const { vector, slots } = weighed(asked, table.find);
      const known = [...slots.keys()].filter((at) => (slots[at] ?? -1) >= 0);
      const said = known.reduce((sum, at) => sum + (vector.weights[at] ?? 0), 0) || 1;
      const terms = known.map((at): QueryTerm => {
        const [slot, weight] = [slots[at] ?? 0, vector.weights[at] ?? 0];
        return { slot, hash: vector.hashes[at] ?? 0, weight: weight * rare.of(slot), say: weight / said };
      });
      const scanned = scan({ terms, most: similarCases, budget: readingBudget });
      const answer = (at: 0 | 1, weights: FusionWeights, context?: Context): Scored[] => {
        const { facet, linear } = facets[at];
        const words = scanned.words[at] ?? { labels: new Uint32Array(0), votes: new Float64Array(0), nobody: 0 };
        return fused({
          facet,
          cases,
          linear,
          hits: scanned.hits,
          words,
          terms: vector,
          weights,
          context,
          named: at === 1 ? namedIn(asked) : undefined,
        });
      };
      const found = once(() => answer(1, fusionWeights.technologies));
      const peopleGiven = (known: Question['technologies']): Pick<Answer, 'people' | 'peopleWeights'> => {
        const given = known?.flatMap(({ technology, confidence }) => {
          const number = technologies.names.find(technology);
          return number < 0 ? [] : [[number, confidence] as const];
        });
        const sure = given !== undefined && given.length > 0;
        const peopleWeights = fusionWeights[sure ? 'confirmed' : 'guessed'];
        const context = {
          technologies: new Map(
            sure
              ? given
              : found()
                  .slice(0, 8)
                  .map((each) => [each.label, each.probability]),
          ),
          facet: technologies,
          ownership: owners,
        };
        return { people: answer(0, peopleWeights, context), peopleWeights };
      };
      const scored = once(() => peopleGiven(question.technologies));
      return {
        peopleGiven,
        get people() {
          return scored().people;
        },
        get peopleWeights() {
          return scored().peopleWeights;
        },
        get technologies() {
          return found();
        },
        hits: scanned.hits.map((hit: Hit) => ({ ...hit, caseId: cases.ids[hit.caseNumber] ?? '' })),
        terms,
        weighed: vector,
      };
    },
    wordsFor(name, label, { terms, weighed: { hashes, weights } }) {
      const [facet, { linear }] = name === 'people' ? [people, facets[0]] : [technologies, facets[1]];
      const parts = wordParts({ label, terms, facet, cases, postings: lists });
      for (const [at, hash] of hashes.entries()) {
        const learned = linear.part(label, hash, weights[at] ?? 0);
        if (learned !== 0) parts.set(hash, (parts.get(hash) ?? 0) + fusionWeights.guessed.learned * learned);
      }
      return parts;
    },
    closedAt: (caseNumber) => timeOf(cases.days[caseNumber] ?? 0),
    bytes: () =>
      [table, cases, numbers, lists, rare, people, technologies, owners, ...facets.map(({ linear }) => linear)].reduce(
        (sum, part) => sum + part.bytes(),
        0,
      ),
  };
}

/** A plain loop: with a million cases in memory it is where the time of a start goes. */
function slotsOf({ hashes }: Terms, slotOf: (hash: number) => number): Int32Array {
  const slots = new Int32Array(hashes.length);
  for (let at = 0; at < hashes.length; at++) slots[at] = slotOf(hashes[at] ?? 1);
  return slots;
}

const termsIn = (past: PastCase | CutCase): Terms => ('terms' in past ? past.terms : termsOf(past.title, past.text));

function once<T>(reckon: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: reckon() };
    return known.value;
  };
}

type Learned = { facet: Facet; linear: LinearModel };
