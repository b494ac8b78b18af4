import type { TechnologyId } from '../registry/technology.ts';
import { type Assignment, type Candidate, isBackLater, isOnCall, type Ranking } from './plan.ts';

/** Whom to ask, and which of the technologies nobody who can be asked covers. */
export type Team = {
  team: Assignment[];
  gaps: TechnologyId[];
  /** No team is smaller than this; equal to the team's size when that is proven to be the least. */
  atLeast: number;
};

export type TeamRequest = {
  technologies: readonly TechnologyId[];
  ranking: Ranking;
  /** So many people are to be asked for each technology, or as many as there are. One if not said. */
  perTechnology?: number;
  /** People already asked or seated. */
  exclude?: ReadonlySet<string>;
  /**
   * Whether one of them is to speak the case's language: somebody at work who covers a technology of it, else one who is back
   * within the policy's wait for the language, if need be beside those who cover all of it.
   */
  speaking?: boolean;
  /** By how many each technology is covered already, by people of `exclude`. */
  has?: ReadonlyMap<TechnologyId, number>;
  /**
   * Who is back so many hours after the soonest who helps is weighed with them: for fewer people, or better ones, a case waits so long
   * and no longer. Any wait will do, if not said.
   */
  waitHours?: number;
};

/**
 * Whom to ask: who is on call; for what they leave open the smallest team of people at work; then, for what none of these covers,
 * the smallest of people who are back later, the soonest first as far as `waitHours` says. A case does not wait until Monday for one
 * person where two at work would do, nor an urgent one where two are back tonight.
 */
export function chooseTeam(request: TeamRequest): Team {
  const called = smallestTeam({ ...request, speaking: false }, isOnCall);
  if (called.team.length === 0) return teamWithoutCalls(request);
  const has = new Map<TechnologyId, number>();
  for (const { technologies } of called.team) for (const each of technologies) has.set(each, (has.get(each) ?? 0) + 1);
  const rest = teamWithoutCalls({
    ...request,
    exclude: new Set([...(request.exclude ?? []), ...called.team.map(({ person }) => person.id)]),
    speaking: request.speaking === true && !called.team.some(speaks),
    has,
  });
  return {
    team: [...called.team, ...rest.team],
    gaps: rest.gaps,
    atLeast: called.atLeast + rest.atLeast,
  };
}

function teamWithoutCalls(request: TeamRequest): Team {
  let chosen = smallestTeam(request, (each) => !isBackLater(each));
  const later = request.ranking.candidates.filter((each) => each.available && isBackLater(each));
  const { waitHours = Number.POSITIVE_INFINITY } = request;
  // Who is back soonest of those who help, and whoever is back little later: in stretches, until all is covered that can be.
  for (let left = later; left.length > 0; ) {
    const speaking = request.speaking === true && !chosen.team.some(speaks);
    const helping = left.filter(
      (each) =>
        !request.exclude?.has(each.person.id) &&
        (columnsOf(each, chosen.gaps).length > 0 ||
          (speaking && speaksInTime(each) && columnsOf(each, request.technologies).length > 0)),
    );
    if (helping.length === 0) break;
    const until = Math.min(...helping.map(backAt)) + waitHours * 3_600_000;
    const inTime = new Set(helping.filter((each) => backAt(each) <= until));
    const next = smallestTeam({ ...request, speaking }, (each) => inTime.has(each), chosen.gaps);
    chosen = {
      team: [...chosen.team, ...next.team],
      gaps: next.gaps,
      atLeast: chosen.atLeast + next.atLeast,
    };
    left = helping.filter((each) => !inTime.has(each));
  }
  return chosen;
}

/** When somebody is back, in milliseconds since 1970. */
function backAt({ for: reasons }: Candidate): number {
  const back = reasons.find((reason) => reason.code === 'back');
  return back?.code === 'back' ? Date.parse(back.at) : 0;
}

/** Whether somebody speaks the case's language. */
export const speaks = (one: { for: Candidate['for'] }): boolean => one.for.some(({ code }) => code === 'speaks');

/** Whether somebody speaks it who can be asked within the policy's wait for it: no case waits longer because of its language. */
export const speaksInTime = (one: { for: Candidate['for'] }): boolean =>
  one.for.some((reason) => reason.code === 'speaks' && reason.late !== true);

/**
 * The smallest set of available people that covers all technologies anyone available covers of those that are open, and among
 * the smallest the one with the best total score. That one of them speaks the case's language is covered like a technology. Exact as long as the
 * ways to cover are few (up to 12 technologies with one person each); beyond that greedy, with a bound. Each member is listed with all they cover of the technologies asked for.
 */
