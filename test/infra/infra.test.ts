import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { parseMappingFile } from '../../src/cases/systems/mapping.ts';
import { readConfig } from '../../src/settings/config.ts';
import { givenJson } from '../../src/settings/givenJson.ts';
import { parsePolicyFile } from '../../src/swarm/policy.ts';
import { builtMain } from '../../tools/serverBuild.ts';
import { faultsOf } from './azureTypes.ts';
import { Known, readTemplate, type Value } from './bicep.ts';

/**
 * No compiler of Bicep runs here: the template is read by its grammar, worked out, and held against Azure's own
 * descriptions of its types and against what the program knows, so that they cannot drift apart. What only a deployment can
 * tell (names that are free, quotas, rules between properties) it does not see.
 */
const top = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, top), 'utf8');
const there = (path: string) => existsSync(new URL(path, top));
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);
const block = (text: string, pattern: RegExp): string => {
  const found = pattern.exec(text)?.[1];
  if (!found) throw new Error(`Nothing is like ${pattern}`);
  return found;
};

const template = read('infra/azure.bicep');
const code = template.replace(/(^|\s)\/\/.*$/gm, '');
const readme = read('infra/README.md');
const dockerfile = read('infra/Dockerfile');
const scripts = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json'))).scripts;
const declared = (kind: string) => matches(code, new RegExp(`^${kind} (\\w+)`, 'gm'));

/** Where the server says whether it can do its work. */
const readiness = '/readyz';

const guid = '3b8e2c1a-7a55-4f0e-9a6e-0d0d5f3c1111';
const required = {
  name: 'contososwarm',
  appId: guid,
  hostTeamIds: [guid],
  databasePassword: 'p@ssword-of-sixteen',
  caseWebhookSecret: 'x'.repeat(32),
};
/** Every option taken. */
const everything = {
  ...required,
  dynamicsUrl: 'https://contoso.crm7.dynamics.com',
  dynamicsPushSecret: 'dynamics-push-secret-of-32-letters',
  servicenowUrl: 'https://contoso.service-now.com',
  servicenowClientId: 'servicenow-client',
  servicenowClientSecret: 'servicenow-secret',
  servicenowPushSecret: 'servicenow-push-secret-of-32-letters',
  zendeskUrl: 'https://contoso.zendesk.com',
  zendeskClientId: 'zendesk-client',
  zendeskClientSecret: 'zendesk-secret',
  zendeskPushSecret: 'zendesk-push-secret-of-32-letters',
  modelUrl: 'https://contoso.openai.azure.com/openai/v1',
  modelName: 'gpt-4.1-mini',
  modelKey: 'the-key-of-the-model',
  modelCaseText: 'translation,summary',
  policy: '{ "graceMinutes": 3 }',
  caseMapping: '{ "zendesk": { "product": "custom_fields.360001" } }',
  databaseZoneRedundant: true,
  botSubnetId: '/subscriptions/s/subnets/bot',
  databaseSubnetId: '/subscriptions/s/subnets/database',
  databaseDnsZoneId: '/subscriptions/s/privateDnsZones/swarm.postgres.database.azure.com',
  telemetryUrl: 'http://collector.contoso.example:4318',
  alertMail: 'on-call@contoso.example',
};
/** What Azure answers, by the template's own expressions. */
const answered = {
  'tenant().tenantId': guid,
  'identity.properties.clientId': guid,
  'site.properties.defaultHostName': 'contososwarm.azurewebsites.net',
  'databaseUrl.properties.secretUri': 'database-url',
  'webhookSecret.properties.secretUri': 'case-webhook-secret',
  'server.properties.fullyQualifiedDomainName': 'contososwarm-database.postgres.database.azure.com',
};
const answers = new Map(Object.entries(answered));
const deployed = (given: Record<string, Value>, source = template) => readTemplate(source, given, answered);
const partOf = (held: Value | undefined, ...names: string[]): Value | undefined =>
  names.reduce<Value | undefined>(
    (each, name) => (typeof each === 'object' && each !== null && name in each ? Reflect.get(each, name) : undefined),
    held,
  );

/** The app's settings as the process gets them: what refers to the vault is filled in from its secrets. */
async function settingsOf(given: Record<string, Value>): Promise<Record<string, string | undefined>> {
  const { resources } = await deployed(given);
  const secrets = new Map(
    resources
      .filter(({ kind, wanted }) => wanted && kind.startsWith('Microsoft.KeyVault/vaults/secrets@'))
      .map(({ body }) => [body['name'], partOf(body, 'properties', 'value')]),
  );
  const held = resources.find(({ symbol }) => symbol === 'settings')?.body['properties'];
  return Object.fromEntries(
    Object.entries(z.record(z.string(), z.unknown()).parse(held)).map(([name, value]) => {
      const plain = value instanceof Known ? answers.get(value.expression) : value;
      const text = z.string().parse(plain);
      const secret = /^@Microsoft\.KeyVault\((?:SecretUri=|VaultName=contososwarm-vault;SecretName=)([\w-]+)\)$/.exec(
        text,
      );
      return [name, secret ? z.string().parse(secrets.get(secret[1] ?? '')) : text];
    }),
  );
}

