import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { serverInputs } from '../serverBuild.ts';

const root = join(import.meta.dirname, '../..');

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), integrity: z.string().optional(), license: z.string().optional() }),
  ),
});
const packageSchema = z.object({ name: z.string(), version: z.string() });

/** One thing that is shipped, as CycloneDX writes it. */
type Component = {
  type: 'library' | 'platform';
  'bom-ref': string;
  name: string;
  version: string;
  purl: string;
  licenses?: [{ expression: string }];
  hashes?: { alg: 'SHA-512'; content: string }[];
};

/**
 * The list of what the image holds (CycloneDX 1.6): every package of which a file is in the built bot or the tab, PGlite,
 * and Node, each with its version, licence and the hash under which npm serves it. The same sources give the same list.
 */
export async function billOfMaterials() {
  const { packages } = lockSchema.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  const own = packageSchema.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const folders = new Set(['node_modules/@electric-sql/pglite']);
  for (const input of [...(await serverInputs()), ...(await webInputs())]) {
    const folder = folderOf(input, (each) => packages[each]?.version !== undefined);
    if (folder !== null) folders.add(folder);
  }
  const components = [...folders].toSorted().map((folder): Component => {
    const locked = packages[folder];
    if (!locked?.version) throw new Error(`${folder} is shipped, and package-lock.json knows no version of it`);
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const purl = `pkg:npm/${name.replace('@', '%40')}@${locked.version}`;
    const hash = /^sha512-(.+)$/.exec(locked.integrity ?? '')?.[1];
    return {
      type: 'library',
      // One version may lie in two places.
      'bom-ref': `${purl}#${folder}`,
      name,
      version: locked.version,
      purl,
      ...(locked.license ? { licenses: [{ expression: locked.license }] } : {}),
      ...(hash ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] } : {}),
    };
  });
  const version = process.versions.node;
  const node = `pkg:generic/node@${version}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': 'swarm', name: own.name, version: own.version } },
    components: [
      { type: 'platform', 'bom-ref': node, name: 'node', version, purl: node } satisfies Component,
      ...components,
    ],
  };
}

/** Every file that the tab's browser code is made of. */
async function webInputs(): Promise<string[]> {
  const { build } = await import('esbuild');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/web/main.tsx'],
    outdir: 'dist/web',
    bundle: true,
    write: false,
    metafile: true,
    jsx: 'automatic',
    format: 'esm',
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs);
}

/**
 * The folder of the package that a file is of, innermost, as package-lock.json names it; null for our own. What a package
 * has taken into itself is that package's (teams-js has a tslib of its own).
 */
function folderOf(input: string, locked: (folder: string) => boolean): string | null {
  const from = input.indexOf('node_modules/');
  if (from < 0) return null;
  const path = input.slice(from);
  const ends = [...path.matchAll(/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/g)].map(
    ({ index, 0: name }) => index + name.length,
  );
  const folder = ends
    .toReversed()
    .map((end) => path.slice(0, end))
    .find(locked);
  if (folder === undefined) throw new Error(`${path} is shipped, and package-lock.json knows no package of it`);
  return folder;
}
