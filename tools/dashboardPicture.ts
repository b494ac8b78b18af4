import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { startBotProcess } from '../src/sandbox/botProcess.ts';
import { freePort } from '../src/sandbox/doors/listener.ts';
import { connectPeople, type People } from '../src/sandbox/people/persona.ts';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.ts';
import { inOwnSchema } from '../test/bench/measure.ts';
import { startLoad } from '../test/bench/twoClusters/turns.ts';
import { launchBrowser } from '../test/browser/launch.ts';
import { type DrawnPanel, dashboardPage, type Series } from './dashboardPage.ts';

/**
 * Draws docs/images/dashboard.png: two bots under the sandbox's own load, a real Prometheus that reads both, and each panel of
 * infra/telemetry/dashboard.json as Prometheus answers its queries. Grafana itself is not needed, and not what is seen. Ends with 1
 * where a query or an alert rule is not understood. PROMETHEUS: its program (`prometheus` of the path, else); TEST_DATABASE_URL:
 * a PostgreSQL. `npm run picture:dashboard -- 180`: for so many seconds.
 */
const seconds = Number(process.argv[2] ?? 240);
const telemetry = join(import.meta.dirname, '../infra/telemetry');
const picture = join(import.meta.dirname, '../docs/images/dashboard.png');
/** Prometheus reads every two seconds: five times that are what Grafana calls `$__rate_interval` at the least. */
const interval = '20s';
const step = 4;

const panelSchema = z.object({
  type: z.enum(['stat', 'timeseries']),
  title: z.string(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string() }) }),
  targets: z.array(z.object({ expr: z.string(), legendFormat: z.string().default('') })),
});
const { panels } = z
  .object({ panels: z.array(panelSchema) })
  .parse(JSON.parse(await readFile(join(telemetry, 'dashboard.json'), 'utf8')));

const answerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('error'), error: z.string() }),
  z.object({
    status: z.literal('success'),
    data: z.object({
      result: z.array(
        z.object({
          metric: z.record(z.string(), z.string()),
          values: z.array(z.tuple([z.number(), z.string()])),
        }),
      ),
    }),
  }),
]);
const rulesSchema = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({ name: z.string(), health: z.string(), state: z.string(), lastError: z.string().optional() }),
        ),
      }),
    ),
  }),
});

const nameOf = (legend: string, metric: Record<string, string>): string =>
  legend.replaceAll(/\{\{(\w+)\}\}/g, (_, label: string) => metric[label] ?? '').trim();

const folder = await mkdtemp(join(tmpdir(), 'swarm-dashboard-'));
const hasFailed = await inOwnSchema(async (database) => {
  const sandbox = await startSandbox();
  const ports = [await freePort(), await freePort()];
  const bots = [];
  for (const [nth, port] of ports.entries()) {
    const environment = {
      ...{ ...sandbox.botEnvironment(), ...database, LOG_LEVEL: 'error' },
      ...(nth > 0 ? { PORT: String(await freePort()) } : {}),
      ...{ OTEL_EXPORTER_PROMETHEUS_PORT: String(port), OTEL_EXPORTER_PROMETHEUS_HOST: '127.0.0.1' },
    };
    bots.push({ port: environment.PORT ?? '', process: await startBotProcess({ environment, patience: 120_000 }) });
  }
  const prometheus = await startPrometheus(ports);
  const people = connectPeople(sandbox.addresses.people);
  const endpoints = bots.map(({ port }) => `http://127.0.0.1:${port}/api/messages`);
  const load = startLoad({ sandbox, endpoints, people: 4 });
  try {
    const until = performance.now() + seconds * 1000;
    await startSwarms(sandbox, people, until);
    const { drawn, wrong } = await ask(prometheus.address);
    for (const each of wrong) console.error(each);
    await draw(drawn);
    return wrong.length > 0;
  } finally {
    await load.stop();
    people.close();
    await prometheus.stop();
    await Promise.all(bots.map((bot) => bot.process.stop()));
    await sandbox.stop();
  }
});
await rm(folder, { recursive: true });
process.exitCode = hasFailed ? 1 : 0;

