import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { FrameLocator, Page } from 'playwright-core';
import { hostTeamId, smallOrganisation } from '../sandbox/smallOrganisation.ts';
import { makeStage, type Stage } from './stage.ts';

/** The smallest tab: it meets Teams, writes down what it is told, and has a button for each thing it can ask. */
const page = (origin: string) => `<!doctype html><title>A tab</title>
<script src="/teams.js"></script>
<pre id="context"></pre><pre id="token"></pre><pre id="theme"></pre>
<button id="link">link</button><button id="page">page</button>
<script>
const { app, authentication, pages } = microsoftTeams;
const write = (id, what) => { document.getElementById(id).textContent = what; };
app.initialize(['${origin}']).then(async () => {
  app.registerOnThemeChangeHandler((theme) => write('theme', theme));
  write('context', JSON.stringify(await app.getContext()));
  write('token', await authentication.getAuthToken().catch(String));
  document.getElementById('link').onclick = () => app.openLink(link);
  document.getElementById('page').onclick = () => pages.currentApp.navigateTo({ pageId: 'history', subPageId: '?swarm=1' });
  await app.notifySuccess();
});
</script>`;

let stage: Stage;
let server: Server;
let general = '';

beforeAll(async () => {
  stage = await makeStage({ organisation: smallOrganisation(), bot: 'none' });
  general = stage.sandbox.tenant.teams.get(hostTeamId)?.general.id ?? '';
  const teams = await readFile(
    createRequire(import.meta.url).resolve('@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js'),
  );
  const link = `https://teams.microsoft.com/l/channel/${encodeURIComponent(general)}/General`;
  server = createServer((request, response) => {
    if (request.url === '/teams.js') response.setHeader('content-type', 'text/javascript').end(teams);
    else
      response
        .setHeader('content-type', 'text/html')
        .end(`<script>const link = ${JSON.stringify(link)};</script>${page(stage.sandbox.addresses.people)}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  stage.sandbox.bot.endpoint = `http://127.0.0.1:${port}/api/messages`;
});
afterAll(async () => {
  await stage?.end();
  server?.closeAllConnections();
  server?.close();
});
afterEach(() => stage.closeWindows());

const tabOf = (teams: Page): FrameLocator => teams.frameLocator('.tab iframe');
const contextOf = async (teams: Page): Promise<Record<string, Record<string, unknown>>> => {
  const shown = tabOf(teams).locator('#context');
  await shown.filter({ hasText: 'locale' }).waitFor({ state: 'attached' });
  return JSON.parse((await shown.textContent()) ?? '{}');
};

describe('the place of Teams around a tab', () => {
  test.each([
    ['en', 'light', 'en-us', 'default'],
    ['ja', 'dark', 'ja-jp', 'dark'],
    ['en', 'contrast', 'en-us', 'contrast'],
  ] as const)(
    'tells TeamsJS who reads it, in which language and colours (%s, %s)',
    async (language, theme, locale, told) => {
      const teams = await stage.window('mika.sato', { language, theme, view: 'app', at: '?swarm=7' });
      const { app, page: place, user } = await contextOf(teams);
      expect(app).toMatchObject({ locale, theme: told });
      expect(place).toMatchObject({ id: 'history', subPageId: '?swarm=7', frameContext: 'content' });
      expect(user).toMatchObject({ id: stage.sandbox.tenant.byAlias.get('mika.sato')?.id, displayName: '佐藤 美香' });
      await teams.locator('.tab iframe[data-state="loaded"]').waitFor();
    },
  );

  test('gives a token that the sandbox’s Entra has signed for this person and this app', async () => {
    const teams = await stage.window('alice.byrne', { view: 'app' });
    const shown = tabOf(teams).locator('#token');
    await shown.filter({ hasText: 'ey' }).waitFor({ state: 'attached' });
    const token = (await shown.textContent()) ?? '';
    const claims = decodeJwt(token);
    expect(claims.oid).toBe(stage.sandbox.tenant.byAlias.get('alice.byrne')?.id);
    expect(claims.tid).toBe(stage.sandbox.tenant.id);
    expect(String(claims.scp)).toContain('access_as_user');
    expect(new URL(teams.url()).search).not.toContain(token.slice(0, 20));
  });

  test('passes on a change of theme without loading the tab anew', async () => {
    const teams = await stage.window('mika.sato', { view: 'app' });
    await contextOf(teams);
    await teams.getByRole('button', { name: 'Settings' }).click();
    await teams.getByRole('menuitemradio', { name: 'Dark' }).click();
    await tabOf(teams).locator('#theme', { hasText: 'dark' }).waitFor({ state: 'attached' });
  });

  test('opens Teams links of the tab in the window, and keeps the tab’s own place in its address', async () => {
    const teams = await stage.window('mika.sato', { view: 'app' });
    await teams.locator('.tab iframe[data-state="loaded"]').waitFor();
    await tabOf(teams).locator('#page').click();
    await teams.waitForURL(/at=%3Fswarm%3D1/);
    await tabOf(teams).locator('#link').click();
    await teams.locator('.conversation-head h1', { hasText: 'General' }).waitFor();
  });

  test('hears nobody but the tab', async () => {
    const teams = await stage.window('mika.sato', { view: 'app' });
    await teams.locator('.tab iframe[data-state="loaded"]').waitFor();
    const before = teams.url();
    await teams.evaluate(() =>
      window.postMessage({ id: 1, func: 'executeDeepLink', args: ['https://teams.microsoft.com/l/chat/0/0'] }, '*'),
    );
    await contextOf(teams);
    expect(teams.url()).toBe(before);
    expect(stage.complaints).toEqual([]);
  });
});
