import type { CaseColumns } from '../columns/caseColumns.ts';
import type { Facet } from '../columns/facet.ts';
import type { Postings } from '../columns/postings.ts';
import type { IndexParts, LearnedFacet } from '../index/indexParts.ts';
import type { Answer } from './answer.ts';
import { fusionWeights } from './fusionWeights.ts';
import type { QueryTerm } from './scan.ts';

/** What each term of an answered question says for a label, by the term's hash: its words and its learned weights. */
export function wordsFor(
  { cases, lists }: IndexParts,
  { facet, linear }: LearnedFacet,
  label: number,
  { terms, weighed: { hashes, weights } }: Pick<Answer, 'terms' | 'weighed'>,
): Map<number, number> {
  const parts = wordParts({ label, terms, facet, cases, postings: lists });
  for (const [at, hash] of hashes.entries()) {
    const learned = linear.part(label, hash, weights[at] ?? 0);
    if (learned !== 0) parts.set(hash, (parts.get(hash) ?? 0) + fusionWeights.guessed.learned * learned);
  }
  return parts;
}

/** Of the newest cases that hold a term and have any label: how many, and how many of them have this one. */
export function heldWith(
  { table, lists }: IndexParts,
  facet: Facet,
  label: number,
  hash: number,
): { holding: number; having: number } {
  const slot = table.find(hash);
  let [holding, having] = [0, 0];
  let readable = newestRead;
  if (slot >= 0)
    lists.blocks(slot, (page, from, to) => {
      for (let at = to - 1; at >= from; at--) {
        let [any, own] = [false, false];
        facet.each((page[at] ?? 0) >>> 8, (each, weight) => {
          any ||= weight > 0;
          own ||= each === label && weight > 0;
        });
        if (any) holding++;
        if (own) having++;
      }
      readable -= to - from;
      return readable > 0;
    });
  return { holding, having };
}

/**
 * What each term of the question says for one label, by the newest cases that hold it: its part of the `words` feature
 * (scan.ts), less what it says for somebody who never had such a case. Above 0 it speaks for the label.
 */
function wordParts(of: {
  label: number;
  terms: readonly QueryTerm[];
  facet: Facet;
  cases: CaseColumns;
  postings: Postings;
}): Map<number, number> {
  const { label, terms, facet, cases, postings } = of;
  const usual = facet.activity.share(label, 365) + 1e-6;
  const parts = new Map<number, number>();
  for (const term of terms) {
    let own = 0;
    let all = 0;
    let readable = newestRead;
    postings.blocks(term.slot, (page, from, to) => {
      for (let i = to - 1; i >= from; i--) {
        const caseNumber = (page[i] ?? 0) >>> 8;
        const mass = cases.mass[caseNumber] ?? 0;
        facet.each(caseNumber, (each, weight) => {
          if (weight > 0) all += weight * mass;
          if (each === label) own += weight * mass;
        });
      }
      readable -= to - from;
      return readable > 0;
    });
    if (own <= 0) continue;
    const seen = all / cases.newestMass + 2;
    parts.set(term.hash, term.say * Math.log((own / cases.newestMass + 2 * usual) / seen / usual));
  }
  return parts;
}

/** Enough to tell; an explanation needs no more. */
const newestRead = 2000;
