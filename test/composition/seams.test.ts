import { expect, test } from '@jest/globals';
import { activitiesWith } from '../../src/composition/seams.ts';
import type { BotAnswer } from '../../src/teams/door.ts';

/** Teams' door with a turn that goes its own way. */
const doorOf = (turn: Promise<BotAnswer>) => ({ admit: async () => ({ ok: true, receive: () => turn }) as const });
const caller = { headers: {}, remoteAddress: '127.0.0.1' };

async function answerTo(turn: Promise<BotAnswer>, patience: number): Promise<{ status: number; late: number }> {
  let late = 0;
  const count = () => {
    late++;
  };
  const admission = await activitiesWith(doorOf(turn), count, patience)(caller);
  if (!admission.ok) throw new Error('the door refused');
  return { status: (await admission.process({})).status, late };
}

test('a turn that waits too long is answered all the same, in a way that has Teams deliver it again', async () => {
  expect(await answerTo(new Promise(() => {}), 20)).toEqual({ status: 503, late: 1 });
});

test('a turn that is done in time is answered as it says', async () => {
  expect(await answerTo(Promise.resolve({ status: 200 }), 60_000)).toEqual({ status: 200, late: 0 });
});
