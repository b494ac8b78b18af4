import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { KeptCase } from '../../src/sandbox/systems/keptCase.ts';
import { casePoll } from '../../src/store/caseTables.ts';
import { pastCase } from '../../src/store/evidenceTables.ts';
import { runPastCasesCommand } from '../../tools/pastCasesCommand.ts';
import { client, type SystemStage, systemsUnderTest } from '../cases/systems/stage.ts';
import { smallOrganisation } from '../sandbox/smallOrganisation.ts';
import { openMemory } from '../store/databases.ts';

describe('npm run pastcases -- import --live', () => {
  let sandbox: Sandbox;
  let stage: SystemStage;
  let database: Awaited<ReturnType<typeof openMemory>>;
  beforeAll(async () => {
    database = await openMemory();
    sandbox = await startSandbox({ organisation: smallOrganisation(), botEndpoint: 'http://127.0.0.1:9/nobody' });
    const zendesk = systemsUnderTest.find(({ key }) => key === 'zendesk');
    if (!zendesk) throw new Error('There is no stand-in of Zendesk');
    stage = await zendesk.open();
    const solved: KeptCase = {
      ...{ number: '35436', title: '拠点間 VPN が切断される', description: '1 時間ごとに切断されます。' },
      ...{ customer: null, product: null, severity: 'high', language: 'ja', state: 'closed', changes: 2 },
      owner: { kind: 'person', id: 'agent', name: 'Mika', mail: 'mika.sato@swarm.example' },
      created: '2026-11-20T00:15:30.000Z',
      changedAt: '2026-11-28T00:15:30.000Z',
      solution: { at: '2026-11-28T00:15:00.000Z', text: '鍵の更新間隔をそろえました。' },
    };
    const gone = { kind: 'person', id: 'gone', name: 'Gone', mail: 'gone@swarm.example' } as const;
    stage.cases.push(solved, { ...solved, number: '35437', owner: gone });
  });
  afterAll(async () => {
    await stage?.close();
    await sandbox?.stop();
    await database?.drop();
  });

  async function run(args: string[], change: Record<string, string> = {}, answer: string | null = null) {
    const said: string[] = [];
    const progress: string[] = [];
    const code = await runPastCasesCommand(['import', '--live', '--from', 'zendesk', ...args], {
      environment: {
        ...sandbox.botEnvironment(),
        ZENDESK_URL: new URL(stage.addressOf('1')).origin,
        ZENDESK_CLIENT_ID: client.id,
        ZENDESK_CLIENT_SECRET: client.secret,
        ...change,
      },
      language: 'en',
      print: (line) => void said.push(line),
      complain: (line) => void said.push(line),
      ask: async () => answer,
      progress: (line) => void progress.push(line),
      open: async () => ({ ...database, close: async () => {} }),
      clock: stage.now,
      wait: async (ms) => stage.moveOn(ms),
      // The certificate of the sandbox's Entra is trusted at process start only.
      credential: {
        getToken: async () => ({
          token: await sandbox.tokens.forApp('https://graph.microsoft.com', sandbox.permissions.application),
          expiresOnTimestamp: 0,
        }),
      },
    });
    return { code, said: said.join('\n'), progress };
  }
  const kept = () => database.sql.select().from(pastCase).orderBy(pastCase.caseId);

  test('asks which cases are confidential, shows the first, and brings nothing in until somebody says yes', async () => {
    expect(await run([])).toMatchObject({
      code: 1,
      said: expect.stringContaining('"restricted" in CASE_MAPPING_FILE'),
    });
    const shown = await run(['--none-restricted']);
    expect(shown).toMatchObject({ code: 1, said: expect.stringContaining('35436  拠点間 VPN が切断される') });
    expect(shown.said).toContain('Say --yes');
    expect(await run(['--none-restricted'], {}, 'no')).toMatchObject({ code: 1 });
    expect(await kept()).toEqual([]);
  });

  test('brings them in, finds their people in Entra, says how far it is and who is nobody', async () => {
    const { code, said, progress } = await run(['--none-restricted'], {}, 'yes');
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringContaining('Zendesk: 2 solved cases, 2 new or changed'),
    });
    expect(said).toContain('nobody is credited with their cases: gone@swarm.example (1)');
    expect(progress.at(-1)).toContain('2 solved of 2 cases');
    const [first, second] = await kept();
    expect(first).toMatchObject({ caseId: '35436', fix: '鍵の更新間隔をそろえました。' });
    expect(first?.credits).toEqual([{ person: '22222222-2222-4222-8222-000000000001', weight: 1 }]);
    expect(second?.credits).toEqual([]);
  });

  test('asks no faster than changed cases are read again, so that people’s questions get through', async () => {
    const [first] = stage.cases;
    if (!first) throw new Error('There is no case');
    for (let n = 1; n <= 60; n++) stage.cases.push({ ...first, number: String(40_000 + n) });
    await database.sql.delete(casePoll);
    stage.calls();
    const began = stage.now();
    expect(await run(['--none-restricted', '--yes'])).toMatchObject({ code: 0 });
    // A call for the answers of each, sixty a minute; six may be saved up. Signing in is none of them.
    const calls = stage.calls() - 2;
    expect(calls).toBeGreaterThan(60);
    expect(stage.now() - began).toBeGreaterThanOrEqual(1_000 * (calls - 7));
  });

  test('says what is not understood, and what is not connected', async () => {
    expect(await run(['--since', 'lately'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('--since lately?'),
    });
    const none = { ZENDESK_URL: '', ZENDESK_CLIENT_ID: '', ZENDESK_CLIENT_SECRET: '' };
    expect(await run(['--none-restricted'], none)).toMatchObject({
      code: 1,
      said: expect.stringContaining('not connected'),
    });
  });
});
