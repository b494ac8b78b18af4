/** What stands in the compose boxes of a window but is not sent: by box, a conversation or a thread. */
export type Drafts = {
  of: (box: string) => string;
  set: (box: string, text: string) => void;
  /** Sets it and asks the box to take the focus. */
  put: (box: string, text: string) => void;
  /** Rises with each `put` for a box. */
  puts: (box: string) => number;
  subscribe: (changed: () => void) => () => void;
};

export function createDrafts(): Drafts {
  const texts = new Map<string, string>();
  const puts = new Map<string, number>();
  const listeners = new Set<() => void>();
  const set = (box: string, text: string): void => {
    texts.set(box, text);
    for (const listener of listeners) listener();
  };
  return {
    of: (box) => texts.get(box) ?? '',
    set,
    put: (box, text) => {
      puts.set(box, (puts.get(box) ?? 0) + 1);
      set(box, text);
    },
    puts: (box) => puts.get(box) ?? 0,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}
