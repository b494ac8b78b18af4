import type { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { fromPglite } from 'pg-boss';
import { checkVersion } from '../version.ts';
import { type Embedded, openEmbedded } from './embedded.ts';

/** A PGlite in a folder, or one that is open already. */
export type PglitePlace = { folder: string } | { pglite: PGlite };

/** Opens a PGlite and brings the tables of its schema `swarm` to the version of `migrationsFolder`. */
export async function openPglite(place: PglitePlace, migrationsFolder: string) {
  const { pglite, close } = 'folder' in place ? await openEmbedded(place.folder) : asEmbedded(place.pglite);
  const orm = drizzle(pglite);
  await pglite.exec('create schema if not exists swarm; set search_path to swarm');
  await checkVersion((text) => pglite.query(text), 'swarm', migrationsFolder);
  await migrate(orm, { migrationsFolder, migrationsSchema: 'swarm' });
  return { pglite, orm, queueDb: fromPglite(pglite), close };
}

const asEmbedded = (pglite: PGlite): Embedded => ({ pglite, close: () => pglite.close() });
