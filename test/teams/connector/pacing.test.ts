import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPacing, ownWindows, tenantWindow, type Window } from '../../../src/teams/connector/pacing.ts';

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
        expect(within([...made.values()].flat(), tenantWindow)).toBe(true);
      }),
    );
  });

  test('do not wait when nothing came before', () => {
    expect(createPacing(() => 0).reserve('a', 'own', 0)).toEqual({ wait: 0, taken: true });
  });

  test('of several processes come to even parts of what the tenant is given, and few are refused', () => {
    let now = 1_000_000;
    const limit = { most: 50, ms: 1_000 };
    const processes = Array.from({ length: 3 }, () => ({
      pacing: createPacing(() => now),
      due: [] as number[],
      answered: 0,
    }));
    const taken: number[] = [];
    let refused = 0;
    const minute = 60_000;
    for (const end = now + minute; now < end; now += 10) {
      for (const [nth, { pacing, due }] of processes.entries())
        while (due.length < 25) {
          const { wait, taken: isPlaced } = pacing.reserve(
            `${nth} ${Math.floor(now / 200)} ${due.length}`,
            'own',
            5_000,
          );
          if (!isPlaced) break;
          due.push(now + wait);
        }
      // Whose calls of one moment come first changes.
      for (const each of [...processes.slice((now / 10) % 3), ...processes.slice(0, (now / 10) % 3)])
        while (each.due.length > 0 && Math.min(...each.due) <= now) {
          each.due.splice(each.due.indexOf(Math.min(...each.due)), 1);
          while (taken.length > 0 && (taken[0] ?? 0) <= now - limit.ms) taken.shift();
          if (taken.length < limit.most) {
            taken.push(now);
            each.answered += 1;
          } else {
            refused += 1;
            each.pacing.refused();
          }
        }
    }
    const answered = processes.map((each) => each.answered);
    const all = answered.reduce((sum, each) => sum + each, 0);
    expect(all).toBeGreaterThan(0.9 * 50 * 60);
    expect(refused).toBeLessThan(0.1 * all);
    for (const each of answered) expect(each).toBeGreaterThan(0.7 * (all / 3));
  });

  test('of one that is alone have all of it again some time after a refusal', () => {
    let now = 1_000_000;
    const pacing = createPacing(() => now);
    const inASecond = (): number => {
      let calls = 0;
      while (pacing.reserve(`${now} ${calls}`, 'own', 1_000).wait < 1_000) calls += 1;
      return calls;
    };
    pacing.refused();
    // Told of many calls of the same moment it slows down once.
    pacing.refused();
    expect(inASecond()).toBe(36);
    now += 20_000;
    expect(inASecond()).toBe(tenantWindow.most);
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
