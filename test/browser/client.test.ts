import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { connectPeople, type People } from '../../src/sandbox/people/persona.ts';
import { startProcess } from '../sandbox/bots/runProcess.ts';
import { hostTeamId, smallOrganisation } from '../sandbox/smallOrganisation.ts';
import { seriousFaults } from './axe.ts';
import { makeStage, type Stage } from './stage.ts';

let stage: Stage;
let bot: Awaited<ReturnType<typeof startProcess>>;
let people: People;
let general: string;

beforeAll(async () => {
  stage = await makeStage({ organisation: smallOrganisation(), bot: 'none' });
  bot = await startProcess('echoBot.ts', stage.sandbox.botEnvironment());
  people = connectPeople(stage.sandbox.addresses.people);
  const team = stage.sandbox.tenant.teams.get(hostTeamId);
  general = team?.general.id ?? '';
  for (const alias of ['alice.byrne', 'ravi.rao']) {
    const person = stage.sandbox.tenant.byAlias.get(alias);
    if (person !== undefined) team?.members.set(person.id, { person, owner: false });
  }
});
afterAll(async () => {
  people?.close();
  await bot?.stop();
  await stage?.end();
});
afterEach(() => stage.closeWindows());

const box = (page: Page) => page.locator('.compose textarea').last();
const messages = (page: Page) => page.locator('.message');
const said = (page: Page, text: string) => page.locator('.bubble', { hasText: text }).last();
const say = async (page: Page, text: string) => {
  await box(page).fill(text);
  await box(page).press('Enter');
};

describe('a conversation', () => {
  test('is answered by the bot in the language of the window', async () => {
    const english = await stage.window('mika.sato', { language: 'en' });
    await say(english, 'hello');
    await said(english, 'you said: hello (en-US)').waitFor();
    const japanese = await stage.window('mika.sato', { language: 'ja' });
    await say(japanese, 'こんにちは');
    await said(japanese, 'you said: こんにちは (ja-JP)').waitFor();
  });

  test('is live in two windows, and counts what one has not read', async () => {
    const chat = await people.as('alice.byrne').createGroupChat(['ravi.rao'], { topic: 'Case 1', bot: false });
    const ravi = await stage.window('ravi.rao');
    const alice = await stage.window('alice.byrne', { at: chat.id });
    await say(alice, 'are you there?');
    const row = ravi.locator('.list-row', { hasText: 'Case 1' });
    await row.locator('.fui-CounterBadge', { hasText: '1' }).waitFor();
    await row.click();
    await said(ravi, 'are you there?').waitFor();
    await row.locator('.fui-CounterBadge').waitFor({ state: 'detached' });
  });

  test('sends on Enter, but not on the Enter that ends a conversion from kana', async () => {
    const page = await stage.window('alice.byrne');
    await box(page).fill('にほんご');
    await box(page).evaluate((field) =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true })),
    );
    expect(await box(page).inputValue()).toBe('にほんご');
    await box(page).press('Shift+Enter');
    expect(await box(page).inputValue()).toBe('にほんご\n');
    await box(page).press('Enter');
    await said(page, 'you said: にほんご').waitFor();
    expect(await box(page).inputValue()).toBe('');
  });

  test('tells who speaks when the bot cannot be reached, and keeps what they said', async () => {
    const page = await stage.window('ravi.rao');
    const { endpoint } = stage.sandbox.bot;
    stage.sandbox.bot.endpoint = 'http://127.0.0.1:9/api/messages';
    try {
      await say(page, 'anybody?');
      await page.getByText('The bot could not be reached.').waitFor();
      await said(page, 'anybody?').waitFor();
    } finally {
      stage.sandbox.bot.endpoint = endpoint;
    }
  });
});

describe('the compose box', () => {
  test.each([
    ['en', 'Start a swarm: add a case number, or describe the problem'],
    ['ja', 'スウォームを開始します。続けてケース番号を入力するか、問題を説明してください'],
  ] as const)(
    'offers the commands of the manifest after a slash (%s), and the keyboard chooses one',
    async (language, note) => {
      const page = await stage.window('mika.sato', { language, view: 'teams', at: general });
      await box(page).fill('/');
      await page.getByRole('option').filter({ hasText: note }).waitFor();
      await box(page).press('ArrowDown');
      await box(page).press('Enter');
      expect(await box(page).inputValue()).toBe('/swarm status ');
      await box(page).press('Enter');
      await said(page, 'privately: swarm status').waitFor();
      await page
        .getByText(language === 'ja' ? 'あなたにだけ' : 'Only you can see')
        .last()
        .waitFor();
    },
  );

  test('completes a mention of the bot, who answers in the thread, and of people, who find it in their activity', async () => {
    const page = await stage.window('mika.sato', { view: 'teams', at: general });
    await box(page).pressSequentially('@swa');
    await page.getByRole('option', { name: 'Swarm' }).waitFor();
    await box(page).press('Tab');
    await box(page).pressSequentially('look, @ali');
    await page.getByRole('option', { name: 'Alice Byrne' }).click();
    await box(page).pressSequentially('is here');
    await box(page).press('Enter');
    const post = page.locator('.post', { hasText: 'is here' });
    await post.locator('.replies').getByText('you said: look,').waitFor();
    const alice = await stage.window('alice.byrne', { view: 'activity' });
    await alice.locator('.list-row', { hasText: '佐藤 美香 mentioned you' }).first().waitFor();
  });
});

