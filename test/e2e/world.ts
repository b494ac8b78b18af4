import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BotProcess, startBotProcess } from '../../src/sandbox/botProcess.ts';
import type { SandboxOrganisation } from '../../src/sandbox/organisation/organisation.ts';
import { connectPeople, type People } from '../../src/sandbox/people/persona.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { CaseSystemKind } from '../../src/sandbox/systems/caseSystemKind.ts';
import { type Engine, openBotDatabase } from '../store/botDatabases.ts';
import { alwaysThere } from './alwaysThere.ts';

/** A sandbox, and a bot as a process of its own beside it, on one of the engines. */
export type World = {
  sandbox: Sandbox;
  people: People;
  /** The bot's own address. */
  botAddress: string;
  secret: string;
  /** What the bot is told from outside. */
  environment: Readonly<Record<string, string>>;
  bot(): BotProcess;
  /** Everything the bot processes of this world have logged. */
  log: string[];
  /** Starts the bot anew after it was killed or stopped. */
  startBot(): Promise<void>;
  end(): Promise<void>;
};

/**
 * `finds`: what the bot finds at its first start: its tables, with nothing in them, or nothing at all. `caseSystem`: where the
 * organisation keeps its cases. `rota`: Entra's changes, Shifts and feeds are followed.
 */
export async function makeWorld(
  engine: Engine,
  environment: Record<string, string> = {},
  finds: 'tables' | 'nothing' = 'tables',
  caseSystem?: CaseSystemKind,
  model = false,
  { organisation = alwaysThere(), rota = false }: { organisation?: SandboxOrganisation; rota?: boolean } = {},
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'swarm-e2e-'));
  const database = await openBotDatabase(engine, folder, finds);
  const sandbox = await startSandbox({ organisation, rota, ...(caseSystem ? { caseSystem } : {}), model });
  const botEnvironment: Record<string, string> = {
    ...sandbox.botEnvironment(),
    ...database.environment,
    LOG_LEVEL: 'info',
    ...environment,
  };
  const log: string[] = [];
  // On a machine that has much else to do a start takes a minute; that is not what is tested here.
  const start = () =>
    startBotProcess({
      environment: botEnvironment,
      onLine: (line) => log.push(line),
      patience: 240_000,
      // It lives for seconds: a second, slower compilation of its database in WebAssembly would be a third of its start.
      moreNodeFlags: ['--liftoff-only'],
    });
  let bot = await start().catch(async (error: unknown) => {
    await sandbox.stop();
    throw error;
  });
  const people = connectPeople(sandbox.addresses.people);
  return {
    sandbox,
    people,
    botAddress: botEnvironment.PUBLIC_URL ?? '',
    secret: botEnvironment.CASE_WEBHOOK_SECRET ?? '',
    environment: botEnvironment,
    bot: () => bot,
    log,
    async startBot() {
      bot = await start();
    },
    async end() {
      people.close();
      await bot.stop();
      await sandbox.stop();
      await database.giveBack();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Does something in a world, and ends it. What fails is told with what the bot logged last: the log goes with the world. */
export async function inWorld(world: World, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    const told = fault instanceof Error ? fault.message : String(fault);
    throw new Error([told, 'The bot logged:', ...world.log.slice(-30)].join('\n'), { cause: fault });
  } finally {
    world.sandbox.faults.clear();
    await world.end();
  }
}

/** The swarm channels that exist in the sandbox, deleted ones left out. */
export const channelsOf = ({ sandbox }: World) =>
  [...sandbox.tenant.teams.values()].flatMap((team) =>
    [...team.channels.values()].filter((channel) => channel !== team.general),
  );
