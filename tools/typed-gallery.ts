import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/browser/launch.ts';
import { typed } from '../test/fixtures/typed/schema.ts';
import { startSandbox } from './sandboxProcess.ts';

/**
 * Types what people type (test/fixtures/typed/typed.json) into the sandbox's window and takes a picture of each answer:
 *   node tools/typed-gallery.ts [the file it is from, such as 18-typed.tsv, or own]
 * Prints the folder of the pictures, and what was typed beside the name of each.
 */
const [from = '18-typed.tsv'] = process.argv.slice(2);
const says = typed().says.filter((each) => each.from === from);
const folder = mkdtempSync(join(tmpdir(), 'swarm-typed-'));

const sandbox = await startSandbox();
const browser = await launchBrowser();
try {
  const pages = { en: await windowOf('en'), ja: await windowOf('ja') };
  for (const [n, { typed: words, spoken }] of says.entries()) {
    const page = pages[spoken];
    const name = `${String(n + 1).padStart(2, '0')}-${spoken}.png`;
    const answer = await answerTo(page, words);
    await answer.screenshot({ path: join(folder, name), animations: 'disabled', caret: 'hide' });
    process.stdout.write(`${name}  ${JSON.stringify(words.slice(0, 80))}\n`);
  }
} finally {
  await browser.close();
  await sandbox.stop();
}
process.stdout.write(`${folder}\n`);

async function windowOf(lang: 'en' | 'ja'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 1400 },
    locale: lang === 'ja' ? 'ja-JP' : 'en-GB',
    timezoneId: 'Asia/Tokyo',
  });
  const page = await context.newPage();
  const query = new URLSearchParams({ as: lang === 'ja' ? 'mika.sato' : 'enrico.cattaneo', lang, view: 'chat' });
  await page.goto(`${sandbox.address}/?${query}`);
  await page.locator('.frame').waitFor();
  return page;
}

/** The last message of the chat once there are two more: what was typed, and the answer. */
async function answerTo(page: Page, words: string) {
  const all = page.locator('article.message');
  const before = await all.count();
  await page.locator('.compose textarea').fill(words);
  await page.locator('.compose textarea').press('Enter');
  await all.nth(before + 1).waitFor();
  await page.waitForLoadState('networkidle').catch(() => {});
  return all.last();
}
