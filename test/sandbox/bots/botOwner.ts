import { startBotProcess } from '../../../src/sandbox/botProcess.ts';

/** A process that starts the bot, as the sandbox does, and says so. */
const environment = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
);
const { pid } = await startBotProcess({ environment, patience: 240_000 });
console.log(pid);
