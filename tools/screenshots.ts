import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { en as englishClient } from '../src/sandbox/client/language/en.ts';
import { ja as japaneseClient } from '../src/sandbox/client/language/ja.ts';
import { connectPeople, type People } from '../src/sandbox/people/persona.ts';
import { messages } from '../src/teams/languages/language.ts';
import { launchBrowser } from '../test/browser/launch.ts';
import { startSandbox } from './sandboxProcess.ts';

/**
 * Makes the pictures of the README and of docs/: the sandbox as `npm run sandbox` starts it, two swarms in the two
 * languages, and each view as somebody finds it. Names on the command line make only those: `plan-en measures`. `--system zendesk
 * case-staff-zendesk-en`: the case as another case system shows it.
 */
const folder = join(import.meta.dirname, '../docs/images');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { system: { type: 'string', default: 'dynamics' } },
});
const only = new Set(positionals);
const ofSystem = values.system === 'dynamics' ? '' : `-${values.system}`;
type Language = 'en' | 'ja';
type Theme = 'light' | 'dark' | 'contrast';
type Opening = { as: string; lang?: Language; theme?: Theme; view?: string; at?: string };

await mkdir(folder, { recursive: true });
const sandbox = await startSandbox(['--system', values.system]);
const people = connectPeople(sandbox.address);
const browser = await launchBrowser();
try {
  await takeAll(browser, people, sandbox.address);
} finally {
  people.close();
  await browser.close();
  await sandbox.stop();
}

