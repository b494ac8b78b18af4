import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** Pages that Vite builds: where their own sources and those they share are, and where they are built to. */
const pages = {
  client: { sources: ['src/sandbox'], config: 'src/sandbox/client/vite.config.ts', output: 'dist/sandbox-client' },
  tab: { sources: ['src/web', 'src/history', 'src/cases'], config: 'src/web/vite.config.ts', output: 'dist/web' },
} as const;

/**
 * Gives the folder of a built page, the browser client or the history tab, and builds it first (a few seconds) when it is
 * missing or older than its sources. `tell` gets a line when that happens. Throws what the build says when it fails.
 */
export async function builtPage(page: keyof typeof pages, tell: (line: string) => void): Promise<string> {
  const { sources, config, output } = pages[page];
  const folder = join(root, output);
  const built = await changedAt(join(folder, 'index.html'));
  if (built !== null && built >= (await newestOf(sources))) return folder;
  tell(page === 'client' ? 'Building the browser client …' : 'Building the history tab …');
  // Only a build needs Vite, so only a build loads it.
  const { build } = await import('vite');
  await build({ configFile: join(root, config), logLevel: 'error' });
  return folder;
}

async function newestOf(folders: readonly string[]): Promise<number> {
  let newest = 0;
  for (const folder of folders) {
    for await (const file of glob('**/*.{ts,tsx,css,html}', { cwd: join(root, folder) }))
      newest = Math.max(newest, (await changedAt(join(root, folder, file))) ?? 0);
  }
  return newest;
}

async function changedAt(file: string): Promise<number | null> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return null;
  }
}
