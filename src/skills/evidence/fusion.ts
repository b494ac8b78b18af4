import { massOf } from './activity.ts';
import { type CaseColumns, evidenceHalfLife } from './caseColumns.ts';
import type { Facet } from './facet.ts';
import { labelOf, labelWeightOf } from './facet.ts';
import type { LinearModel, WeighedTerms } from './linear.ts';
import type { Hit, WordVotes } from './scan.ts';

/**
 * What speaks for a label, each as a logarithm, so that their weighted sum is a log-linear model (a product of
 * experts). `trend…` is how active the label was lately against how active it has long been.
 */
export const features = ['trend30', 'trend120', 'long', 'similar', 'alike', 'words', 'learned'] as const;
export type Feature = (typeof features)[number];
export type FeatureRow = Float64Array;

/**
 * Learned once by maximum likelihood over the first folds of the public sets (test/bench/matching/tune.ts), the same
 * for people and technologies and for every set. All but `long` are at least 0, which keeps evidence from ever
 * speaking against the person it is for.
 */
export const fusionWeights: Record<Feature, number> = {
  trend30: 0.25,
  trend120: 0.05,
  long: -0.3,
  similar: 0.8,
  alike: 0.1,
  words: 0.7,
  learned: 0.53,
};

export type Scored = { label: number; score: number; probability: number; row: FeatureRow };

/** Every label with any evidence, best first. `probability` is over these labels together. */
export function fused(of: {
  facet: Facet;
  cases: CaseColumns;
  linear: LinearModel;
  hits: readonly Hit[];
  words: WordVotes;
  terms: WeighedTerms;
}): Scored[] {
  const { facet, words, linear, terms } = of;
  const votes = hitVotes(of.facet, of.cases, of.hits);
  const wordVotes = new Map<number, number>();
  for (const [at, label] of words.labels.entries()) wordVotes.set(label, words.votes[at] ?? words.nobody);

  const scored: Scored[] = [];
  for (const label of candidates(facet, votes.similar, words)) {
    const long = Math.log(facet.activity.share(label, 1000) + least);
    const row = Float64Array.of(
      Math.log(facet.activity.share(label, 30) + least) - long,
      Math.log(facet.activity.share(label, 120) + least) - long,
      long,
      Math.log(share(votes.similar, label, votes.similarTotal) + leastVote),
      Math.log(share(votes.alike, label, votes.alikeTotal) + leastVote),
      wordVotes.get(label) ?? words.nobody,
      linear.score(label, terms),
    );
    let score = 0;
    for (const [at, feature] of features.entries()) score += fusionWeights[feature] * (row[at] ?? 0);
    scored.push({ label, score, probability: 0, row });
  }
  scored.sort((a, b) => b.score - a.score || (facet.names.nameOf(a.label) < facet.names.nameOf(b.label) ? -1 : 1));
  const best = scored[0]?.score ?? 0;
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  for (const each of scored) each.probability = Math.exp(each.score - best) / total;
  return scored;
}

/** Below this a share says no more than that there is none. */
const least = 1e-4;
const leastVote = 1e-3;

/** Everybody, while there are few; else who solved something similar, and those whom the words name most. */
function candidates(facet: Facet, similar: Map<number, number>, words: WordVotes): Iterable<number> {
  if (facet.names.size <= few) return Array.from({ length: facet.names.size }, (_, label) => label);
  const named = [...words.labels.keys()].sort((a, b) => (words.votes[b] ?? 0) - (words.votes[a] ?? 0)).slice(0, most);
  return new Set([...similar.keys(), ...named.map((at) => words.labels[at] ?? 0)]);
}
const few = 1000;
const most = 200;

export type HitVotes = {
  similar: Map<number, number>;
  alike: Map<number, number>;
  similarTotal: number;
  alikeTotal: number;
};

/** What each label gets from the similar cases: by similarity and age, and by near identity whatever the age. */
export function hitVotes(facet: Facet, cases: CaseColumns, hits: readonly Hit[]): HitVotes {
  const { starts, ends, packed } = facet.columns;
  const votes: HitVotes = { similar: new Map(), alike: new Map(), similarTotal: 0, alikeTotal: 0 };
  for (const hit of hits) {
    const alike = alikeVote(hit, cases);
    for (let at = starts[hit.caseNumber] ?? 0; at < (ends[hit.caseNumber] ?? 0); at++) {
      const label = labelOf(packed[at] ?? 0);
      const weight = labelWeightOf(packed[at] ?? 0);
      votes.similar.set(label, (votes.similar.get(label) ?? 0) + weight * hit.decayed);
      votes.alike.set(label, (votes.alike.get(label) ?? 0) + weight * alike);
    }
  }
  for (const vote of votes.similar.values()) votes.similarTotal += Math.max(0, vote);
  for (const vote of votes.alike.values()) votes.alikeTotal += Math.max(0, vote);
  return votes;
}

const alikeHalfLife = 1000;
function alikeVote(hit: Hit, cases: CaseColumns): number {
  const age = -Math.log2((cases.mass[hit.caseNumber] ?? 0) / cases.newestMass) * evidenceHalfLife;
  return hit.similarity ** 6 * massOf(-age, alikeHalfLife);
}

const share = (votes: Map<number, number>, label: number, total: number): number =>
  total <= 0 ? 0 : Math.max(0, votes.get(label) ?? 0) / total;
