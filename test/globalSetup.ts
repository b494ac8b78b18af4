import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** A first PGlite start makes a cluster, which takes seconds; the tests load copies of one made here. */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function makeDatabaseImage(): Promise<void> {
  const pglite = await PGlite.create();
  const image = await pglite.dumpDataDir('none');
  await pglite.close();
  const path = join(await mkdtemp(join(tmpdir(), 'swarm-test-')), 'pglite.tar');
  await writeFile(path, Buffer.from(await image.arrayBuffer()));
  process.env.SWARM_TEST_PGLITE_IMAGE = path;

  const url = process.env.TEST_DATABASE_URL;
  if (url && !(await answers(url))) {
    process.stderr.write('No PostgreSQL answers at TEST_DATABASE_URL: the tests run on PGlite alone.\n');
    delete process.env.TEST_DATABASE_URL;
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
