import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultPolicy } from '../../../src/swarm/policy.ts';
import type { Call } from '../outside.ts';
import { type BusiestHour, busiestHour, hostTeamsFor, type LimitName, published } from './busiestHour.ts';
import { callsOfTypicalSwarm } from './typicalSwarm.ts';

/**
 * What a large organisation's busiest hour comes to: `npm run simulate -- tenant` prints the tables of docs/limits.md, `--write` puts
 * them there. Nothing in it depends on the machine or the hour.
 */
export async function tenantReport(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { write: { type: 'boolean' } } });
  const tables = tablesOf(await callsOfTypicalSwarm());
  if (!values.write) {
    console.log(tables);
    return;
  }
  const text = readFileSync(page, 'utf8');
  writeFileSync(
    page,
    text.replace(between, () => `${begin}\n\n${tables}\n\n${end}`),
  );
}

const page = join(import.meta.dirname, '../../../docs/limits.md');
const [begin, end] = ['<!-- made by npm run simulate -- tenant --write -->', '<!-- end -->'];
const between = new RegExp(`${begin}[\\s\\S]*${end}`);

export const engineers = 100_000;
const retentionDays = defaultPolicy.channelRetentionDays ?? 30;
const loads = [1_000, 3_000, 10_000, 20_000, 30_000];
const fewTeams = [5, 10, 30, 100];

/** Both tables, as Markdown. */
export function tablesOf(swarm: readonly Call[], of = loads): string {
  const graph = swarm.filter(({ side }) => side === 'graph').length;
  return [
    `A swarm of the day: ${swarm.length - graph} calls of the connector, ${graph} of Graph.`,
    byLoad(swarm, of),
    ...(of === loads ? [byTeams(swarm)] : []),
  ].join('\n\n');
}

function byLoad(swarm: readonly Call[], of: readonly number[]): string {
  const rows = of.map((casesADay) => {
    const hostTeams = hostTeamsFor(casesADay, retentionDays);
    const load = { casesADay, engineers, hostTeams };
    const [alone, three] = [1, 3].map((processes) => busiestHour(swarm, { ...load, processes }));
    if (!alone || !three) return [];
    return [
      ...[casesADay, hostTeams].map(counted),
      ...(['bot', 'conversation', 'channels', 'additions', 'team', 'teamMembers'] as const).map((name) =>
        used(alone, name),
      ),
      waited(alone.waits.connector),
      waited(alone.waits.graph),
      `${counted(three.refused.connector)} of ${counted(three.calls.connector)}`,
      waited(three.waits.connector),
    ];
  });
  return table(
    [
      ...['Cases a day', 'Host teams', 'Connector, a second', 'One conversation, a second', 'Channels made, a second'],
      ...['Members added, a second', 'One team, a second', 'Members of one team, a minute'],
      ...['Connector waits', 'Graph waits', 'Three processes: refused', 'Three processes: connector waits'],
    ],
    rows,
  );
}

function byTeams(swarm: readonly Call[]): string {
  const rows = fewTeams.map((hostTeams) => {
    const hour = busiestHour(swarm, { casesADay: 10_000, engineers, hostTeams, processes: 1 });
    return [
      counted(hostTeams),
      ...(['team', 'teamMembers'] as const).map((name) => used(hour, name)),
      waited(hour.waits.graph),
      ((hostTeams * 1_000 * 0.8) / 10_000).toFixed(1),
    ];
  });
  return table(
    ['Host teams', 'One team, a second', 'Members of one team, a minute', 'Graph waits', 'Full after so many days'],
    rows,
  );
}

const used = ({ most }: BusiestHour, name: LimitName): string => `${most[name]} of ${published[name].most}`;

/** Median, 99th part of a hundred, longest. */
const waited = ({ median, p99, longest }: BusiestHour['waits']['graph']): string =>
  longest === 0 ? 'none' : [median, p99, longest].map(inWords).join(' / ');

const inWords = (ms: number): string => {
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`;
};

const counted = (count: number): string => count.toLocaleString('en-US');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '--:'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
