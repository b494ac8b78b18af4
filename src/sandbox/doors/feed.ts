import type { Conversation, Message, Person } from '../tenant/tenant.ts';

/** One HTTP call that went over a door of the sandbox, or out of it to the bot. `status` 0: no answer came. */
export type WireEntry = {
  number: number;
  at: string;
  door: 'entra' | 'graph' | 'connector' | 'bot' | 'cases' | 'model';
  method: string;
  url: string;
  status: number;
  /** Milliseconds from the request to the answer. */
  ms: number;
  /** For an activity to the bot: its type and, for an invoke, its name. */
  activity?: string | undefined;
  /** The fault that was at work, if any. */
  fault?: string | undefined;
};

/** Something that happened, for whoever watches: the browser client, a test that waits, the wire log. */
export type FeedEvent =
  | {
      kind: 'message';
      change: 'new' | 'updated' | 'deleted' | 'view';
      conversation: Conversation;
      message: Message;
      onlyFor: Person | null;
    }
  | { kind: 'conversation'; conversation: Conversation }
  | { kind: 'wire'; entry: WireEntry };

export type Feed = {
  publish: (event: FeedEvent) => void;
  /** Calls `listener` for every event from now on; the answer ends that. */
  subscribe: (listener: (event: FeedEvent) => void) => () => void;
  /** Notes a call, keeps the last thousand and publishes it. Does nothing when the wire log is off. */
  wire: (entry: Omit<WireEntry, 'number' | 'at'>) => void;
  wireLog: () => readonly WireEntry[];
};

const keptWireEntries = 1_000;

export function createFeed(options: { keepWireLog: boolean }): Feed {
  const listeners = new Set<(event: FeedEvent) => void>();
  const log: WireEntry[] = [];
  let number = 0;
  const publish = (event: FeedEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    publish,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wire: (entry) => {
      if (!options.keepWireLog) return;
      number += 1;
      const numbered = { ...entry, number, at: new Date().toISOString() };
      log.push(numbered);
      // Cut in blocks, so that a long run does not move the whole array for every entry.
      if (log.length >= 2 * keptWireEntries) log.splice(0, log.length - keptWireEntries);
      publish({ kind: 'wire', entry: numbered });
    },
    wireLog: () => log.slice(-keptWireEntries),
  };
}
