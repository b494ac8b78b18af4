import { createInterface } from 'node:readline/promises';
import { runPastCasesCommand } from './pastCasesCommand.ts';
import { languageOfTerminal } from './registryCommand.ts';

/** Asks at the terminal; null where nobody sits at one, or who does sends the end of input. */
async function ask(question: string): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const left = new Promise<null>((resolve) => terminal.once('close', () => resolve(null)));
  return Promise.race([terminal.question(question), left]).finally(() => terminal.close());
}

/** `npm run pastcases -- check|import FILES…`: solved cases, for Swarm to learn from. */
process.exitCode = await runPastCasesCommand(process.argv.slice(2), {
  environment: process.env,
  language: languageOfTerminal(process.env),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  ask,
  ...(process.stderr.isTTY ? { progress: (line) => void process.stderr.write(`\r${line}  `) } : {}),
});
