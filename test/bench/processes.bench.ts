import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { inOwnSchema, median } from './measure.ts';
import { processorMs, startSeveralBots } from './severalBots.ts';
import { drive } from './turn.bench.ts';

/** `one`: one of three processes with a third of the people; `all`: with all of them; `three`: each with a third. Of each round. */
export type ProcessesReport = Record<'one' | 'all' | 'three', { perSecond: number[]; processorMs: number[] }> & {
  /** Processor milliseconds a turn of three by those of one: 1.0 where nothing but the database is shared. */
  ratio: number;
};

/**
 * `/swarm <text>` to its plan card on PostgreSQL, by three processes behind a balancer, and by one of them with the other two idle:
 * a round of each in turn. What the processes use when nobody asks is taken off. One process is compared under the load that each of
 * three has: with twelve at once it stores what several ask for in one go, and a turn costs less for that reason alone.
 */
export async function measureProcesses({ rounds = 4, turns = 300, atOnce = 12 } = {}): Promise<ProcessesReport> {
  return inOwnSchema(async (database) => {
    const sandbox = await startSandbox({ bench: true });
    const environment = { ...sandbox.botEnvironment(), ...database, SWARM_CONNECTOR_LIMITS: 'off', LOG_LEVEL: 'error' };
    const bots = await startSeveralBots(environment, 3);
    const used = (): number => bots.pids.reduce((sum, pid) => sum + processorMs(pid), 0);
    const report: ProcessesReport = {
      one: { perSecond: [], processorMs: [] },
      all: { perSecond: [], processorMs: [] },
      three: { perSecond: [], processorMs: [] },
      ratio: 0,
    };
    try {
      sandbox.bot.endpoint = bots.endpoint;
      const asked = (people: number) => ({ sandbox, atOnce: people, number });
      const number = { next: 0 };
      // Until their code is compiled a turn costs twice: all three are warm before anything counts.
      for (let round = 0; round < 4; round++) await drive(asked(atOnce), turns);
      const idleMs = 5_000;
      const before = used();
      await pause(idleMs);
      const idlePerMs = (used() - before) / idleMs;
      for (let round = 0; round < rounds; round++)
        for (const [name, processes, people] of [
          ['one', 1, atOnce / 3],
          ['all', 1, atOnce],
          ['three', 3, atOnce],
        ] as const) {
          bots.giveTo(processes);
          const usedBefore = used();
          const began = performance.now();
          const { perSecond } = await drive(asked(people), turns);
          const own = used() - usedBefore - idlePerMs * (performance.now() - began);
          report[name].perSecond.push(Math.round(perSecond));
          report[name].processorMs.push(Number((own / turns).toFixed(2)));
        }
      report.ratio = median(report.three.processorMs) / median(report.one.processorMs);
      return report;
    } finally {
      await bots.stop();
      await sandbox.stop();
    }
  });
}
