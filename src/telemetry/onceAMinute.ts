/** Writes one line for many of a kind: the first at once, then one a minute at most, each with how many it stands for. */
export type OnceAMinute = (kind: string, write: (times: number) => void) => void;

const minute = 60_000;
/** Kinds are few; were they ever many, each would be told at once. */
const mostKinds = 200;

/** `steady`: milliseconds that no setting of the clock moves. */
export function createOnceAMinute(steady: () => number): OnceAMinute {
  const told = new Map<string, { at: number; untold: number }>();
  return (kind, write) => {
    const now = steady();
    const before = told.get(kind);
    if (before && now - before.at < minute) {
      before.untold++;
      return;
    }
    if (told.size >= mostKinds) told.clear();
    told.set(kind, { at: now, untold: 0 });
    write(1 + (before?.untold ?? 0));
  };
}
