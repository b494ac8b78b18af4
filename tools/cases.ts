import { runCasesCommand } from './casesCommand.ts';
import { languageOfTerminal } from './registryCommand.ts';

/** `npm run cases -- try CAS-01213-V0K9Y0`: what would become of a case; `-- go-on zendesk`: writes to it again. */
process.exitCode = await runCasesCommand(process.argv.slice(2), {
  environment: process.env,
  language: languageOfTerminal(process.env),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
