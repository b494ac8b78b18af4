import { execFile } from 'node:child_process';
import { glob, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');

/** Pages that Vite builds: where their own sources and those they share are, and where they are built to. */
const pages = {
  client: {
    sources: ['src/sandbox', 'src/language'],
    config: 'src/sandbox/client/vite.config.ts',
    output: 'dist/sandbox-client',
  },
  tab: { sources: ['src/web', 'src/language'], config: 'src/web/vite.config.ts', output: 'dist/web' },
} as const;

export type BuiltPage = keyof typeof pages;

/**
 * Gives the folder of a built page, the browser client or the history tab, and builds it first (a few seconds) when it is
 * missing or older than its sources; `tell` hears of that. Throws what the build says when it fails.
 */
export async function builtPage(page: BuiltPage, tell: (page: BuiltPage) => void): Promise<string> {
  const { sources, config, output } = pages[page];
  const folder = join(root, output);
  const built = await changedAt(join(folder, 'index.html'));
  if (built !== null && built >= (await newestOf(sources))) return folder;
  tell(page);
  // A process of its own gives its memory back, which is more than all the sandbox needs.
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'error'], {
    cwd: root,
  });
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
