import { fsyncSync } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { lockFolder } from './folderLock.ts';

/** An embedded PostgreSQL that runs. */
export type Embedded = { pglite: PGlite; close(): Promise<void> };

/**
 * Opens the embedded PostgreSQL of a data folder, which is made if it is not there. Throws FolderInUse when another
 * process has it, and with PostgreSQL's own last words when the database does not come up.
 */
export async function openEmbedded(folder: string): Promise<Embedded> {
  await mkdir(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  try {
    const cluster = join(folder, 'cluster');
    if (!(await isThere(cluster))) await makeCluster(cluster);
    const pglite = await startPostgres(cluster);
    return {
      pglite,
      async close() {
        await pglite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Makes a cluster beside its place and moves it there when it is whole: killed midway, it would look like a cluster
 * and never come up again.
 */
async function makeCluster(cluster: string): Promise<void> {
  const unfinished = `${cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const pglite = await startPostgres(unfinished);
  await pglite.close();
  await rename(unfinished, cluster);
}

async function startPostgres(cluster: string): Promise<PGlite> {
  const said: string[] = [];
  const hear = (line: string): void => {
    said.push(line);
    if (said.length > 20) said.shift();
  };
  let isUp = false;
  try {
    const pglite = await PGlite.create({
      fs: new DurableFolder(cluster),
      startParams: ours,
      onStderr: (line) => {
        if (!isUp) hear(line);
        return false;
      },
    });
    isUp = true;
    return pglite;
  } catch (cause) {
    throw new Error(`The embedded PostgreSQL in ${cluster} did not start: ${said.join('\n')}`, { cause });
  }
}

/**
 * As PGlite starts it, but what is committed is on the disk: `-F` would leave that to the machine's luck. Its 128 MB of
 * buffers are all written at a start, and so are resident for ever; what lies beyond 32 MB the system's own cache has.
 */
const ours = [
  ...PGlite.defaultStartParams.filter((each) => each !== '-F'),
  ...['-c', 'wal_sync_method=fsync'],
  ...['-c', 'shared_buffers=32MB'],
];

type NodeFiles = { NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => number } } };

/** A folder whose files are synced when PostgreSQL says so; PGlite's own hears that and does nothing. */
class DurableFolder extends NodeFS {
  override async init(...given: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...given);
    const sync = (module: unknown): void => {
      (module as NodeFiles).NODEFS.stream_ops.fsync = ({ nfd }) => {
        fsyncSync(nfd);
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), sync] } };
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
