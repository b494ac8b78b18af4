import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { makeImages } from './store/images.ts';
import { beginRun, makeRunDatabase } from './store/runSchemas.ts';

/** What all tests share: images of PGlite, a database of PostgreSQL if one answers, and what Node has compiled. */
export async function shareByAll(): Promise<void> {
  beginRun();
  await makeImages();
  // Processes that tests start begin sooner by it.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'swarm-test-compiled');
  const url = process.env.TEST_DATABASE_URL;
  if (url && !(await answers(url))) {
    process.stderr.write('No PostgreSQL answers at TEST_DATABASE_URL: the tests run on PGlite alone.\n');
    delete process.env.TEST_DATABASE_URL;
  }
  await makeRunDatabase();
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
