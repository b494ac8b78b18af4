import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Page } from 'playwright-core';
import type { Change } from '../../src/cases/systems/caseSystem.ts';
import { noteOutcomes } from '../../src/cases/systems/following/caseOutcomes.ts';
import { personalDataIn } from '../../src/composition/personalData.ts';
import { createTab } from '../../src/history/tab.ts';
import { createServer } from '../../src/http/server.ts';
import type { ProfileSkill } from '../../src/registry/files/profileSkills.ts';
import { readRegistryFiles } from '../../src/registry/files/registryFile.ts';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import { loadOrganisation, registryOf } from '../../src/sandbox/organisation/organisation.ts';
import { livePastSwarms } from '../../src/sandbox/organisation/pastSwarms.ts';
import { swarm } from '../../src/store/swarmTables.ts';
import { createRegistryPlanner } from '../../src/swarm/planning/registryPlanner.ts';
import { openLivingPolicy } from '../../src/swarm/policies/livingPolicy.ts';
import type { PolicyFields } from '../../src/swarm/policy.ts';
import { app, publicUrl, startEntra } from '../history/entra.ts';
import { deputyMeantIn } from '../history/namedDeputies.ts';
import { writesSwarms } from '../history/writesSwarms.ts';
import { openMemory } from '../store/databases.ts';
import { joinBrowser } from './launch.ts';
import { keepWindows } from './windows.ts';

/** What a connected case system has told of its cases: two of three swarms' cases, and as many again that were not swarmed. */
async function toldByCaseSystem({ sql }: Awaited<ReturnType<typeof openMemory>>, now: number): Promise<void> {
  const swarmed = await sql.select({ number: swarm.caseId, created: swarm.proposedAt }).from(swarm);
  const cases = swarmed.flatMap((each, at) =>
    at % 3 === 2 ? [] : [each, { number: `of nobody ${at}`, created: each.created }],
  );
  const changes = cases.map(({ number, created }, at): Change => {
    const closed = new Date(Math.min(now, Date.parse(created) + 3_600_000 * (5 + ((at * 37) % 90)))).toISOString();
    const satisfaction = at % 4 === 0 ? null : at % 7 === 0 ? 'bad' : at % 5 === 0 ? 'neutral' : 'good';
    return {
      ...{ record: number, number, at: closed, created: new Date(created).toISOString(), version: null },
      ...{ state: 'closed', closed, satisfaction },
    };
  });
  const reopened = changes
    .filter((_, at) => at % 6 === 0)
    .map((change): Change => ({ ...change, state: 'open', closed: null, at: new Date(now).toISOString() }));
  await sql.transaction(async (tx) => {
    await noteOutcomes(tx, app.tenantId, 'dynamics', changes, null);
    await noteOutcomes(tx, app.tenantId, 'dynamics', reopened, null);
  });
}

export type TabOpening = {
  theme?: 'default' | 'dark' | 'contrast';
  locale?: 'en-GB' | 'ja-JP';
  /** The tab's own query, as a deep link names it. */
  query?: string;
  /** Adds the tab to a channel: Teams shows its page for that. */
  configures?: boolean;
  width?: number;
  height?: number;
};

/**
 * The tab as Teams shows it: the bot's own server and routes over the sandbox's organisation with its past swarms, in a
 * frame of another origin that answers TeamsJS. Here Teams is played by a page of twenty lines; the tab inside the
 * whole sandbox is tested with its client.
 */