describe('a card', () => {
  test('changes only for who pressed, with what they typed, until the bot updates it for all', async () => {
    const chat = await people.as('mika.sato').createGroupChat(['alice.byrne'], { topic: 'Cards' });
    await people.as('mika.sato').say('card', { conversation: chat.id, mentionBot: true });
    const alice = await stage.window('alice.byrne', { at: chat.id });
    const mika = await stage.window('mika.sato', { at: chat.id });
    await alice.locator('.card input').fill('typed by Alice');
    await alice.getByRole('button', { name: 'Greet' }).click();
    await alice.getByText('for Alice Byrne').waitFor();
    await alice.getByText('typed by Alice').waitFor();
    // It refreshes itself for Mika, whom it names, and shows nothing of Alice's.
    await mika.getByText('refresh {} for 佐藤 美香').waitFor();
    expect(await mika.locator('.card').innerText()).not.toContain('Alice');
    const posted = await people
      .as('mika.sato')
      .waitForMessage((each) => each.conversation === chat.id && each.card !== null);
    await people.as('mika.sato').say(`update ${posted.id}`, { conversation: chat.id, mentionBot: true });
    for (const page of [alice, mika]) await page.locator('.card', { hasText: 'updated' }).waitFor();
  });

  test('keeps what is being typed in it while it is updated', async () => {
    const chat = await people.as('alice.byrne').createGroupChat(['ravi.rao'], { topic: 'Typing' });
    await people.as('alice.byrne').say('card', { conversation: chat.id, mentionBot: true });
    const ravi = await stage.window('ravi.rao', { at: chat.id });
    await ravi.locator('.card input').fill('half a sentence');
    const posted = await people
      .as('ravi.rao')
      .waitForMessage((each) => each.conversation === chat.id && each.card !== null);
    await people.as('alice.byrne').say(`update ${posted.id}`, { conversation: chat.id, mentionBot: true });
    await ravi.locator('.card', { hasText: 'updated' }).waitFor();
    expect(await ravi.locator('.card input').inputValue()).toBe('half a sentence');
  });

  test('opens a dialog that asks for what is required, and a message can be given to a message action', async () => {
    const page = await stage.window('alice.byrne');
    await say(page, 'card');
    await page.getByRole('button', { name: 'Open' }).last().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.locator('.ac-input-validation-failed').waitFor();
    await dialog.locator('input').fill('busy');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await page.getByText('task/submit {"from":"dialog","why":"busy"}').waitFor();
    await dialog.waitFor({ state: 'detached' });

    const own = messages(page).filter({ hasText: 'card' }).first();
    await own.hover();
    await own.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('menuitem', { name: 'Swarm this' }).click();
    await page.getByRole('dialog').getByText('card', { exact: false }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

describe('the panel', () => {
  test('shows each call as it happens, and a fault from the switch to the strike', async () => {
    const page = await stage.window('mika.sato');
    const refused = { name: /The next three messages get 503/ };
    await page.getByRole('button', { name: 'Wire, faults and case' }).click();
    await page.getByRole('tab', { name: 'Faults' }).click();
    await page.getByRole('switch', refused).click();
    await page.getByText('1 fault is on').waitFor();
    expect(stage.sandbox.faults.rules()).toHaveLength(1);
    await page.getByRole('tab', { name: 'Wire' }).click();
    await say(page, 'struck');
    await page.locator('.wire-row', { hasText: '503' }).first().waitFor();
    await page.locator('.wire-fault', { hasText: 'unavailable' }).first().waitFor();
    // The bot's own repeats use up what is left of the three, and the switch goes out by itself.
    await said(page, 'you said: struck').waitFor();
    await page.getByRole('tab', { name: 'Faults' }).click();
    await page.getByRole('switch', { ...refused, checked: false }).waitFor();
  });

  test('makes everything work again with one press', async () => {
    const page = await stage.window('mika.sato');
    await page.getByRole('button', { name: 'Wire, faults and case' }).click();
    await page.getByRole('tab', { name: 'Faults' }).click();
    await page.getByRole('switch', { name: /New channels start hidden/ }).click();
    await page.getByRole('switch', { name: /Graph says 503 three times/ }).click();
    await page.getByText('2 faults are on').waitFor();
    await page.getByRole('button', { name: 'Everything works again' }).click();
    await page.getByText('2 faults are on').waitFor({ state: 'detached' });
    expect(await page.getByRole('switch', { checked: true }).count()).toBe(0);
    expect(stage.sandbox.faults.rules()).toEqual([]);
    expect(stage.sandbox.faults.settings().hiddenChannels).toBe(false);
  });
});

describe('a window', () => {
  test('becomes another person’s, and can be gone back from', async () => {
    const page = await stage.window('mika.sato');
    await page.locator('.switcher').click();
    await page.getByRole('searchbox').fill('ravi');
    await page.locator('.switcher-people .list-row', { hasText: 'Ravi Rao' }).click();
    await page.locator('.switcher-name', { hasText: 'Ravi Rao' }).waitFor();
    expect(new URL(page.url()).searchParams.get('as')).toBe('ravi.rao');
    await page.goBack();
    await page.locator('.switcher-name', { hasText: '佐藤 美香' }).waitFor();
  });

  test('opens a Teams link to a channel in itself', async () => {
    const page = await stage.window('mika.sato');
    const link = `https://teams.microsoft.com/l/channel/${encodeURIComponent(general)}/General?groupId=${hostTeamId}`;
    await say(page, `see ${link}`);
    await page.getByRole('link').filter({ hasText: 'teams.microsoft.com' }).first().click();
    await page.locator('.conversation-head h1', { hasText: 'General' }).waitFor();
  });

  test('says so when its address names nobody, and leads on', async () => {
    const page = await stage.browser.newPage();
    await page.goto(`${stage.sandbox.addresses.people}/?as=no.body&lang=en`);
    await page.getByText('There is nobody called no.body here.').waitFor();
    await page.getByRole('button').click();
    await page.locator('.switcher-name').waitFor();
  });

  test('lets the arrow keys walk through a list, and Enter opens', async () => {
    for (const topic of ['First of two', 'Second of two'])
      await people.as('alice.byrne').createGroupChat(['ravi.rao'], { topic, bot: false });
    const page = await stage.window('alice.byrne');
    const rows = page.locator('.list-row');
    await page.locator('.list-row', { hasText: 'Second of two' }).waitFor();
    await rows.first().focus();
    await page.keyboard.press('ArrowDown');
    const second = (await rows.nth(1).locator('.list-name').innerText()).trim();
    expect(await page.evaluate(() => document.activeElement?.querySelector('.list-name')?.textContent)).toBe(second);
    await page.keyboard.press('Enter');
    await page.locator('.list-row[aria-current="true"]', { hasText: second }).waitFor();
  });

  test.each(['en', 'ja'] as const)(
    'as narrow as a phone gives its whole width to what is open (%s)',
    async (language) => {
      const page = await stage.window('mika.sato', { language });
      await page.setViewportSize({ width: 390, height: 844 });
      await say(page, 'card');
      await page.locator('.card').last().waitFor();
      const widthOf = async (part: string) => (await page.locator(part).last().boundingBox())?.width ?? 0;
      expect(await widthOf('.main')).toBe(390);
      expect(await widthOf('.card')).toBeGreaterThan(280);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await page.getByRole('button', { name: 'Swarm', exact: true }).last().click();
      await page.locator('.main-wide').waitFor();
      expect(await widthOf('.main')).toBe(390);
    },
  );

  test('is led through by keyboard: past the rail to the conversation, and into the box', async () => {
    const page = await stage.window('alice.byrne');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    for (let step = 0; step < 25; step += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.tagName === 'TEXTAREA')) break;
    }
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  });
});

describe('accessibility', () => {
  test.each(['light', 'dark', 'contrast'] as const)('axe-core finds no serious fault (%s)', async (theme) => {
    const page = await stage.window('mika.sato', { theme });
    await say(page, 'card');
    await page.locator('.card').last().waitFor();
    await page.getByRole('button', { name: 'Wire, faults and case' }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Faults' }).click();
    await page.getByRole('switch').first().waitFor();
    await box(page).fill('/');
    await page.getByRole('listbox').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await box(page).fill('');
    await page.locator('.switcher').click();
    await page.getByRole('searchbox').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await people.as('mika.sato').say('look at this', { conversation: general });
    const channel = await stage.window('mika.sato', { theme, view: 'teams', at: general, language: 'ja' });
    await channel.locator('.post').first().waitFor();
    expect(await seriousFaults(channel)).toEqual([]);
  });

  test('and no window has thrown anything', () => {
    expect(stage.complaints).toEqual([]);
  });
});
