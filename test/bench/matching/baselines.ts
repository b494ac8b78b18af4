import type { PastCase } from '../../../src/evidence/pastCases/pastCase.ts';
import { termsOf } from '../../../src/evidence/terms/terms.ts';
import type { Learned, Matcher } from './measure.ts';
import type { Task } from './sets.ts';

/** What anyone would try first. All read the same terms as the engine. */
export const baselines: Matcher[] = [
  { name: 'most frequent', learn: (train, asks) => always(weighedLabels(train, asks, () => 1)) },
  { name: 'most recent', learn: (train, asks) => always(weighedLabels(train, asks, decay(train, 120))) },
  { name: 'kNN TF-IDF, decay', learn: (train, asks) => nearest(train, asks, false) },
  { name: 'BM25 profile', learn: bm25Profile },
  { name: 'naive Bayes', learn: naiveBayes },
  { name: 'line to beat', learn: (train, asks) => nearest(train, asks, true) },
];

const day = 86_400_000;
const labelsOf = (past: PastCase, asks: Task['asks']): string[] =>
  asks === 'people' ? past.credits.map(({ person }) => person) : past.technologies;

function decay(train: PastCase[], halfLife: number): (past: PastCase) => number {
  const newest = train.reduce((latest, past) => Math.max(latest, past.closedAt), 0);
  return (past) => 2 ** ((past.closedAt - newest) / day / halfLife);
}

function weighedLabels(train: PastCase[], asks: Task['asks'], weight: (past: PastCase) => number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const past of train)
    for (const label of labelsOf(past, asks)) sums.set(label, (sums.get(label) ?? 0) + weight(past));
  return sums;
}

const best = (scores: Map<string, number>): string[] => [...scores].sort((a, b) => b[1] - a[1]).map(([label]) => label);
const always = (scores: Map<string, number>): Learned => ({ rank: () => best(scores) });

/** Scores into 0..1 over these labels, as the line to beat sums them (facts/matching.md). */
function normalised(scores: Map<string, number>): Map<string, number> {
  const [least, most] = [Math.min(...scores.values()), Math.max(...scores.values())];
  return new Map([...scores].map(([label, score]) => [label, (score - least) / (most - least || 1)]));
}

/** kNN on TF-IDF cosine, K 200, half-life 120 days; with `all` fused with Balog's candidate model and the recent prior. */
function nearest(train: PastCase[], asks: Task['asks'], all: boolean): Learned {
  const weight = decay(train, 120);
  const vectors = train.map((past) => ({ past, terms: counted(past), mass: weight(past) }));
  const holders = new Map<number, { at: number; part: number }[]>();
  for (const { terms } of vectors) for (const hash of terms.keys()) holders.set(hash, []);
  const counts = new Map<number, number>();
  for (const { terms } of vectors) for (const hash of terms.keys()) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const rarity = (hash: number): number => Math.log(1 + train.length / ((counts.get(hash) ?? 0) + 0.5));
  for (const [at, { terms }] of vectors.entries()) {
    const parts = [...terms].map(([hash, count]) => [hash, count * rarity(hash)] as const);
    const norm = Math.hypot(...parts.map(([, part]) => part)) || 1;
    for (const [hash, part] of parts) holders.get(hash)?.push({ at, part: part / norm });
  }
  const prior = weighedLabels(train, asks, weight);
  const profiles = profilesOf(train, asks);
  const rank = (title: string, text: string): string[] => {
    const asked = counted({ title, text });
    const sums = new Float64Array(vectors.length);
    for (const [hash, count] of asked)
      for (const { at, part } of holders.get(hash) ?? []) sums[at] = (sums[at] ?? 0) + count * rarity(hash) * part;
    const near = [...sums.keys()]
      .filter((at) => (sums[at] ?? 0) > 0)
      .sort((a, b) => score(b) - score(a))
      .slice(0, 200);
    function score(at: number): number {
      return (sums[at] ?? 0) * (vectors[at]?.mass ?? 0);
    }
    const votes = new Map([...prior.keys()].map((label) => [label, 0]));
    for (const at of near)
      for (const label of vectors[at] ? labelsOf(vectors[at].past, asks) : [])
        votes.set(label, (votes.get(label) ?? 0) + score(at));
    if (!all) return best(votes);
    const model = new Map([...prior.keys()].map((label) => [label, profiles.logLikelihood(label, asked)]));
    const fused = new Map<string, number>();
    for (const part of [votes, model, prior])
      for (const [label, value] of normalised(part)) fused.set(label, (fused.get(label) ?? 0) + value);
    return best(fused);
  };
  return { rank: ({ title, text }) => rank(title, text) };
}

