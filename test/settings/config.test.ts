import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/settings/config.ts';
import { describeProblems } from '../../src/settings/configProblem.ts';

const complete = {
  PUBLIC_URL: 'https://swarm.example/',
  MICROSOFT_APP_ID: '3B8E2C1A-7A55-4F0E-9A6E-0D0D5F3C1111',
  MICROSOFT_APP_TENANT_ID: '3b8e2c1a-7a55-4f0e-9a6e-0d0d5f3c2222',
  MICROSOFT_APP_PASSWORD: 'the secret of the app',
  HOST_TEAM_IDS: ' 3b8e2c1a-7a55-4f0e-9a6e-0d0d5f3c3333, 3b8e2c1a-7a55-4f0e-9a6e-0d0d5f3c4444 ,',
  CASE_WEBHOOK_SECRET: 'the secret of the case system',
};
const problemsOf = (change: Record<string, string | undefined>) => {
  const read = readConfig({ ...complete, ...change });
  return read.ok ? [] : read.problems.map(({ variable, problem }) => `${variable} ${problem}`);
};
const configOf = (change: Record<string, string | undefined> = {}) => {
  const read = readConfig({ ...complete, ...change });
  if (!read.ok) throw new Error(describeProblems(read.problems));
  return read.config;
};

const noSecrets = { dynamics: [], servicenow: [], zendesk: [] };