async function startPrometheus(ports: readonly number[]): Promise<{ address: string; stop(): Promise<void> }> {
  const targets = ports.map((port) => `127.0.0.1:${port}`);
  const settings = {
    global: { scrape_interval: '2s', evaluation_interval: '5s' },
    rule_files: [join(telemetry, 'alerts.yaml')],
    scrape_configs: [{ job_name: 'swarm', static_configs: [{ targets }] }],
  };
  const file = join(folder, 'prometheus.yml');
  // JSON is YAML.
  await writeFile(file, JSON.stringify(settings));
  const port = await freePort();
  const child = spawn(
    process.env['PROMETHEUS'] ?? 'prometheus',
    [
      ...[`--config.file=${file}`, `--storage.tsdb.path=${join(folder, 'data')}`],
      ...[`--web.listen-address=127.0.0.1:${port}`, '--log.level=warn'],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const isUp = await fetch(`${address}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) break;
    if (tries > 100 || child.exitCode !== null) throw new Error('Prometheus does not come up');
    await pause(100);
  }
  return {
    address,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** One swarm after the other, whose first expert joins. */
async function startSwarms(sandbox: Sandbox, people: People, until: number): Promise<void> {
  const owner = people.as('pradeep.gupta');
  const stop = sandbox.feed.subscribe((event) => {
    if (event.kind !== 'message' || event.change !== 'new' || event.conversation.kind !== 'personal') return;
    if (event.message.from !== 'bot') return;
    const invited = people.as(event.conversation.person.profile.alias);
    if (invited === owner) return;
    invited
      .waitForMessage(({ actions }) => actions.some(({ verb }) => verb === 'accept'), { timeout: 5_000 })
      .then((invitation) => invitation.press('accept'))
      // Whoever hears something else has nothing to press.
      .catch(() => {});
  });
  for (let number = 0; performance.now() < until; number++) {
    await owner.say(`/swarm Number ${number}: the VPN Gateway drops its BGP session`, { locale: 'en-US' });
    const plan = await owner.waitForMessage(
      ({ card, actions }) =>
        actions.some(({ verb }) => verb === 'start-swarm') && JSON.stringify(card).includes(`Number ${number}:`),
      { timeout: 30_000 },
    );
    await plan.press('start-swarm');
    await pause(10_000);
  }
  stop();
}

/** Each panel with what Prometheus answers, and what it did not understand. */
async function ask(address: string): Promise<{ drawn: DrawnPanel[]; wrong: string[] }> {
  const wrong: string[] = [];
  const drawn: DrawnPanel[] = [];
  const end = Date.now() / 1000;
  for (const { type, title, gridPos, fieldConfig, targets } of panels) {
    const series: Series[] = [];
    for (const { expr, legendFormat } of targets) {
      const query = expr.replaceAll('$__rate_interval', interval);
      const span = { start: String(end - seconds), end: String(end), step: String(step) };
      const answer = await fetch(`${address}/api/v1/query_range?${new URLSearchParams({ query, ...span })}`);
      const told = answerSchema.parse(await answer.json());
      if (told.status === 'error') wrong.push(`${title}: ${told.error}`);
      else
        for (const { metric, values } of told.data.result)
          series.push({ name: nameOf(legendFormat, metric), points: values.map(([at, value]) => [at, Number(value)]) });
    }
    const said = series.flatMap(({ points }) => points).filter(([, value]) => Number.isFinite(value));
    console.log(`${title}: ${series.length} series, ${said.length} values`);
    drawn.push({ type, title, place: gridPos, unit: fieldConfig.defaults.unit, series });
  }
  const rules = rulesSchema.parse(await (await fetch(`${address}/api/v1/rules`)).json());
  for (const { name, health, lastError, state } of rules.data.groups.flatMap((group) => group.rules)) {
    console.log(`alert ${name}: ${health}, ${state}`);
    if (health !== 'ok') wrong.push(`alert ${name}: ${health} ${lastError ?? ''}`);
  }
  return { drawn, wrong };
}

async function draw(drawn: readonly DrawnPanel[]): Promise<void> {
  await mkdir(join(picture, '..'), { recursive: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 800 } });
    const note = `Two bots under the sandbox’s own load for ${Math.round(seconds / 60)} minutes; drawn from the dashboard’s own queries as Prometheus answers them. Grafana draws them in its own way.`;
    await page.setContent(dashboardPage(drawn, note));
    await page.screenshot({ path: picture, fullPage: true });
  } finally {
    await browser.close();
  }
}
