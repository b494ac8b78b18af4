import {
  type Instant,
  isAskedAtAnyHour,
  isUndisturbed,
  isWorthTheWait,
  presenceHoldsMinutes,
} from '../availability/availability.ts';
import { stateOfRota } from '../availability/workingStates.ts';
import type { Language } from '../language/language.ts';
import { isOwner, levelOf } from '../registry/skillPostings.ts';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import { columnsOfStanding, type Rota, standingWidth } from '../registry/standings.ts';
import type { Gathered } from './gathering.ts';
import type { RankingWeights } from './weights.ts';

/**
 * By place: how good, which technologies are covered (a bit for each of the first 31, and the last for who speaks the case's
 * language besides: the best of them are among the kept), who can be asked (1).
 */
export type Scored = { scores: Float64Array; covers: Uint32Array; free: Uint8Array };

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
): Scored {
  const { count, seats, codes } = gathered;
  const width = worth.length;
  const rows = snapshot.standings.rows();
  const { at, critical, budget } = moment;
  const {
    rota,
    most,
    awayUntil,
    presence,
    seenAt,
    live,
    pending,
    asks,
    repliesFrom,
    repliesUntil,
    asksThisWeek,
    team,
  } = columnsOfStanding;

  // Reckoned when the first of those gathered has it: where people have wishes of their own there are thousands.
  const rotas = snapshot.standings.rotas();
  const { run, reckonedIn, rotaPoints, rotaWorks, rotaSpeaks, rotaMostAWeek } = scratchFor(rotas);
  const reckon = (place: number) => {
    const each = rotas[place];
    if (!each) return;
    const state = stateOfRota(each, at);
    const isAnyHour = isAskedAtAnyHour(each, moment);
    const isBackSoon = isWorthTheWait(state, moment);
    const points = state.working ? weights.inHours : 0;
    const costs = !isAnyHour && isBackSoon ? weights.backLater + weights.backEachHour * hoursTo(state.until) : 0;
    const speaks = each.languages.includes(language);
    rotaPoints[place] = points - costs + (speaks ? weights.speaks : weights.otherLanguage);
    rotaSpeaks[place] = speaks ? 1 : 0;
    const isWanted = !each.isOutside && (critical || each.asking?.onlyCritical !== true);
    rotaWorks[place] = isWanted && (isAnyHour || state.working || isBackSoon) ? 1 : 0;
    rotaMostAWeek[place] = critical ? Number.POSITIVE_INFINITY : (each.asking?.mostAWeek ?? Number.POSITIVE_INFINITY);
    reckonedIn[place] = run;
  };
  const hoursTo = (instant: number): number => (instant - at) / 3_600_000;
  const teams = snapshot.standings.teams();
  const teamPoints = Float64Array.from(teams, (id) => (id !== '' && id === ownTeam ? weights.ownTeam : 0));
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
  const covers = new Uint32Array(count);
  const free = new Uint8Array(count);
  for (let place = 0; place < count; place++) {
    const row = (seats[place] ?? 0) * standingWidth;
    const of = (column: number): number => rows[row + column] ?? 0;
    const ofRota = of(rota);
    if (reckonedIn[ofRota] !== run) reckon(ofRota);
    const ofTeam = of(team);
    let score = (rotaPoints[ofRota] ?? 0) + (teamPoints[ofTeam] ?? 0);
    let mask = 0;
    for (let column = 0; column < width; column++) {
      const code = codes[place * width + column] ?? 0;
      if (code === 0) continue;
      score += (worth[column] ?? 0) * (points[code] ?? 0);
      if (column < 31 && levelOf(code) >= weights.leastLevel) mask |= 1 << column;
    }
    const kind = of(presence);
    const seen = of(seenAt);
    if (seen >= freshSince) score += kindPoints[kind] ?? 0;
    const asked = of(asks);
    if (asked >= budget) score -= weights.overBudget;
    score -= weights.load * Math.min(1, (of(live) + of(pending)) / Math.max(1, of(most)));
    score -= weights.recentAsks * Math.min(1, asked / Math.max(1, budget));
    const isAway =
      of(awayUntil) > at || (seen >= outSince ? kindOut[kind] === 1 : of(repliesFrom) <= at && at < of(repliesUntil));
    const isLeftAlone = kindUndisturbed[kind] === 1 && seen >= freshSince;
    const carried = of(live) + (critical ? 0 : of(pending));
    scores[place] = score;
    covers[place] = mask === 0 || rotaSpeaks[ofRota] !== 1 ? mask : mask | languageBit;
    const isAskedEnough = of(asksThisWeek) >= (rotaMostAWeek[ofRota] ?? Number.POSITIVE_INFINITY);
    const isThere = rotaWorks[ofRota] === 1 && teamShut[ofTeam] !== 1;
    free[place] = !isAway && !isLeftAlone && !isAskedEnough && isThere && carried < of(most) ? 1 : 0;
  }
  return { scores, covers, free };
}

const languageBit = 1 << 31;

/** What a run reckons of each rota, of which few come up in one: tables of thousands, made anew for each run, cost more than the rest. */
type Scratch = {
  /** Which run it is: what another reckoned says nothing. */
  run: number;
  reckonedIn: Uint32Array;
  rotaPoints: Float64Array;
  rotaWorks: Uint8Array;
  rotaSpeaks: Uint8Array;
  rotaMostAWeek: Float64Array;
};
const scratches = new WeakMap<readonly Rota[], Scratch>();

function scratchFor(rotas: readonly Rota[]): Scratch {
  const known = scratches.get(rotas);
  if (known && known.reckonedIn.length >= rotas.length && known.run < 0xffffffff) {
    known.run++;
    return known;
  }
  const size = 2 * rotas.length;
  const made = {
    ...{ run: 1, reckonedIn: new Uint32Array(size), rotaPoints: new Float64Array(size) },
    ...{ rotaWorks: new Uint8Array(size), rotaSpeaks: new Uint8Array(size), rotaMostAWeek: new Float64Array(size) },
  };
  scratches.set(rotas, made);
  return made;
}
