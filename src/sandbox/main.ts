import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, styleText } from 'node:util';
import { builtServer } from '../../tools/serverBuild.ts';
import { type Language, languages } from '../language/language.ts';
import { readRegistryFiles } from '../registry/files/registryFile.ts';
import { openSkillsRegistry } from '../registry/registry.ts';
import { openDatabase } from '../store/database.ts';
import { tellable } from '../store/tellable.ts';
import { startBotProcess } from './botProcess.ts';
import { instantOf } from './clock/instant.ts';
import { moveClock, worldNow } from './clock/moveClock.ts';
import type { Route } from './doors/routes.ts';
import { mainWords } from './mainWords.ts';
import { keepCases, offerCases, readOfferedCases, withOwners } from './organisation/offeredCases.ts';
import { registryOf } from './organisation/organisation.ts';
import { livePastSwarms } from './organisation/pastSwarms.ts';
import { givePast } from './pastImage.ts';
import { connectPeople } from './people/persona.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { playStory } from './story/story.ts';
import { caseSystemKinds } from './systems/caseSystemKind.ts';
import { watchCustomersView } from './systems/shownToCustomers.ts';
import { makeTempFolder } from './tempFolder.ts';
import { columnsOf } from './terminal/terminalLines.ts';
import { createBotSwitch } from './window/botSwitch.ts';
import { type BuiltPage, builtPage } from './window/build.ts';
import { clockEnvironment, createClockSwitch } from './window/clockSwitch.ts';
import { clientFileRoutes } from './window/files.ts';

const terminalLanguage: Language = /^ja/.test(process.env.LC_ALL || process.env.LANG || '') ? 'ja' : 'en';
const print = (line: string) => console.log(line);
const step = (line: string) => print(styleText('dim', line));

async function main(): Promise<void> {
  const values = await readOptions();
  if (typeof values === 'string') {
    console.error(`${values}\n\n${mainWords[terminalLanguage].help}`);
    process.exitCode = 1;
    return;
  }
  const { language } = values;
  const words = mainWords[language];
  if (values.help) {
    print(words.help);
    return;
  }

  // Also where it is not moved yet: it may be set while the sandbox runs.
  moveClock(values.at === null ? 0 : values.at - worldNow());
  if (values.at !== null) step(words.clock(new Date()));
  print(styleText('bold', words.what));
  const folder = await makeTempFolder('sandbox');
  const bot = createBotSwitch(() =>
    startBotProcess({ environment: { ...environment, ...clockEnvironment() }, onLine: (line) => troubleOnly(line) }),
  );
  const clock = createClockSwitch(bot);
  // Nobody will look at what ends at once.
  const pages = values.exit ? [] : await builtPages(language);
  const sandbox = await startSandbox({
    ports: { connector: Number(values.port ?? 0) },
    rota: true,
    model: values.model,
    ...(values.system === 'webhook' ? {} : { caseSystem: values.system }),
    routes: [...pages, ...bot.routes, ...clock.routes],
  });
  const customers =
    sandbox.caseSystem &&
    watchCustomersView({
      ...{ feed: sandbox.feed, standIn: sandbox.caseSystem.standIn },
      tell: (note) => print(styleText(['red', 'bold'], words.shownToCustomer(note))),
    });
  /** A note for staff that reached a customer fails the whole run, whatever else went well. */
  const exitCode = (ok: boolean): number => (ok && (customers?.count() ?? 0) === 0 ? 0 : 1);
  const data = join(folder, 'data');
  step(words.past);
  const { cases, people: staff } = sandbox.organisation;
  const offered = withOwners(values.offered, cases);
  await givePast(data, await pastOf(sandbox));
  if (offered.length > 0) {
    step(words.offering(offered.length));
    const database = await openDatabase({ kind: 'folder', folder: data });
    await keepCases(offered, { database: database.sql, tenantId: sandbox.tenant.id });
    await database.close();
  }
  step(words.starting);
  const environment: Record<string, string> = {
    ...{ ...sandbox.botEnvironment(), DATA_FOLDER: data, LOG_LEVEL: 'info' },
  };
  await bot.start();

  const stop = async () => {
    await bot.stop();
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  };
  process.once('SIGINT', () => stop().then(() => process.exit(exitCode(true))));
  process.once('SIGTERM', () => stop().then(() => process.exit(exitCode(true))));

  const address = environment.PUBLIC_URL ?? '';
  const receiver = { address, secret: environment.CASE_WEBHOOK_SECRET ?? '' };
  if (values.system === 'webhook') await offerCases(cases, receiver);
  for (const [owner, theirs] of Map.groupBy(offered, (each) => each.owner.name))
    print(words.offered(theirs, values.cases ?? '', owner));

  print('');
  const people = connectPeople(sandbox.addresses.people);
  // A critical case may ask people at any hour: the story goes the same way at night.
  const theCase =
    cases.find((each) => each.severity === 'critical' && !each.restricted && each.language === language) ?? cases[0];
  let ok = true;
  const columns = process.stdout.columns ?? Number.POSITIVE_INFINITY;
  if (!values['no-story'] && theCase) ok = await playStory({ sandbox, people, theCase, language, columns, print });
  print('');
  if (values.exit) {
    people.close();
    await stop();
    process.exitCode = exitCode(ok);
    return;
  }
  print(styleText('bold', words.stays));
  const { people: page } = sandbox.addresses;
  const widest = Math.max(...[words.browser, words.http, words.bot].map(columnsOf));
  const at = (name: string, where: string) => print(`  ${name}${' '.repeat(widest - columnsOf(name))}   ${where}`);
  at(words.browser, `${styleText('bold', page)}  (${words.twoWindows})`);
  at(words.http, `${page}/sandbox/organisation  (${words.holds(staff.length, cases.length)})`);
  at(words.bot, `${address}/readyz`);
  print(`  ${words.end}`);
}

