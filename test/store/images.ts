import { createHash, randomBytes } from 'node:crypto';
import { cp, glob, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type Entry, entriesOf, FilledMemory } from './filledMemory.ts';

/** `bare`: a cluster as PGlite makes it; `ready`: with this version's tables in it, and the queue's. */
export type Image = 'bare' | 'ready';

const kept = join(tmpdir(), `swarm-test-images-${userInfo().uid}`);
const daysUnused = 3;
/** Buffers as the product has them: PGlite's own are four times as large, and take a tenth of a second to lay out. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'];

/**
 * Makes the images, unless an earlier run on this machine has: a first start of PGlite makes a cluster, which takes
 * seconds, and so do all migrations. What they are made from names their folder, so a run never has another version's.
 */
export async function makeImages(): Promise<void> {
  await mkdir(kept, { recursive: true, mode: 0o700 });
  const folder = join(kept, await version());
  process.env.SWARM_TEST_IMAGES = folder;
  const now = new Date();
  const isThere = await utimes(folder, now, now).then(
    () => true,
    () => false,
  );
  if (!isThere) await make(folder);
  await removeOld();
}

/** A PGlite of one's own, begun from an image. */
export async function loadImage(image: Image): Promise<PGlite> {
  const reading = read.get(image) ?? readFile(join(imagesFolder(), image)).then(entriesOf);
  read.set(image, reading);
  return PGlite.create({ fs: new FilledMemory(await reading), startParams });
}

const read = new Map<Image, Promise<Entry[]>>();

/** Makes a data folder of the product's that is like the image `ready`. */
export async function copyDataFolder(folder: string): Promise<void> {
  await cp(join(imagesFolder(), 'data'), folder, { recursive: true });
}

function imagesFolder(): string {
  const folder = process.env.SWARM_TEST_IMAGES;
  if (!folder) throw new Error('The images are made by test/globalSetup.ts');
  return folder;
}

/** Beside its place, and moved there when it is whole: two runs may begin at once, and the first wins. */
async function make(folder: string): Promise<void> {
  const [{ openDatabase }, { openQueue }, { swarmJobNames }] = await Promise.all([
    import('../../src/store/database.ts'),
    import('../../src/store/queue.ts'),
    import('../../src/swarm/jobs.ts'),
  ]);
  const unfinished = `${folder}.${randomBytes(4).toString('hex')}`;
  await mkdir(unfinished);
  const pglite = await PGlite.create();
  await dump(pglite, join(unfinished, 'bare' satisfies Image));
  const database = await openDatabase({ kind: 'memory', pglite });
  const problems: unknown[] = [];
  const queue = await openQueue(database, swarmJobNames, (problem) => problems.push(problem));
  await queue.stop();
  if (problems.length > 0) throw new AggregateError(problems, 'The queue of the image had problems');
  await dump(pglite, join(unfinished, 'ready' satisfies Image));
  await database.close();
  await mkdir(join(unfinished, 'data'));
  const dataDir = join(unfinished, 'data', 'cluster');
  const loadDataDir = new Blob([await readFile(join(unfinished, 'ready' satisfies Image))]);
  await (await PGlite.create({ dataDir, loadDataDir })).close();
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
}

async function dump(pglite: PGlite, path: string): Promise<void> {
  const image = await pglite.dumpDataDir('none');
  await writeFile(path, Buffer.from(await image.arrayBuffer()));
}

/** A name for all that an image is made from: migrations, queues, and the packages' versions. */
async function version(): Promise<string> {
  const root = join(import.meta.dirname, '../..');
  const packages = ['@electric-sql/pglite', 'pg-boss', 'drizzle-orm'];
  const made = [
    'src/store/queue.ts',
    'src/swarm/jobs.ts',
    'test/store/images.ts',
    ...packages.map((name) => `node_modules/${name}/package.json`),
  ];
  for await (const path of glob('src/store/migrations/**/*.{sql,json}', { cwd: root })) made.push(path);
  const hash = createHash('sha256');
  for (const path of made.sort()) hash.update(`${path}\n`).update(await readFile(join(root, path)));
  return hash.digest('hex').slice(0, 16);
}

/** What no run has used for days: a run that has just begun has marked its own as used. */
async function removeOld(): Promise<void> {
  const oldest = Date.now() - daysUnused * 86_400_000;
  for (const name of await readdir(kept)) {
    const folder = join(kept, name);
    const used = await stat(folder).catch(() => null);
    if (used && used.mtimeMs < oldest) await rm(folder, { recursive: true, force: true });
  }
}
