import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startBotProcess } from '../../src/sandbox/botProcess.ts';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import type { SandboxOrganisation } from '../../src/sandbox/organisation/organisation.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { CaseSystemKind } from '../../src/sandbox/systems/caseSystemKind.ts';
import { createBotSwitch } from '../../src/sandbox/window/botSwitch.ts';
import { builtPage } from '../../src/sandbox/window/build.ts';
import { clockEnvironment, createClockSwitch } from '../../src/sandbox/window/clockSwitch.ts';
import { clientFileRoutes } from '../../src/sandbox/window/files.ts';
import { eitherEngine, openBotDatabase } from '../store/botDatabases.ts';
import { joinBrowser } from './launch.ts';
import { keepWindows } from './windows.ts';

/** What a window opens with; `view` and `at` as in the client's address. */
export type Opening = {
  language?: 'en' | 'ja';
  theme?: 'light' | 'dark' | 'contrast';
  view?: 'activity' | 'chat' | 'teams' | 'app';
  at?: string;
};

/** A sandbox with its client, and a browser whose windows belong to people. */
export type Stage = {
  sandbox: Sandbox;
  browser: Browser;
  /** A window of its own for somebody; `null`: the first visit of somebody new, who brings only a language. */
  window: (who: string | null, opening?: Opening) => Promise<Page>;
  /** Closes all windows: one that stays open takes part in all that is said, and takes its share of the machine. */
  closeWindows: () => Promise<void>;
  /** What went wrong in any window, in the browser's words. */
  complaints: string[];
  /** Sets the clock of the sandbox and the bot ahead, to an instant (milliseconds since 1970). */
  setClock: (at: number) => Promise<void>;
  end: () => Promise<void>;
};

/** So long a window may take to show what it is to show, in milliseconds: a machine may have much else to do. */
const patienceMs = 30_000;

/**
 * `bot`: the product itself, or nothing (the caller starts another one with `sandbox.botEnvironment()`). `policy`: what
 * the product's policy file says.
 */
export async function makeStage(options: {
  organisation: SandboxOrganisation;
  bot: 'swarm' | 'none';
  policy?: object;
  /** Where the organisation keeps its cases; left out: they are posted to the bot. */
  caseSystem?: CaseSystemKind;
  /** Whether there is a language model, which may be told of cases for everything; none, unless so. */
  model?: boolean;
  /** Whether it is to live through days: a PostgreSQL has a clock of its own, and PGlite the bot's. */
  movesClock?: boolean;
}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'swarm-browser-'));
  const policyFile = join(folder, 'policy.json');
  await writeFile(policyFile, JSON.stringify(options.policy ?? {}));
  const database =
    options.bot === 'swarm' ? await openBotDatabase(options.movesClock ? 'PGlite' : eitherEngine, folder) : null;
  const bot = createBotSwitch(() => startBotProcess({ environment: environmentOf() }));
  const sandbox = await startSandbox({
    organisation: options.organisation,
    ...(options.caseSystem ? { caseSystem: options.caseSystem } : {}),
    model: options.model === true,
    routes: [
      ...clientFileRoutes(await builtPage('client', () => undefined)),
      ...(options.bot === 'swarm' ? bot.routes : []),
    ],
  });
  const environmentOf = (): Record<string, string> => ({
    ...sandbox.botEnvironment(),
    ...database?.environment,
    SWARM_POLICY_FILE: policyFile,
    LOG_LEVEL: 'info',
    ...clockEnvironment(),
  });
  if (options.bot === 'swarm') {
    const { PUBLIC_URL: address = '', CASE_WEBHOOK_SECRET: secret = '' } = sandbox.botEnvironment();
    await bot.start();
    // Cases that live in a system are read there.
    if (!options.caseSystem) await offerCases(options.organisation.cases, { address, secret });
  }
  const browser = await joinBrowser();
  const windows = keepWindows(browser);
  const complaints: string[] = [];

  return {
    sandbox,
    browser,
    complaints,
    window: async (who, { language = 'en', theme = 'light', view = 'chat', at } = {}) => {
      // Each like a browser of its own: a browser opens six connections to a server, and each window keeps one.
      const locale = language === 'ja' ? 'ja-JP' : 'en-US';
      // What moves is drawn sixty times a second, and waited for: once is enough, for who comes with a browser as it is.
      const reducedMotion = who === null ? 'no-preference' : 'reduce';
      const page = await windows.open({ locale, reducedMotion }, { width: 1280, height: 800 });
      page.setDefaultTimeout(patienceMs);
      page.on('pageerror', (error) => complaints.push(`${who}: ${error.message}`));
      const query = new URLSearchParams({ lang: language, theme, view, ...(at === undefined ? {} : { at }) });
      if (who !== null) query.set('as', who);
      await page.goto(`${sandbox.addresses.people}/${who === null ? '' : `?${query}`}`);
      await page.locator('.frame').waitFor();
      return page;
    },
    closeWindows: windows.giveAllBack,
    setClock: createClockSwitch(bot).setTo,
    end: async () => {
      await browser.close();
      await bot.stop();
      await sandbox.stop();
      await database?.giveBack();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