/** What was asked for on the command line, or a sentence on what is wrong with it: before anything is started. */
async function readOptions() {
  const options = {
    at: { type: 'string' },
    cases: { type: 'string' },
    'no-story': { type: 'boolean', default: false },
    exit: { type: 'boolean', default: false },
    language: { type: 'string', default: terminalLanguage },
    port: { type: 'string' },
    model: { type: 'boolean', default: false },
    system: { type: 'string', default: 'dynamics' },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const said = mainWords[terminalLanguage];
    const language = languages.find((each) => each === values.language);
    if (!language) return said.notLanguage(values.language);
    if (values.port !== undefined && !(/^\d+$/.test(values.port) && Number(values.port) < 65_536))
      return said.notPort(values.port);
    const at = values.at === undefined ? null : instantOf(values.at);
    if (Number.isNaN(at)) return said.notInstant(values.at ?? '');
    const offered = values.cases === undefined ? [] : await readOfferedCases(values.cases, new Date().toISOString());
    const system = [...caseSystemKinds, 'webhook' as const].find((each) => each === values.system);
    if (!system) return said.notSystem(values.system);
    return { ...values, at, language, system, offered };
  } catch (error) {
    return tellable(error);
  }
}

/** Builds what a browser will ask for, where it is not built yet: the client, and the tab that the bot serves. */
async function builtPages(language: Language): Promise<Route[]> {
  const words = mainWords[language];
  const tell = (page: BuiltPage) => step(words.building[page]);
  // Without its tab the bot is still worth trying; the page then says that it is not there.
  await builtPage('tab', tell).catch((error) => print(styleText('red', words.noTab(error.message))));
  return clientFileRoutes(await builtPage('client', tell));
}

/** The past is lived before the bot starts, by the same commands: PGlite is one process's. */
async function pastOf(sandbox: Sandbox): Promise<Parameters<typeof givePast>[1]> {
  const { organisation, tenant } = sandbox;
  // Without the feeds: their address is another at each start.
  const registryFile = Buffer.from(JSON.stringify(registryOf(organisation)));
  const { mtimeMs } = await stat(await builtServer());
  return {
    kept: fileURLToPath(new URL('../../node_modules/.cache/swarm-sandbox-past', import.meta.url)),
    // The bot is built anew whenever its sources change, and with them what its commands store.
    madeOf: [
      JSON.stringify(organisation),
      registryFile.toString(),
      String(mtimeMs),
      await readFile(new URL('./organisation/pastSwarms.ts', import.meta.url), 'utf8'),
    ],
    async live(folder) {
      const database = await openDatabase({ kind: 'folder', folder });
      const registry = await openSkillsRegistry({ database, tenantId: tenant.id, clock: Date.now });
      const reading = readRegistryFiles([{ name: 'registry.json', content: registryFile }]);
      if (!reading.ok) throw new Error('The sandbox wrote a registry that the product does not read');
      await registry.importAll(reading.registry);
      await livePastSwarms({ database, snapshot: registry.snapshot }, organisation);
      await database.close();
    },
  };
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
  console.error(taken ? mainWords[terminalLanguage].taken(error.port) : tellable(error));
  process.exit(1);
});
