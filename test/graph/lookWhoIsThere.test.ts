import { describe, expect, test } from '@jest/globals';
import { lookWhoIsThere } from '../../src/graph/lookWhoIsThere.ts';

describe('who is there, at the start', () => {
  const told: unknown[] = [];
  const log = { info: (...line: unknown[]) => told.push(line) } as unknown as Parameters<typeof lookWhoIsThere>[1];

  test('is waited for', async () => {
    let known = false;
    const refreshPresence = async () => {
      await Promise.resolve();
      known = true;
      return 1;
    };
    await lookWhoIsThere({ refreshPresence }, log);
    expect(known).toBe(true);
    expect(told).toEqual([]);
  });

  test('is left for later, and told in the log without secrets, when Graph refuses', async () => {
    const refreshPresence = () => Promise.reject(new Error('403 with Bearer abc.def.ghi'));
    await lookWhoIsThere({ refreshPresence }, log);
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('abc.def.ghi');
  });

  test('holds up nobody when Graph never answers', async () => {
    await expect(
      lookWhoIsThere({ refreshPresence: () => new Promise<number>(() => {}) }, log, 1),
    ).resolves.toBeUndefined();
  });
});
