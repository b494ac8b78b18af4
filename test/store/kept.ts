/**
 * Databases that were used and will be as new again: one that starts takes as long as a test does, and its first
 * statements take longer than all later ones, so that they go from test to test, and from suite to suite (asNew.ts).
 */
export type Kept<Database> = {
  /** One that is as new, of those that were given back; null: there is none. */
  take(): Promise<Database | null>;
  /** Keeps one for the next who takes, or ends it. */
  giveBack(database: Database): Promise<void>;
};

const most = 2;
/** What waits for its next use keeps a process alive: what nobody takes for so long, in ms, is ended. */
const patience = 5_000;
/** Where suites run in jest's own process, its end (test/globalTeardown.ts) finds here how to end what waits. */
export const endsOfKept = Symbol.for('swarm: ends of kept databases');
/** What jest-worker tells a process that gets no more suites, which then has half a second to end (CHILD_MESSAGE_END). */
const isOver = (told: unknown): boolean => Array.isArray(told) && told[0] === 2;

export function createKept<Database>(needs: {
  /** False when the database can't be as new any more. */
  makeAsNew: (database: Database) => Promise<boolean>;
  end: (database: Database) => Promise<void>;
  /** Whether one that waits keeps the process alive. */
  holdsProcess: boolean;
}): Kept<Database> {
  const idle: Database[] = [];
  let ending: NodeJS.Timeout | undefined;
  const endAll = async (): Promise<void> => {
    clearTimeout(ending);
    await Promise.all(idle.splice(0).map(needs.end));
  };
  const hear = (told: unknown): void => {
    if (!isOver(told)) return;
    process.off('message', hear);
    void endAll();
  };
  if (needs.holdsProcess && process.send) process.on('message', hear);
  else if (needs.holdsProcess)
    Reflect.set(globalThis, endsOfKept, [...(Reflect.get(globalThis, endsOfKept) ?? []), endAll]);
  return {
    async take() {
      for (let database = idle.pop(); database !== undefined; database = idle.pop()) {
        if (await needs.makeAsNew(database).catch(() => false)) return database;
        await needs.end(database);
      }
      return null;
    },
    async giveBack(database) {
      if (idle.length === most) return needs.end(database);
      idle.push(database);
      if (!needs.holdsProcess) return;
      clearTimeout(ending);
      ending = setTimeout(() => void endAll(), patience);
    },
  };
}
