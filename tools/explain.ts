import { runExplainCommand } from './explainCommand.ts';
import { languageOfTerminal } from './registryCommand.ts';

/** `npm run explain -- "text"`: whom Swarm would ask for a case, and why. */
process.exitCode = await runExplainCommand(process.argv.slice(2), {
  environment: process.env,
  language: languageOfTerminal(process.env),
  colour: process.stdout.isTTY === true || process.env.FORCE_COLOR !== undefined,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  now: () => new Date(),
});
