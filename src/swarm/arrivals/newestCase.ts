import { isDeepStrictEqual } from 'node:util';

/**
 * Does something with what the case system says of a case, and again while it says something else than before: who
 * read a version and was slow must not have the last word after a newer one was told.
 */
export async function untilNewest<Told>(find: () => Promise<Told>, tell: (told: Told) => Promise<void>): Promise<void> {
  for (let told = await find(); ; ) {
    await tell(told);
    const newest = await find();
    if (isDeepStrictEqual(told, newest)) return;
    told = newest;
  }
}