const counted = ({ title, text }: { title: string; text: string }): Map<number, number> => {
  const { hashes, weights } = termsOf(title, text);
  return new Map([...hashes].map((hash, at) => [hash, weights[at] ?? 0]));
};

function profilesOf(train: PastCase[], asks: Task['asks']) {
  const profiles = new Map<string, { terms: Map<number, number>; length: number; cases: number }>();
  const background = new Map<number, number>();
  let total = 0;
  for (const past of train) {
    for (const [hash, count] of counted(past)) {
      background.set(hash, (background.get(hash) ?? 0) + count);
      total += count;
      for (const label of labelsOf(past, asks)) {
        const profile = profiles.get(label) ?? { terms: new Map(), length: 0, cases: 0 };
        profiles.set(label, profile);
        profile.terms.set(hash, (profile.terms.get(hash) ?? 0) + count);
        profile.length += count;
      }
    }
    for (const label of labelsOf(past, asks)) {
      const profile = profiles.get(label);
      if (profile) profile.cases++;
    }
  }
  return {
    profiles,
    vocabulary: background.size,
    /** Balog, Azzopardi and de Rijke 2006, model 1: words of the candidate and of all, half and half. */
    logLikelihood(label: string, asked: Map<number, number>): number {
      const profile = profiles.get(label);
      let sum = 0;
      for (const [hash, count] of asked) {
        const general = (background.get(hash) ?? 0) / total;
        if (general === 0 || !profile) continue;
        sum += count * Math.log(0.5 * ((profile.terms.get(hash) ?? 0) / profile.length) + 0.5 * general);
      }
      return sum;
    },
  };
}

/** Okapi BM25 (k1 1.2, b 0.75) with all of a label's cases as one document. */
function bm25Profile(train: PastCase[], asks: Task['asks']): Learned {
  const { profiles } = profilesOf(train, asks);
  const mean = [...profiles.values()].reduce((sum, { length }) => sum + length, 0) / profiles.size;
  const holders = new Map<number, number>();
  for (const { terms } of profiles.values())
    for (const hash of terms.keys()) holders.set(hash, (holders.get(hash) ?? 0) + 1);
  return {
    rank({ title, text }) {
      const asked = counted({ title, text });
      const scores = new Map<string, number>();
      for (const [label, { terms, length }] of profiles) {
        let sum = 0;
        for (const hash of asked.keys()) {
          const count = terms.get(hash) ?? 0;
          const held = holders.get(hash) ?? 0;
          const rare = Math.log(1 + (profiles.size - held + 0.5) / (held + 0.5));
          sum += (rare * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / mean));
        }
        scores.set(label, sum);
      }
      return best(scores);
    },
  };
}

/** Multinomial, with Lidstone's 0.1. */
function naiveBayes(train: PastCase[], asks: Task['asks']): Learned {
  const { profiles, vocabulary } = profilesOf(train, asks);
  return {
    rank({ title, text }) {
      const asked = counted({ title, text });
      const scores = new Map<string, number>();
      for (const [label, { terms, length, cases }] of profiles) {
        let sum = Math.log(cases / train.length);
        for (const [hash, count] of asked)
          sum += count * Math.log(((terms.get(hash) ?? 0) + 0.1) / (length + 0.1 * vocabulary));
        scores.set(label, sum);
      }
      return best(scores);
    },
  };
}
