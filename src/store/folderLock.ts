import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A living process has the folder. */
export class FolderInUse extends Error {}

/**
 * Takes a PGlite folder for this process; gives back the release. Throws FolderInUse when a living process has it.
 * A lock left by a killed process is taken over: its pid no longer answers.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = `${join(folder)}.lock`;
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(await readFile(path, 'utf8').catch(() => ''));
      if (holder !== process.pid && isAlive(holder)) {
        throw new FolderInUse(
          `The data folder ${folder} is in use by process ${holder}. PGlite is one process's: stop that one, or set DATABASE_URL to a PostgreSQL.`,
        );
      }
      await rm(path, { force: true });
    }
  }
  throw new Error(`The data folder ${folder} could not be locked: ${path} keeps coming back.`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
