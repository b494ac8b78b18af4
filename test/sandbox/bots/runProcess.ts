import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

const node = join(import.meta.dirname, '../../../node_modules/.bin/node');

/** A TypeScript file as a process of its own, by the project's Node; its environment is `environment`, PATH and what spares a start. */
export const spawnNode = (
  file: string,
  environment: Record<string, string>,
): ChildProcessByStdio<Writable, Readable, Readable> =>
  spawn(node, ['--disable-warning=ExperimentalWarning', file], {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });

/** Starts a TypeScript file as a process of its own and resolves with its first line, which says that it is ready. */
export async function startProcess(
  file: string,
  environment: Record<string, string>,
): Promise<{ process: ChildProcess; firstLine: string; stop: () => Promise<void> }> {
  const child = spawnNode(join(import.meta.dirname, file), environment);
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const firstLine = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}: ${complaints}`)));
  });
  return {
    process: child,
    firstLine,
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
