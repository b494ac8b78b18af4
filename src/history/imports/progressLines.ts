/** A line of an answer that tells how far long work is; the last one has what it did. */
export type ProgressLine<Did> = { read: number } | { did: Did };

/**
 * Begins work, and tells how far it is in lines of JSON, as many as its reader takes; the last has what it did. It goes on
 * without a reader. Throws what the work throws.
 */
export function progressLines<Did>(work: (tell: (read: number) => void) => Promise<Did>): AsyncGenerator<string> {
  let read = 0;
  let news = Promise.withResolvers<void>();
  const ended = work((count) => {
    read = count;
    news.resolve();
  }).then(
    (did) => ({ did }),
    (fault: unknown) => ({ fault }),
  );
  return lines();

  async function* lines(): AsyncGenerator<string> {
    for (;;) {
      const end = await Promise.race([ended, news.promise]);
      if (!end) {
        news = Promise.withResolvers<void>();
        yield line({ read });
        continue;
      }
      if ('fault' in end) throw end.fault;
      yield line(end);
      return;
    }
  }
  function line(told: ProgressLine<Did>): string {
    return `${JSON.stringify(told)}\n`;
  }
}
