/** Milliseconds between two looks for what other processes changed: it counts everywhere within two seconds. */
const pause = 1_000;

/**
 * Follows what other processes change until it is stopped; one look at a time, however long the database takes. `failed` is
 * told of each that did not succeed: what was known stays as it was.
 */
export function follow(takeOver: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const look = (): void => {
    takeOver()
      .catch(failed)
      .finally(() => {
        if (!isStopped) timer = setTimeout(look, pause).unref();
      });
  };
  timer = setTimeout(look, pause).unref();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
