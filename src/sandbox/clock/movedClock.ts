import { moveClock } from './moveClock.ts';

/** Loaded by the bot's process before the bot (`--import`): its clock is the sandbox's. */
moveClock(Number(process.env.SANDBOX_CLOCK_AHEAD ?? 0));
