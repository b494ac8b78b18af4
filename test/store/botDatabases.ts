import { join } from 'node:path';
import { copyDataFolder } from './images.ts';
import { dropSchema, takeSchema } from './keptSchemas.ts';
import { newSchemaName } from './runSchemas.ts';

export type Engine = 'PGlite' | 'PostgreSQL';
export const botEngines: Engine[] = process.env.TEST_DATABASE_URL ? ['PGlite', 'PostgreSQL'] : ['PGlite'];
/** For what is the same on both: where a PostgreSQL answers, a bot begins with half of the work. */
export const eitherEngine: Engine = botEngines.at(-1) ?? 'PGlite';

/** Where a bot that is a process of its own keeps what it knows, as its environment says it. */
export type BotDatabase = {
  environment: Readonly<Record<string, string>>;
  /** Once the bot has ended. A folder goes with the one it is in. */
  giveBack(): Promise<void>;
};

/** `finds`: what the bot finds at its first start: its tables, with nothing in them, or nothing at all. */
export async function openBotDatabase(
  engine: Engine,
  folder: string,
  finds: 'tables' | 'nothing' = 'tables',
): Promise<BotDatabase> {
  if (engine === 'PGlite') {
    const data = join(folder, 'data');
    if (finds === 'tables') await copyDataFolder(data);
    return { environment: { DATA_FOLDER: data }, giveBack: async () => {} };
  }
  const url = process.env.TEST_DATABASE_URL ?? '';
  const { name, giveBack } = await (finds === 'tables' ? takeSchema() : emptySchema(url));
  return { environment: { DATABASE_URL: url, DATABASE_SCHEMA: name }, giveBack };
}

/** A name under which there is nothing yet. */
function emptySchema(url: string) {
  const name = newSchemaName();
  return { name, giveBack: () => dropSchema(url, name) };
}
