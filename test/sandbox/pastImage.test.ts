import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { givePast } from '../../src/sandbox/pastImage.ts';

let place: string;
let lived: number;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'swarm-past-'));
  lived = 0;
});
afterEach(() => rm(place, { recursive: true, force: true }));

const start = async (name: string, madeOf: string[], fails = false) => {
  const folder = join(place, name);
  const live = async (into: string) => {
    lived += 1;
    await mkdir(join(into, 'cluster'), { recursive: true });
    await writeFile(join(into, 'cluster/past'), madeOf.join());
    if (fails) throw new Error('broken off');
  };
  await givePast(folder, { kept: join(place, 'kept'), madeOf, live });
  return readFile(join(folder, 'cluster/past'), 'utf8');
};

test('a second sandbox of the same organisation does not live its past again', async () => {
  expect(await start('first', ['organisation', 'build 1'])).toBe('organisation,build 1');
  expect(await start('second', ['organisation', 'build 1'])).toBe('organisation,build 1');
  expect(lived).toBe(1);
});

test('a past that is made of something else is lived, and takes the place of the kept one', async () => {
  await start('first', ['organisation', 'build 1']);
  expect(await start('second', ['organisation', 'build 2'])).toBe('organisation,build 2');
  expect(await start('third', ['organisationbuild', ' 2'])).toBe('organisationbuild, 2');
  expect(lived).toBe(3);
  expect(await readdir(join(place, 'kept'))).toHaveLength(1);
});

test('a past that broke off is not kept', async () => {
  await expect(start('first', ['organisation'], true)).rejects.toThrow('broken off');
  expect(await start('second', ['organisation'])).toBe('organisation');
  expect(lived).toBe(2);
});
