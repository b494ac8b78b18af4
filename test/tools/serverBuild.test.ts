import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtServer } from '../../tools/serverBuild.ts';
import { createWhere } from '../../tools/where.ts';

const root = join(import.meta.dirname, '../..');

describe('the built bot', () => {
  let alone: string;

  beforeAll(async () => {
    await builtServer();
    // What the last stage of infra/Dockerfile copies, and nothing else.
    alone = await mkdtemp(join(tmpdir(), 'swarm-image-'));
    await cp(join(root, 'package.json'), join(alone, 'package.json'));
    await cp(join(root, 'dist'), join(alone, 'dist'), { recursive: true });
    await cp(join(root, 'node_modules/@electric-sql/pglite'), join(alone, 'node_modules/@electric-sql/pglite'), {
      recursive: true,
    });
  }, 120_000);
  afterAll(() => rm(alone, { recursive: true, force: true }));

  test('needs no package but the embedded PostgreSQL: alone, it gets as far as asking for its settings', async () => {
    const started = promisify(execFile)(process.execPath, ['dist/main.js'], { cwd: alone, env: {} });
    await expect(started).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('MICROSOFT_APP_ID') });
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
