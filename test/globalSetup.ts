import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { builtServer } from '../tools/serverBuild.ts';
import { makeImages } from './store/images.ts';
import { beginRun, makeRunDatabase } from './store/runSchemas.ts';

/**
 * What all tests share: the built bot, images of PGlite, and a PostgreSQL if one answers. Where some suites are named, the bot
 * is built by the first that starts it: most do not.
 */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default async function makeReady({
  testPathPatterns,
}: {
  testPathPatterns: { patterns: string[] };
}): Promise<void> {
  // What is tested as a process of its own is what ships.
  if (testPathPatterns.patterns.length === 0) await builtServer(() => process.stderr.write('Building the bot …\n'));
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
