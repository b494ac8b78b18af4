import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Deployment } from 'kubernetes-types/apps/v1.d.ts';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.d.ts';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/settings/config.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, path), 'utf8');
/** What an administrator fills in. */
const guid = '3b8e2c1a-7a55-4f0e-9a6e-0d0d5f3c1111';
const secrets = { CASE_WEBHOOK_SECRET: 'x'.repeat(32), MICROSOFT_APP_PASSWORD: 'secret' };

describe('the manifests for Kubernetes', () => {
  const objectSchema = z.looseObject({ apiVersion: z.string(), kind: z.string() });
  type Manifest = z.infer<typeof objectSchema>;
  const manifestsOf = (text: string): Manifest[] =>
    parseAllDocuments(text).map((document) => {
      expect(document.errors).toEqual([]);
      return objectSchema.parse(document.toJS());
    });
  let folder: string;
  let text: string;
  let manifests: Manifest[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'swarm-kubernetes-'));
    text = await read('infra/kubernetes.yaml');
    manifests = manifestsOf(text);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Has the compiler hold the objects against Kubernetes' own types; gives what it says, or nothing. */
  async function judged(objects: Manifest[]): Promise<string> {
    const lines = objects.map((object, index) => {
      const path = object.apiVersion === 'v1' ? 'core/v1' : object.apiVersion.replace('.k8s.io', '');
      const type = `import('${join(root, 'node_modules/kubernetes-types', path)}').${object.kind}`;
      return `export const object${index}: ${type} = ${JSON.stringify(object)};`;
    });
    const file = join(folder, 'manifests.ts');
    await writeFile(file, lines.join('\n'));
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'preserve', '--types', '', file];
    return promisify(execFile)(process.execPath, [compiler, ...options], { cwd: folder }).then(
      () => '',
      (failure) => z.object({ stdout: z.string() }).parse(failure).stdout,
    );
  }
  const theOne = (kind: string): Manifest => {
    const [found, ...others] = manifests.filter((each) => each.kind === kind);
    if (!found || others.length > 0) throw new Error(`There is not one ${kind}`);
    return found;
  };

  test('are objects that Kubernetes knows', async () => {
    expect(manifests.map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'ConfigMap',
      'Deployment',
      'Service',
      'PodDisruptionBudget',
      'Ingress',
    ]);
    expect(await judged(manifests)).toBe('');
  });

  test.each([
    ['readOnlyRootFilesystem: true', 'readOnlyRootFileSystem: true'],
    ['replicas: 2', "replicas: 'two'"],
    ['minAvailable: 1', 'minimumAvailable: 1'],
    ['pathType: Prefix', 'pathTyp: Prefix'],
    ['sleep: { seconds: 5 }', 'sleep: { second: 5 }'],
    ['policy/v1', 'policy/v1beta0'],
  ])('would not pass with %j written %j', async (right, wrong) => {
    expect(text).toContain(right);
    expect(await judged(manifestsOf(text.replace(right, wrong)))).toMatch(/error TS/);
  });

  test('run without root, on a file system that cannot be written to, with no right that is not needed', () => {
    const pod = (theOne('Deployment') as Deployment).spec?.template.spec;
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(pod?.securityContext?.runAsUser).toBeGreaterThan(0);
    expect(pod?.containers).toHaveLength(1);
    expect(pod?.containers[0]?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('ask where the server answers, give it time to end what it is at, and never take both away', async () => {
    const deployment = theOne('Deployment') as Deployment;
    const pod = deployment.spec?.template.spec;
    const bot = pod?.containers[0];
    const routes = await read('src/http/ownRoutes.ts');
    for (const probe of [bot?.startupProbe, bot?.readinessProbe, bot?.livenessProbe]) {
      expect(routes).toContain(`path: '${probe?.httpGet?.path}'`);
      expect(bot?.ports?.map(({ name }) => name)).toContain(probe?.httpGet?.port);
    }
    expect(bot?.readinessProbe?.httpGet?.path).toBe('/readyz');
    // What restarts on a lost database brings it no nearer.
    expect(bot?.livenessProbe?.httpGet?.path).toBe('/healthz');
    const longestStop = Number(/longestStop = (\d+)_000/.exec(await read('src/main.ts'))?.[1]);
    const waits = bot?.lifecycle?.preStop?.sleep?.seconds ?? 0;
    expect(pod?.terminationGracePeriodSeconds).toBeGreaterThan(longestStop + waits);
    const budget = (theOne('PodDisruptionBudget') as PodDisruptionBudget).spec;
    expect(Number(deployment.spec?.replicas)).toBeGreaterThan(Number(budget?.minAvailable));
    expect(budget?.selector).toEqual(deployment.spec?.selector);
    expect(theOne('Service')['spec']).toMatchObject({ selector: deployment.spec?.selector.matchLabels });
  });

  test('give the bot settings that it starts with, on the port that its image has', async () => {
    const image = await read('infra/Dockerfile');
    const bot = (theOne('Deployment') as Deployment).spec?.template.spec?.containers[0];
    expect(image).toContain(`PORT=${bot?.ports?.[0]?.containerPort}`);
    const { SWARM_POLICY_FILE, CASE_MAPPING_FILE, ...given } = z
      .record(z.string(), z.string())
      .parse(theOne('ConfigMap')['data']);
    const mounted = bot?.volumeMounts?.map(({ mountPath }) => mountPath);
    for (const file of [SWARM_POLICY_FILE, CASE_MAPPING_FILE])
      expect(mounted).toContain(file?.replace(/\/[\w.]+$/, ''));
    const filled = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value.replace('<host>', 'swarm.contoso.example')]),
    );
    const settings = { ...filled, MICROSOFT_APP_ID: guid, MICROSOFT_APP_TENANT_ID: guid, HOST_TEAM_IDS: guid };
    const DATABASE_URL = 'postgres://swarm:secret@database.contoso.example/swarm';
    expect(readConfig({ ...settings, ...secrets, DATABASE_URL })).toMatchObject({ ok: true });
    for (const name of Object.keys(secrets)) expect(text).not.toContain(name);
  });
});

