import { z } from 'zod';
import { instantOf } from '../clock/instant.ts';
import { clockAhead, moveClock, worldNow } from '../clock/moveClock.ts';
import { refused } from '../doors/listener.ts';
import type { Answer, Route } from '../doors/routes.ts';
import type { BotSwitch } from './botSwitch.ts';

/** The clock of the sandbox and of its bot, to be set ahead while both run. */
export type ClockSwitch = {
  /** Sets the clock to an instant (milliseconds since 1970) that is not past. The bot ends before it and begins anew, as one that was down meanwhile. */
  setTo: (at: number) => Promise<void>;
  routes: Route[];
};

const wishSchema = z.strictObject({
  at: z
    .string()
    .refine(
      (text) => !Number.isNaN(instantOf(text)),
      'A date and a time with its zone, such as 2026-12-31T10:00+09:00',
    ),
});

export function createClockSwitch(bot: Pick<BotSwitch, 'start' | 'stop'>): ClockSwitch {
  const setTo = async (at: number): Promise<void> => {
    await bot.stop();
    moveClock(at - worldNow());
    await bot.start();
  };
  const told = (): Answer => ({ status: 200, body: { now: new Date().toISOString() } });
  return {
    setTo,
    routes: [
      { method: 'GET', path: '/sandbox/window/clock', answer: told },
      {
        method: 'POST',
        path: '/sandbox/window/clock',
        answer: async (call) => {
          const body = wishSchema.safeParse(call.body);
          if (!body.success) return refused(400, z.prettifyError(body.error));
          const at = instantOf(body.data.at);
          if (at < Date.now()) return refused(400, 'The clock can only be set ahead.');
          await setTo(at);
          return told();
        },
      },
    ],
  };
}

/** What a bot's environment needs for the sandbox's clock, as it is now. */
export const clockEnvironment = (): Record<string, string> =>
  clockAhead() === 0 ? {} : { NODE_OPTIONS: `--import=${movedClock}`, SANDBOX_CLOCK_AHEAD: String(clockAhead()) };

const movedClock = new URL('../clock/movedClock.ts', import.meta.url).href;
