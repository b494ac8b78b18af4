import { createContext, runInContext } from 'node:vm';

/**
 * What the work gives. It takes milliseconds where it reads its text once; what reads it again for each of its
 * characters would take hours, and is broken off.
 */
export const atOnce = <Given>(work: () => Given): Given =>
  runInContext('work()', createContext({ work }), { timeout: 30_000 });
