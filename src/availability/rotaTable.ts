import { languages } from '../language/language.ts';
import type { Rota } from '../registry/standings.ts';
import { stateOfRota } from './workingStates.ts';

/** What is told of a rota by one bit each; the last is that for the first of `languages`, and so on. */
export const [itWorks, isAnyHour, isOutside, isForCritical, isLimited, speaksFirst] = [1, 2, 4, 8, 16, 32];
export const speaksBit = (language: (typeof languages)[number]): number => speaksFirst << languages.indexOf(language);

/**
 * How each of tens of thousands of rotas stands, as numbers by its place: who has shifts has a rota of their own, and an object of
 * each would be a walk through memory for every plan.
 */
export type RotaTable = {
  readonly told: Uint8Array;
  /** Until when they go on to work, or to rest (milliseconds since 1970). */
  readonly until: Float64Array;
  /** Of those whom `isLimited` tells of: most asks a week. */
  readonly mostAWeek: Float64Array;
  /** Makes what stands at a place be as of an instant. */
  tell(place: number, at: number): void;
};

/** The last of each registry, for as long as there is one: remembered as workingStates.ts remembers, and as pure. */
const tables = new WeakMap<readonly Rota[], RotaTable & { size: number }>();

export function rotaTableOf(rotas: readonly Rota[]): RotaTable {
  const known = tables.get(rotas);
  if (known && known.size >= rotas.length) return known;
  const made = createRotaTable(rotas, 2 * rotas.length);
  tables.set(rotas, made);
  return made;
}

function createRotaTable(rotas: readonly Rota[], size: number): RotaTable & { size: number } {
  const column = () => new Float64Array(size);
  const [since, holds, until, mostAWeek] = [column(), column(), column(), column()];
  const told = new Uint8Array(size);
  const known: (Rota | undefined)[] = new Array(size);
  return {
    ...{ told, until, mostAWeek, size },
    tell(place, at) {
      const rota = rotas[place];
      if (!rota || (known[place] === rota && at >= (since[place] ?? 0) && at < (holds[place] ?? 0))) return;
      const state = stateOfRota(rota, at);
      known[place] = rota;
      since[place] = state.since;
      holds[place] = state.holds;
      until[place] = state.until;
      const most = rota.asking?.mostAWeek;
      mostAWeek[place] = most ?? 0;
      told[place] =
        (state.working ? itWorks : 0) |
        (rota.anyHour ? isAnyHour : 0) |
        (rota.isOutside ? isOutside : 0) |
        (rota.asking?.onlyCritical === true ? isForCritical : 0) |
        (most === undefined ? 0 : isLimited) |
        rota.languages.reduce((bits, each) => bits | speaksBit(each), 0);
    },
  };
}