describe('the configuration', () => {
  test('of a complete environment is typed, with defaults for the public cloud', () => {
    expect(configOf()).toEqual({
      mode: 'normal',
      port: 3978,
      host: '0.0.0.0',
      publicUrl: 'https://swarm.example',
      app: { id: '3b8e2c1a-7a55-4f0e-9a6e-0d0d5f3c1111', tenantId: complete.MICROSOFT_APP_TENANT_ID },
      credential: { kind: 'secret', secret: complete.MICROSOFT_APP_PASSWORD },
      authorityHost: 'https://login.microsoftonline.com',
      bot: {
        openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
        tokenIssuer: 'https://api.botframework.com',
        oauthScope: 'https://api.botframework.com/.default',
        serviceUrl: 'https://smba.trafficmanager.net/teams/',
      },
      graphBaseUrl: 'https://graph.microsoft.com',
      feedPrivateHosts: [],
      followPeople: null,
      graphPreviews: false,
      profileSkills: false,
      tabFrameOrigin: null,
      database: { kind: 'folder', folder: '.data/swarm' },
      hostTeamIds: ['3b8e2c1a-7a55-4f0e-9a6e-0d0d5f3c3333', '3b8e2c1a-7a55-4f0e-9a6e-0d0d5f3c4444'],
      caseWebhookSecret: complete.CASE_WEBHOOK_SECRET,
      caseSystems: { dynamics: null, servicenow: null, zendesk: null, mappingFile: null, pushSecrets: noSecrets },
      registryFile: null,
      shiftsTeamIds: [],
      policyFile: null,
      connectorLimits: 'published',
      model: null,
      telemetry: null,
      logLevel: 'info',
    });
  });

  test('connects the case systems that are given whole, and names what of one is missing', () => {
    const zendesk = {
      ZENDESK_URL: 'https://contoso.zendesk.com/',
      ZENDESK_CLIENT_ID: 'swarm',
      ZENDESK_CLIENT_SECRET: 'the secret of the client',
    };
    expect(
      configOf({
        DYNAMICS_URL: 'https://contoso.crm7.dynamics.com/',
        ...zendesk,
        ZENDESK_PUSH_SECRET: 'the old secret of the webhook, the new secret of the webhook',
      }).caseSystems,
    ).toEqual({
      dynamics: { url: 'https://contoso.crm7.dynamics.com' },
      servicenow: null,
      zendesk: { url: 'https://contoso.zendesk.com', id: 'swarm', secret: 'the secret of the client' },
      mappingFile: null,
      pushSecrets: { ...noSecrets, zendesk: ['the old secret of the webhook', 'the new secret of the webhook'] },
    });
    expect(problemsOf({ ...zendesk, ZENDESK_CLIENT_SECRET: '', SERVICENOW_CLIENT_ID: 'swarm' })).toEqual([
      'SERVICENOW_URL is missing',
      'SERVICENOW_CLIENT_SECRET is missing',
      'ZENDESK_CLIENT_SECRET is missing',
    ]);
    const byEntra = {
      SERVICENOW_URL: 'https://contoso.service-now.com',
      SERVICENOW_ENTRA_SCOPE: 'api://servicenow/.default',
    };
    expect(configOf(byEntra).caseSystems.servicenow).toEqual({
      url: 'https://contoso.service-now.com',
      scope: 'api://servicenow/.default',
    });
    expect(problemsOf({ ...byEntra, SERVICENOW_URL: '', SERVICENOW_CLIENT_ID: 'swarm' })).toEqual([
      'SERVICENOW_CLIENT_ID is set beside SERVICENOW_ENTRA_SCOPE',
      'SERVICENOW_URL is missing',
    ]);
    expect(problemsOf({ ...byEntra, SERVICENOW_ENTRA_SCOPE: 'servicenow' })).toEqual([
      'SERVICENOW_ENTRA_SCOPE does not end with /.default',
    ]);
    expect(problemsOf({ ZENDESK_PUSH_SECRET: 'the old secret of the webhook, short' })).toEqual([
      'ZENDESK_PUSH_SECRET is shorter than 16 characters',
    ]);
    expect(problemsOf({ DYNAMICS_URL: 'http://contoso.example' })).toEqual([
      'DYNAMICS_URL is plain http, which only works on this machine',
    ]);
  });

  test('has no language model as shipped, and one only by an address and a name, told of nothing unless it is said', () => {
    expect(configOf({}).model).toBeNull();
    const azure = { MODEL_URL: 'https://contoso.openai.azure.com/openai/v1/', MODEL_NAME: 'mini' };
    expect(configOf(azure).model).toEqual({
      ...{
        url: 'https://contoso.openai.azure.com/openai/v1',
        name: 'mini',
        credential: { kind: 'none' },
        caseText: [],
      },
      ...{ timeoutMs: 30_000, tokensARequest: 8_000, tokensADay: 200_000 },
    });
    const scope = 'https://cognitiveservices.azure.com/.default';
    expect(
      configOf({ ...azure, MODEL_ENTRA_SCOPE: scope, MODEL_CASE_TEXT: 'summary, translation,summary' }).model,
    ).toMatchObject({ credential: { kind: 'entra', scope }, caseText: ['summary', 'translation'] });
    for (const near of [
      'http://127.0.0.1:11434/v1',
      'http://ollama:11434/v1',
      'http://vllm.ai.svc/v1',
      'http://10.1.2.3/v1',
    ])
      expect(configOf({ ...azure, MODEL_URL: near }).model?.url).toBe(near);
    expect(problemsOf({ ...azure, MODEL_URL: 'http://models.example/v1' })).toEqual([
      'MODEL_URL is plain http to a host outside your own network',
    ]);
    expect(problemsOf({ MODEL_URL: azure.MODEL_URL })).toEqual(['MODEL_NAME is missing']);
    expect(problemsOf({ MODEL_CASE_TEXT: 'summary' })).toEqual([
      'MODEL_CASE_TEXT is set although there is no MODEL_URL',
    ]);
    expect(problemsOf({ ...azure, MODEL_KEY: 'k', MODEL_ENTRA_SCOPE: scope })).toEqual([
      'MODEL_KEY is set beside MODEL_ENTRA_SCOPE',
    ]);
    expect(problemsOf({ ...azure, MODEL_CASE_TEXT: 'everything' })).toEqual([
      'MODEL_CASE_TEXT holds something that is none of translation, summary, article, reading',
    ]);
  });

  test('names every variable that is missing, at once', () => {
    const read = readConfig({});
    if (read.ok) throw new Error('it should not be');
    expect(read.problems.map(({ variable }) => variable).sort()).toEqual(
      [
        'CASE_WEBHOOK_SECRET',
        'HOST_TEAM_IDS',
        'MICROSOFT_APP_ID',
        'MICROSOFT_APP_PASSWORD',
        'MICROSOFT_APP_TENANT_ID',
        'PUBLIC_URL',
      ].sort(),
    );
    expect(read.problems.every(({ problem, remedy }) => problem === 'is missing' && remedy.length > 10)).toBe(true);
    expect(describeProblems(read.problems)).toContain('npm run sandbox');
  });

  test('names every variable that is wrong, beside those that are missing', () => {
    expect(
      problemsOf({
        PORT: 'http',
        MICROSOFT_APP_ID: 'swarm',
        MICROSOFT_APP_PASSWORD: '  ',
        HOST_TEAM_IDS: 'my team',
        CASE_WEBHOOK_SECRET: 'short',
        GRAPH_BASE_URL: 'http://graph.example',
        AZURE_AUTHORITY_HOST: 'http://127.0.0.1:1',
        DATABASE_URL: 'mysql://x',
        LOG_LEVEL: 'loud',
        SWARM_PLAYGROUND: 'yes',
      }).sort(),
    ).toEqual([
      'AZURE_AUTHORITY_HOST is not an https address',
      'CASE_WEBHOOK_SECRET is shorter than 16 characters',
      'DATABASE_URL is not a postgres:// address',
      'GRAPH_BASE_URL is plain http, which only works on this machine',
      'HOST_TEAM_IDS holds something that is not a GUID',
      'LOG_LEVEL is none of fatal, error, warn, info, debug, trace, silent',
      'MICROSOFT_APP_ID is not a GUID',
      'MICROSOFT_APP_PASSWORD is missing',
      'PORT is not a number',
      'SWARM_PLAYGROUND is neither 1 nor 0',
    ]);
  });

  test('never tells the value of a variable, which may be a secret', () => {
    const read = readConfig({
      ...complete,
      MICROSOFT_APP_ID: 'hunter2',
      CASE_WEBHOOK_SECRET: 'hunter2',
      PORT: 'hunter2',
    });
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });

  test('knows one way to sign in', () => {
    const without = { MICROSOFT_APP_PASSWORD: undefined };
    expect(configOf({ ...without, MICROSOFT_APP_CERTIFICATE_PATH: '/x.pem' }).credential).toEqual({
      kind: 'certificate',
      path: '/x.pem',
    });
    expect(configOf({ ...without, MICROSOFT_APP_TYPE: 'UserAssignedMsi' }).credential).toEqual({
      kind: 'managed-identity',
    });
    expect(configOf({ ...without, AZURE_FEDERATED_TOKEN_FILE: '/token' }).credential).toEqual({
      kind: 'federated-file',
      path: '/token',
    });
    expect(
      configOf({ ...without, MICROSOFT_APP_FEDERATED_IDENTITY: complete.MICROSOFT_APP_ID }).credential,
    ).toMatchObject({
      kind: 'federated-identity',
    });
    expect(problemsOf({ MICROSOFT_APP_CERTIFICATE_PATH: '/x.pem' })).toEqual([
      'MICROSOFT_APP_CERTIFICATE_PATH is set beside MICROSOFT_APP_PASSWORD',
    ]);
    expect(problemsOf({ MICROSOFT_APP_TYPE: 'UserAssignedMsi' })).toEqual([
      'MICROSOFT_APP_PASSWORD is set although the bot is a managed identity, which has no secret',
    ]);
  });

  test('in playground mode only this machine reaches the bot, and only by its own variable', () => {
    expect(configOf({ SWARM_PLAYGROUND: '1', PUBLIC_URL: undefined })).toMatchObject({
      mode: 'playground',
      host: '127.0.0.1',
    });
    expect(configOf({ SWARM_PLAYGROUND: '0' }).mode).toBe('normal');
    expect(configOf({ NODE_ENV: 'development' }).mode).toBe('normal');
  });

  test('against a Graph on this machine needs no public address', () => {
    expect(configOf({ PUBLIC_URL: undefined, GRAPH_BASE_URL: 'http://127.0.0.1:4000', PORT: '4001' }).publicUrl).toBe(
      'http://127.0.0.1:4001',
    );
  });
});
