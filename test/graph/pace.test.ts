import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Allowance, createPace } from '../../src/graph/client/pace.ts';

const few: Allowance = { key: 'few', window: { most: 2, ms: 1_000 } };
const many: Allowance = { key: 'many', window: { most: 100, ms: 1_000 } };

describe('our own pace', () => {
  test('lets calls go while there is room, then says how long to wait', () => {
    let now = 0;
    const pace = createPace(() => now);
    expect([pace.take([few]), pace.take([few])]).toEqual([0, 0]);
    now = 400;
    expect(pace.take([few])).toBe(600);
    now = 1_000;
    expect(pace.take([few])).toBe(0);
  });

  test('a call that must wait counts against nothing', () => {
    const pace = createPace(() => 0);
    for (let call = 0; call < 200; call++) pace.take([few, many]);
    for (let call = 0; call < 98; call++) expect(pace.take([many])).toBe(0);
    expect(pace.take([many])).toBe(1_000);
  });

  test('never lets more go in any window than it has room for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 200 }), (steps) => {
        let now = 0;
        const pace = createPace(() => now);
        const went: number[] = [];
        for (const step of steps) {
          now += step;
          if (pace.take([few]) === 0) went.push(now);
        }
        for (const [index, at] of went.entries()) {
          const third = went[index + 2];
          if (third !== undefined) expect(third - at).toBeGreaterThanOrEqual(1_000);
        }
      }),
    );
  });

  test('forgets teams and channels that nobody calls any more', () => {
    let now = 0;
    const pace = createPace(() => now);
    for (let index = 0; index < 20_000; index++) {
      now += 100;
      expect(pace.take([{ key: `channel ${index}`, window: { most: 1, ms: 1_000 } }])).toBe(0);
    }
  });
});
