import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPacing, ownWindows, tenantWindows, type Window } from '../../../src/teams/connector/pacing.ts';

const within = (instants: number[], { most, ms }: Window) =>
  instants.every((at) => instants.filter((each) => each >= at && each < at + ms).length <= most);

describe('calls to the connector', () => {
  test('stay under the limits of each conversation and of the tenant, in whatever order they come', () => {
    const calls = fc.array(
      fc.record({ conversation: fc.integer({ min: 0, max: 15 }), after: fc.integer({ min: 0, max: 40 }) }),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(calls, (asked) => {
        let now = 1_000_000;
        const pacing = createPacing(() => now);
        const made = new Map<number, number[]>();
        for (const { conversation, after } of asked) {
          now += after;
          const { wait, taken } = pacing.reserve(String(conversation), 'own', 5_000);
          if (taken) made.set(conversation, [...(made.get(conversation) ?? []), now + wait]);
          else expect(wait).toBeGreaterThan(5_000);
        }
        for (const instants of made.values())
          for (const window of ownWindows) expect(within(instants, window)).toBe(true);
        for (const window of tenantWindows) expect(within([...made.values()].flat(), window)).toBe(true);
      }),
    );
  });

  test('do not wait when nothing came before', () => {
    expect(createPacing(() => 0).reserve('a', 'own', 0)).toEqual({ wait: 0, taken: true });
  });

  test('that answer somebody go before the many that the bot makes on its own', () => {
    let now = 1_000_000;
    const pacing = createPacing(() => now);
    for (let each = 0; each < 100; each++) pacing.reserve('chat', 'own', 5_000);
    now += 3_000;
    expect(pacing.reserve('chat', 'answer', 5_000)).toEqual({ wait: 0, taken: true });
    expect(pacing.reserve('chat', 'own', 5_000).wait).toBeGreaterThan(0);
  });
});