export async function makeTabStage() {
  const now = Date.now();
  const clock = Date.now;
  const organisation = await loadOrganisation(undefined, now);
  organisation.tenant.tenantId = app.tenantId;
  const database = await openMemory();
  const registry = await openSkillsRegistry({ database, tenantId: app.tenantId, clock });
  const content = Buffer.from(JSON.stringify(registryOf(organisation)));
  const reading = readRegistryFiles([{ name: 'organisation.json', content }], registry.snapshot);
  if (!reading.ok) throw new Error('The organisation is no registry');
  await registry.importAll(reading.registry);
  await livePastSwarms({ database, snapshot: registry.snapshot }, organisation);
  await toldByCaseSystem(database, now);
  const entra = await startEntra();

  let refuseTokens = false;
  const teams = createHttpServer(async (request, response) => {
    const address = new URL(request.url ?? '/', 'http://teams');
    const person = organisation.people.find((each) => each.alias === address.searchParams.get('as'));
    if (address.pathname === '/token') {
      response.writeHead(refuseTokens ? 403 : 200);
      return response.end(refuseTokens ? '' : await entra.token(person?.id ?? 'nobody', Date.now()));
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    return response.end(teamsPage(tabAddress));
  }).listen(0, '127.0.0.1');
  await once(teams, 'listening');
  const teamsAddress = `http://127.0.0.1:${(teams.address() as AddressInfo).port}`;

  const quiet = () => {};
  /** What people show on their Microsoft 365 profiles. */
  const profiles = new Map<string, ProfileSkill[]>();
  const living = await openLivingPolicy({
    ...{ sql: database.sql, tenantId: app.tenantId, given: { graceMinutes: 3 }, clock },
  });
  const server = createServer({
    secret: 'not of interest here',
    seen: { find: async () => null, use: async () => {} },
    findPerson: async () => null,
    log: { info: quiet, warn: quiet, error: quiet },
    clock,
    admitActivity: async () => ({ ok: false, answer: { status: 401 } }),
    cases: { save: async () => 'stored' },
    tenantId: app.tenantId,
    importRegistry: async () => ({ ok: true, summary: {} }),
    importPastCases: async () => ({ ok: true, summary: {} }),
    exportRegistry: async () => Readable.from(['{}']),
    ready: async () => ({}),
    routes: createTab({
      personalData: personalDataIn({ database, tenantId: app.tenantId }, clock),
      swarms: writesSwarms(database, clock, (id) => registry.snapshot.listed(id)?.engineer.lead ?? false),
      isShared: () => true,
      folder: join(import.meta.dirname, '../../dist/web'),
      database,
      registry,
      app,
      authorityHost: entra.authorityHost,
      publicUrl,
      frameOrigin: teamsAddress,
      askBudget: () => 7,
      living,
      planner: createRegistryPlanner(registry.snapshot),
      deputyMeant: deputyMeantIn(registry, clock),
      evidence: { follow: async () => {} },
      findPerson: async () => null,
      readProfiles: async (people) => ({
        ok: true,
        profiles: people.flatMap((person) => {
          const skills = profiles.get(person);
          return skills ? [{ person, skills }] : [];
        }),
      }),
      hostTeams: async () => [
        { taken: 120, most: 1000, deleted: 4, countedAt: '2026-11-19T17:30:00.000Z' },
        { taken: 870, most: 1000, deleted: null, countedAt: null },
      ],
      clock,
      // A test does in seconds what people do in minutes: what one person may ask in a minute comes back as fast.
      steady: () => performance.now() * 20,
    }),
  });
  const tabAddress = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  const browser = await joinBrowser();
  const windows = keepWindows(browser);
  const complaints: string[] = [];

  return {
    database,
    registry,
    profiles,
    organisation,
    browser,
    tabAddress,
    teamsAddress,
    complaints,
    /** Teams gives no token from now on, or gives them again. */
    refuseTokens: (refuse: boolean) => {
      refuseTokens = refuse;
    },
    /** A window in which somebody (by alias) has the tab open. */
    async window(who: string, opening: TabOpening = {}): Promise<Page> {
      const { theme = 'default', locale = 'en-GB', query = '', width = 1280, height = 800, configures } = opening;
      const shows = configures ? '/tab/configure' : '/tab';
      const page = await windows.open(
        {
          ...{ locale, timezoneId: 'Asia/Tokyo', permissions: ['clipboard-read', 'clipboard-write'] },
          // Nor is what moves waited for: it is seen where somebody comes with a browser as it is (stage.ts).
          reducedMotion: 'reduce',
        },
        { width, height },
      );
      page.setDefaultTimeout(20_000);
      page.on('pageerror', (error) => complaints.push(`${who}: ${error.message}`));
      page.on('console', (message) => {
        const text = message.text();
        // TeamsJS asks Microsoft for its list of hosts, which there is no way to from here.
        const isExpected = /res\.cdn\.office\.net|status of 4|ERR_(INTERNET|NAME|CONNECTION|FAILED)/.test(text);
        if (message.type() === 'error' && !isExpected) complaints.push(`${who}: ${text}`);
      });
      await page.goto(`${teamsAddress}/?${new URLSearchParams({ as: who, theme, locale, query, shows })}`);
      return page;
    },
    closeWindow: windows.giveBack,
    /** Another lead changes the policy, by another process. */
    async changePolicy(set: Partial<PolicyFields>) {
      await living.refresh();
      const by = { id: 'another', name: 'Another Lead' };
      await living.change({ revision: living.fields().revision, by, why: 'Elsewhere', set });
    },
    async end() {
      await browser.close();
      await server.close(0);
      await new Promise((resolve) => teams.close(resolve));
      await entra.stop();
      await database.drop();
    },
  };
}
export type TabStage = Awaited<ReturnType<typeof makeTabStage>>;

/**
 * Plays Teams: a frame with the tab, and answers to what TeamsJS asks. `setTheme` and `save`, as its button for adding a tab
 * does, are for tests.
 */
const teamsPage = (
  tabAddress: string,
): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Teams</title>
<style>body{margin:0}iframe{border:0;width:100vw;height:100vh;display:block}</style>
<iframe title="History" allow="clipboard-read; clipboard-write"></iframe>
<script>
const given = new URLSearchParams(location.search);
const frame = document.querySelector('iframe');
const isSettings = given.get('shows') !== '/tab';
const context = { theme: given.get('theme'), locale: given.get('locale'), entityId: 'history', subEntityId: given.get('query'),
  userObjectId: 'x', tid: '${app.tenantId}', frameContext: isSettings ? 'settings' : 'content', hostClientType: 'web', hostName: 'Teams', sessionId: 's' };
const runtime = { apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: isSettings ? { config: {} } : { currentApp: {} } } };
window.opened = [];
window.configured = [];
const mayFail = { refusesConfig: false };
window.refuseConfig = () => { mayFail.refusesConfig = true; };
const answers = {
  initialize: () => [context.frameContext, 'web', JSON.stringify(runtime), '2.0.1'],
  getContext: () => [context],
  'authentication.getAuthToken': async () => {
    const answer = await fetch('/token?as=' + given.get('as')).catch(() => null);
    return answer?.ok ? [true, await answer.text()] : [false, 'consent needed'];
  },
  'settings.setValidityState': (isValid) => { window.configured.push(['valid', isValid]); return [true]; },
  'settings.setSettings': (settings) => {
    window.configured.push(['settings', settings]);
    return mayFail.refusesConfig ? [false, 'the tab is not allowed here'] : [true];
  },
  'settings.save.success': () => { window.configured.push(['saved']); return null; },
  'settings.save.failure': (why) => { window.configured.push(['not saved', why]); return null; },
  executeDeepLink: (link) => { window.opened.push(link); return [true]; },
};
addEventListener('message', async ({ data, source }) => {
  if (source !== frame.contentWindow || !answers[data.func]) return;
  const args = await answers[data.func](...(data.args ?? []));
  if (args !== null) source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args }, '${tabAddress}');
});
window.setTheme = (theme) => frame.contentWindow.postMessage({ func: 'themeChange', args: [theme] }, '${tabAddress}');
window.save = () => frame.contentWindow.postMessage({ func: 'settings.save', args: [{}] }, '${tabAddress}');
frame.src = '${tabAddress}' + given.get('shows');
</script>`;
