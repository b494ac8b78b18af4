import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** A living process has the folder. */
export class FolderInUse extends Error {}

/**
 * Takes a data folder for this process until it ends; gives back the release. Throws FolderInUse when another has it.
 *
 * The lock is the operating system's own (SQLite's, on an empty file): it ends with its process, however that ends. A
 * file with a process id could not tell a killed bot from a living one: in a container every bot is process 1, and
 * elsewhere the number may be somebody else's by now.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  // For people only: whom to stop.
  const holder = join(folder, 'lock.pid');
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw new Error(`The data folder ${folder} could not be locked.`, { cause });
    const pid = (await readFile(holder, 'utf8').catch(() => '')).trim();
    throw new FolderInUse(
      `The data folder ${folder} is in use by ${pid === '' ? 'another process' : `process ${pid}`}. PGlite is one process's: stop that one, or set DATABASE_URL to a PostgreSQL.`,
    );
  }
  await writeFile(holder, String(process.pid));
  return () => lock.close();
}

/** SQLITE_BUSY: somebody else has the lock. */
const isBusy = (error: unknown): boolean => z.object({ errcode: z.literal(5) }).safeParse(error).success;
