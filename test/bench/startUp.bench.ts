import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBotProcess } from '../../src/sandbox/botProcess.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { inOwnSchema } from './measure.ts';

/** How long a bot takes to be ready, and what it holds in memory then; cold is a database that does not exist yet. */
export type StartUpReport = { engine: string; start: 'cold' | 'warm'; readyMs: number; residentMb: number }[];

export async function measureStartUp(): Promise<StartUpReport> {
  const sandbox = await startSandbox();
  const folder = await mkdtemp(join(tmpdir(), 'swarm-bench-'));
  const report: StartUpReport = [];
  const measure = async (engine: string, start: 'cold' | 'warm', database: Record<string, string>) => {
    const began = performance.now();
    const bot = await startBotProcess({ environment: { ...sandbox.botEnvironment(), ...database, LOG_LEVEL: 'info' } });
    const readyMs = Math.round(performance.now() - began);
    report.push({ engine, start, readyMs, residentMb: await residentMb(bot.pid) });
    await bot.stop();
  };
  try {
    for (const start of ['cold', 'warm'] as const)
      await measure('PGlite', start, { DATA_FOLDER: join(folder, 'data') });
    await inOwnSchema(async (database) => {
      for (const start of ['cold', 'warm'] as const) await measure('PostgreSQL', start, database);
    });
  } finally {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return report;
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

if (fileURLToPath(import.meta.url) === process.argv[1]) console.table(await measureStartUp());
