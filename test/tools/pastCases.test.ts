import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import { pastCase } from '../../src/store/evidenceTables.ts';
import { runPastCasesCommand } from '../../tools/pastCasesCommand.ts';
import { engineer, technology } from '../registry/sample.ts';
import { openMemory } from '../store/databases.ts';

const tenantId = '00000000-0000-4000-8000-000000000001';

describe('npm run pastcases', () => {
  let folder: string;
  let database: Awaited<ReturnType<typeof openMemory>>;
  let path: string;
  beforeAll(async () => {
    database = await openMemory();
    const registry = await openSkillsRegistry({ database, tenantId, clock: Date.now });
    await registry.importAll({ technologies: [technology('vpn')], engineers: [engineer('a')], skills: [] });
    folder = await mkdtemp(join(tmpdir(), 'swarm-pastcases-'));
    path = join(folder, 'cases.csv');
    await writeFile(
      path,
      'id,title,text,closed_at,technologies,solved_by\n1,VPN,It drops,2026-04-01 09:00,vpn,a\n2,VPN,It drops,2026-04-01T09:00Z,vpn,a\n',
    );
  });
  afterAll(async () => {
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(...args: string[]) {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const code = await runPastCasesCommand(args, {
      environment: { MICROSOFT_APP_TENANT_ID: tenantId },
      language: 'en',
      print: say,
      complain: say,
      open: async () => ({ ...database, close: async () => {} }),
    });
    return { code, said: said.join('\n') };
  }
  const ends = async () =>
    Object.fromEntries(
      (await database.sql.select({ id: pastCase.caseId, at: pastCase.closedAt }).from(pastCase)).map(({ id, at }) => [
        id,
        new Date(at).toISOString(),
      ]),
    );

  test('reads times that name no zone in the one that is told, by its name or Windows’', async () => {
    expect(await run('import', '--zone', 'Tokyo Standard Time', path)).toMatchObject({ code: 0 });
    expect(await ends()).toEqual({ 1: '2026-04-01T00:00:00.000Z', 2: '2026-04-01T09:00:00.000Z' });
    expect(await run('check', path, '--zone', 'asia/tokyo')).toMatchObject({ code: 0 });
  });

  test('refuses what is no zone, with what may be meant, and what it does not understand', async () => {
    const refused = await run('import', '--zone', 'JST', path);
    expect(refused).toEqual({ code: 2, said: expect.stringContaining('Is Asia/Tokyo meant?') });
    expect((await run('import', '--zones', 'Asia/Tokyo', path)).code).toBe(2);
    expect((await run('import')).code).toBe(2);
  });
});
