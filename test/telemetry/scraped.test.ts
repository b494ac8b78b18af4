import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { freePort } from '../../src/sandbox/doors/listener.ts';
import { startTelemetry } from '../../src/telemetry/exported.ts';
import { metrics } from '../../src/telemetry/names.ts';
import { count, observe, record } from '../../src/telemetry/telemetry.ts';
import { until } from '../until.ts';

const host = '127.0.0.1';
let port: number;
let failures: Error[];
let telemetry: { stop(): Promise<void> };

const start = () =>
  startTelemetry({ serviceName: 'swarm', sentTo: null, scraped: { host, port } }, (fault) => failures.push(fault));
const ask = (path: string, init?: RequestInit) => fetch(`http://${host}:${port}${path}`, init);
const answers = async (): Promise<boolean> =>
  (await ask('/metrics').then(
    ({ ok }) => ok,
    () => false,
  )) || failures.length > 0;

beforeEach(async () => {
  failures = [];
  port = await freePort();
});
afterEach(() => telemetry.stop());

describe('what Prometheus reads', () => {
  test('are all metrics, by the names that the dashboard and the alerts ask for', async () => {
    telemetry = start();
    record('swarm.plan.duration', 0.2, {});
    count('swarm.commands', { 'swarm.command': 'Start', 'swarm.outcome': 'accepted' });
    observe('swarm.jobs.oldest', async () => [{ value: 3, told: { 'messaging.destination.name': 'open-channel' } }]);
    observe('process.memory.usage', async () => [{ value: 300_000_000 }]);
    await until(answers);
    const response = await ask('/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    for (const line of [
      'swarm_plan_duration_seconds_count 1',
      'swarm_plan_duration_seconds_bucket{le="0.25"} 1',
      'swarm_commands_total{swarm_command="Start",swarm_outcome="accepted"} 1',
      'swarm_jobs_oldest_seconds{messaging_destination_name="open-channel"} 3',
      'process_memory_usage_bytes 300000000',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toContain(`# HELP swarm_plan_duration_seconds ${metrics['swarm.plan.duration'].tells}`);
  });

  test('tell nothing as late that was late once and is done', async () => {
    telemetry = start();
    const late = (name: string, value: number) => ({ value, told: { 'messaging.destination.name': name } });
    let due = [late('open-channel', 900), late('refresh-card', 2)];
    observe('swarm.jobs.oldest', async () => due);
    await until(answers);
    const told = async () =>
      (await (await ask('/metrics')).text()).split('\n').filter((line) => line.startsWith('swarm_jobs_oldest'));
    due = [late('refresh-card', 4)];
    expect(await told()).toEqual([
      'swarm_jobs_oldest_seconds{messaging_destination_name="open-channel"} 0',
      'swarm_jobs_oldest_seconds{messaging_destination_name="refresh-card"} 4',
    ]);
    due = [];
    expect(await told()).toEqual([
      'swarm_jobs_oldest_seconds{messaging_destination_name="open-channel"} 0',
      'swarm_jobs_oldest_seconds{messaging_destination_name="refresh-card"} 0',
    ]);
    due = [late('open-channel', 1)];
    expect(await told()).toContain('swarm_jobs_oldest_seconds{messaging_destination_name="open-channel"} 1');
  });

  test('leaves out what cannot be told now', async () => {
    telemetry = start();
    observe('swarm.jobs.waiting', () => Promise.reject(new Error('the database is away')));
    count('swarm.commands', {});
    await until(answers);
    const text = await (await ask('/metrics')).text();
    expect(text).toContain('swarm_commands_total');
    expect(text).not.toContain('swarm_jobs_waiting{');
    expect(text).not.toContain('the database is away');
  });

  test('leaves out what nobody answers, and tells all else', async () => {
    telemetry = start();
    observe('swarm.jobs.waiting', () => new Promise(() => {}));
    observe('process.memory.usage', async () => [{ value: 300_000_000 }]);
    count('swarm.commands', {});
    await until(answers);
    const text = await (await ask('/metrics', { signal: AbortSignal.timeout(9_000) })).text();
    expect(text).toContain('swarm_commands_total');
    expect(text).toContain('process_memory_usage_bytes 300000000');
    expect(text).not.toContain('swarm_jobs_waiting{');
  }, 30_000);

  test('is nothing but the metrics', async () => {
    telemetry = start();
    await until(answers);
    await expect(ask('/')).resolves.toMatchObject({ status: 404 });
    await expect(ask('/metrics/../healthz')).resolves.toMatchObject({ status: 404 });
    await expect(ask('/metrics', { method: 'POST', body: 'x'.repeat(100_000) })).resolves.toMatchObject({
      status: 405,
    });
  });
});

test('a port that is another’s is told, and nothing else stops', async () => {
  const other = createServer().listen(port, host);
  await new Promise((resolve) => other.once('listening', resolve));
  telemetry = start();
  await until(() => failures.length > 0);
  expect(failures[0]).toMatchObject({ code: 'EADDRINUSE' });
  count('swarm.commands', {});
  await new Promise((resolve) => other.close(resolve));
});
