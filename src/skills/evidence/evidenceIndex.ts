import { dayOf, timeOf } from './activity.ts';
import { caseColumns } from './caseColumns.ts';
import { type Facet, facet, labelOf } from './facet.ts';
import { type Context, fused, type Scored } from './fusion.ts';
import { type FusionWeights, fusionWeights } from './fusionWeights.ts';
import { hashTable } from './hashTable.ts';
import { type LinearModel, linearModel, type WeighedTerms } from './linear.ts';
import { ownership } from './ownership.ts';
import type { PastCase } from './pastCase.ts';
import { postings } from './postings.ts';
import { rarity } from './rarity.ts';
import { type Hit, type QueryTerm, scanner } from './scan.ts';
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
  add(past: PastCase, terms?: Terms): void;
  /** Forgets a case; a person is forgotten by adding their cases anew without them. */
  remove(caseId: string): void;
  /** Counts anew how rare words are; done by itself when the index has grown by a quarter, or doubled once it is large. */
  recount(): void;
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

/** Numbers are the index's own; `people` and `technologies` are best first. */
export type Answer = {
  people: Scored[];
  technologies: Scored[];
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
};
export const usualSettings: EvidenceSettings = { similarCases: 200, readingBudget: 60_000, linearBits: 22 };

export function evidenceIndex(settings: Partial<EvidenceSettings> = {}): EvidenceIndex {
  const { similarCases, readingBudget, linearBits } = { ...usualSettings, ...settings };
  const table = hashTable();
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
  const numbers = new Map<string, number>();
  let newest = Number.NEGATIVE_INFINITY;
  let behind = 0;

  const remove = (caseId: string): void => {
    const caseNumber = numbers.get(caseId);
    if (caseNumber === undefined) return;
    countOwners(caseNumber, -1);
    for (const { facet } of facets) facet.remove(caseNumber, cases.days[caseNumber] ?? 0);
    cases.remove(caseNumber);
    numbers.delete(caseId);
  };

  const countOwners = (caseNumber: number, sign: 1 | -1): void => {
    const day = cases.days[caseNumber] ?? 0;
    for (const technology of technologies.labelsOf(caseNumber))
      for (const person of people.labelsOf(caseNumber))
        if (person.weight > 0)
          owners.add(
            technologies.names.find(technology.name),
            people.names.find(person.name),
            day,
            sign * person.weight,
          );
  };

  /** The terms weighed by rarity, as a vector of length 1. */
  const weighed = (terms: Terms): { vector: WeighedTerms; norm: number; slots: Int32Array } => {
    const slots = Int32Array.from(terms.hashes, (hash) => table.find(hash));
    const weights = Float32Array.from(terms.weights, (weight, at) => weight * rare.of(slots[at] ?? -1));
    const norm = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    return { vector: { hashes: terms.hashes, weights: weights.map((weight) => weight / norm) }, norm, slots };
  };

  return {
    get size() {
      return numbers.size;
    },
    get behind() {
      return behind;
    },
    parts: { people, technologies },
    remove,
    recount: () => rare.recount(table.size),
    add(past, terms = termsOf(past.title, past.text)) {
      remove(past.id);
      const day = dayOf(past.closedAt);
      const { vector, norm } = weighed(terms);
      const said = [
        past.credits.map(({ person, weight }) => ({ name: person, weight })),
        past.technologies.map((name) => ({ name, weight: 1 })),
      ];
      const caseNumber = cases.add(past.id, day, norm);
      numbers.set(past.id, caseNumber);
      for (const [at, { facet, linear }] of facets.entries()) {
        const compared = comparedWith(facet, vector, lists, table);
        facet.add(caseNumber, day, said[at] ?? []);
        const credited = (said[at] ?? []).flatMap(({ name, weight }) => (weight > 0 ? [facet.names.find(name)] : []));
        const declined = (said[at] ?? []).flatMap(({ name, weight }) => (weight < 0 ? [facet.names.find(name)] : []));
        if (credited.length + declined.length > 0) linear.learn(vector, credited, [...compared, ...declined]);
      }
      countOwners(caseNumber, 1);
      for (let at = 0; at < terms.hashes.length; at++)
        lists.add(table.slotOf(terms.hashes[at] ?? 1), caseNumber, terms.weights[at] ?? 1);
      if (past.closedAt < newest) behind++;
      newest = Math.max(newest, past.closedAt);
      const growth = cases.size < smallEnoughToRecount ? 1.25 : 2;
      if (cases.size > rare.counted * growth + 16) rare.recount(table.size);
    },
    ask(question) {
      const { vector, slots } = weighed(termsOf(question.title, question.text));
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
        return fused({ facet, cases, linear, hits: scanned.hits, words, terms: vector, weights, context });
      };
      const found = answer(1, fusionWeights.technologies);
      const given = question.technologies?.flatMap(({ technology, confidence }) => {
        const number = technologies.names.find(technology);
        return number < 0 ? [] : [[number, confidence] as const];
      });
      const sure = given !== undefined && given.length > 0;
      const peopleWeights = fusionWeights[sure ? 'confirmed' : 'guessed'];
      const context = {
        technologies: new Map(sure ? given : found.slice(0, 8).map((each) => [each.label, each.probability])),
        facet: technologies,
        ownership: owners,
      };
      return {
        people: answer(0, peopleWeights, context),
        peopleWeights,
        technologies: found,
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
      [table, cases, lists, rare, people, technologies, owners, ...facets.map(({ linear }) => linear)].reduce(
        (sum, part) => sum + part.bytes(),
        0,
      ),
  };
}

type Learned = { facet: Facet; linear: LinearModel };

/** Up to here a recount takes milliseconds. */
const smallEnoughToRecount = 20_000;

/**
 * The labels a new case is compared with: all, while there are few; else those of the newest cases that share its
 * words, the likeliest to be mistaken for the right one.
 */
function comparedWith(
  facet: Facet,
  terms: WeighedTerms,
  lists: ReturnType<typeof postings>,
  table: ReturnType<typeof hashTable>,
): Iterable<number> {
  if (facet.names.size <= fewLabels) return Array.from({ length: facet.names.size }, (_, label) => label);
  const { starts, ends, packed } = facet.columns;
  const compared = new Set<number>();
  const heaviest = [...terms.weights.keys()].sort((a, b) => (terms.weights[b] ?? 0) - (terms.weights[a] ?? 0));
  for (const at of heaviest.slice(0, 32)) {
    const slot = table.find(terms.hashes[at] ?? 1);
    if (slot < 0) continue;
    lists.blocks(slot, (page, from, to) => {
      for (let i = to - 1; i >= Math.max(from, to - 4); i--) {
        const caseNumber = (page[i] ?? 0) >>> 8;
        for (let label = starts[caseNumber] ?? 0; label < (ends[caseNumber] ?? 0); label++)
          compared.add(labelOf(packed[label] ?? 0));
      }
      return false;
    });
    if (compared.size >= mostCompared) break;
  }
  return compared;
}
const fewLabels = 64;
const mostCompared = 40;