describe('the file for Compose', () => {
  /** What of Compose's specification is used: anything else is a slip. */
  const serviceSchema = z.strictObject({
    image: z.string(),
    build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
    env_file: z.string().optional(),
    environment: z.record(z.string(), z.string()),
    ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/)).optional(),
    volumes: z.array(z.string()).optional(),
    depends_on: z.record(z.string(), z.strictObject({ condition: z.enum(['service_healthy']) })).optional(),
    healthcheck: z
      .strictObject({
        test: z.tuple([z.literal('CMD')], z.string()),
        interval: z.string(),
        timeout: z.string(),
        retries: z.int(),
      })
      .optional(),
    read_only: z.boolean().optional(),
    cap_drop: z.array(z.string()).optional(),
    security_opt: z.array(z.string()).optional(),
    restart: z.enum(['unless-stopped']),
    stop_grace_period: z.string().optional(),
  });
  const composeSchema = z.strictObject({
    name: z.string(),
    services: z.strictObject({ bot: serviceSchema, database: serviceSchema }),
    volumes: z.record(z.string(), z.strictObject({})),
  });
  const filledIn = (text: string) => text.replace(/\$\{(\w+):\?[^}]+\}/g, 'secret');

  test('is a bot that starts once its PostgreSQL answers, which nobody else can reach', async () => {
    const { services, volumes } = composeSchema.parse(parse(filledIn(await read('infra/compose.yaml'))));
    const { bot, database } = services;
    expect(bot.depends_on).toHaveProperty('database');
    expect(database.healthcheck?.test).toContain('pg_isready');
    expect(database.ports).toBeUndefined();
    expect(database.image).toBe('postgres:17');
    for (const volume of database.volumes ?? []) expect(Object.keys(volumes)).toContain(volume.split(':')[0]);
    expect(bot).toMatchObject({ read_only: true, cap_drop: ['ALL'], build: { dockerfile: 'infra/Dockerfile' } });
    const { POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD } = database.environment;
    expect(bot.environment['DATABASE_URL']).toBe(
      `postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@database:5432/${POSTGRES_DB}`,
    );
    expect(bot.ports).toEqual([`127.0.0.1:${bot.environment['PORT']}:${bot.environment['PORT']}`]);
    const own = { MICROSOFT_APP_ID: guid, MICROSOFT_APP_TENANT_ID: guid, HOST_TEAM_IDS: guid };
    const settings = { ...own, ...secrets, PUBLIC_URL: 'https://swarm.contoso.example', ...bot.environment };
    expect(readConfig(settings)).toMatchObject({ ok: true, config: { port: 3978, database: { kind: 'postgres' } } });
  });
});