describe('the template for Azure', () => {
  test.each([
    ['as shipped', required],
    ['with everything', everything],
  ])('is what Azure knows: properties, types, API versions (%s)', async (_, given) => {
    const { resources } = await deployed(given);
    expect(resources.length).toBeGreaterThan(20);
    expect(resources.flatMap(faultsOf)).toEqual([]);
  });

  test.each([
    ['enableRbacAuthorization: true', 'enableRbacAutorisation: true', 'vault.properties.enableRbacAutorisation'],
    ['serverFarmId: plan.id', 'serverfarmid: plan.id', 'site.properties.serverfarmid'],
    ['alwaysOn: true', "alwaysOn: 'true'", 'site.properties.siteConfig.alwaysOn'],
    ["channelName: 'MsTeamsChannel'", "channelName: 'TeamsChannel'", 'teamsChannel.properties.channelName'],
    ["version: '17'", "version: '71'", 'server.properties.version'],
    ['flexibleServers@2025-08-01', 'flexibleServers@2025-08-02', 'server: no type'],
    ["'ZoneRedundant'", "'ZoneRedundent'", 'server.properties.highAvailability.mode'],
    ["metricName: 'Http5xx'", "metric: 'Http5xx'", 'botFails.properties.criteria.allOf[0].metric'],
    ['  location: location\n  sku: { name: databaseSku', '  sku: { name: databaseSku', 'server.location: is missing'],
    ['capacity: instances', 'capacity: logLevel', 'plan.sku.capacity'],
  ])('would not pass with %j written %j', async (right, wrong, path) => {
    expect(template).toContain(right);
    const { resources } = await deployed(everything, template.replace(right, wrong));
    expect(resources.flatMap(faultsOf).join('\n')).toContain(path);
  });

  test.each([
    ['{ reserved: true }', '{ reserved: true', 'is no Bicep'],
    ["family: 'A', name", "family: 'A' name", 'without a comma'],
    ['plan.id', 'plans.id', 'nothing that is declared'],
  ])('would not be read with %j written %j', async (right, wrong, said) => {
    await expect(deployed(required, template.replace(right, wrong))).rejects.toThrow(said);
  });

  test('gives the bot all that it needs to start, and nothing that it does not know', async () => {
    const settings = await settingsOf(everything);
    const { policy, caseMapping } = everything;
    expect(readConfig(settings)).toMatchObject({
      ok: true,
      config: {
        port: 8080,
        publicUrl: 'https://contososwarm.azurewebsites.net',
        credential: { kind: 'federated-identity', identityClientId: guid },
        database: { kind: 'postgres', url: expect.stringMatching(/^postgres:\/\/swarm:p%40ss.+sslmode=verify-full$/) },
        caseWebhookSecret: everything.caseWebhookSecret,
        caseSystems: {
          dynamics: { url: everything.dynamicsUrl },
          servicenow: { url: everything.servicenowUrl, id: 'servicenow-client', secret: 'servicenow-secret' },
          zendesk: { url: everything.zendeskUrl, id: 'zendesk-client', secret: 'zendesk-secret' },
          mappingFile: caseMapping,
          pushSecrets: {
            dynamics: [everything.dynamicsPushSecret],
            servicenow: [everything.servicenowPushSecret],
            zendesk: [everything.zendeskPushSecret],
          },
        },
        model: {
          ...{ url: everything.modelUrl, name: everything.modelName },
          ...{ credential: { kind: 'key', key: everything.modelKey }, caseText: ['translation', 'summary'] },
        },
        policyFile: policy,
        telemetry: { sentTo: { endpoint: everything.telemetryUrl, sampled: 0.1 }, scraped: null },
      },
    });
    expect(parsePolicyFile(await givenJson('SWARM_POLICY_FILE', policy)).policy.graceMinutes).toBe(3);
    expect(parseMappingFile(await givenJson('CASE_MAPPING_FILE', caseMapping)).of.zendesk.product).toBe(
      'custom_fields.360001',
    );
    // Of App Service itself, which reads the port of the container.
    const platform = 'WEBSITES_PORT';
    const example = matches(read('env/.env.example'), /^#?([A-Z][A-Z_]+)=/gm);
    for (const name of Object.keys(settings)) expect([platform, ...example]).toContain(name);
    expect(settings['WEBSITES_PORT']).toBe(settings['PORT']);
  });

  test('keeps what is secret in the vault, and nowhere else that whoever may look at the app can see', async () => {
    const { resources, parameters } = await deployed(everything);
    const secret = Object.entries(everything).filter(([name]) => parameters.get(name)?.secure);
    const named = Object.keys(everything).filter((name) => /secret|password|key$/i.test(name));
    expect(secret.map(([name]) => name)).toEqual(named);
    const holders = resources.filter(({ kind }) => !kind.startsWith('Microsoft.KeyVault/vaults/secrets@'));
    for (const [name, value] of secret) {
      const told = [String(value), encodeURIComponent(String(value))];
      const open = holders.filter(({ body }) => told.some((each) => JSON.stringify(body).includes(each)));
      // The server itself is made with its password.
      expect([name, ...open.map(({ symbol }) => symbol)]).toEqual(
        name === 'databasePassword' ? [name, 'server'] : [name],
      );
    }
  });

  test('lets ServiceNow be signed in to with a token of Entra, and no secret', async () => {
    const { servicenowClientId: _id, servicenowClientSecret: _secret, ...rest } = everything;
    const scope = 'api://servicenow/.default';
    expect(readConfig(await settingsOf({ ...rest, servicenowEntraScope: scope }))).toMatchObject({
      ok: true,
      config: { caseSystems: { servicenow: { url: everything.servicenowUrl, scope } } },
    });
  });

  test('needs no case system, no file, no network of its own and nobody to alarm', async () => {
    expect(readConfig(await settingsOf(required))).toMatchObject({
      ok: true,
      config: {
        caseSystems: { dynamics: null, servicenow: null, zendesk: null, mappingFile: null },
        model: null,
        policyFile: null,
        telemetry: null,
      },
    });
    const { resources } = await deployed(required);
    const left = resources.filter(({ wanted }) => !wanted).map(({ symbol }) => symbol);
    const alerts = ['toldOfAlerts', 'botUnwell', 'botFails', 'databaseFull', 'errorsLogged'];
    expect(left).toEqual([
      'servicenowSecret',
      'zendeskSecret',
      'dynamicsPushes',
      'servicenowPushes',
      'zendeskPushes',
      'modelSecret',
      ...alerts,
    ]);
  });

  test('has a database that takes over by itself only on tiers that can', async () => {
    const server = async (given: Record<string, Value>) =>
      (await deployed(given)).resources.find(({ symbol }) => symbol === 'server')?.body;
    expect(await server(required)).toMatchObject({
      sku: { tier: 'Burstable' },
      properties: { highAvailability: { mode: 'Disabled' }, version: '17' },
    });
    expect(await server({ ...required, databaseZoneRedundant: true })).toMatchObject({
      sku: { name: 'Standard_D2ds_v5', tier: 'GeneralPurpose' },
      properties: { highAvailability: { mode: 'ZoneRedundant' } },
    });
  });

  test('with subnets of its own, the database has no public door', async () => {
    const { resources } = await deployed(everything);
    const of = (symbol: string) => resources.find((each) => each.symbol === symbol);
    expect(of('server')?.body['properties']).toMatchObject({
      network: { delegatedSubnetResourceId: everything.databaseSubnetId },
    });
    expect(of('fromAzure')?.wanted).toBe(false);
    expect(of('site')?.body['properties']).toMatchObject({ virtualNetworkSubnetId: everything.botSubnetId });
  });

  test('tells by mail what goes wrong, if somebody is named', async () => {
    const { resources } = await deployed(everything);
    const rules = resources.filter(({ kind }) => /metricAlerts|scheduledQueryRules/.test(kind));
    expect(rules).toHaveLength(4);
    for (const { wanted, body } of rules) {
      expect(wanted).toBe(true);
      expect(JSON.stringify(body)).toContain('toldOfAlerts.id');
    }
  });

  test('allows just those levels of logs that the bot has', async () => {
    const settings = await settingsOf(required);
    const allowed = matches(block(code, /@allowed\(\[([^\]]+)\]\)\s+param logLevel/), /'(\w+)'/g);
    for (const LOG_LEVEL of allowed) expect(readConfig({ ...settings, LOG_LEVEL })).toMatchObject({ ok: true });
    expect(readConfig({ ...settings, LOG_LEVEL: 'loud' })).toMatchObject({ ok: false });
  });

  test('takes its parameters from the file, the secrets and what the instructions pass, and no others', () => {
    const file = z
      .object({ parameters: z.record(z.string(), z.strictObject({ value: z.unknown() })) })
      .parse(JSON.parse(read('infra/azure.parameters.json')));
    const given = Object.keys(file.parameters);
    const passed = matches(readme, /(?:--parameters|\s)(?:.*?\s)?(\w+)=\$/g);
    const parameters = declared('param');
    for (const name of given) expect(parameters).toContain(name);
    for (const name of matches(code, /^param (\w+) [^=\n]+$/gm))
      expect([...given, ...passed, 'databasePassword', 'caseWebhookSecret']).toContain(name);
    const secure = matches(code, /@secure\(\)[\s\S]*?param (\w+)/g);
    expect(secure.length).toBeGreaterThan(3);
    for (const name of secure) {
      expect(given).not.toContain(name);
      expect(readme).toContain(`${name}=`);
    }
  });

  test('makes nothing that nothing of it uses', () => {
    // What ends a chain: it grants, tells or answers, and nothing else has to know it.
    const ends = /Microsoft\.(?:Authorization|BotService|Insights\/(?!actionGroups))|firewallRules|sites\/config/;
    for (const [, name = '', kind = ''] of code.matchAll(/^resource (\w+) '([^']+)'/gm))
      if (!ends.test(kind))
        expect(code).toMatch(new RegExp(`\\b${name}\\.|\\[(?:\\w+, )*${name}\\b|parent: ${name}\\b`));
  });

  test('names nothing that it does not declare, and is asked for no output that it does not give', () => {
    const known = new Set([...declared('param'), ...declared('var'), ...declared('resource')]);
    const used = [
      ...matches(code, /\$\{(\w+)[.}]/g),
      ...matches(code, /(\w+)\.(?:id|name|properties)\b/g),
      ...matches(code, /^\s*(?:parent|scope): (\w+)$/gm),
      ...matches(code, /dependsOn: \[([^\]]+)\]/g).flatMap((list) => list.split(/,\s*/)),
    ];
    expect(used.length).toBeGreaterThan(20);
    for (const name of used) expect(known).toContain(name);
    const outputs = declared('output');
    for (const name of matches(readme, /\$\(output (\w+)\)/g)) expect(outputs).toContain(name);
    for (const script of matches(readme, /(infra\/[\w.-]+\.\w+)/g)) expect(there(script)).toBe(true);
  });

  test('asks for health where the server answers, and sends activities where it takes them', () => {
    const routes = read('src/http/ownRoutes.ts');
    expect(routes).toContain(`path: '${readiness}'`);
    // A process that only runs may have lost its database.
    expect(block(code, /healthCheckPath: '([^']+)'/)).toBe(readiness);
    expect(readme).toContain(`publicUrl)${readiness}"`);
    expect(routes).toContain(`'${block(code, /endpoint: 'https:\/\/\$\{host\}([^']+)'/)}'`);
  });
});

