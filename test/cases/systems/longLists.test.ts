import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readManyRows } from '../../../src/cases/systems/calls/rows.ts';
import type { Change, Changes } from '../../../src/cases/systems/caseSystem.ts';
import type { CasePolls } from '../../../src/cases/systems/following/casePolls.ts';
import { reconcile } from '../../../src/cases/systems/following/reconcile.ts';

/** After an outage lists are long: what people do meanwhile comes in between. */
describe('a list of very many changes', () => {
  test('is read in small pieces, with room for others between them; its odd rows are named by their place in all of it', async () => {
    const list: unknown[] = Array.from({ length: 5_000 }, (_, n) => ({ id: n }));
    list[300] = { id: 'none' };
    list[4_999] = null;
    let others = 0;
    let isRead = false;
    const inBetween = (): void => {
      others += 1;
      if (!isRead) setImmediate(inBetween);
    };
    setImmediate(inBetween);
    const { rows, odd } = await readManyRows(z.object({ id: z.int() }), list, ({ id }) => id);
    isRead = true;
    expect(others).toBeGreaterThanOrEqual(90);
    expect(rows).toHaveLength(4_998);
    expect(odd).toEqual([expect.stringMatching(/^row 301: /), expect.stringMatching(/^row 5000: /)]);
  });

  test('is kept in small pieces, of which the last alone says that it is through', async () => {
    const change = (n: number): Change => ({
      ...{ record: String(n), number: String(n), at: '2026-11-29T00:00:00.000Z', created: null, state: 'open' },
      ...{ version: null, closed: null, satisfaction: null },
    });
    const pages: Changes[] = [
      { kind: 'ok', changes: Array.from({ length: 1_200 }, (_, n) => change(n)), cursor: '1', isLast: false, odd: [] },
      { kind: 'ok', changes: [], cursor: '2', isLast: true, odd: [] },
    ];
    const noted: [number, string][] = [];
    const polls: CasePolls = {
      of: async (_system, since) => ({ cursor: null, since, caughtUpAt: null, trouble: null, requests: 0 }),
      look: async () => null,
      move: async () => true,
      stop: async () => {},
    };
    await reconcile({
      systems: [{ key: 'dynamics', changesSince: async () => pages.shift() ?? { kind: 'expired' } }],
      polls,
      database: { transaction: (work: (tx: never) => Promise<unknown>) => work({} as never) } as never,
      async note(_tx, _system, changes, { part }) {
        noted.push([changes.length, part]);
        return changes.length;
      },
      ...{ wake() {}, log() {}, clock: () => 0 },
    });
    expect(noted).toEqual([...Array.from({ length: 12 }, () => [100, 'with-more']), [0, 'last']]);
  });
});
