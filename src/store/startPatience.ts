import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnusable, describeFault, isAway } from './connection/databaseFault.ts';

export type PatienceNeeds = {
  /** The database as people know it: `describeAddress`. */
  database: string;
  /** Milliseconds for all steps together, and between two attempts. */
  most?: number;
  between?: number;
  /** Takes a line for the log: once at the beginning of a wait, then every so often. */
  say: (line: string) => void;
};

/**
 * Patience with a database that is not there yet, or restarts, while a process starts: with it a server and a bot that
 * start together come up together, and a restart of the one is no restart loop of the other. What it gives does a step,
 * again until the database lets it; a step may be done twice. Throws DatabaseUnusable when the time for all steps is
 * over, or at once where waiting changes nothing (a wrong password).
 */
export function startPatience({ database, most = 60_000, between = 1_000, say }: PatienceNeeds) {
  const end = performance.now() + most;
  let saidAt = Number.NEGATIVE_INFINITY;
  return async function patiently<T>(step: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        const fault = describeFault(error);
        if (fault === null) throw error;
        const left = Math.ceil((end - performance.now()) / 1000);
        if (!isAway(error)) throw new DatabaseUnusable(`${database}: ${fault}`, { cause: error });
        if (left <= 0) {
          const waited = `It was tried for ${Math.round(most / 1000)} seconds.`;
          throw new DatabaseUnusable(`${database}: ${fault} ${waited}`, { cause: error });
        }
        if (performance.now() - saidAt > 10_000) {
          saidAt = performance.now();
          say(`${database}: ${fault} Trying again, for ${left} seconds at most.`);
        }
        await pause(between);
      }
    }
  };
}

/** A database as people know it: without user and password, which the log must not have. */
export function describeAddress(
  location: { kind: 'postgres'; url: string } | { kind: 'folder'; folder: string },
): string {
  if (location.kind === 'folder') return `The data folder ${location.folder} (DATA_FOLDER)`;
  const { host, pathname, searchParams } = new URL(location.url);
  return `The database ${searchParams.get('host') ?? host}${pathname} (DATABASE_URL)`;
}
