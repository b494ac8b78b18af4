import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startBotProcess } from '../../src/sandbox/botProcess.ts';
import { freePort } from '../../src/sandbox/doors/listener.ts';
import { connectPeople } from '../../src/sandbox/people/persona.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { startPair } from '../store/clusters.ts';
import { openGateway } from '../store/gateway.ts';
import { createStarts, type StartsReport } from './twoClusters/starts.ts';
import { type LookedUp, startLoad } from './twoClusters/turns.ts';

/** One failover, in milliseconds. `away`: from the kill until the name led to the new primary. */
export type Failover = {
  way: 'connections end' | 'connections stay open and dead';
  away: number;
  /** From then: until each process had answered a turn with its plan, and until each swarm started meanwhile had its channel. */
  turnsMs: number[];
  channelsMs: number;
};

export type Failovers = {
  each: Failover[];
  /**
   * Turns that were answered 200 with nothing said of a failure must not be lost: not be without a swarm in the database,
   * nor without its plan in the chat (`unanswered`), nor have a second swarm (`twice`).
   */
  turns: LookedUp;
  starts: StartsReport;
  /** Bot processes that ended. */
  ended: number;
};

/**
 * Two bots on one name, behind it two PostgreSQL clusters of which one follows the other synchronously. So often the
 * primary is killed -9, its standby promoted and the name moved, while people ask and start; then all that Teams was
 * told ok for is looked up.
 */
export async function measureTwoClusters(
  times = 20,
  { people = 16, warm = 20_000, settle = 4_000, log = (_line: string) => {} } = {},
): Promise<Failovers> {
  const pair = await startPair();
  const gateway = await openGateway(pair.primary());
  const sandbox = await startSandbox({ bench: true });
  const environment: Record<string, string> = {
    ...sandbox.botEnvironment(),
    ...{ DATABASE_URL: gateway.url, DATABASE_SCHEMA: 'swarm', SWARM_CONNECTOR_LIMITS: 'off', LOG_LEVEL: 'warn' },
  };
  const ports = [environment['PORT'] ?? '', String(await freePort())];
  const bots = [];
  for (const PORT of ports)
    bots.push(await startBotProcess({ environment: { ...environment, PORT }, onLine: log, patience: 240_000 }));
  let ended = 0;
  for (const bot of bots) void bot.ended.then(() => ended++);
  const endpoints = ports.map((port) => `http://127.0.0.1:${port}/api/messages`);
  const actors = connectPeople(sandbox.addresses.people);
  const load = startLoad({ sandbox, endpoints, people });
  const starts = createStarts({ sandbox, people: actors });
  const each: Failover[] = [];
  try {
    // Bots run for weeks: until their code is compiled a turn takes seconds, which is no failover's doing.
    await pause(warm);
    for (let nth = 0; nth < times; nth++) {
      await pause(settle);
      const way = nth % 2 === 0 ? 'connections end' : 'connections stay open and dead';
      // Nobody promotes at once: one that watches over the two has to be sure first.
      const patience = [0, 1_000, 4_000, 9_000][Math.floor(nth / 2) % 4] ?? 0;
      const starting = await starts.prepare(endpoints[nth % 2] ?? '');
      const killedAt = performance.now();
      const pressed = starting.press();
      if (way === 'connections stay open and dead') gateway.hang(true);
      else gateway.shut(true);
      await pair.killPrimary();
      await pause(patience);
      await pair.promote();
      gateway.moveTo(pair.primary());
      gateway.hang(false);
      gateway.shut(false);
      const movedAt = performance.now();
      const turnsMs = await Promise.all(endpoints.map((endpoint) => load.nextPlan(endpoint, movedAt)));
      await pressed;
      const channelAt = await starting.channel(120_000);
      each.push({
        ...{ way, away: Math.round(movedAt - killedAt) },
        turnsMs: turnsMs.map(Math.round),
        channelsMs: Math.round(Math.max(0, channelAt - movedAt)),
      } as Failover);
      log(`failover ${nth + 1}: ${JSON.stringify(each.at(-1))}`);
      await pair.rebuild();
    }
    await pause(settle);
    const asked = await load.stop();
    const client = new pg.Client({ connectionString: pair.primary() });
    await client.connect();
    try {
      return {
        each,
        turns: await load.lookUp(client, asked),
        starts: await starts.lookUp(client),
        ended,
      };
    } finally {
      await client.end();
    }
  } finally {
    await load.stop();
    actors.close();
    await Promise.all(bots.map((bot) => bot.stop()));
    await sandbox.stop();
    await gateway.close();
    await pair.stop();
  }
}

if (fileURLToPath(import.meta.url) === process.argv[1])
  console.dir(await measureTwoClusters(Number(process.argv[2] ?? 20), { log: console.error }), { depth: null });
