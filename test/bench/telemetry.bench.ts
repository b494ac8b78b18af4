import { readFile } from 'node:fs/promises';
import { startBotProcess } from '../../src/sandbox/botProcess.ts';
import { freePort } from '../../src/sandbox/doors/listener.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { builtServer } from '../../tools/serverBuild.ts';
import { startCollector } from '../telemetry/collector.ts';
import { inOwnSchema, median } from './measure.ts';
import { drive } from './turn.bench.ts';

/** Of each way: turns a second by round, the median of the processor's milliseconds a turn, and memory at the end. */
export type TelemetryReport = { way: string; perSecond: number[]; cpuMs: number; residentMb: number }[];

const ways = { off: null, '10 %': '0.1', 'all of it': '1' };

/** What telemetry costs: the same turns by bots side by side, asked in turn, that send nothing, a tenth, and all. */
export async function measureTelemetry({ rounds = 5, turns = 300, atOnce = 16 } = {}): Promise<TelemetryReport> {
  // Once, before three of them look for it.
  await builtServer();
  const sandbox = await startSandbox({ bench: true });
  const collector = await startCollector();
  const asked = { sandbox, atOnce, number: { next: 0 } };
  const bots = await Promise.all(
    Object.entries(ways).map(async ([way, sampled]) => {
      const port = String(await freePort());
      const over = Promise.withResolvers<void>();
      const bot = Promise.withResolvers<Awaited<ReturnType<typeof startBotProcess>>>();
      const done = inOwnSchema(async (database) => {
        const telemetry = sampled
          ? { OTEL_EXPORTER_OTLP_ENDPOINT: collector.address, OTEL_TRACES_SAMPLER_ARG: sampled }
          : {};
        const environment = {
          ...sandbox.botEnvironment(),
          ...database,
          ...telemetry,
          ...{ PORT: port, SWARM_CONNECTOR_LIMITS: 'off', LOG_LEVEL: 'error' },
        };
        bot.resolve(await startBotProcess({ environment, onLine: (line) => console.error(line) }));
        await over.promise;
        await (await bot.promise).stop();
      });
      done.catch(bot.reject);
      const stop = async (): Promise<void> => {
        over.resolve();
        await done;
      };
      return { way, port, pid: (await bot.promise).pid, perSecond: [] as number[], cpu: [] as number[], stop };
    }),
  );
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const bot of round % 2 === 0 ? bots : bots.toReversed()) {
        sandbox.bot.endpoint = `http://127.0.0.1:${bot.port}/api/messages`;
        const before = await processorMs(bot.pid);
        const run = await drive(asked, turns);
        // One round to warm up, not counted.
        if (round === 0) continue;
        bot.perSecond.push(Math.round(run.perSecond));
        bot.cpu.push(((await processorMs(bot.pid)) - before) / turns);
      }
    }
    return await Promise.all(
      bots.map(async ({ way, perSecond, cpu, pid }) => ({
        way,
        perSecond,
        cpuMs: Math.round(100 * median(cpu)) / 100,
        residentMb: await residentMb(pid),
      })),
    );
  } finally {
    await Promise.all(bots.map(({ stop }) => stop()));
    await collector.close();
    await sandbox.stop();
  }
}

/** What a process has had of the processor, in milliseconds (Linux: ticks of a hundredth second). */
async function processorMs(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

async function residentMb(pid: number): Promise<number> {
  const told = /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(told?.[1] ?? 0) / 1024);
}
