/**
 * What is put in one place after another, each when the one before it is done: two that go at once may arrive the other way
 * round, and what was older would stay. Nothing is waited for by whoever asks; of a try that fails the next one hears nothing.
 */
export function createInTurn() {
  const last = new Map<string, Promise<unknown>>();
  return (place: string, put: () => Promise<unknown>): void => {
    const now = (last.get(place) ?? Promise.resolve())
      .then(put)
      .catch(() => {})
      .finally(() => {
        if (last.get(place) === now) last.delete(place);
      });
    last.set(place, now);
  };
}
