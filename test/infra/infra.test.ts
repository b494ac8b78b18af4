import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readConfig } from '../../src/settings/config.ts';
import { builtMain } from '../../tools/serverBuild.ts';

/**
 * No compiler of Bicep and no Docker run here: what is read is held against what the program knows, so that the two
 * cannot drift apart. That the template deploys only Azure can tell.
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
/** What Azure makes of the template's own expressions. */
const samples: Record<string, string> = {
  appId: guid,
  'tenant().tenantId': guid,
  'identity.properties.clientId': guid,
  "join(hostTeamIds, ',')": guid,
  logLevel: 'info',
  dynamicsUrl: 'https://contoso.crm7.dynamics.com',
  host: 'contososwarm.azurewebsites.net',
  'databaseUrl.properties.secretUri': 'database-url',
  'webhookSecret.properties.secretUri': 'case-webhook-secret',
  databaseAdministrator: 'swarm',
  databaseName: 'swarm',
  'uriComponent(databasePassword)': 'p%40ss',
  'server.properties.fullyQualifiedDomainName': 'contososwarm-database.postgres.database.azure.com',
  caseWebhookSecret: 'x'.repeat(32),
};
const sample = (expression: string): string => {
  const value = samples[expression];
  if (value === undefined) throw new Error(`The template has a new expression: ${expression}`);
  return value;
};
const evaluated = (written: string): string =>
  written.startsWith("'")
    ? written.slice(1, -1).replace(/\$\{([^}]+)\}/g, (_, expression: string) => sample(expression))
    : sample(written);

/** The secrets of the vault by their names, and the app's settings as the process gets them. */
const secrets = Object.fromEntries(
  [...code.matchAll(/name: '([\w-]+)'\n\s+properties: \{\s*value: (.+?)\s*\}?\n/g)].map(([, name, value]) => [
    name,
    evaluated(value ?? ''),
  ]),
);
const settings = Object.fromEntries(
  [...block(code, /name: 'appsettings'\n {2}properties: \{\n([\s\S]*?)\n {2}\}/).matchAll(/^\s+(\w+): (.+)$/gm)].map(
    ([, name = '', value = '']) => {
      const plain = evaluated(value);
      const reference = /^@Microsoft\.KeyVault\(SecretUri=(.+)\)$/.exec(plain)?.[1];
      return [name, reference === undefined ? plain : secrets[reference]];
    },
  ),
);

describe('the template for Azure', () => {
  test('gives the bot all that it needs to start, and nothing that it does not know', () => {
    expect(readConfig(settings)).toMatchObject({
      ok: true,
      config: {
        port: 8080,
        publicUrl: 'https://contososwarm.azurewebsites.net',
        credential: { kind: 'federated-identity', identityClientId: guid },
        database: { kind: 'postgres', url: expect.stringMatching(/^postgres:\/\/swarm:.+sslmode=verify-full$/) },
        caseWebhookSecret: samples['caseWebhookSecret'],
        caseSystems: { dynamics: { url: samples['dynamicsUrl'] } },
      },
    });
    // Of App Service itself, which reads the port of the container.
    const platform = 'WEBSITES_PORT';
    const example = matches(read('env/.env.example'), /^#?([A-Z][A-Z_]+)=/gm);
    for (const name of Object.keys(settings)) expect([platform, ...example]).toContain(name);
    expect(settings['WEBSITES_PORT']).toBe(settings['PORT']);
  });

  test('needs no case system', () => {
    const without = readConfig({ ...settings, DYNAMICS_URL: '' });
    expect(without).toMatchObject({ ok: true, config: { caseSystems: { dynamics: null } } });
  });

  test('allows just those levels of logs that the bot has', () => {
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
    const required = matches(code, /^param (\w+) [^=\n]+$/gm);
    for (const name of required) expect([...given, ...passed, 'databasePassword', 'caseWebhookSecret']).toContain(name);
    for (const name of matches(code, /@secure\(\)[\s\S]*?param (\w+)/g)) {
      expect(given).not.toContain(name);
      expect(readme).toContain(`${name}=`);
    }
  });

  test('makes nothing that nothing of it uses', () => {
    // What ends a chain: it grants, tells or answers, and nothing else has to know it.
    const ends = /Microsoft\.(?:Authorization|Insights\/diagnosticSettings|BotService)|firewallRules|sites\/config/;
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

  test('sets what the bot reads, on the port that the template expects', () => {
    const { NODE_ENV: _, ...read_ } = environment;
    const config = readConfig({ ...settings, DATABASE_URL: undefined, ...read_ });
    expect(config).toMatchObject({ ok: true, config: { port: 8080, database: { kind: 'folder', folder: '/data' } } });
    expect(environment['PORT']).toBe(settings['PORT']);
    expect(final).toContain(`mkdir ${environment['DATA_FOLDER']}`);
    expect(final).toContain(`EXPOSE ${environment['PORT']}`);
  });

  test('is made of files and commands that there are', () => {
    for (const line of matches(dockerfile, /^COPY (?!--from)(.+) \.\/?$/gm))
      for (const path of line.split(' ')) expect(there(path)).toBe(true);
    const made = ['/app/dist'];
    for (const path of matches(final, /^COPY --from=build (\S+)/gm))
      expect(made.includes(path) || there(path.replace('/app/', ''))).toBe(true);
    for (const name of matches(build, /npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(name);
    for (const path of matches(build, /(src\/\w+)/g)) expect(there(path)).toBe(true);
    expect(block(final, /^CMD \["node", .*"([^"]+)"\]$/m)).toBe(relative(fileURLToPath(top), builtMain));
    expect(scripts['build']).toContain('tools/serverBuild.ts');
    expect(block(final, /\$\{process\.env\.PORT\}([^`]+)`/)).toBe(readiness);
  });

  test('has Node of the version that the product asks for', () => {
    const image = Number(block(dockerfile, /^FROM node:(\d+)/m));
    expect(image).toBeGreaterThanOrEqual(24);
    expect(matches(dockerfile, /^FROM node:(\d+)/gm)).toEqual([String(image), String(image)]);
  });
});
