import { describe, expect, test } from '@jest/globals';
import type { Done, SeenMessage } from '../../../src/sandbox/people/persona.ts';
import { pressIfThere } from '../../../src/sandbox/story/pressIfThere.ts';

const accept = { verb: 'accept' };
const done = { card: null } as unknown as Done;

/** Somebody who sees an invitation with or without its button, one look after the other. */
function seeing(looks: boolean[], press: () => Promise<Done>) {
  const left = [...looks];
  return {
    async waitForMessage(): Promise<SeenMessage> {
      const actions = left.shift() ? [{ type: 'Action.Execute', verb: 'accept' }] : [];
      return { id: 'm1', card: { type: 'AdaptiveCard', actions }, press } as unknown as SeenMessage;
    },
  };
}
const fails = () => Promise.reject(new Error('409 The card has no action "accept"'));

describe('a button that others may take away', () => {
  test('is pressed while it is there', async () => {
    expect(
      await pressIfThere(
        seeing([true], async () => done),
        'm1',
        accept,
      ),
    ).toBe(done);
  });

  test('is not pressed when it is gone', async () => {
    expect(await pressIfThere(seeing([false], fails), 'm1', accept)).toBeNull();
  });

  test('is gone, and nothing has failed, when it goes between the look and the press', async () => {
    expect(await pressIfThere(seeing([true, false], fails), 'm1', accept)).toBeNull();
  });

  test('fails as it fails when it is still there', async () => {
    await expect(pressIfThere(seeing([true, true], fails), 'm1', accept)).rejects.toThrow('409');
  });
});