describe('the image', () => {
  const [, build = '', final = ''] = dockerfile.split(/^FROM /m);
  const environment = Object.fromEntries(
    [...block(final, /^ENV (.+)$/m).matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value]) => [name, value]),
  );

  test('sets what the bot reads, on the port that the template expects', async () => {
    const settings = await settingsOf(required);
    const { NODE_ENV: _, ...read_ } = environment;
    const config = readConfig({ ...settings, DATABASE_URL: undefined, ...read_ });
    expect(config).toMatchObject({ ok: true, config: { port: 8080, database: { kind: 'folder', folder: '/data' } } });
    expect(environment['PORT']).toBe(settings['PORT']);
    expect(build).toContain(`/image${environment['DATA_FOLDER']}`);
    expect(final).toContain(`EXPOSE ${environment['PORT']}`);
  });

  test('is made of files and commands that there are', () => {
    for (const line of matches(dockerfile, /^COPY (?!--from)(.+) \.\/?$/gm))
      for (const path of line.split(' ')) expect(there(path)).toBe(true);
    for (const name of matches(build, /npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(name);
    const laid = block(build, /node (tools\/\S+\.ts) \/image/);
    expect(there(laid)).toBe(true);
    expect(matches(final, /^COPY (.+)$/gm)).toEqual(['--from=build /image /']);
    expect(block(final, /^CMD \["node", .*"([^"]+)"\]$/m)).toBe(relative(fileURLToPath(top), builtMain));
    expect(scripts['build']).toContain('tools/serverBuild.ts');
    expect(block(final, /\$\{process\.env\.PORT\}([^`]+)`/)).toBe(readiness);
  });

  test('is nothing but what the bot needs, and runs as nobody special', () => {
    expect(final).toMatch(/^scratch\n/);
    // A number, so that Kubernetes can tell that it is not root.
    expect(final).toMatch(/^USER 1000:1000$/m);
  });

  test('has Node of the version that the product asks for', () => {
    const image = Number(block(dockerfile, /^FROM node:(\d+)/m));
    expect(image).toBeGreaterThanOrEqual(24);
    expect(image).toBe(Number(process.versions.node.split('.')[0]));
  });
});
