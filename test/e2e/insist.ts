import type { Done } from '../../src/sandbox/people/persona.ts';

/**
 * Does something until Teams shows no error, as people do: on a busy machine a bot that has just started may answer later than
 * Teams waits. Throws what was shown the last time.
 */
export async function insist(doing: () => Promise<Done>): Promise<Done> {
  let shown: Done['error'] = null;
  for (let tried = 0; tried < 5; tried++) {
    const done = await doing();
    if (done.error === null) return done;
    shown = done.error;
  }
  throw new Error(`Teams showed each time: ${shown?.code} ${shown?.message}`);
}
