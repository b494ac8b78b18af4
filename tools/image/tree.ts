import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { billOfMaterials } from './billOfMaterials.ts';

const root = join(import.meta.dirname, '../..');
const pglite = 'node_modules/@electric-sql/pglite';
/** What `npm run build` makes; a sandbox that ran here has left its window beside it. */
const built = new Set(['main.js', 'tools.js', 'chunks', 'migrations', 'web']);

/**
 * Lays the whole file system of the image in an empty folder: Node with the libraries that it is linked to, the built bot
 * and its commands (`npm run build` before), the embedded PostgreSQL, and the list of what all of it is (`/app/sbom.cdx.json`). No shell, no
 * npm, no source maps. `run` is the Node that it takes along; Linux with glibc alone.
 */
export async function layImage(folder: string, run = process.execPath): Promise<void> {
  const app = join(folder, 'app');
  await mkdir(join(folder, 'tmp'), { recursive: true });
  await mkdir(join(folder, 'data'), { recursive: true });
  await mkdir(join(folder, 'etc'), { recursive: true });
  await writeFile(join(folder, 'etc/passwd'), 'node:x:1000:1000::/tmp:/sbin/nologin\n');
  await writeFile(join(folder, 'etc/group'), 'node:x:1000:\n');
  await copied(run, join(folder, 'usr/local/bin/node'));
  for (const library of await librariesOf(run)) await copied(library, join(folder, library));

  await copied(join(root, 'package.json'), join(app, 'package.json'));
  const withoutMaps = (path: string): boolean => !path.endsWith('.map');
  for (const name of await readdir(join(root, 'dist')))
    if (built.has(name))
      await cp(join(root, 'dist', name), join(app, 'dist', name), { recursive: true, filter: withoutMaps });
  for (const file of await embeddedPostgres()) await copied(join(root, file), join(app, file));
  await writeFile(join(app, 'sbom.cdx.json'), `${JSON.stringify(await billOfMaterials(), null, 2)}\n`);
}

/** The shared libraries of a program, by the paths under which the loader looks for them; the loader too. */
async function librariesOf(program: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ldd', [program]);
  const found = [...stdout.matchAll(/(?:=> |^\s+)(\/\S+)/gm)].map(([, path = '']) => path);
  if (found.length < 3) throw new Error(`ldd tells nothing of ${program}: ${stdout}`);
  return found;
}

/** Of PGlite's files those that the bot loads: from its two entrances, by what each imports, with the database itself. */
async function embeddedPostgres(): Promise<string[]> {
  const files = new Set([`${pglite}/package.json`, `${pglite}/LICENSE`]);
  const follow = async (file: string): Promise<void> => {
    if (files.has(file)) return;
    files.add(file);
    if (!file.endsWith('.js')) return;
    const text = await readFile(join(root, file), 'utf8');
    const beside = /(?:from|import\(|import|new URL\()\s*["'](\.{0,2}\/?[\w./-]+\.(?:js|wasm|data))["']/g;
    for (const [, path = ''] of text.matchAll(beside)) {
      if (!path.includes('opfs')) await follow(relative(root, join(root, dirname(file), path)));
    }
  };
  await follow(`${pglite}/dist/index.js`);
  await follow(`${pglite}/dist/fs/nodefs.js`);
  return [...files];
}

/** Follows links: what is laid are files. */
async function copied(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { dereference: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , folder] = process.argv;
  if (folder === undefined) throw new Error('usage: node tools/image/tree.ts FOLDER');
  await layImage(folder);
}