function smallestTeam(
  { technologies, ranking, perTechnology = 1, exclude, speaking = false, has }: TeamRequest,
  mayBe: (candidate: Candidate) => boolean,
  open: readonly TechnologyId[] = technologies,
): Team {
  const all = [...new Set(technologies)];
  const wanted = [...new Set(open)];
  const free = ranking.candidates
    .filter((each) => each.available && mayBe(each) && !exclude?.has(each.person.id))
    .filter((candidate) => columnsOf(candidate, all).length > 0)
    .map((candidate) => ({
      candidate,
      columns: [...columnsOf(candidate, wanted), ...(speaking && speaksInTime(candidate) ? [wanted.length] : [])],
    }))
    .filter(({ columns }) => columns.length > 0);
  const missing = wanted.map((technology) => Math.max(0, perTechnology - (has?.get(technology) ?? 0)));
  const need = [...missing, ...(speaking ? [1] : [])].map((most, column) =>
    Math.min(most, free.filter(({ columns }) => columns.includes(column)).length),
  );
  const useful = bestOfEachCover(free, perTechnology);
  const exact = exactTeam(useful, need);
  const chosen = exact ?? greedyTeam(useful, need);
  return {
    team: chosen
      .toSorted((a, b) => b.candidate.score - a.candidate.score)
      .map(({ candidate, columns }) => {
        const own = columns.flatMap((column) => wanted[column] ?? []);
        // Who comes for the language alone is asked for what they know of the rest.
        const asked = own.length > 0 ? own : columnsOf(candidate, all).flatMap((column) => all[column] ?? []);
        return { person: candidate.person, technologies: asked, for: candidate.for };
      }),
    gaps: wanted.filter((technology, column) => need[column] === 0 && !has?.get(technology)),
    atLeast: exact ? chosen.length : leastPossible(useful, need),
  };
}

type Useful = { candidate: Candidate; columns: number[] };

const columnsOf = ({ covers }: Candidate, wanted: readonly TechnologyId[]): number[] =>
  wanted.flatMap((technology, column) => (covers.some((each) => each.technology === technology) ? [column] : []));

/** Of those who cover the same, more than are asked for each technology are never needed. */
function bestOfEachCover(free: Useful[], perTechnology: number): Useful[] {
  const byCover = new Map<string, Useful[]>();
  for (const each of free) {
    const key = each.columns.join(' ');
    const same = byCover.get(key);
    if (same) same.push(each);
    else byCover.set(key, [each]);
  }
  return [...byCover.values()].flatMap((same) =>
    same.toSorted((a, b) => b.candidate.score - a.candidate.score).slice(0, perTechnology),
  );
}

const mostSteps = 2_000_000;

/** A chosen set, as a list from its last member back. */
type Chosen = { size: number; score: number; last: Useful | null; before: Chosen | null };

/**
 * Dynamic programming over what is covered so far: a number with one digit for each technology, up to how many are
 * needed. Null when there would be too many steps.
 */
function exactTeam(useful: Useful[], need: readonly number[]): Useful[] | null {
  let states = 1;
  const digits = need.map((each) => {
    const digit = states;
    states *= each + 1;
    return digit;
  });
  if (states * useful.length > mostSteps) return null;
  const best = new Array<Chosen | undefined>(states);
  best[0] = { size: 0, score: 0, last: null, before: null };
  for (const one of useful) {
    // From the fullest state down, so that nobody is taken twice: covering more only leads upwards.
    for (let state = states - 1; state >= 0; state--) {
      const from = best[state];
      if (!from) continue;
      let to = state;
      for (const column of one.columns) {
        const digit = Math.floor(state / (digits[column] ?? 1)) % ((need[column] ?? 0) + 1);
        if (digit < (need[column] ?? 0)) to += digits[column] ?? 0;
      }
      if (to === state) continue;
      const size = from.size + 1;
      const score = from.score + one.candidate.score;
      const known = best[to];
      if (!known || size < known.size || (size === known.size && score > known.score + 1e-9))
        best[to] = { size, score, last: one, before: from };
    }
  }
  const members: Useful[] = [];
  for (let chosen = best[states - 1]; chosen?.last; chosen = chosen.before ?? undefined) members.push(chosen.last);
  return members;
}

/** Whoever adds most each time, the better score among equals; then who turned out not to be needed is let go. */
function greedyTeam(useful: Useful[], need: readonly number[]): Useful[] {
  const left = [...need];
  const team = new Set<Useful>();
  const adds = ({ columns }: Useful): number => columns.filter((column) => (left[column] ?? 0) > 0).length;
  while (left.some((each) => each > 0)) {
    let next: Useful | null = null;
    for (const one of useful) {
      if (team.has(one) || adds(one) === 0) continue;
      const better = next === null ? 1 : adds(one) - adds(next) || one.candidate.score - next.candidate.score;
      if (better > 0) next = one;
    }
    if (!next) break;
    team.add(next);
    for (const column of next.columns) left[column] = Math.max(0, (left[column] ?? 0) - 1);
  }
  for (const one of [...team].sort((a, b) => a.candidate.score - b.candidate.score)) {
    const others = [...team].filter((each) => each !== one);
    const stays = need.some((least, column) => others.filter((each) => each.columns.includes(column)).length < least);
    if (!stays) team.delete(one);
  }
  return [...team];
}

/** Even if everyone covered as much as the widest does, and for the technology that needs most people. */
function leastPossible(useful: Useful[], need: readonly number[]): number {
  const widest = Math.max(1, ...useful.map(({ columns }) => columns.length));
  const total = need.reduce((sum, each) => sum + each, 0);
  return Math.max(Math.ceil(total / widest), ...need);
}
