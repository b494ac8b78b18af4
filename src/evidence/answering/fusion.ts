import { massOf } from '../columns/activity.ts';
import { type CaseColumns, evidenceHalfLife } from '../columns/caseColumns.ts';
import type { Facet } from '../columns/facet.ts';
import type { LinearModel, WeighedTerms } from '../columns/linear.ts';
import type { Ownership } from '../columns/ownership.ts';
import { type FusionWeights, features } from './fusionWeights.ts';
import { nthLargest } from './nthLargest.ts';
import type { Hit } from './similar.ts';
import type { WordVotes } from './wordVotes.ts';

/** One value for each of `features`, in that order. */
export type FeatureRow = Float64Array;
export type Scored = { label: number; score: number; probability: number; row: FeatureRow };

/** What the case's technologies are, with confidence in 0..1, by number; and who owns them. */
export type Context = { technologies: ReadonlyMap<number, number>; facet: Facet; ownership: Ownership };

/** The hundred best labels, best first. `probability` is over these labels together. */
export function fused(of: {
  facet: Facet;
  cases: CaseColumns;
  linear: LinearModel;
  hits: readonly Hit[];
  /** The cases most similar to the opening alone. */
  opening: readonly Hit[];
  words: WordVotes;
  terms: WeighedTerms;
  weights: FusionWeights;
  context?: Context | undefined;
  /** How far the text names each label (named.ts). */
  named?: ReadonlyMap<number, number> | undefined;
}): Scored[] {
  const { facet, words, linear, terms, weights, context } = of;
  const votes = hitVotes(facet, of.cases, of.hits, context);
  const opening = openingVotes(facet, of.opening);
  const learned = features.indexOf('learned');
  let scored: Scored[] = [];
  for (const [label, said] of candidates(facet, [votes.similar.of, opening.of], words, of.named)) {
    const long = Math.log(facet.activity.share(label, 1000) + least);
    const owns = owned(label, context);
    const row = Float64Array.of(
      Math.log(facet.activity.share(label, 30) + least) - long,
      Math.log(facet.activity.share(label, 120) + least) - long,
      long,
      Math.log(share(votes.similar, label) + leastVote),
      Math.log(share(votes.alike, label) + leastVote),
      said,
      0,
      Math.log(share(votes.within, label) + leastVote),
      Math.log(owns.lately + leastVote),
      Math.log(owns.long + leastVote),
      Math.log(facet.activity.share(label, 12) + least) - long,
      of.named?.get(label) ?? 0,
      Math.log(share(opening, label) + leastVote),
    );
    let score = 0;
    for (const [at, feature] of features.entries()) score += weights[feature] * (row[at] ?? 0);
    scored.push({ label, score, probability: 0, row });
  }
  // The learned weights lie scattered in memory: they are asked only for those who may come out first.
  scored.sort((a, b) => b.score - a.score || byName(facet, a, b));
  scored = scored.slice(0, mostScored);
  for (const each of scored) {
    each.row[learned] = linear.score(each.label, terms);
    each.score += weights.learned * (each.row[learned] ?? 0);
  }
  scored.sort((a, b) => b.score - a.score || byName(facet, a, b));
  const best = scored[0]?.score ?? 0;
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  for (const each of scored) each.probability = Math.exp(each.score - best) / total;
  return scored;
}

const mostScored = 100;
const byName = (facet: Facet, a: Scored, b: Scored): number =>
  facet.names.nameOf(a.label) < facet.names.nameOf(b.label) ? -1 : 1;

/** Below this a share says no more than that there is none. */
const least = 1e-4;
const leastVote = 1e-3;

/**
 * Everybody, while there are few; else who solved something similar, and those whom the words name most: each with what
 * the words say for them.
 */
function candidates(
  facet: Facet,
  similar: readonly ReadonlyMap<number, number>[],
  { labels, votes, nobody }: WordVotes,
  named?: ReadonlyMap<number, number>,
): Map<number, number> {
  const found = new Map<number, number>();
  const all = facet.names.size <= few;
  if (all) for (let label = 0; label < facet.names.size; label++) found.set(label, nobody);
  else for (const each of [...similar, named ?? new Map()]) for (const label of each.keys()) found.set(label, nobody);
  const enough = all ? Number.NEGATIVE_INFINITY : nthLargest(votes, most);
  for (let at = 0; at < labels.length; at++) {
    const [label, vote] = [labels[at] ?? 0, votes[at] ?? nobody];
    if (vote >= enough || found.has(label)) found.set(label, vote);
  }
  return found;
}
const few = 200;
const most = 150;

type Votes = { of: Map<number, number>; total: number };
type HitVotes = { similar: Votes; alike: Votes; within: Votes };

/** What each label gets from the similar cases: by similarity and age, and by near identity whatever the age. */
function hitVotes(facet: Facet, cases: CaseColumns, hits: readonly Hit[], context?: Context): HitVotes {
  const votes: HitVotes = { similar: noVotes(), alike: noVotes(), within: noVotes() };
  for (const hit of hits) {
    const alike = alikeVote(hit, cases);
    const within = hit.decayed * sameTechnology(hit, context);
    facet.each(hit.caseNumber, (label, weight) => {
      vote(votes.similar, label, weight * hit.decayed);
      vote(votes.alike, label, weight * alike);
      vote(votes.within, label, weight * within);
    });
  }
  for (const each of [votes.similar, votes.alike, votes.within])
    for (const value of each.of.values()) each.total += Math.max(0, value);
  return votes;
}

function openingVotes(facet: Facet, hits: readonly Hit[]): Votes {
  const votes = noVotes();
  for (const { caseNumber, decayed } of hits)
    facet.each(caseNumber, (label, weight) => vote(votes, label, weight * decayed));
  for (const value of votes.of.values()) votes.total += Math.max(0, value);
  return votes;
}

const noVotes = (): Votes => ({ of: new Map(), total: 0 });
const vote = (votes: Votes, label: number, value: number): void => {
  votes.of.set(label, (votes.of.get(label) ?? 0) + value);
};
const share = (votes: Votes, label: number): number =>
  votes.total <= 0 ? 0 : Math.max(0, votes.of.get(label) ?? 0) / votes.total;

const alikeHalfLife = 1000;
function alikeVote(hit: Hit, cases: CaseColumns): number {
  return hit.similarity ** 6 * massOf(-ageOf(hit, cases), alikeHalfLife);
}
const ageOf = (hit: Hit, cases: CaseColumns): number =>
  -Math.log2((cases.mass[hit.caseNumber] ?? 0) / cases.newestMass) * evidenceHalfLife;

/** How sure it is that a past case was of a technology of this one; a little for all others. */
function sameTechnology(hit: Hit, context: Context | undefined): number {
  if (!context) return 1;
  let same = 0.03;
  context.facet.each(hit.caseNumber, (label) => {
    same = Math.max(same, context.technologies.get(label) ?? 0);
  });
  return same;
}

/** A person's part of the cases of the given technologies, each counted by its confidence. */
function owned(person: number, context: Context | undefined): { lately: number; long: number } {
  const sum = { lately: 0, long: 0 };
  if (!context) return sum;
  for (const [technology, confidence] of context.technologies) {
    const { lately, long } = context.ownership.shares(technology, person);
    sum.lately += confidence * lately;
    sum.long += confidence * long;
  }
  return sum;
}
