import type { OnCallSpan } from '../registry/shifts/planned.ts';
import type { Listed, RegistrySnapshot } from '../registry/snapshot.ts';
import type { TechnologyId } from '../registry/technology.ts';

/** Why somebody is asked first: on call until an instant (milliseconds since 1970), for a technology or (null) for whatever comes. */
export type OnCall = { technology: TechnologyId | null; until: number; covers: TechnologyId[] };

/**
 * Who is on call at an instant, or until `to` after it, for any of some technologies, by id. Who is on call for a technology covers it and
 * what is narrower, by the word of the rota, whatever the registry says they know; who is on call for whatever comes, what they know.
 */
export function onCallFor(
  snapshot: Pick<RegistrySnapshot, 'plannedFor' | 'ancestors'>,
  technologies: readonly TechnologyId[],
  at: number,
  to = at + 1,
): Map<string, OnCall> {
  const broader = technologies.map((technology) => [technology, ...snapshot.ancestors(technology)]);
  const found = new Map<string, OnCall>();
  for (const listed of snapshot.plannedFor([null, ...broader.flat()])) {
    const spans = listed.rota.planned?.onCall(at, to) ?? [];
    const fitting = spans.filter(
      ({ technology }) => technology === null || broader.some((line) => line.includes(technology)),
    );
    // For the technology says more than for whatever comes.
    const best = fitting.find(({ technology }) => technology !== null) ?? fitting[0];
    if (!best) continue;
    const covers = technologies.filter((_, column) =>
      fitting.some(({ technology }) => technology !== null && broader[column]?.includes(technology)),
    );
    found.set(listed.engineer.id, { technology: best.technology, until: endOf(best, listed), covers });
  }
  return found;
}

/** Everybody who is on call at an instant, or until `to` after it, for what and until when, a line for each thing, in no order. */
export function onCallAt(
  snapshot: Pick<RegistrySnapshot, 'planned'>,
  at: number,
  to = at + 1,
): { person: Listed; technology: TechnologyId | null; until: number }[] {
  return [...snapshot.planned()].flatMap((person) => {
    const spans = person.rota.planned?.onCall(at, to) ?? [];
    const untils = new Map<TechnologyId | null, number>();
    for (const span of spans)
      untils.set(span.technology, Math.max(untils.get(span.technology) ?? 0, endOf(span, person)));
    return [...untils].map(([technology, until]) => ({ person, technology, until }));
  });
}

/** Turns that follow one another are one: who is on call day by day is so for the week. */
function endOf({ to, technology }: OnCallSpan, { rota }: Listed): number {
  let until = to;
  for (let turns = 0; turns < mostTurns; turns++) {
    const next = rota.planned
      ?.onCall(until, until + 1)
      .find((each) => each.technology === technology && each.to > until);
    if (!next) return until;
    until = next.to;
  }
  return until;
}
const mostTurns = 31;
