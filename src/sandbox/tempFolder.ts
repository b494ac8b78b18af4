import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Makes a folder for as long as this process lives, and clears away those of processes that were killed before they
 * could do it themselves.
 */
export async function makeTempFolder(name: 'sandbox' | 'playground'): Promise<string> {
  for (const left of await readdir(tmpdir())) {
    const pid = /^swarm-(?:sandbox|playground)-(\d+)-/.exec(left)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(tmpdir(), left), { recursive: true, force: true });
  }
  return mkdtemp(join(tmpdir(), `swarm-${name}-${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process.
    return error instanceof Object && 'code' in error && error.code === 'EPERM';
  }
}
