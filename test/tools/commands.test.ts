import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildTools } from '../../tools/serverBuild.ts';
import { copyDataFolder } from '../store/images.ts';

let tools: string;
let folder: string;
beforeAll(async () => {
  tools = await buildTools();
  folder = await mkdtemp(join(tmpdir(), 'swarm-commands-'));
  await copyDataFolder(join(folder, 'data'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As an administrator runs it in the image: from another folder, by settings alone. */
function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const settings = {
    DATA_FOLDER: join(folder, 'data'),
    MICROSOFT_APP_TENANT_ID: '9f3b5c1e-2a4d-4e6f-8a1b-0c2d4e6f8a1b',
  };
  const env = { PATH, HOME, NODE_COMPILE_CACHE, LANG: 'C.UTF-8', ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, [tools, ...args], { cwd: folder, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

test('the commands beside the built bot need no sources: a registry begins, is checked, and brought in', async () => {
  const starter = await run('registry', 'starter');
  expect([starter.code, starter.err]).toEqual([0, '']);
  expect(JSON.parse(starter.out).technologies.length).toBeGreaterThan(50);
  const file = join(folder, 'registry.json');
  await writeFile(file, starter.out);
  expect(await run('registry', 'import', file)).toMatchObject({ code: 0, out: expect.stringContaining('Imported: 9') });
  expect((await run('registry', 'export')).out).toContain('"technologies"');
}, 120_000);

test.each([
  ['pastcases', 2],
  ['cases', 2],
  ['person', 2],
  ['backup', 2],
  ['nonsense', 2],
])('%s without more says what it takes', async (command, code) => {
  const said = await run(command);
  expect(said.code).toBe(code);
  expect(said.err).toContain(command === 'nonsense' ? 'registry, pastcases, cases, person, backup' : command);
});
