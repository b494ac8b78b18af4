import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { FolderInUse, lockFolder } from '../../src/store/connection/folderLock.ts';
import { openDatabase } from '../../src/store/database.ts';
import { spawnNode } from '../sandbox/bots/runProcess.ts';
import { until } from '../until.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swarm-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process that commits to the folder; killed as soon as `isTime` says so. Gives the last number it said is committed. */
async function commitUntil(isTime: (said: number) => boolean | Promise<boolean>): Promise<number> {
  const child = spawnNode(join(import.meta.dirname, 'committer.ts'), { DATA_FOLDER: folder });
  const ended = once(child, 'close');
  let said = 0;
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    said = Number(line);
  });
  await until(async () => child.exitCode !== null || (await isTime(said)));
  child.kill('SIGKILL');
  await ended;
  expect(complaints).toBe('');
  return said;
}

const isThere = (name: string) =>
  access(join(folder, name)).then(
    () => true,
    () => false,
  );

describe('the data folder of a bot that is killed', () => {
  test('opens cleanly when the first creation was killed midway, and loses nothing acknowledged afterwards', async () => {
    // Half copied: its version is there, which PGlite takes for a whole cluster; most of the rest is not.
    await commitUntil(() => isThere('cluster.unfinished/PG_VERSION'));
    expect(await isThere('cluster')).toBe(false);

    let last = 0;
    for (const more of [1, 40, 120]) {
      const before = last;
      last = await commitUntil((said) => said >= before + more);
      expect(last).toBeGreaterThan(before);
    }
    const database = await openDatabase({ kind: 'folder', folder });
    const { rows } = await database.sql.execute<{ last: number }>(sql`select max(number) as last from swarm.said`);
    // The one it was at when it was killed may be committed too.
    expect([last, last + 1]).toContain(Number(rows[0]?.last));
    await database.close();
  }, 120_000);

  test('says what PostgreSQL said when a folder does not come up', async () => {
    const unlock = await lockFolder(folder);
    unlock();
    await writeFile(join(folder, 'cluster'), 'not a folder');
    await expect(openDatabase({ kind: 'folder', folder })).rejects.toThrow(
      `in ${join(folder, 'cluster')} did not start`,
    );
  });
});

describe('the lock of a data folder', () => {
  test('keeps a second process out, and ends with the first however that ends', async () => {
    const holder = spawnNode(join(import.meta.dirname, 'lockHolder.ts'), { DATA_FOLDER: folder });
    const ended = once(holder, 'exit');
    await once(createInterface({ input: holder.stdout }), 'line');
    const refused = await lockFolder(folder).catch((error: unknown) => error);
    holder.kill('SIGKILL');
    await ended;
    expect(refused).toBeInstanceOf(FolderInUse);
    expect(refused).toHaveProperty('message', expect.stringContaining(`is in use by process ${holder.pid}`));
    (await lockFolder(folder))();
  });

  test("is free after a killed process whose number is a living one's by now, as in a container started again", async () => {
    await writeFile(join(folder, 'lock'), '');
    await writeFile(join(folder, 'lock.pid'), String(process.pid));
    (await lockFolder(folder))();
    await writeFile(join(folder, 'lock.pid'), String(process.ppid));
    (await lockFolder(folder))();
  });

  test('keeps the same process from opening it twice', async () => {
    const unlock = await lockFolder(folder);
    const refused = await lockFolder(folder).catch((error: unknown) => error);
    unlock();
    expect(refused).toBeInstanceOf(FolderInUse);
  });
});