async function takeAll(browser: Browser, people: People, address: string): Promise<void> {
  const open = async ({ as, lang = 'en', theme = 'light', view = 'chat', at }: Opening): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: lang === 'ja' ? 'ja-JP' : 'en-GB',
      timezoneId: lang === 'ja' ? 'Asia/Tokyo' : 'Europe/Dublin',
    });
    const page = await context.newPage();
    // A team takes four new members a minute: an expert may wait that long for their seat.
    page.setDefaultTimeout(90_000);
    const query = new URLSearchParams({ as, lang, theme, view, ...(at === undefined ? {} : { at }) });
    await page.goto(`${address}/?${query}`);
    await page.locator('.frame').waitFor();
    return page;
  };
  const take = async (page: Page, name: string, height = 800): Promise<void> => {
    if (only.size > 0 && !only.has(name)) return;
    await page.setViewportSize({ width: 1280, height });
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(640, 4);
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
    process.stdout.write(`docs/images/${name}.png\n`);
  };
  const card = (page: Page, text: string) => page.locator('.card', { hasText: text }).last();
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last();

  for (const lang of ['en', 'ja'] as const) {
    if (only.size > 0 && !only.has(`first-minute-${lang}`)) continue;
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: lang });
    const page = await context.newPage();
    await page.goto(address);
    await page.locator('.samples li').first().waitFor();
    await take(page, `first-minute-${lang}`);
    await context.close();
  }
  const isSwarmWanted = (lang: Language): boolean =>
    only.size === 0 ||
    [...only].some((name) => /^(plan|invitation|channel|case)-/.test(name) && name.endsWith(`-${lang}`));
  for (const { lang, owner, caseId } of [
    { lang: 'en', owner: 'enrico.cattaneo', caseId: '4718' },
    { lang: 'ja', owner: 'mika.sato', caseId: '4711' },
  ] as const) {
    if (!isSwarmWanted(lang)) continue;
    const words = messages(lang);
    const page = await open({ as: owner, lang });
    await page.locator('.compose textarea').fill(`/swarm ${caseId}`);
    await page.locator('.compose textarea').press('Enter');
    await card(page, words.plan.title(caseId)).waitFor();
    await page.waitForLoadState('networkidle').catch(() => {});
    await take(page, `plan-${lang}`, 1220);
    await button(page, words.plan.start).click();

    const expert = await invited(people, address, { caseId, lang });
    const theirs = await open({ as: expert, lang });
    await button(theirs, words.invitation.accept).waitFor();
    await take(theirs, `invitation-${lang}`, 600);
    await button(theirs, words.invitation.accept).click();
    await card(theirs, words.invitation.seated).getByRole('link', { name: words.common.openChannel }).click();
    await theirs.locator('.conversation-head h1', { hasText: caseId }).waitFor();
    await page.locator('.rail-button').nth(2).click();
    await page.locator('.channel-row', { hasText: caseId }).click();
    // Whoever coordinates sees the panel once their client has asked for their own view of the card.
    await button(page, words.panel.cancel).waitFor();
    await take(page, `channel-${lang}`, 1060);
    const client = { en: englishClient, ja: japaneseClient }[lang];
    await page.getByRole('button', { name: client.top.panel }).click();
    await page.getByRole('tab', { name: client.caseSystem.tab, exact: true }).click();
    // Who coordinates, who joined: both are there when the channel is.
    await page.locator('.case-timeline li').nth(2).waitFor();
    await take(page, `case-staff${ofSystem}-${lang}`);
    await page.getByRole('tab', { name: client.caseSystem.customer }).click();
    await page.getByText(client.caseSystem.nothingPublic).waitFor();
    await take(page, `case-customer${ofSystem}-${lang}`);
    await theirs.context().close();
    await page.context().close();
  }

  const lead = 'naoko.yoshida';
  const tab = async (
    name: string,
    opening: Partial<Opening>,
    { ready, height }: { ready?: (page: Page) => Promise<void>; height?: number } = {},
  ): Promise<void> => {
    if (only.size > 0 && !only.has(name)) return;
    const page = await open({ as: lead, view: 'app', ...opening });
    const frame = page.frameLocator('.tab iframe');
    await frame.locator('main').waitFor();
    await frame.locator('.fui-Skeleton, [aria-busy=true], .fui-Spinner').first().waitFor({ state: 'detached' });
    await ready?.(page);
    await take(page, name, height);
    await page.context().close();
  };
  const openFirst = async (page: Page) => {
    const frame = page.frameLocator('.tab iframe');
    await frame.locator('main ul li a').first().click();
    await frame.locator('main h1').waitFor();
    await frame.locator('ol button[aria-expanded]').first().click();
  };
  await tab('swarms', {});
  await tab('swarms-ja', { lang: 'ja' });
  await tab('search-ja', { lang: 'ja', at: '?words=証明書' });
  await tab('swarm', { at: '?words=certificate%20renewal' }, { ready: openFirst, height: 1160 });
  await tab('swarm-ja', { lang: 'ja', at: '?words=証明書' }, { ready: openFirst, height: 1160 });
  await tab('measures', { at: '?view=measures' });
  await tab('measures-ja-dark', { lang: 'ja', theme: 'dark', at: '?view=measures' });
  await tab('coverage', { at: '?view=coverage' });
  await tab('coverage-ja', { lang: 'ja', at: '?view=coverage' });
  await tab('my-skills', { as: 'mika.sato', lang: 'ja', at: '?view=skills' });
  await tab('my-skills-en', { as: 'enrico.cattaneo', at: '?view=skills' });
  await tab('swarms-dark', { theme: 'dark' });
}

/** Somebody of a language whom the bot has invited to a case, and written of nothing else, by alias. */
async function invited(
  people: People,
  address: string,
  { caseId, lang }: { caseId: string; lang: Language },
): Promise<string> {
  const { people: all } = (await (await fetch(`${address}/sandbox/organisation`)).json()) as {
    people: { alias: string; languages: string[] }[];
  };
  for (;;) {
    for (const { alias } of all.filter(({ languages }) => languages[0] === lang)) {
      const { messages: seen } = await people.as(alias).conversation(undefined, { peek: true });
      const isAsked = ({ actions, card }: (typeof seen)[number]) =>
        actions.some((each) => each.verb === 'accept') && JSON.stringify(card).includes(caseId);
      if (seen.length === 1 && seen.some(isAsked)) return alias;
    }
  }
}
