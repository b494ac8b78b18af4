import { cp, glob, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isNeverCalled } from './neverCalled.ts';

const root = join(import.meta.dirname, '..');

/** Where the built bot is: `main.js` with its source map, the parts that only some need, and the migrations. */
const folder = join(root, 'dist');

/** The built bot. It lies one folder below the top, as `src/main.ts` does: what both look for beside it is the same. */
export const builtMain = join(folder, 'main.js');

/** What the built bot is made of, beside the packages. The sandbox and the tab's browser code are no part of it. */
const sources = ['src/**/*.ts', 'src/**/*.sql', 'package-lock.json', 'tools/serverBuild.ts', 'tools/neverCalled.ts'];
const notIn = ['src/sandbox/**', 'src/web/**'];

/**
 * Gives the path of the built bot, and builds it first (some seconds) when it is missing or older than its sources.
 * Throws what the build says when it fails.
 */
export async function builtServer(tell: () => void = () => {}): Promise<string> {
  const built = await changedAt(builtMain);
  if (built !== null && built >= (await newestSource())) return builtMain;
  tell();
  await buildServer();
  return builtMain;
}

/**
 * Joins the bot and the packages it uses into a file that starts in a third of the time and in half the memory: Node
 * reads one file instead of two thousand, without stripping types. Names and lines stay as they were, so that a stack
 * trace can be read; `npm run where` turns its places into those of the sources.
 */
export async function buildServer(): Promise<void> {
  const { build } = await import('esbuild');
  // Beside its place first: another process may be starting from what is there.
  const made = await mkdtemp(join(root, '.dist-'));
  try {
    await build({ ...options, outdir: made });
    await cp(join(root, 'src/store/migrations'), join(folder, 'migrations'), { recursive: true });
    await cp(join(made, 'chunks'), join(folder, 'chunks'), { recursive: true });
    // main.js last: it is what says that the build is there, and how old it is.
    for (const file of (await readdir(made))
      .filter((each) => each !== 'chunks')
      .toSorted()
      .reverse())
      await rename(join(made, file), join(folder, file));
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/**
 * Joins the commands of administrators into one file beside the bot, for where no sources are. By themselves: what both
 * need would otherwise be cut out of `main.js`, and its start take longer.
 */
export async function buildTools(): Promise<string> {
  const { build } = await import('esbuild');
  await build({ ...toolsOptions, outdir: folder });
  await cp(join(root, 'src/store/migrations'), join(folder, 'migrations'), { recursive: true });
  return join(folder, 'tools.js');
}

/** Every file that the built bot and its commands are made of, by its path from the top. Nothing is written. */
export async function serverInputs(): Promise<string[]> {
  const { build } = await import('esbuild');
  const built = await Promise.all(
    [options, toolsOptions].map((each) => build({ ...each, outdir: folder, write: false, metafile: true })),
  );
  return [...new Set(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)))];
}

const withoutWhatIsNeverCalled = {
  name: 'without-what-is-never-called',
  setup(build: import('esbuild').PluginBuild) {
    build.onResolve({ filter: /.*/ }, ({ path, importer }) =>
      isNeverCalled(path, importer) ? { path, namespace: 'left-out' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => function leftOut() {
        throw new Error(String(name) + ' of ${path} is not in this build: tools/neverCalled.ts leaves it out');
      } });`,
    }));
  },
};

/** What esbuild is asked for. */
const options = {
  absWorkingDir: root,
  entryPoints: { main: 'src/main.ts' },
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.18',
  // A file of one-byte letters takes half the memory of one with Japanese in it.
  charset: 'ascii',
  legalComments: 'none',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
  // PGlite finds its database beside its own files; restify and pg do without the other two.
  external: ['@electric-sql/pglite', 'dtrace-provider', 'pg-native'],
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  plugins: [withoutWhatIsNeverCalled],
} satisfies import('esbuild').BuildOptions;

const toolsOptions = { ...options, entryPoints: { tools: 'tools/commands.ts' }, splitting: false };

async function newestSource(): Promise<number> {
  let newest = 0;
  for await (const file of glob(sources, { cwd: root, exclude: notIn }))
    newest = Math.max(newest, (await changedAt(join(root, file))) ?? 0);
  return newest;
}

async function changedAt(file: string): Promise<number | null> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return null;
  }
}

// Not awaited: jest's global set-up cannot import what awaits at its top. A failure ends the process all the same.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) void buildServer().then(buildTools);
