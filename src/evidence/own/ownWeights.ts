import type { FeatureRow } from '../answering/fusion.ts';
import { type Feature, type FusionWeights, features, weightsOf } from '../answering/fusionWeights.ts';
import type { AskedCase } from './askedCases.ts';
import { climbed } from './climbed.ts';

/** How a tenant's later cases were told with weights: how many right at first, and the mean of -ln of the chance of the right one. */
export type Judged = { right: number; loss: number };
/** Weights learned on a tenant's own earlier cases, and how its later ones judged them beside the usual. */
export type OwnWeights = { weights: FusionWeights; isTaken: boolean; cases: number; usual: Judged; own: Judged };

/**
 * Weights learned anew on the earlier cases of those that were asked before they were taken in; undefined for few. They
 * are taken when the later ones are told clearly better with them, and no fewer right: then all of them are learned from.
 * The usual weights are held on to as if many cases spoke for them.
 */
export function ownWeights(asked: readonly AskedCase[], usual: FusionWeights): OwnWeights | undefined {
  const told = asked.filter(({ candidates }) => candidates.some(({ right }) => right));
  if (told.length < enough) return undefined;
  const cut = Math.floor(told.length * 0.6);
  const [earlier, later] = [told.slice(0, cut), told.slice(cut)];
  const learned = learnedOn(earlier, usual);
  const [before, after] = [judged(later, usual), judged(later, learned)];
  const isTaken = after.loss < before.loss - clearly && after.right >= before.right;
  return {
    weights: isTaken ? learnedOn(told, usual) : usual,
    ...{ isTaken, cases: later.length, usual: before, own: after },
  };
}

/** The chances of the candidates of a case among one another. */
export function chancesOf({ candidates }: AskedCase, weights: FusionWeights): Float64Array {
  const numbers = features.map((feature) => weights[feature]);
  return softened(candidates.map(({ row }) => dot(row, numbers)));
}

function learnedOn(cases: readonly AskedCase[], usual: FusionWeights): FusionWeights {
  const start = features.map((feature) => usual[feature]);
  const learned = climbed(
    start,
    50,
    (weights) => {
      const slopes = weights.map((weight, at) => -held * (weight - (start[at] ?? 0)));
      for (const { candidates } of cases) {
        const chances = softened(candidates.map(({ row }) => dot(row, weights)));
        const right = candidates.reduce((sum, each, at) => sum + (each.right ? (chances[at] ?? 0) : 0), 0);
        for (const [place, each] of candidates.entries()) {
          const chance = chances[place] ?? 0;
          const pull = (each.right ? chance / Math.max(right, 1e-9) : 0) - chance;
          for (let at = 0; at < each.row.length; at++) slopes[at] = (slopes[at] ?? 0) + pull * (each.row[at] ?? 0);
        }
      }
      return slopes;
    },
    {
      isFree: (at) => free.has(features[at] ?? 'within'),
      // Evidence never speaks against what it is for; that a technology is usual may.
      atLeast: (at) => (features[at] === 'long' ? Number.NEGATIVE_INFINITY : 0),
    },
  );
  return weightsOf(learned);
}

function judged(cases: readonly AskedCase[], weights: FusionWeights): Judged {
  let [right, loss] = [0, 0];
  for (const asked of cases) {
    const chances = chancesOf(asked, weights);
    const best = chances.indexOf(Math.max(...chances));
    if (asked.candidates[best]?.right) right++;
    const chance = asked.candidates.reduce((sum, each, at) => sum + (each.right ? (chances[at] ?? 0) : 0), 0);
    loss -= Math.log(Math.max(chance, 1e-9));
  }
  return { right, loss: loss / Math.max(1, cases.length) };
}

function softened(scores: readonly number[]): Float64Array {
  const best = Math.max(...scores);
  const parts = Float64Array.from(scores, (score) => Math.exp(score - best));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

function dot(row: FeatureRow, weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < row.length; at++) sum += (row[at] ?? 0) * (weights[at] ?? 0);
  return sum;
}

/** What is of people only, and what the opening says, which is not kept of a past case, stay as they are. */
const free: ReadonlySet<Feature> = new Set([
  ...(['trend12', 'trend30', 'trend120', 'long', 'similar', 'alike', 'words', 'learned', 'named'] as const),
]);
/** Of so many cases four in ten judge. */
const enough = 40;
/** By how much the later cases must be told better, in nats a case. */
const clearly = 0.03;
const held = 30;
