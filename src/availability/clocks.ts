import { IANAZone } from 'luxon';

/** For how long the clocks of a zone are so many minutes ahead of UTC. Milliseconds since 1970, `to` exclusive. */
export type Clocks = { from: number; to: number; minutes: number };

/** The clocks of a zone in a span of time, in order, without a gap. An unknown zone keeps UTC, as in workingHours.ts. */
export function clocksOf(zone: string, { from, to }: { from: number; to: number }): Clocks[] {
  const there = IANAZone.create(zone);
  const minutesAt = (at: number): number => (there.isValid ? there.offset(at) : 0);
  const found: Clocks[] = [];
  for (let begin = from; begin < to; ) {
    const minutes = minutesAt(begin);
    let end = begin;
    while (end < to && minutesAt(end) === minutes) end += day;
    if (end >= to && minutesAt(to - 1) === minutes) end = to;
    else end = changeBetween(end - day, Math.min(end, to), (at) => minutesAt(at) === minutes);
    found.push({ from: begin, to: end, minutes });
    begin = end;
  }
  return found;
}

/** The first instant at which it no longer holds, to the millisecond: it holds at the first, and not at the last. */
function changeBetween(holds: number, fails: number, test: (at: number) => boolean): number {
  let [before, after] = [holds, fails];
  while (after - before > 1) {
    const between = Math.floor((before + after) / 2);
    if (test(between)) before = between;
    else after = between;
  }
  return after;
}

const day = 86_400_000;
