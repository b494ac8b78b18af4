import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Call } from '../outside.ts';
import { busiestHour, type LimitName, published } from './busiestHour.ts';
import { engineers, tablesOf } from './report.ts';
import { callsOfTypicalSwarm } from './typicalSwarm.ts';

let swarm: readonly Call[];
beforeAll(async () => {
  swarm = await callsOfTypicalSwarm();
}, 60_000);

describe('the busiest hour of a large organisation', () => {
  test('is what docs/limits.md tells of it', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/limits.md'), 'utf8');
    for (const line of tablesOf(swarm, [1_000, 3_000]).split('\n')) expect(page).toContain(line);
  }, 60_000);

  test('meets no published limit in one process, however many cases there are', () => {
    const { most, refused } = busiestHour(swarm, { casesADay: 15_000, engineers, processes: 1, hostTeams: 40 });
    const over = (Object.keys(published) as LimitName[]).filter((name) => most[name] > published[name].most);
    expect({ over, refused }).toEqual({ over: [], refused: { graph: 0, connector: 0 } });
  }, 60_000);

  test('has members wait where there are few host teams, and none where there are many', () => {
    const waits = (hostTeams: number) =>
      busiestHour(swarm, { casesADay: 2_000, engineers, processes: 1, hostTeams }).waits.graph.longest;
    expect(waits(1)).toBeGreaterThan(60_000);
    expect(waits(200)).toBe(0);
  }, 60_000);

  test('has processes refused that together are faster than the connector takes', () => {
    const hour = busiestHour(swarm, { casesADay: 25_000, engineers, processes: 3, hostTeams: 2_000 });
    expect(hour.refused.connector).toBeGreaterThan(100);
    expect(hour.most.bot).toBe(published.bot.most);
  }, 60_000);
});
