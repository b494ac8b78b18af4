import { setTimeout as pause } from 'node:timers/promises';
import { runPersonCommand } from './personCommand.ts';
import { languageOfTerminal } from './registryCommand.ts';

/** `npm run person -- show|erase …`: what is stored of a person. */
process.exitCode = await runPersonCommand(process.argv.slice(2), {
  environment: process.env,
  language: languageOfTerminal(process.env),
  clock: Date.now,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  pause,
});
