import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { migrateTables } from '../../../src/store/migrating.ts';

/**
 * A process that brings the tables of a database up to a migration (`0017`), as the start of a bot of this version does, and tells of each in a
 * line of JSON how long it took; the first line has the number of its session. Killed it leaves what a bot would leave.
 */
const [url = '', last = ''] = process.argv.slice(2);
const journalSchema = z.object({ entries: z.array(z.looseObject({ tag: z.string(), when: z.number() })) });
const folder = await mkdtemp(join(tmpdir(), 'swarm-migrations-'));
const client = new pg.Client({ connectionString: url, options: '-c search_path=swarm' });
const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  await cp(join(import.meta.dirname, '../../../src/store/migrations'), folder, { recursive: true });
  const file = join(folder, 'meta/_journal.json');
  const journal = journalSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const entries = journal.entries.filter(({ tag }) => tag.slice(0, 4) <= last);
  await writeFile(file, JSON.stringify({ ...journal, entries }));
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  tell({ pid: rows[0]?.pid });
  let began = performance.now();
  await migrateTables(
    {
      query: (async (text: string, values?: unknown[]) => {
        const answer = await client.query(text, values);
        if (!text.startsWith('insert into "swarm".__drizzle_migrations')) return answer;
        const tag = entries.find(({ when }) => when === values?.[1])?.tag;
        tell({ tag, ms: Math.round(performance.now() - began) });
        began = performance.now();
        return answer;
      }) as pg.ClientBase['query'],
    },
    { schema: 'swarm', folder },
  );
} finally {
  await client.end();
  await rm(folder, { recursive: true, force: true });
}
