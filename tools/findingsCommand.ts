import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export type FindingsHost = {
  /** Where the scripts are: NAME.sh, each of which exits with 0, 1 or 2 (see `outcomes`). */
  folder: string;
  print: (line: string) => void;
  complain: (line: string) => void;
  /** How long a script may take, in milliseconds. */
  patience?: number;
};

/** What a script's exit code says. Any other code, or none, is an attempt that told nothing. */
const outcomes = { asTold: 0, changed: 1, notTried: 2 } as const;

/**
 * Runs the findings named, or all, one after the other, and prints a table. Gives the exit code: 0 when all behave as
 * told, 1 when one does not, 2 when none has changed but one could not be tried, or there is no such finding.
 */
export async function runFindings(wanted: readonly string[], host: FindingsHost): Promise<number> {
  const files = (await readdir(host.folder)).filter((file) => file.endsWith('.sh'));
  const known = files.map((file) => file.slice(0, -'.sh'.length)).sort();
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    host.complain(`No such finding: ${unknown.join(', ')}. There are:\n  ${known.join('\n  ')}`);
    return outcomes.notTried;
  }
  const chosen = wanted.length > 0 ? wanted : known;
  const width = Math.max(...chosen.map((name) => name.length), 'finding'.length) + 2;
  const count = { asTold: 0, changed: 0, notTried: 0 };
  host.print(`${'finding'.padEnd(width)}${'outcome'.padEnd(20)}seconds`);
  for (const name of chosen) {
    const { outcome, seconds, said } = await attempt(join(host.folder, `${name}.sh`), host.patience ?? 180_000);
    count[outcome] += 1;
    host.print(`${name.padEnd(width)}${words[outcome].padEnd(20)}${seconds.toFixed(0).padStart(7)}`);
    if (outcome !== 'asTold') host.complain(said.trim().replace(/^/gm, '  '));
  }
  host.print(`${count.asTold} as told, ${count.changed} changed, ${count.notTried} could not be tried`);
  if (count.changed > 0) return outcomes.changed;
  return count.notTried > 0 ? outcomes.notTried : outcomes.asTold;
}

type Outcome = keyof typeof outcomes;
const words = { asTold: 'as told', changed: 'CHANGED', notTried: 'could not be tried' } satisfies Record<
  Outcome,
  string
>;

async function attempt(file: string, patience: number): Promise<{ outcome: Outcome; seconds: number; said: string }> {
  const begun = performance.now();
  // A group of its own, so that what the script started (npm, a server that waits for a call) ends with it.
  const script = spawn('sh', [file], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = (): void => {
    if (script.pid !== undefined && script.exitCode === null) process.kill(-script.pid, 'SIGTERM');
  };
  const late = setTimeout(end, patience);
  const interrupted = (): void => {
    end();
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  try {
    const exited = new Promise<number | null>((resolve, reject) => {
      script.once('error', reject);
      script.once('close', resolve);
    });
    const [code, out, err] = await Promise.all([exited, text(script.stdout), text(script.stderr)]);
    const outcome = code === outcomes.asTold ? 'asTold' : code === outcomes.changed ? 'changed' : 'notTried';
    return { outcome, seconds: (performance.now() - begun) / 1000, said: `${out}${err}` };
  } finally {
    clearTimeout(late);
    process.removeListener('SIGINT', interrupted);
  }
}
