import { z } from 'zod';
import type { BotProcess } from '../botProcess.ts';
import { refused } from '../doors/listener.ts';
import type { Answer, Route } from '../doors/routes.ts';
import type { BotState } from './views.ts';

/** The bot's process, to be ended and started again, from the page too. */
export type BotSwitch = {
  start: () => Promise<void>;
  stop: () => Promise<void>;
  routes: Route[];
};

const wishSchema = z.strictObject({ wish: z.enum(['kill', 'start']) });

/** `launch` starts the bot and resolves when it answers. It is not started yet. */
export function createBotSwitch(launch: () => Promise<BotProcess>): BotSwitch {
  let bot: BotProcess | null = null;
  let state: BotState = 'down';

  const start = async (): Promise<void> => {
    if (state !== 'down') return;
    state = 'starting';
    try {
      const started = await launch();
      bot = started;
      state = 'up';
      started.ended.then(() => {
        if (bot === started) state = 'down';
      });
    } catch (error) {
      state = 'down';
      throw error;
    }
  };
  const now = (): Answer => ({ status: 200, body: { state } });

  return {
    start,
    stop: async () => {
      await bot?.stop();
    },
    routes: [
      { method: 'GET', path: '/sandbox/window/bot', answer: now },
      {
        method: 'POST',
        path: '/sandbox/window/bot',
        answer: async (call) => {
          const body = wishSchema.safeParse(call.body);
          if (!body.success) return refused(400, z.prettifyError(body.error));
          if (body.data.wish === 'start') await start();
          else await bot?.kill();
          return now();
        },
      },
    ],
  };
}
