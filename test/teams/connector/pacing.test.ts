import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Window } from '../../../src/teams/connector/lane.ts';
import {
  createPacing,
  ownWindows,
  type Pacing,
  tenantWindow,
  threadLimits,
  type Urgency,
} from '../../../src/teams/connector/pacing.ts';

const within = (instants: number[], { most, ms }: Window) =>
  instants.every((at) => instants.filter((each) => each >= at && each < at + ms).length <= most);

/** So many calls at once, each to a conversation of its own: the milliseconds that each waits. */
const atOnce = (pacing: Pacing, urgency: Urgency, calls: number, from = 0): number[] =>
  Array.from({ length: calls }, (_, nth) => pacing.reserve(`${from + nth}`, urgency, 60_000).wait);

/** Of several conversations, as where the tenant's limit is met. */
function refuse(pacing: Pacing): void {
  for (const conversation of ['a', 'b']) pacing.refused(conversation);
}

describe('calls to the connector', () => {
  test('stay under the limits of each conversation and of the tenant, in whatever order they come', () => {
    const calls = fc.array(
      fc.record({
        conversation: fc.integer({ min: 0, max: 15 }),
        // As a real clock runs: in parts of a millisecond.
        after: fc.double({ min: 0, max: 40, noNaN: true }),
        urgency: fc.constantFrom<Urgency>('own', 'answer'),
      }),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(calls, (asked) => {
        let now = 1_000_000;
        const pacing = createPacing(() => now);
        const made = new Map<number, { at: number; urgency: Urgency }[]>();
        for (const { conversation, after, urgency } of asked) {
          now += after;
          const { wait, taken } = pacing.reserve(String(conversation), urgency, 5_000);
          if (taken)
            made.set(conversation, [...(made.get(conversation) ?? []), { at: Math.ceil(now) + wait, urgency }]);
          else expect(wait).toBeGreaterThan(5_000);
        }
        for (const all of made.values()) {
          for (const window of threadLimits)
            expect(
              within(
                all.map(({ at }) => at),
                window,
              ),
            ).toBe(true);
          const own = all.filter(({ urgency }) => urgency === 'own').map(({ at }) => at);
          for (const window of ownWindows) expect(within(own, window)).toBe(true);
          for (const kind of ['own', 'answer']) {
            const instants = all.filter(({ urgency }) => urgency === kind).map(({ at }) => at);
            expect(instants).toEqual(instants.toSorted((a, b) => a - b));
          }
        }
        expect(
          within(
            [...made.values()].flat().map(({ at }) => at),
            tenantWindow,
          ),
        ).toBe(true);
      }),
    );
  });

  test('have their places at whole milliseconds, as whose clock tells parts of one comes back to the same instant', () => {
    for (const now of [0.1, 0.3, 0.7, 1234.56, 98765.4321])
      for (const wait of atOnce(
        createPacing(() => now),
        'own',
        60,
      ))
        expect(wait % 1).toBe(0);
  });

  test('do not wait when nothing came before', () => {
    expect(createPacing(() => 0).reserve('a', 'own', 0)).toEqual({ wait: 0, taken: true });
  });

  test('stay under the tenant’s limit also where so many wait as nobody can answer', () => {
    let now = 1_000_000;
    const pacing = createPacing(() => now);
    const made = atOnce(pacing, 'own', 100).map((wait) => now + wait);
    for (let nth = 0; nth < 10; nth++, now += 100)
      made.push(...atOnce(pacing, 'answer', 30, 100 + nth * 30).map((wait) => now + wait));
    expect(within(made, tenantWindow)).toBe(true);
  });

  test('that answer somebody go before the many that the bot makes on its own', () => {
    let now = 1_000_000;
    const pacing = createPacing(() => now);
    for (let each = 0; each < 100; each++) pacing.reserve('chat', 'own', 5_000);
    now += 3_000;
    expect(pacing.reserve('chat', 'answer', 5_000)).toEqual({ wait: 0, taken: true });
    expect(pacing.reserve('chat', 'own', 5_000).wait).toBeGreaterThan(0);
  });

  test('that answer somebody find room in each second, however much the bot does on its own', () => {
    const pacing = createPacing(() => 1_000_000);
    expect(Math.max(...atOnce(pacing, 'own', 200))).toBeGreaterThan(3_000);
    expect(atOnce(pacing, 'answer', 5, 200)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('a process that the connector refuses', () => {
  test('slows down, once for what is refused in one moment, and has all of it again some time later', () => {
    let now = 1_000_000;
    const pacing = createPacing(() => now);
    const inASecond = () => atOnce(pacing, 'answer', 60, now).filter((wait) => wait < 1_000).length;
    for (let nth = 0; nth < 5; nth++) refuse(pacing);
    expect(inASecond()).toBe(36);
    now += 20_000;
    expect(inASecond()).toBe(tenantWindow.most);
  });

  test('spreads what it says: what goes in one moment is refused in one moment', () => {
    const pacing = createPacing(() => 1_000_000);
    refuse(pacing);
    const waits = atOnce(pacing, 'answer', 60);
    expect(within(waits, { most: 8, ms: 200 })).toBe(true);
    expect(within(waits, { most: 36, ms: 1_000 })).toBe(true);
  });

  test('in one conversation alone goes on as fast in all others: that conversation has met a limit of its own', () => {
    let now = 1_000_000;
    const pacing = createPacing(() => now);
    for (let nth = 0; nth < 60; nth++, now += 1_000) pacing.refused('busy');
    expect(atOnce(pacing, 'answer', 45)).toEqual(Array(45).fill(0));
  });

  test('comes to an even part of what the tenant is given, with few refused', () => {
    let now = 1_000_000;
    const limit = { most: 50, ms: 1_000 };
    const processes = Array.from({ length: 3 }, () => {
      const due: { at: number; conversation: string }[] = [];
      return { pacing: createPacing(() => now), due, answered: 0 };
    });
    const taken: number[] = [];
    let refused = 0;
    for (const end = now + 60_000; now < end; now += 10) {
      for (const [nth, { pacing, due }] of processes.entries())
        while (due.length < 25) {
          const conversation = `${nth} ${Math.floor(now / 200)} ${due.length}`;
          due.push({ at: now + pacing.reserve(conversation, 'own', 5_000).wait, conversation });
        }
      // Whose calls of one moment come first changes.
      for (const each of [...processes.slice((now / 10) % 3), ...processes.slice(0, (now / 10) % 3)])
        for (const call of each.due.filter(({ at }) => at <= now)) {
          each.due.splice(each.due.indexOf(call), 1);
          while ((taken[0] ?? now) <= now - limit.ms) taken.shift();
          if (taken.length < limit.most) {
            taken.push(now);
            each.answered += 1;
          } else {
            refused += 1;
            each.pacing.refused(call.conversation);
          }
        }
    }
    const answered = processes.map((each) => each.answered);
    const all = answered.reduce((sum, each) => sum + each, 0);
    expect(all).toBeGreaterThan(0.85 * limit.most * 60);
    expect(refused).toBeLessThan(0.1 * all);
    for (const each of answered) expect(each).toBeGreaterThan(0.7 * (all / 3));
  });
});
