import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { startServer } from '../store/clusters.ts';
import { median } from './measure.ts';
import { processorMs, type SeveralBots, startSeveralBots } from './severalBots.ts';
import { drive } from './turn.bench.ts';

const ways = ['one', 'all', 'three', 'apart'] as const;

/**
 * `one`: one of three processes on one database, with a third of the people; `all`: it with all of them; `three`: each of the three with a
 * third; `apart`: three that have tables of their own each, with a third each. Of each round: turns a second, and milliseconds of a
 * processor that the bots took for a turn.
 */
export type ProcessesReport = Record<(typeof ways)[number], { perSecond: number[]; processorMs: number[] }> & {
  /** What a turn of three takes by one of one: with what several processes cost each other on the same cores. */
  ratio: number;
  /** The same by one of three that share nothing at all: 1.0 where nothing but the database is shared. */
  sharedRatio: number;
};

/**
 * `/swarm <text>` to its plan card on PostgreSQL, by three processes behind a balancer, by one of them with the other two idle, and
 * by three with tables of their own each: a round of each in turn. What the processes use when nobody asks is taken off. One process is
 * compared under the load that each of three has: with twelve at once it stores what several ask for in one go, and a turn costs
 * less for that reason alone. Three that have nothing in common but the cores tell what these alone do.
 */
export async function measureProcesses({ rounds = 6, turns = 300, atOnce = 12 } = {}): Promise<ProcessesReport> {
  // Six processes hold more sessions than a server takes that others use, too.
  const server = await startServer(300);
  const sandbox = await startSandbox({ bench: true });
  const environment = { ...sandbox.botEnvironment(), SWARM_CONNECTOR_LIMITS: 'off', LOG_LEVEL: 'error' };
  const at = (schema: string) => ({ ...environment, DATABASE_URL: server.address, DATABASE_SCHEMA: schema });
  const together = await startSeveralBots(at('together'), 3);
  const apart = await startSeveralBots((nth) => at(`apart${nth}`), 3);
  const none = () => ({ perSecond: [], processorMs: [] });
  const report: ProcessesReport = {
    ...{ one: none(), all: none(), three: none(), apart: none() },
    ...{ ratio: 0, sharedRatio: 0 },
  };
  try {
    const number = { next: 0 };
    const ask = (bots: SeveralBots, processes: number, people: number) => {
      sandbox.bot.endpoint = bots.endpoint;
      bots.giveTo(processes);
      return drive({ sandbox, atOnce: people, number }, turns);
    };
    // Until their code is compiled a turn costs twice: all are warm before anything counts.
    for (let round = 0; round < 4; round++) for (const bots of [together, apart]) await ask(bots, 3, atOnce);
    const idleMs = 5_000;
    const before = [used(together), used(apart)];
    await pause(idleMs);
    const idle = [used(together), used(apart)].map((now, nth) => (now - (before[nth] ?? 0)) / idleMs);
    for (let round = 0; round < rounds; round++)
      for (const way of ways) {
        const bots = way === 'apart' ? apart : together;
        const isOne = way === 'one' || way === 'all';
        const usedBefore = used(bots);
        const began = performance.now();
        const { perSecond } = await ask(bots, isOne ? 1 : 3, way === 'one' ? atOnce / 3 : atOnce);
        const resting = (idle[bots === apart ? 1 : 0] ?? 0) * (performance.now() - began);
        report[way].perSecond.push(Math.round(perSecond));
        report[way].processorMs.push(Number(((used(bots) - usedBefore - resting) / turns).toFixed(2)));
      }
    report.ratio = median(report.three.processorMs) / median(report.one.processorMs);
    report.sharedRatio = median(report.three.processorMs) / median(report.apart.processorMs);
    return report;
  } finally {
    await Promise.all([together.stop(), apart.stop()]);
    await sandbox.stop();
    await server.stop();
  }
}

/** Milliseconds of a processor that the bots have used so far. */
const used = ({ pids }: SeveralBots): number => pids.reduce((sum, pid) => sum + processorMs(pid), 0);
