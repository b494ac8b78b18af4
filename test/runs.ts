/**
 * How often a property is tried: a fifth of the times before each commit, all of them by `npm run test:long`, which
 * takes its time, and draws new values (test/properties.ts). What fast-check finds it tells with a seed, so that a
 * failure comes again.
 */
export const runs = (times: number): number =>
  process.env.SWARM_TEST_LONG === 'yes' ? times : Math.max(1, Math.ceil(times / 5));
