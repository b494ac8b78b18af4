import { fileURLToPath } from 'node:url';
import { runFindings } from './findingsCommand.ts';

/** `npm run findings [-- NAME ...]`: does the field's software still behave as findings/ tells? */
process.exitCode = await runFindings(process.argv.slice(2), {
  folder: fileURLToPath(new URL('../findings/', import.meta.url)),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
