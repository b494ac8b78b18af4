import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { layImage } from '../../tools/image/tree.ts';
import { builtServer } from '../../tools/serverBuild.ts';
import { createWhere } from '../../tools/where.ts';

const root = join(import.meta.dirname, '../..');

/** What the bot's packages were when each was installed beside it: `npm ci --omit=dev` of this lock. */
const installed = { bytes: 366_000_000, files: 28_996 };

describe('the built bot', () => {
  let image: string;
  let files: string[];

  beforeAll(async () => {
    await builtServer();
    image = await mkdtemp(join(tmpdir(), 'swarm-image-'));
    await layImage(image);
    const entries = await readdir(image, { recursive: true, withFileTypes: true });
    files = entries.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  }, 180_000);
  afterAll(() => rm(image, { recursive: true, force: true }));

  test('needs no package but the embedded PostgreSQL: from its image, it gets as far as asking for its settings', async () => {
    const main = ['dist/main.js'];
    const started = promisify(execFile)(join(image, 'usr/local/bin/node'), main, { cwd: join(image, 'app'), env: {} });
    await expect(started).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('MICROSOFT_APP_ID') });
  });

  test('finds its embedded PostgreSQL whole in the image', async () => {
    const opens = `import { PGlite } from '@electric-sql/pglite'; import { NodeFS } from '@electric-sql/pglite/nodefs';
      const folder = new NodeFS(process.env.FOLDER);
      const { rows } = await (await PGlite.create({ fs: folder })).query('select 42 as answer'); console.log(rows[0].answer); process.exit()`;
    const { stdout } = await promisify(execFile)(
      join(image, 'usr/local/bin/node'),
      ['--input-type=module', '-e', opens],
      { cwd: join(image, 'app'), env: { FOLDER: join(image, 'tmp/cluster') } },
    );
    expect(stdout.trim()).toBe('42');
    await rm(join(image, 'tmp/cluster'), { recursive: true });
  }, 120_000);

  test('is shipped without a shell, npm, source maps, tests or types, in a tenth of what was installed before', async () => {
    expect(files.filter((path) => /\.map$|\.d\.[cm]?ts$|\/npm|\/(ba)?sh$|\/test\//.test(path))).toEqual([]);
    const app = files.filter((path) => path.startsWith(join(image, 'app')));
    const sizes = await Promise.all(app.map(async (path) => (await stat(path)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(installed.bytes / 8);
    expect(app.length).toBeLessThan(installed.files / 100);
    const packages = (await readdir(join(image, 'app/node_modules'), { recursive: true })).filter((path) =>
      path.endsWith('package.json'),
    );
    expect(packages).toEqual(['@electric-sql/pglite/package.json']);
    expect(files.filter((path) => path.includes('sandbox'))).toEqual([]);
  });

  test('has a list of what it is made of, each with version, licence and hash', async () => {
    const schema = z.object({
      bomFormat: z.literal('CycloneDX'),
      specVersion: z.literal('1.6'),
      components: z.array(
        z.object({
          type: z.enum(['library', 'platform']),
          'bom-ref': z.string(),
          name: z.string(),
          version: z.string(),
          purl: z.string().regex(/^pkg:(npm|generic)\/(%40[\w.-]+\/)?[\w.-]+@[\w.+-]+$/),
          licenses: z.tuple([z.object({ expression: z.string() })]).optional(),
          hashes: z.tuple([z.object({ alg: z.literal('SHA-512'), content: z.string().length(128) })]).optional(),
        }),
      ),
    });
    const { components } = schema.parse(JSON.parse(await readFile(join(image, 'app/sbom.cdx.json'), 'utf8')));
    const refs = components.map((each) => each['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const names = components.map(({ name }) => name);
    // Of the bot, of the tab, beside both, and what runs it.
    for (const name of ['botbuilder', 'pg', 'react', '@electric-sql/pglite', 'node']) expect(names).toContain(name);
    // Loaded by what is used, and called by nothing: they are left out (tools/neverCalled.ts).
    for (const name of ['openai', 'gpt-tokenizer', 'botbuilder-dialogs', 'jest', 'esbuild'])
      expect(names).not.toContain(name);
    const packages = components.filter(({ type }) => type === 'library');
    expect(packages.filter(({ hashes }) => hashes === undefined)).toEqual([]);
    // It names none, in its package.json as little as in the lock.
    const unlicensed = packages.filter(({ licenses }) => licenses === undefined);
    expect(unlicensed.map(({ name }) => name)).toEqual(['escape-regexp-component']);
  });

  test('tells by its places where in the sources something happened', async () => {
    const lines = (await readFile(join(root, 'dist/main.js'), 'utf8')).split('\n');
    const row = lines.findIndex((line) => line.startsWith('async function startBot(')) + 1;
    expect(row).toBeGreaterThan(0);
    const where = createWhere();
    expect(where(`    at startBot (file:///app/dist/main.js:${row}:16)`)).toMatch(
      /^ {4}at startBot \(src\/main\.ts:\d+:\d+\)$/,
    );
    expect(where('at other (file:///app/dist/other.js:1:1)')).toBe('at other (file:///app/dist/other.js:1:1)');
  });
});
