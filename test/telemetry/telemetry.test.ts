import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { metrics } from '../../src/telemetry/names.ts';
import { templateOf, toldOutside } from '../../src/telemetry/outside.ts';
import { carrier, isTold, kindOf, traced, traceIds } from '../../src/telemetry/telemetry.ts';
import { builtServer } from '../../tools/serverBuild.ts';

const root = join(import.meta.dirname, '../..');

describe('without a collector', () => {
  test('nothing is told, and what is done is done all the same', async () => {
    expect(isTold()).toBe(false);
    expect(carrier()).toBeNull();
    expect(traceIds()).toEqual({});
    await expect(traced({ name: 'x', kind: 'internal' }, async () => 42)).resolves.toBe(42);
    const call = { system: 'graph', name: 'x', told: {} } as const;
    await expect(
      toldOutside(
        call,
        () => null,
        async () => 42,
      ),
    ).resolves.toBe(42);
  });

  test('the built bot loads nothing of OpenTelemetry', async () => {
    const main = await builtServer();
    const loaded = new Set<string>();
    const follow = async (file: string): Promise<void> => {
      if (loaded.has(file)) return;
      loaded.add(file);
      const text = await readFile(file, 'utf8');
      // What is loaded with it; not what it may load later (`import(…)`).
      for (const [, path = ''] of text.matchAll(
        /^(?:import|\} from|export [^;]*? from)\s*(?:[^;"']*? from\s*)?["'](\.[^"']+)["']/gm,
      ))
        await follow(join(dirname(file), path));
    };
    await follow(main);
    expect(loaded.size).toBeGreaterThan(1);
    for (const file of loaded) expect(await readFile(file, 'utf8')).not.toContain('node_modules/@opentelemetry/');
  }, 120_000);
});

describe('what is told', () => {
  test.each([
    ['/teams/3b8e2c1a-7a55/channels/19:abc@thread.tacv2/members', '/teams/{id}/channels/{id}/members'],
    ["/users?$filter=mail eq 'mika.sato@contoso.example'&$select=id", '/users'],
    ['/users/mika.sato@contoso.example/mailboxSettings', '/users/{id}/mailboxSettings'],
    ['/users/tanaka/presence', '/users/{id}/presence'],
    ['/$batch', '/$batch'],
  ])('of %s is %s', (path, template) => {
    expect(templateOf(path)).toBe(template);
  });

  test('of a fault is its kind, never what it says', () => {
    const fault = Object.assign(new RangeError('insert into case values (佐藤)'), { code: '23505' });
    expect(kindOf(fault)).toBe('RangeError 23505');
  });
});

describe('the files for Grafana and Prometheus', () => {
  const used: Record<string, Set<string>> = {};
  /** As collectors write OpenTelemetry's names for Prometheus. */
  const written = Object.entries(metrics).flatMap(([name, { kind, unit }]) => {
    const unitPart = { s: '_seconds', By: '_bytes' }[unit as 's' | 'By'] ?? '';
    const plain = `${name.replaceAll('.', '_')}${unitPart}`;
    if (kind === 'histogram') return [`${plain}_bucket`, `${plain}_sum`, `${plain}_count`];
    return [kind === 'counter' ? `${plain}_total` : plain];
  });
  const labels = /\bby \(([^)]*)\)|\{([^{}]*)\}/g;
  const namesIn = (query: string): string[] =>
    query.replace(labels, '').match(/\b(?:swarm|http|messaging|process)_[a-z_]+/g) ?? [];
  const labelsIn = (query: string): string[] =>
    [...query.matchAll(labels)].flatMap(([, by = '', where = '']) => [
      ...by.split(/,\s*/),
      ...[...where.matchAll(/(\w+)[=!]/g)].map(([, name = '']) => name),
    ]);
  const asked: Record<string, string[]> = {};

  beforeAll(async () => {
    const dashboard = z
      .object({
        panels: z.array(
          z.object({ title: z.string(), type: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) }),
        ),
      })
      .parse(JSON.parse(await readFile(join(root, 'infra/telemetry/dashboard.json'), 'utf8')));
    asked['dashboard'] = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    const alerts = z
      .strictObject({
        groups: z.array(
          z.strictObject({
            name: z.string(),
            rules: z.array(
              z.strictObject({
                alert: z.string(),
                expr: z.string(),
                for: z.string(),
                labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
                annotations: z.strictObject({ summary: z.string(), description: z.string() }),
              }),
            ),
          }),
        ),
      })
      .parse(parse(await readFile(join(root, 'infra/telemetry/alerts.yaml'), 'utf8')));
    asked['alerts'] = alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
    for (const [file, queries] of Object.entries(asked)) used[file] = new Set(queries.flatMap(namesIn));
  });

  test.each(['dashboard', 'alerts'])('%s ask only for what is sent, by what is told of it', async (file) => {
    expect(used[file]?.size).toBeGreaterThan(3);
    for (const name of used[file] ?? []) expect(written).toContain(name);
    const names = await readFile(join(root, 'src/telemetry/names.ts'), 'utf8');
    const told = [...names.matchAll(/^ {2}'([a-z._]+)':/gm)].map(([, name = '']) => name.replaceAll('.', '_'));
    for (const label of (asked[file] ?? []).flatMap(labelsIn)) expect(['', 'le', ...told]).toContain(label);
  });

  test('every metric is on the dashboard, and told in the docs', async () => {
    const docs = await readFile(join(root, 'docs/operations.md'), 'utf8');
    for (const name of Object.keys(metrics)) {
      const plain = name.replaceAll('.', '_');
      expect([...(used['dashboard'] ?? [])].some((each) => each.startsWith(plain))).toBe(true);
      expect(docs).toContain(`\`${name}\``);
    }
  });
});
