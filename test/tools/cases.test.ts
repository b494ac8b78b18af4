import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createWritingStops } from '../../src/cases/systems/stops.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { runCasesCommand } from '../../tools/casesCommand.ts';
import { client, type SystemStage, systemsUnderTest } from '../cases/systems/stage.ts';
import { smallOrganisation } from '../sandbox/smallOrganisation.ts';
import { openMemory } from '../store/databases.ts';

describe('npm run cases', () => {
  let sandbox: Sandbox;
  let stage: SystemStage;
  beforeAll(async () => {
    sandbox = await startSandbox({ organisation: smallOrganisation(), botEndpoint: 'http://127.0.0.1:9/nobody' });
    const zendesk = systemsUnderTest.find(({ key }) => key === 'zendesk');
    if (!zendesk) throw new Error('There is no stand-in of Zendesk');
    stage = await zendesk.open();
    stage.cases.push({
      number: '35436',
      title: '拠点間 VPN が切断される',
      description: 'ルーター交換後、1 時間ごとに切断されます。',
      customer: 'ノースウィンド商事',
      product: null,
      severity: 'critical',
      language: 'ja',
      owner: { kind: 'person', id: 'agent', name: 'Mika', mail: 'mika.sato@swarm.example' },
      created: '2026-11-28T00:15:30.000Z',
      state: 'open',
      changes: 1,
    });
  });
  afterAll(async () => {
    await stage?.close();
    await sandbox?.stop();
  });

  async function run(args: string[], change: Record<string, string> = {}, language: 'en' | 'ja' = 'en') {
    const [told, complained]: [string[], string[]] = [[], []];
    const code = await runCasesCommand(args, {
      environment: {
        ...sandbox.botEnvironment(),
        ZENDESK_URL: new URL(stage.addressOf('1')).origin,
        ZENDESK_CLIENT_ID: client.id,
        ZENDESK_CLIENT_SECRET: client.secret,
        ...change,
      },
      language,
      print: (line) => told.push(line),
      complain: (line) => complained.push(line),
      // The certificate of the sandbox's Entra is trusted at process start only.
      credential: {
        getToken: async () => ({
          token: await sandbox.tokens.forApp('https://graph.microsoft.com', sandbox.permissions.application),
          expiresOnTimestamp: 0,
        }),
      },
    });
    return { code, told: told.join('\n'), complained: complained.join('\n') };
  }

  test('prints what would become of one case, in the words of the terminal', async () => {
    const { code, told } = await run(['try', '35436']);
    expect(code).toBe(0);
    expect(told).toContain('From Zendesk this case would be swarmed:');
    expect(told).toContain('  title: 拠点間 VPN が切断される');
    expect(told).toContain('  urgency: critical');
    expect(told).toContain('  owner: 佐藤 美香 (22222222-2222-4222-8222-000000000001)');
    expect((await run(['try', stage.addressOf('35436')], {}, 'ja')).told).toContain('  緊急度: critical');
  });

  test('says why there is no such case, and tells no secret', async () => {
    expect(await run(['try', '1'])).toMatchObject({
      code: 1,
      complained: expect.stringContaining('there is no case 1'),
    });
    expect((await run(['try', 'INC0012345'])).complained).toContain('numbers');
    const wrong = await run(['try', '35436'], { ZENDESK_CLIENT_SECRET: 'not the secret of the client' });
    expect(wrong).toMatchObject({
      code: 1,
      complained: expect.stringContaining('gives no token (401: invalid_client'),
    });
    expect(wrong.complained).not.toContain('not the secret');
  });

  test('says what is missing, and how it is used', async () => {
    expect(await run([])).toMatchObject({ code: 2, complained: expect.stringContaining('npm run cases -- try') });
    const none = { ZENDESK_URL: '', ZENDESK_CLIENT_ID: '', ZENDESK_CLIENT_SECRET: '' };
    expect((await run(['try', '1'], none)).complained).toContain('No case system is connected');
    expect((await run(['try', '1'], { ZENDESK_URL: '' })).complained).toContain('ZENDESK_URL');
    expect(await run(['try', '1'], { CASE_MAPPING_FILE: '/nowhere/mapping.json' })).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/CASE_MAPPING_FILE.*nowhere.*no such file/),
    });
  });
});

test('lets notes be written again to a system, and says for which note that was stopped', async () => {
  const database = await openMemory();
  const tenantId = '33333333-3333-4333-8333-333333333333';
  const stops = createWritingStops({ database: database.sql, tenantId });
  await stops.stop('zendesk', { caseId: '35436', note: 'comment 7', detail: 'public', at: '2026-11-29T00:00:00.000Z' });
  const run = async (system: string) => {
    const told: string[] = [];
    const code = await runCasesCommand(['go-on', system], {
      environment: { MICROSOFT_APP_TENANT_ID: tenantId, DATA_FOLDER: '/nowhere' },
      ...{ language: 'en', print: (line) => told.push(line), complain: (line) => told.push(line) },
      open: async () => ({ ...database, close: async () => {} }),
    });
    return `${code} ${told.join('\n')}`;
  };
  expect(await run('zendesk')).toMatch(/^0 Writing to zendesk goes on; .*case 35436: comment 7\.$/);
  expect(await stops.find('zendesk')).toBeNull();
  expect(await run('zendesk')).toBe('0 Writing to zendesk is not stopped.');
  expect(await run('jira')).toMatch(/^2 npm run cases -- try/);
  await database.drop();
});
