/**
 * What a person does to the bot: writes to it, presses a button, has Teams fetch a card anew for them, names
 * somebody whom only the directory knows, has a plan made, or sends a problem to their support contacts.
 */
export type Doing = 'message' | 'press' | 'refresh' | 'look-up' | 'plan' | 'ask';

/**
 * So many a minute of each. More than a hand does, and well below what the connector takes: 60 messages in half a
 * minute in one chat (platform.md 2.3). Teams fetches cards by itself, one for each that is on the screen. A form
 * names forty people at most, each a call of Graph. Nobody has twenty hard cases in a minute.
 */
const mostAMinute: Record<Doing, number> = { message: 30, press: 60, refresh: 300, 'look-up': 60, plan: 20, ask: 5 };

const minute = 60_000;
const mostKept = 20_000;

/** Whether a person may do one thing more this minute. `first-refusal`: not, and this is the moment to say so. */
export type Budget = (doing: Doing, personId: string) => 'granted' | 'first-refusal' | 'refused';

/** A person's budget in this process, each minute anew; `steady` in milliseconds that no setting of the clock moves. */
export function createBudgets(steady: () => number): Budget {
  const spent = new Map<string, { since: number; times: number }>();

  return (doing, personId) => {
    const now = steady();
    const key = `${doing} ${personId}`;
    const known = spent.get(key);
    const current = known && now - known.since < minute ? known : { since: now, times: 0 };
    current.times++;
    if (current !== known) keep(key, current, now);
    const most = mostAMinute[doing];
    if (current.times <= most) return 'granted';
    return current.times === most + 1 ? 'first-refusal' : 'refused';
  };

  function keep(key: string, current: { since: number; times: number }, now: number): void {
    if (spent.size >= mostKept) for (const [old, { since }] of spent) if (now - since >= minute) spent.delete(old);
    spent.set(key, current);
  }
}

/** For where nothing has limits. */
export const unbounded: Budget = () => 'granted';
