import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/store/database.ts';
import { runBackupCommand } from '../../tools/backupCommand.ts';
import { type Happening, solved, store } from '../history/past.ts';
import { openPostgresSchema } from '../store/databases.ts';
import { as, person } from '../swarm/given.ts';

const run = promisify(execFile);
const url = process.env.TEST_DATABASE_URL ?? '';

(url === '' ? describe.skip : describe)('a dump', () => {
  let database: Database & { drop(): Promise<void> };
  let folder: string;

  beforeAll(async () => {
    database = await openPostgresSchema();
    folder = await mkdtemp(join(tmpdir(), 'swarm-backup-'));
    const at = '2026-11-02T00:00:00.000Z';
    const after: Happening[] = [
      { after: 10_000, event: { type: 'FollowUpSet', follow: { on: '2026-11-02', at } } },
      { after: 10_001, by: as('owner'), event: { type: 'ThanksGiven', to: [person('mika')], words: 'Thank you' } },
    ];
    const past = (swarmId: string) => {
      const happenings = [...solved({ case: { id: swarmId } }), ...after];
      return store(database, { swarmId, from: '2026-10-01T00:00:00.000Z', happenings });
    };
    for (const swarmId of ['whole', 'holed', 'odd', 'wrong', 'lost']) await past(swarmId);
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const dumped = async (name: string, format: 'custom' | 'plain') => {
    const file = join(folder, name);
    await run('pg_dump', ['--dbname', url, '--schema', database.schema, '--format', format, '--file', file]);
    return file;
  };
  const check = async (...args: string[]) => {
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    const environment = { DATABASE_URL: url, DATABASE_SCHEMA: database.schema, MICROSOFT_APP_TENANT_ID: tenant };
    const code = await runBackupCommand(args, { environment, language: 'en', print: say, complain: say });
    return { code, lines };
  };
  const scratches = async () =>
    (await database.sql.execute(sql`select datname from pg_database where datname like 'swarm\_check\_%'`)).rows.length;

  test('in either format is restored beside what is there, found whole, and put away', async () => {
    const before = await scratches();
    for (const format of ['custom', 'plain'] as const) {
      const { code, lines } = await check('check', await dumped(format, format));
      expect([code, lines]).toEqual([0, [expect.stringMatching(/^All 5 swarms are whole \(\d+ events\)\.$/)]]);
    }
    expect(await scratches()).toBeLessThanOrEqual(before);
  });

  test('tells of each swarm that is not whole what is wrong with it', async () => {
    await database.sql.execute(sql`delete from swarm_event where swarm_id = 'holed' and version = 2`);
    await database.sql.execute(
      sql`update swarm_event set event = '{"type":"NeverHeardOf"}' where swarm_id = 'odd' and version = 3`,
    );
    await database.sql.execute(sql`update swarm set status = 'running', title = 'Another' where swarm_id = 'wrong'`);
    await database.sql.execute(sql`update swarm_search set words = 'other' where swarm_id = 'wrong'`);
    await database.sql.execute(sql`update swarm_task set due_at = now() where swarm_id = 'wrong'`);
    await database.sql.execute(sql`update swarm_thanks set words = 'No thanks' where swarm_id = 'wrong'`);
    // What nothing tells of is told, too.
    await database.sql.execute(sql`update swarm_thanks set swarm_id = 'whole', version = 99 where swarm_id = 'lost'`);
    await database.sql.execute(sql`delete from swarm_event where swarm_id = 'lost'`);
    const { code, lines } = await check('check', await dumped('broken', 'custom'));
    expect(code).toBe(1);
    expect(lines).toEqual([
      'holed: event 2 is missing',
      expect.stringMatching(/^odd: event 3 cannot be read \(event/),
      'whole: its thanks are not those of its events: 99',
      'wrong: its row in lists is not what its events tell: status, title',
      'wrong: the words by which it is found are not those of its events',
      expect.stringMatching(/^wrong: what is to come after its end is not what its events tell: f\d+$/),
      expect.stringMatching(/^wrong: its thanks are not those of its events: \d+$/),
      'lost: it is in lists, but has no events',
      expect.stringMatching(/^5 of 4 swarms are not whole/),
    ]);
  });

  test('that is none, or of another schema, is said to be so; and how to ask', async () => {
    const other = join(folder, 'custom');
    expect((await check('restore', other)).code).toBe(2);
    const missing = await check('check', join(folder, 'nowhere'));
    expect([missing.code, missing.lines[0]]).toEqual([1, expect.stringContaining('could not be checked')]);
    const garbage = await check('check', import.meta.filename);
    expect([garbage.code, garbage.lines[0]]).toEqual([1, expect.stringContaining('psql ended with')]);
  });
});

const tenant = '00000000-0000-4000-8000-000000000000';
