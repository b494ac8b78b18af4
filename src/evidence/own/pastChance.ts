import type { AskedCase } from './askedCases.ts';
import { climbed } from './climbed.ts';

/**
 * How the chances that an index reckons are to be read, where its own past cases were asked before they were taken in: the
 * log-odds times `slope` and `offset` more. A case whose likest is no nearer than `unlike` (a cosine) is of another world, one
 * nearer than `alike` of this one.
 */
export type Calibration = { slope: number; offset: number; unlike: number; alike: number };

/**
 * As it is for everybody until they have past cases of their own. Of texts of another world (a bug of an editor among support
 * articles) 95 of 100 come no nearer than 0.06, and 95 of 100 of the same world come nearer than 0.05 to 0.09.
 */
export const usualCalibration: Calibration = { slope: 1, offset: 0, unlike: 0.03, alike: 0.07 };

export const chanceOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
export const logOddsOf = (chance: number): number => {
  const within = Math.max(least, Math.min(1 - least, chance));
  return Math.log(within / (1 - within));
};
const least = 0.005;

/** How far an index of so many cases is heard at all, 0..1. */
export const trustIn = (size: number): number => size / (size + casesToTrust);

/**
 * The log-odds that a case is of a technology (among others), by the chance that an index of so many cases reckons. Ten cases
 * of one technology make an index certain of it whatever is asked: no chance counts for more than such an index is heard.
 */
export const spoken = (size: number, chance: number): number =>
  steepness * logOddsOf(Math.min(chance, trustIn(size))) + lift;

/** The same of an index of so many cases: with few all is unlikely. */
export const spokenBy = (size: number, chance: number): number =>
  trustIn(size) * spoken(size, chance) + (1 - trustIn(size)) * unheard;

/** How far a case with this cosine is of a kind with the one at hand, 0..1. */
export const likeness = (cosine: number, { unlike, alike }: Calibration): number =>
  Math.max(0, Math.min(1, (cosine - unlike) / (alike - unlike)));

/** The chance that a case is of one of the few technologies such cases have, where `probability` is that of each of them. */
export const ofAny = (probability: number, each: number): number => 1 - (1 - probability) ** each;

/** By the cases that were asked before they were taken in, with the chances that `probabilities` reckons of each; the usual one for few. */
export function calibrationBy(
  asked: readonly AskedCase[],
  probabilities: (asked: AskedCase) => Float64Array,
): Calibration {
  if (asked.length < enoughToCalibrate) return usualCalibration;
  const first = asked.flatMap((each) => {
    const chances = probabilities(each);
    const best = chances.indexOf(Math.max(...chances));
    const candidate = each.candidates[best];
    return candidate ? [{ ...each, ...candidate, chance: ofAny(chances[best] ?? 0, each.each) }] : [];
  });
  const near = first.map(({ nearest }) => nearest).sort((a, b) => a - b);
  const unlike = Math.min(usualCalibration.unlike, 0.6 * (near[Math.floor(near.length * 0.05)] ?? 0));
  const alike = Math.max(
    unlike + 0.005,
    Math.min(usualCalibration.alike, near[Math.floor(near.length * 0.3)] ?? Number.POSITIVE_INFINITY),
  );
  const own = asked.length < enoughToCompare ? usualCalibration : { ...usualCalibration, unlike, alike };
  const points = first
    .map(({ size, chance, nearest, heard, right }) => ({
      logOdds: spokenBy(size, chance),
      told: likeness(nearest, own) * heard,
      right,
    }))
    .filter(({ told }) => told > 0.05);
  const [slope = 1, offset = 0] = climbed([1, 0], 60, ([a = 1, b = 0]) => {
    const slopes = [-2 * slopeHeld * (a - 1), -2 * offsetHeld * b];
    for (const { logOdds, told, right } of points) {
      const chance = chanceOf(a * logOdds + b);
      const confidence = Math.min(0.999, told * chance);
      const change = told * chance * (1 - chance);
      const pull = right ? change / Math.max(confidence, 1e-4) : -change / (1 - confidence);
      slopes[0] = (slopes[0] ?? 0) + pull * logOdds;
      slopes[1] = (slopes[1] ?? 0) + pull;
    }
    return slopes;
  });
  return { ...own, slope: Math.max(0.2, slope), offset };
}

/** Learned with `agreed.ts` over the early folds of the public sets, the same for all. */
const casesToTrust = 7;
const steepness = 1.16;
const lift = 0.2;
const unheard = -1.8;
const enoughToCalibrate = 10;
const enoughToCompare = 20;
/** As if so many cases more had said that the usual reading is right. */
const slopeHeld = 4;
const offsetHeld = 1;
