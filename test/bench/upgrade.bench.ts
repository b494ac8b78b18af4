import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type BotProcess, startBotProcess } from '../../src/sandbox/botProcess.ts';
import { freePort } from '../../src/sandbox/doors/listener.ts';
import { connectPeople } from '../../src/sandbox/people/persona.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { databaseUrl, inOwnSchema } from './measure.ts';
import { beforeMigration, buildOf } from './oldBuild.ts';
import { createStarts, type StartsReport } from './twoClusters/starts.ts';
import { type LookedUp, startLoad } from './twoClusters/turns.ts';

export type Upgrade = {
  /** The commit of the older build. */
  from: string;
  /** From the start of the first process of the new version until it was ready, its tables' update with it; milliseconds. */
  startedMs: number;
  turns: LookedUp;
  starts: StartsReport;
  /** Whether an expert who was asked by the old version got a seat by pressing after the update. */
  seatedAfterwards: boolean;
  /** What an old process says that is started after the update. */
  oldSays: string;
  /** Processes that ended by themselves. */
  ended: number;
};

/**
 * A rolling restart under load: two processes of an older version, beside which one of this version starts and brings the tables up to
 * date; then the old ones are replaced one after the other, while people ask and start. `from`: a commit; the last one
 * that did not know the newest migration, if not given.
 */
export async function measureUpgrade({
  from,
  people = 8,
  log = (_line: string) => {},
}: {
  from?: string;
  people?: number;
  log?: (line: string) => void;
} = {}): Promise<Upgrade> {
  const commit = from ?? (await beforeMigration());
  const old = await buildOf(commit);
  try {
    return await inOwnSchema(async (database) => {
      const sandbox = await startSandbox({ bench: true });
      const shared: Record<string, string> = {
        ...{ ...sandbox.botEnvironment(), ...database },
        ...{ SWARM_CONNECTOR_LIMITS: 'off', LOG_LEVEL: 'warn' },
      };
      const ports = [shared['PORT'] ?? '', String(await freePort())];
      const start = (PORT: string, main?: string): Promise<BotProcess> =>
        startBotProcess({
          environment: { ...shared, PORT },
          onLine: log,
          patience: 240_000,
          ...(main ? { main } : {}),
        });
      const bots: BotProcess[] = [];
      for (const port of ports) bots.push(await start(port, old.main));
      let ended = 0;
      const watch = (bot: BotProcess) => void bot.ended.then(() => ended++);
      bots.forEach(watch);
      const endpoints = ports.map((port) => `http://127.0.0.1:${port}/api/messages`);
      const actors = connectPeople(sandbox.addresses.people);
      const load = startLoad({ sandbox, endpoints, people });
      const starts = createStarts({ sandbox, people: actors });
      try {
        await pause(8_000);
        // Of a critical case experts are asked whatever hour it is where they are.
        const before = await starts.prepare(endpoints[0] ?? '', 'critical: ');
        await before.press();
        await before.channel(60_000);
        const invited = await firstInvited(sandbox);
        log(`${invited} is asked by the old version`);

        const third = String(await freePort());
        const began = performance.now();
        const newest = await start(third);
        watch(newest);
        bots.push(newest);
        const startedMs = Math.round(performance.now() - began);
        await pause(5_000);
        let replaced = 0;
        for (const [nth, port] of ports.entries()) {
          // Started by one and pressed while another is replaced.
          const starting = await starts.prepare(endpoints[nth] ?? '');
          sandbox.bot.endpoint = `http://127.0.0.1:${third}/api/messages`;
          const pressed = starting.press();
          await bots[nth]?.stop();
          replaced++;
          bots[nth] = await start(port);
          watch(bots[nth]);
          await pressed;
          await starting.channel(120_000);
          await pause(5_000);
        }
        const invitation = await actors
          .as(invited)
          .waitForMessage(({ actions }) => actions.some(({ verb }) => verb === 'accept'));
        await invitation.press('accept');
        const seatedAfterwards = await isSeated(sandbox, invited);
        const oldSays = await start(String(await freePort()), old.main).then(
          async (bot) => bot.stop().then(() => 'It starts'),
          (error: unknown) =>
            /later version of Swarm \([^)]*\)/.exec(String(error))?.[0] ?? String(error).slice(0, 300),
        );
        const asked = await load.stop();
        const client = new pg.Client({ connectionString: databaseUrl });
        await client.connect();
        try {
          const { DATABASE_SCHEMA: schema = '' } = database;
          return {
            ...{ from: commit, startedMs, seatedAfterwards, oldSays, ended: ended - replaced },
            turns: await load.lookUp(client, asked, schema),
            starts: await starts.lookUp(client, schema),
          };
        } finally {
          await client.end();
        }
      } finally {
        await load.stop();
        actors.close();
        await Promise.all(bots.map((bot) => bot.stop()));
        await sandbox.stop();
      }
    });
  } finally {
    await old.remove();
  }
}

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** Somebody in whose chat an invitation waits. */
async function firstInvited({ tenant }: Sandbox): Promise<string> {
  const until = performance.now() + 60_000;
  while (performance.now() < until) {
    for (const person of tenant.people.values())
      for (const { card } of person.chat.messages.values())
        if (/"verb":"accept"/.test(JSON.stringify(card))) return person.profile.alias;
    await pause(50);
  }
  throw new Error('Nobody is asked');
}

async function isSeated({ tenant }: Sandbox, alias: string): Promise<boolean> {
  const id = tenant.byAlias.get(alias)?.id ?? '';
  const until = performance.now() + 60_000;
  while (performance.now() < until) {
    for (const team of tenant.teams.values())
      for (const channel of team.channels.values()) if (channel !== team.general && team.members.has(id)) return true;
    await pause(50);
  }
  return false;
}

if (fileURLToPath(import.meta.url) === process.argv[1])
  console.dir(await measureUpgrade({ ...(process.argv[2] ? { from: process.argv[2] } : {}), log: console.error }), {
    depth: null,
  });
