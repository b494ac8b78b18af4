import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { openSkillsRegistry } from '../skills/registry.ts';
import { readRegistryFiles } from '../skills/registryFile.ts';
import { openDatabase } from '../store/database.ts';
import { startBotProcess } from './botProcess.ts';
import { offerCases, readOfferedCases } from './offeredCases.ts';
import { livePastSwarms } from './pastSwarms.ts';
import { connectPeople } from './persona.ts';
import type { Route } from './routes.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { playStory } from './story.ts';
import { makeTempFolder } from './tempFolder.ts';
import { createBotSwitch } from './window/botSwitch.ts';
import { builtPage } from './window/build.ts';
import { clientFileRoutes } from './window/files.ts';

const help = `npm run sandbox [-- options]

  --cases FILE.jsonl   offer the cases of a file too (a JSON object with title and text on each line)
  --no-story           do not play a swarm in the terminal
  --exit               end after the story instead of staying up
  --language en|ja     the language of the swarm that is played (as your terminal's, if not said)
  --port N             port of the sandbox (any free one, if not said)
`;

const print = (line: string) => console.log(line);
const step = (line: string) => print(styleText('dim', line));

async function main(): Promise<void> {
  const values = await readOptions();
  if (typeof values === 'string') {
    console.error(`${values}\n\n${help}`);
    process.exitCode = 1;
    return;
  }
  if (values.help) {
    print(help);
    return;
  }

  print(styleText('bold', 'Swarm, in a Microsoft 365 on this machine. Nothing leaves it.'));
  const folder = await makeTempFolder('sandbox');
  const bot = createBotSwitch(() => startBotProcess({ environment, onLine: (line) => troubleOnly(line) }));
  // Nobody will look at what ends at once.
  const pages = values.exit ? [] : await builtPages();
  const sandbox = await startSandbox({
    ports: { connector: Number(values.port ?? 0) },
    routes: [...pages, ...bot.routes],
  });
  const data = join(folder, 'data');
  step('Giving the organisation its past: eight weeks of swarms …');
  await makePast(sandbox, data);
  step('Starting the bot …');
  const environment: Record<string, string> = { ...sandbox.botEnvironment(), DATA_FOLDER: data, LOG_LEVEL: 'info' };
  await bot.start();

  const stop = async () => {
    await bot.stop();
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  };
  process.once('SIGINT', () => stop().then(() => process.exit(0)));
  process.once('SIGTERM', () => stop().then(() => process.exit(0)));

  const address = environment.PUBLIC_URL ?? '';
  const receiver = { address, secret: environment.CASE_WEBHOOK_SECRET ?? '' };
  const { cases, people: staff } = sandbox.organisation;
  await offerCases(cases, receiver);
  const [first] = cases;
  if (values.cases && first) {
    const more = values.offered.map((each) => ({ ...each, owner: first.owner }));
    await offerCases(more, receiver);
    print(`${more.length} cases from ${values.cases}: /swarm R1 … /swarm R${more.length}, as ${first.owner.name}`);
  }

  print('');
  const people = connectPeople(sandbox.addresses.people);
  // A critical case may ask people at any hour: the story goes the same way at night.
  const theCase =
    cases.find((each) => each.severity === 'critical' && !each.restricted && each.language === values.language) ??
    first;
  let ok = true;
  if (!values['no-story'] && theCase) ok = await playStory({ sandbox, people, theCase, print });
  print('');
  if (values.exit) {
    people.close();
    await stop();
    process.exitCode = ok ? 0 : 1;
    return;
  }
  print(styleText('bold', 'It stays up. Try it yourself:'));
  print(`  In the browser           ${styleText('bold', sandbox.addresses.people)}  (two windows are two people)`);
  print(
    `  As a person, over HTTP   ${sandbox.addresses.people}/sandbox/organisation  (${staff.length} people, ${cases.length} cases)`,
  );
  print(`  The bot                  ${address}/readyz`);
  print('  Ctrl+C ends it.');
}

/** What was asked for on the command line, or a sentence on what is wrong with it: before anything is started. */
async function readOptions() {
  const options = {
    cases: { type: 'string' },
    'no-story': { type: 'boolean', default: false },
    exit: { type: 'boolean', default: false },
    language: { type: 'string', default: process.env.LANG?.startsWith('ja') ? 'ja' : 'en' },
    port: { type: 'string' },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ options });
    if (!['en', 'ja'].includes(values.language)) return `--language is en or ja, not ${values.language}.`;
    if (values.port !== undefined && !(/^\d+$/.test(values.port) && Number(values.port) < 65_536))
      return `--port is a number up to 65535, not ${values.port}.`;
    const offered = values.cases === undefined ? [] : await readOfferedCases(values.cases, new Date().toISOString());
    return { ...values, offered };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Builds what a browser will ask for, where it is not built yet: the client, and the tab that the bot serves. */
async function builtPages(): Promise<Route[]> {
  // Without its tab the bot is still worth trying; the page then says that it is not there.
  await builtPage('tab', step).catch((error) =>
    print(styleText('red', `The history tab was not built: ${error.message}`)),
  );
  return clientFileRoutes(await builtPage('client', step));
}

/** The past is lived before the bot starts, by the same commands: PGlite is one process's. */
async function makePast(sandbox: Sandbox, folder: string): Promise<void> {
  const database = await openDatabase({ kind: 'folder', folder });
  const tenantId = sandbox.tenant.id;
  const registry = await openSkillsRegistry({ database, tenantId, clock: Date.now });
  const content = await readFile(sandbox.botEnvironment().REGISTRY_FILE ?? '');
  const reading = readRegistryFiles([{ name: 'registry.json', content }]);
  if (!reading.ok) throw new Error('The sandbox wrote a registry that the product does not read');
  await registry.importAll(reading.registry);
  await livePastSwarms({ database, snapshot: registry.snapshot }, sandbox.organisation);
  await database.close();
}

/** The bot's own log is for its operator; here only what went wrong is shown. */
function troubleOnly(line: string): void {
  if (!line.startsWith('{')) {
    print(styleText('red', line));
    return;
  }
  const { level, msg, err } = JSON.parse(line) as { level: number; msg: string; err?: { message: string } };
  if (level >= 50) print(styleText('red', `bot: ${msg}${err ? `: ${err.message}` : ''}`));
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
  console.error(
    taken
      ? `Port ${error.port} is taken. Leave --port out for any free one, or end what listens there.`
      : error instanceof Error
        ? error.message
        : error,
  );
  process.exit(1);
});
