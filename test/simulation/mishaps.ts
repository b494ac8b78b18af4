import type { Chance } from './chance.ts';

/** How often what goes wrong: once in so many times, 0 for never. */
export type Mishaps = {
  /** A call outside is refused for the moment, or for good. */
  refused: number;
  /** A call outside is done, and its answer lost. */
  lost: number;
  /** A statement fails; of half of those it was carried out all the same. */
  statementFails: number;
  /** A job is done, and the queue not told: it comes again. */
  unheard: number;
  /** After a deed of the people a process dies, before or after one of its next calls. */
  dies: number;
  /** After a deed of the people nothing outside answers for some hours. */
  cutOff: number;
  /** After a deed of the people one process does not get through to one side for up to half an hour, or none to the database. */
  parted: number;
  /** At a deed of the people the clock of a process is some way off, until the next. */
  clockJumps: number;
};

/** A week in which all goes well. */
export const noMishaps = {
  refused: 0,
  lost: 0,
  statementFails: 0,
  unheard: 0,
  dies: 0,
  cutOff: 0,
  parted: 0,
  clockJumps: 0,
};
/** What any week has: Teams and Graph say no now and then. */
export const usualMishaps: Mishaps = { ...noMishaps, refused: 20 };
/** All that can go wrong at once. */
export const allMishaps: Mishaps = {
  ...{ refused: 20, lost: 25, statementFails: 60, unheard: 50 },
  ...{ dies: 6, cutOff: 500, parted: 60, clockJumps: 30 },
};

/** What a process calls. */
export type Side = 'graph' | 'connector' | 'cases' | 'database';
const sides: readonly Side[] = ['graph', 'connector', 'cases', 'database'];

/** What becomes of a call. `cut-off`: it does not get there; `lost`: it is done, and nobody hears so. */
export type Fate = 'goes-well' | 'refused' | 'lost' | 'cut-off';

/** What goes wrong for one process, by its place. */
export type Fortune = {
  fate(side: Side): Fate;
  reaches(side: Side): boolean;
  /** Whether it dies here; asked before and after each call. */
  dies(): boolean;
  /** By how many milliseconds its clock is off. */
  skew(): number;
};

/** Draws what goes wrong, until it is told that nothing does any more. */
export type Misfortune = {
  of(place: number): Fortune;
  /** Whether the queue does not hear that a job was done. */
  unheard(): boolean;
  /** A deed of the people; tells what goes wrong from now on. */
  deed(): string[];
  end(): void;
};

/** `processes`: how many there are; `now`: milliseconds since 1970. */
export function createMisfortune(
  chance: Chance,
  mishaps: Mishaps,
  { processes, now }: { processes: number; now: () => number },
): Misfortune {
  let over = false;
  let cutOffUntil = 0;
  let parted: { place: number | null; side: Side; until: number } | null = null;
  let off: { place: number; by: number } | null = null;
  /** The calls until a process dies. */
  const callsLeft = new Map<number, number>();
  const strikes = (inTimes: number): boolean => !over && inTimes > 0 && chance.once(inTimes);

  function reaches(place: number, side: Side): boolean {
    if (over) return true;
    if (side !== 'database' && now() < cutOffUntil) return false;
    const isParted = parted !== null && parted.side === side && (parted.place ?? place) === place;
    return !isParted || now() >= (parted?.until ?? 0);
  }

  return {
    of: (place) => ({
      reaches: (side) => reaches(place, side),
      fate(side) {
        if (!reaches(place, side)) return 'cut-off';
        if (side === 'database') {
          if (!strikes(mishaps.statementFails)) return 'goes-well';
          return chance.once(2) ? 'refused' : 'lost';
        }
        if (strikes(mishaps.refused)) return 'refused';
        return strikes(mishaps.lost) ? 'lost' : 'goes-well';
      },
      dies() {
        const left = callsLeft.get(place);
        if (left === undefined || over) return false;
        callsLeft.set(place, left - 1);
        if (left > 0) return false;
        callsLeft.delete(place);
        return true;
      },
      skew: () => (off?.place === place && !over ? off.by : 0),
    }),
    unheard: () => strikes(mishaps.unheard),
    deed() {
      const told: string[] = [];
      if (strikes(mishaps.dies)) callsLeft.set(chance.below(processes), chance.below(40));
      if (strikes(mishaps.cutOff)) {
        const hours = 1 + chance.below(5);
        cutOffUntil = now() + hours * 3_600_000;
        told.push(`nothing outside answers for ${hours} hours`);
      }
      if (strikes(mishaps.parted)) {
        const side = chance.one(sides);
        const minutes = 1 + chance.below(30);
        const place = side === 'database' && chance.once(2) ? null : chance.below(processes);
        parted = { side, place, until: now() + minutes * 60_000 };
        const who = place === null ? 'every process' : `process ${place}`;
        told.push(`${who} is cut off from ${side === 'cases' ? 'the case system' : side} for ${minutes} minutes`);
      }
      off = strikes(mishaps.clockJumps)
        ? { place: chance.below(processes), by: (chance.below(120) - 60) * 60_000 }
        : null;
      if (off) told.push(`the clock of process ${off.place} is ${off.by / 60_000} minutes off`);
      return told;
    },
    end() {
      over = true;
    },
  };
}
