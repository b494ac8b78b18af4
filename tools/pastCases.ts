import { runPastCasesCommand } from './pastCasesCommand.ts';
import { languageOfTerminal } from './registryCommand.ts';

/** `npm run pastcases -- check|import FILES…`: solved cases, for Swarm to learn from. */
process.exitCode = await runPastCasesCommand(process.argv.slice(2), {
  environment: process.env,
  language: languageOfTerminal(process.env),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
