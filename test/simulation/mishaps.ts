import type { Chance } from './chance.ts';

/** How often what goes wrong: once in so many times, 0 for never. */
export type Mishaps = {
  /** A call is refused for the moment, or for good. */
  refused: number;
  /** A call is done, and its answer lost. */
  lost: number;
  /** After a deed of the people the process dies, before or after one of the next calls. */
  dies: number;
  /** After a deed of the people nothing outside answers for some hours. */
  cutOff: number;
  /** At a deed of the people the clock is some way off, until the next. */
  clockJumps: number;
};

/** What any week has: Teams and Graph say no now and then, and answers of Graph get lost. */
export const usualMishaps: Mishaps = { refused: 20, lost: 0, dies: 0, cutOff: 0, clockJumps: 0 };
/** All that can go wrong at once. */
export const allMishaps: Mishaps = { refused: 20, lost: 25, dies: 6, cutOff: 80, clockJumps: 30 };

/** What becomes of a call outside. `cut-off`: it does not get there. */
export type Fate = 'goes-well' | 'refused' | 'lost' | 'cut-off';

/** Draws what goes wrong, until it is told that nothing does any more. */
export type Misfortune = {
  fate(): Fate;
  /** Whether the process dies here; asked before and after each call. */
  dies(): boolean;
  /** A deed of the people; gives by how many milliseconds the bot's clock is off from now on. */
  deed(): number;
  end(): void;
};

/** `now`: milliseconds since 1970. */
export function createMisfortune(
  chance: Chance,
  { refused, lost, dies, cutOff, clockJumps }: Mishaps,
  now: () => number,
): Misfortune {
  let over = false;
  let cutOffUntil = 0;
  /** The calls until the process dies; null: it lives on. */
  let callsLeft: number | null = null;
  const strikes = (inTimes: number): boolean => !over && inTimes > 0 && chance.once(inTimes);
  return {
    fate() {
      if (!over && now() < cutOffUntil) return 'cut-off';
      if (strikes(refused)) return 'refused';
      return strikes(lost) ? 'lost' : 'goes-well';
    },
    dies() {
      if (callsLeft === null || over || callsLeft-- > 0) return false;
      callsLeft = null;
      return true;
    },
    deed() {
      if (strikes(dies)) callsLeft = chance.below(40);
      if (strikes(cutOff)) cutOffUntil = now() + (1 + chance.below(4)) * 3_600_000;
      return strikes(clockJumps) ? (chance.below(120) - 60) * 60_000 : 0;
    },
    end() {
      over = true;
    },
  };
}
