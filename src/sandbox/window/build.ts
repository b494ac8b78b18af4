import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';

const sources = join(import.meta.dirname, '..');
const output = join(import.meta.dirname, '../../../dist/sandbox-client');

/**
 * Gives the folder of the browser client, and builds it first (a few seconds) when it is missing or older than its
 * sources. `tell` gets a line when that happens. Throws what the build says when it fails.
 */
export async function buildClient(tell: (line: string) => void): Promise<string> {
  const built = await changedAt(join(output, 'index.html'));
  let newest = 0;
  for await (const file of glob('**/*.{ts,tsx,css,html}', { cwd: sources }))
    newest = Math.max(newest, (await changedAt(join(sources, file))) ?? 0);
  if (built !== null && built >= newest) return output;
  tell('Building the browser client …');
  // Only a build needs Vite, so only a build loads it.
  const { build } = await import('vite');
  await build({ configFile: join(sources, 'client/vite.config.ts'), logLevel: 'error' });
  return output;
}

async function changedAt(file: string): Promise<number | null> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return null;
  }
}
