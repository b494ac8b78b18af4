/**
 * The instant (ISO, UTC) that `Retry-After` names: seconds, whole or not, or an HTTP date; `now` in milliseconds since
 * 1970. Null where there is none, or one that makes no sense: beyond a day it is a mistake, and a step would be as good
 * as forgotten. What is past already is now.
 */
export function retryInstant(header: string | null | undefined, now: number): string | null {
  const told = header?.trim() ?? '';
  const at = seconds.test(told) ? now + Number(told) * 1000 : httpDate.test(told) ? Date.parse(told) : Number.NaN;
  return Number.isNaN(at) || at > now + 86_400_000 ? null : new Date(Math.max(at, now)).toISOString();
}

const seconds = /^\d+(\.\d+)?$/;
/** Anything else the engine would read as some date too: `-5` is in May. */
const httpDate = /^[A-Z][a-z]+,? .+ GMT$/;
