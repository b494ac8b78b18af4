/** Whether the server stops, and who is told of it. An AbortSignal would do, but costs every request a tenth. */
export type Stopping = {
  begun(): boolean;
  begin(): void;
  /** Calls `then` when it begins, at once if it has; gives what ends that. */
  whenBegun(then: () => void): () => void;
};

export function createStopping(): Stopping {
  const told = new Set<() => void>();
  let begun = false;
  return {
    begun: () => begun,
    begin() {
      begun = true;
      for (const then of told) then();
    },
    whenBegun(then) {
      if (begun) then();
      else told.add(then);
      return () => void told.delete(then);
    },
  };
}
