import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const node = join(import.meta.dirname, '../../../node_modules/.bin/node');

/** Starts a TypeScript file as a process of its own and resolves with its first line, which says that it is ready. */
export async function startProcess(
  file: string,
  environment: Record<string, string>,
): Promise<{ process: ChildProcess; firstLine: string; stop: () => Promise<void> }> {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, file)], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
