import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

test('a tool that finds no env/.env does not speak of it', async () => {
  const settings = fileURLToPath(new URL('../../tools/settings.cjs', import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--require', settings, '--eval', '']);
  expect([stdout, stderr]).toEqual(['', '']);
});
