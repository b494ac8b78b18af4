import { type Instant, isSoon, isUndisturbed, presenceHoldsMinutes } from '../availability/availability.ts';
import {
  isAnyHour,
  isForCritical,
  isLimited,
  isOutside,
  itWorks,
  rotaTableOf,
  speaksBit,
} from '../availability/rotaTable.ts';
import type { Language } from '../language/language.ts';
import { isOwner, levelOf } from '../registry/skillPostings.ts';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import { instantsOfStanding, numbersOfStanding, type Rota, standingWidth } from '../registry/standings.ts';
import type { Gathered } from './gathering.ts';
import type { RankingWeights } from './weights.ts';

/**
 * By place: how good, which technologies are covered (a bit for each of the first 31, and the last for who speaks the case's
 * language besides: the best of them are among the kept), who can be asked (1). With a sign: V8 keeps a number of 32 bits and a sign
 * as it stands, and makes an object of each larger one.
 */
export type Scored = { scores: Float64Array; covers: Int32Array; free: Uint8Array };

/**
 * Scores everyone gathered, on numbers alone; this is where the time of a ranking goes. `free` is what canBeAsked says
 * (test/matching/ranking.test.ts holds the two together); who owns the case, was named or left out is not known here.
 */
export function scoreAll(
  gathered: Gathered,
  worth: readonly number[],
  snapshot: RegistrySnapshot,
  language: Language,
  moment: Instant,
  weights: RankingWeights,
  ownTeam?: string,
  waitHours = Number.POSITIVE_INFINITY,
): Scored {
  const { count, seats, codes } = gathered;
  const width = worth.length;
  const { instants, numbers } = snapshot.standings.rows();
  const { at, critical, budget } = moment;
  const { awayUntil, seenAt, repliesFrom, repliesUntil } = instantsOfStanding;
  const { rota, most, presence, live, pending, asks, asksThisWeek, team } = numbersOfStanding;

  // Reckoned when the first of those gathered has it: where people have wishes of their own there are thousands.
  const rotas = snapshot.standings.rotas();
  const { run, rotaStates, rotaPoints } = scratchFor(rotas);
  const { told, until, mostAWeek, tell } = rotaTableOf(rotas);
  const spoken = speaksBit(language);
  const reckon = (place: number): number => {
    tell(place, at);
    const of = told[place] ?? 0;
    const isAskedAtOnce = critical || (of & isAnyHour) !== 0;
    const isAtWork = (of & itWorks) !== 0;
    const back = until[place] ?? 0;
    const isBackSoon = !isAtWork && isSoon(back, moment);
    const costs = !isAskedAtOnce && isBackSoon ? weights.backLater + weights.backEachHour * hoursTo(back) : 0;
    const speaks = (of & spoken) !== 0;
    rotaPoints[place] = (isAtWork ? weights.inHours : 0) - costs + (speaks ? weights.speaks : weights.otherLanguage);
    const isWanted = (of & isOutside) === 0 && (critical || (of & isForCritical) === 0);
    const isThere = isWanted && (isAskedAtOnce || isAtWork || isBackSoon);
    const isBounded = !critical && (of & isLimited) !== 0;
    const state =
      (run << flags) |
      (isThere ? thereNow : 0) |
      (speaks ? speaksIt : 0) |
      (isBounded ? bounded : 0) |
      (isAskedAtOnce || isAtWork ? 0 : backLater);
    rotaStates[place] = state;
    return state;
  };
  const hoursTo = (instant: number): number => (instant - at) / 3_600_000;
  const teams = snapshot.standings.teams();
  const teamPoints = Float64Array.from(teams, (id) => (id !== '' && id === ownTeam ? weights.ownTeam : 0));
  // A team's own people are waited for as long as a smaller team is.
  const mostLater = weights.backEachHour * waitHours;
  const laterTeamPoints = teamPoints.map((each) => Math.min(each, mostLater));
  const teamShut = Uint8Array.from(teams, (id) => (moment.shutTeams?.has(id) ? 1 : 0));
  const kinds = snapshot.standings.presences();
  const kindPoints = Float64Array.from(kinds, (each) => weights.presence[each.availability] ?? 0);
  const kindUndisturbed = Uint8Array.from(kinds, (each) => (isUndisturbed(each) ? 1 : 0));
  const kindOut = Uint8Array.from(kinds, (each) => (each.outOfOffice ? 1 : 0));
  const freshSince = at - presenceHoldsMinutes.presence * 60_000;
  const outSince = at - presenceHoldsMinutes.outOfOffice * 60_000;
  // 5 levels, with and without ownership.
  const points = Float64Array.from({ length: 12 }, (_, code) =>
    code < 2 ? 0 : (weights.level[levelOf(code) - 1] ?? 0) + (isOwner(code) ? weights.owns : 0),
  );

  const scores = new Float64Array(count);
  const covers = new Int32Array(count);
  const free = new Uint8Array(count);
  for (let place = 0; place < count; place++) {
    const seat = seats[place] ?? 0;
    const row = seat * standingWidth.numbers;
    const instantsRow = seat * standingWidth.instants;
    const of = (column: number): number => numbers[row + column] ?? 0;
    const when = (column: number): number => instants[instantsRow + column] ?? 0;
    const ofRota = of(rota);
    const known = rotaStates[ofRota] ?? 0;
    const state = known >> flags === run ? known : reckon(ofRota);
    const ofTeam = of(team);
    let score = rotaPoints[ofRota] ?? 0;
    if (ofTeam !== 0) score += ((state & backLater) === 0 ? teamPoints : laterTeamPoints)[ofTeam] ?? 0;
    let mask = 0;
    for (let column = 0; column < width; column++) {
      const code = codes[place * width + column] ?? 0;
      if (code === 0) continue;
      score += (worth[column] ?? 0) * (points[code] ?? 0);
      if (column < 31 && levelOf(code) >= weights.leastLevel) mask |= 1 << column;
    }
    const kind = of(presence);
    const seen = when(seenAt);
    if (seen >= freshSince) score += kindPoints[kind] ?? 0;
    const asked = of(asks);
    if (asked >= budget) score -= weights.overBudget;
    const held = of(live) + of(pending);
    // Most carry nothing, and a division costs more than to look.
    if (held !== 0) score -= weights.load * Math.min(1, held / Math.max(1, of(most)));
    if (asked !== 0) score -= weights.recentAsks * Math.min(1, asked / Math.max(1, budget));
    const isAway =
      when(awayUntil) > at ||
      (seen >= outSince ? kindOut[kind] === 1 : when(repliesFrom) <= at && at < when(repliesUntil));
    const isLeftAlone = kindUndisturbed[kind] === 1 && seen >= freshSince;
    const carried = critical ? of(live) : held;
    scores[place] = score;
    covers[place] = mask === 0 || (state & speaksIt) === 0 ? mask : mask | languageBit;
    const isAskedEnough = (state & bounded) !== 0 && of(asksThisWeek) >= (mostAWeek[ofRota] ?? 0);
    const isThere = (state & thereNow) !== 0 && (ofTeam === 0 || teamShut[ofTeam] !== 1);
    free[place] = !isAway && !isLeftAlone && !isAskedEnough && isThere && carried < of(most) ? 1 : 0;
  }
  return { scores, covers, free };
}

const languageBit = 1 << 31;
/** What a run tells of a rota beside its points, and by how many bits the run stands before it. */
const [thereNow, speaksIt, bounded, backLater, flags] = [1, 2, 4, 8, 4];

/** What a run reckons of each rota, of which few come up in one: tables of thousands, made anew for each run, cost more than the rest. */
type Scratch = {
  /** Which run it is: what another reckoned says nothing. */
  run: number;
  /** The run that reckoned it, and what it told; one look for each of thousands of people. */
  rotaStates: Int32Array;
  rotaPoints: Float64Array;
};
const scratches = new WeakMap<readonly Rota[], Scratch>();
const mostRuns = 2 ** (31 - flags) - 1;

function scratchFor(rotas: readonly Rota[]): Scratch {
  const known = scratches.get(rotas);
  if (known && known.rotaStates.length >= rotas.length && known.run < mostRuns) {
    known.run++;
    return known;
  }
  const size = 2 * rotas.length;
  const made = { run: 1, rotaStates: new Int32Array(size), rotaPoints: new Float64Array(size) };
  scratches.set(rotas, made);
  return made;
}
