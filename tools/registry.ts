import { languageOfTerminal, runRegistryCommand } from './registryCommand.ts';

/** `npm run registry -- check|import|export …`: the skills registry from and to files. */
process.exitCode = await runRegistryCommand(process.argv.slice(2), {
  environment: process.env,
  language: languageOfTerminal(process.env),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
