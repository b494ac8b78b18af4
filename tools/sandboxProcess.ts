import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts the sandbox as `npm run sandbox -- --no-story` does, with more options, for what takes pictures of it; gives where it is. */
export async function startSandbox(
  options: readonly string[] = [],
): Promise<{ address: string; stop: () => Promise<void> }> {
  const main = join(import.meta.dirname, '../src/sandbox/main.ts');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, '--no-story', '--language', 'en', ...options],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+(?=\S*.*two windows)/.exec(line) ?? [];
    if (address) return { address, stop };
  }
  throw new Error('The sandbox ended before it told its address');
}
