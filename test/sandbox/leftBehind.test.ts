import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createStoredCases } from '../../src/cases/storedCases.ts';
import { keepCases, readOfferedCases, withOwners } from '../../src/sandbox/organisation/offeredCases.ts';
import { loadOrganisation } from '../../src/sandbox/organisation/organisation.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { makeTempFolder } from '../../src/sandbox/tempFolder.ts';
import { openMemory } from '../store/databases.ts';
import { until } from '../until.ts';
import { startProcess } from './bots/runProcess.ts';
import { smallOrganisation } from './smallOrganisation.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swarm-left-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a sandbox that is killed', () => {
  test('takes its bot with it', async () => {
    const sandbox = await startSandbox({ organisation: smallOrganisation() });
    const environment = { ...sandbox.botEnvironment(), DATA_FOLDER: join(folder, 'data') };
    const owner = await startProcess('botOwner.ts', environment);
    const pid = Number(owner.firstLine);
    expect(isAlive(pid)).toBe(true);
    await owner.stop();
    await until(() => !isAlive(pid), 60_000);
    await sandbox.stop();
  }, 300_000);

  test('has its folder cleared away by the next, which leaves those of the living alone', async () => {
    const living = await makeTempFolder('sandbox');
    // No process has this number: they end at 4194304.
    const left = await mkdtemp(join(tmpdir(), 'swarm-sandbox-999999999-'));
    const next = await makeTempFolder('sandbox');
    const there = (path: string) =>
      access(path).then(
        () => true,
        () => false,
      );
    expect([await there(left), await there(living), await there(next)]).toEqual([false, true, true]);
    await Promise.all([rm(living, { recursive: true }), rm(next, { recursive: true })]);
  });
});

describe('a file of cases for the sandbox', () => {
  test.each([
    ['{"title":"a"}\n\n{"title":"b"\n', 'line 3 is not JSON: {"title":"b"'],
    ['{"title":"a"}\n{"text":"b"}\n', 'line 2 is no case: title: '],
    ['\n', 'holds no case. Each line is a JSON object with title and text.'],
    [null, 'cannot be read.'],
    ['{"title":"ok"}\n{"title":"a \\ud83d"}\n', /cases\.jsonl, line 2, title holds half of a character/],
    ['{"title":"ok","text":"a\\u0000b"}\n', /cases\.jsonl, line 1, text holds a NUL/],
    ['\ufeff', /holds no case/],
  ])('that holds %j is refused, naming what is wrong where', async (content, complaint) => {
    const file = join(folder, 'cases.jsonl');
    if (content !== null) await writeFile(file, content);
    await expect(readOfferedCases(file, '2026-11-20T00:00:00Z')).rejects.toThrow(complaint);
  });

  test('in UTF-16 is refused by that name', async () => {
    const file = join(folder, 'cases.jsonl');
    await writeFile(file, Buffer.from('\ufeff{"title":"DNS"}\n', 'utf16le'));
    await expect(readOfferedCases(file, '2026-11-20T00:00:00Z')).rejects.toThrow(/is UTF-16/);
  });

  test('offers each line under a number to type', async () => {
    const file = join(folder, 'cases.jsonl');
    await writeFile(file, '\ufeff{"title":"VPN が切れる","text":"昨夜から"}\r\n\n{"title":"DNS"}\n');
    const cases = await readOfferedCases(file, '2026-11-20T00:00:00Z');
    expect(cases.map(({ id, title, language }) => [id, title, language])).toEqual([
      ['R1', 'VPN が切れる', 'ja'],
      ['R2', 'DNS', 'en'],
    ]);
  });

  test('is known to the bot before it starts', async () => {
    const file = join(folder, 'cases.jsonl');
    await writeFile(file, '{"title":"VPN が切れる","text":"昨夜から"}\n');
    const { cases } = await loadOrganisation();
    const offered = withOwners(await readOfferedCases(file, '2026-11-20T00:00:00Z'), cases);
    const database = await openMemory();
    await keepCases(offered, { database: database.sql, tenantId: 't' });
    const found = await createStoredCases({ database: database.sql, clock: Date.now }).find('t', 'R1');
    await database.drop();
    // As if a case system had posted it.
    expect(found).toEqual({ ...offered[0], posted: true });
  });

  test('gives each case to somebody who owns one of its language', async () => {
    const file = join(folder, 'cases.jsonl');
    await writeFile(file, '{"title":"VPN が切れる"}\n{"title":"DNS"}\n');
    const { cases } = await loadOrganisation();
    const offered = withOwners(await readOfferedCases(file, '2026-11-20T00:00:00Z'), cases);
    expect(offered.map(({ id, owner }) => [id, owner.name])).toEqual([
      ['R1', '佐藤 美香'],
      ['R2', 'Ananya Reddy'],
    ]);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
