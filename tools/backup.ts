import { runBackupCommand } from './backupCommand.ts';
import { languageOfTerminal } from './registryCommand.ts';

/** `npm run backup -- check FILE`: whether the swarms of a dump are whole. */
process.exitCode = await runBackupCommand(process.argv.slice(2), {
  environment: process.env,
  language: languageOfTerminal(process.env),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
