import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { seriousFaults } from './axe.ts';
import { asDialog, button, type CardStage, card, form, makeCardStage, type Part, text, typing } from './cardStage.ts';
import { asCard, asWord, type ScriptedBot } from './scriptedBot.ts';

let stage: CardStage;
let bot: ScriptedBot;
let opened: CardStage['opened'];
beforeAll(async () => {
  stage = await makeCardStage();
  ({ bot, opened } = stage);
});
afterAll(() => stage?.end());
afterEach(() => expect(stage.complaints).toEqual([]));

const alice = () => stage.sandbox.tenant.byAlias.get('alice.byrne')?.mri ?? '';
const ticks = (id: string, names: string[], value: string): Part => ({
  type: 'Input.ChoiceSet',
  id,
  label: id,
  style: 'expanded',
  isMultiSelect: true,
  choices: names.map((name) => ({ title: name, value: name })),
  value,
});
/** What everybody sees of a panel; Alice's own view of it is fetched from the bot. */
const forAll = (version: number) =>
  card([text(`version ${version} for all`)], [], {
    refresh: { action: { type: 'Action.Execute', verb: 'refresh', data: { version } }, userIds: [alice()] },
  });
const panel = (version: number, forms: Part[] = bothForms) => card([text(`version ${version} for Alice`)], forms);
const question = form('Question', 'ask', [typing('words', { isRequired: true, errorMessage: 'Say what you ask.' })]);
const fix = form('Fix', 'resolve', [typing('cause'), ticks('who', ['Mika', 'Ravi'], 'Mika,Ravi')]);
const bothForms = [question, fix];

/** The field that has the keyboard: what stands in it, and what of it is selected. */
const field = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    return active instanceof HTMLTextAreaElement ? [active.value, active.selectionStart, active.selectionEnd] : null;
  });

describe('a card that the bot updates while somebody works on it', () => {
  test('keeps the form that is open, what was typed and where, and shows what is new', async () => {
    bot.answers(() => asCard(panel(1)));
    const { page, shown, update } = await opened(forAll(1));
    await button(shown, 'Question').click();
    await shown.getByLabel('words').fill('What about the gateway?');
    await shown.getByLabel('words').evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 10));

    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<object>();
    bot.answers(() => {
      asked.resolve();
      return answer.promise;
    });
    await update(forAll(2));
    await asked.promise;
    // The window knows the card of all by now, which has no form, and waits for Alice's own.
    await shown.getByText('version 1 for Alice').waitFor();
    expect(await field(page)).toEqual(['What about the gateway?', 5, 10]);
    answer.resolve(asCard(panel(2)));
    await shown.getByText('version 2 for Alice').waitFor();
    expect(await field(page)).toEqual(['What about the gateway?', 5, 10]);

    // And once more: what came back with an update is still something typed.
    bot.answers(() => asCard(panel(3)));
    await update(forAll(3));
    await shown.getByText('version 3 for Alice').waitFor();
    expect(await field(page)).toEqual(['What about the gateway?', 5, 10]);
    await page.close();
  });

  test('keeps the keyboard on a button, and what was found missing', async () => {
    const { page, shown, update } = await opened(panel(1));
    await button(shown, 'Question').press('Enter');
    await button(shown, 'Send Question').press('Enter');
    await shown.getByText('Say what you ask.').waitFor();
    await button(shown, 'Send Question').focus();
    await update(panel(2));
    await shown.getByText('version 2 for Alice').waitFor();
    await shown.getByText('Say what you ask.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Send Question');
    await page.close();
  });

  test('keeps who was chosen and what was ticked; what can be ticked only now is as the card has it', async () => {
    const person: Part = {
      type: 'Input.ChoiceSet',
      id: 'person',
      label: 'person',
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    };
    const asking = (version: number, names: string[]) =>
      panel(version, [
        form('Ask', 'ask', [
          person,
          ticks('who', names, names.join(',')),
          { type: 'Input.Number', id: 'days', label: 'days' },
        ]),
      ]);
    const { page, shown, update } = await opened(asking(1, ['Mika', 'Ravi']));
    await button(shown, 'Ask').click();
    await shown.getByRole('combobox', { name: 'person' }).pressSequentially('ravi');
    await page.getByRole('option', { name: 'Ravi Rao' }).click();
    await shown.getByLabel('Mika').uncheck();
    await shown.getByLabel('days').fill('3');
    await update(asking(2, ['Mika', 'Ravi', 'Carol']));
    await shown.getByText('version 2 for Alice').waitFor();
    bot.answers(() => asCard(panel(3)));
    await button(shown, 'Send Ask').click();
    await shown.getByText('version 3 for Alice').waitFor();
    expect(bot.heard.at(-1)?.value?.action).toMatchObject({
      data: {
        person: stage.sandbox.tenant.byAlias.get('ravi.rao')?.id,
        who: 'Ravi,Carol',
        days: 3,
      },
    });
    await page.close();
  });

  test('is not drawn again when nothing that is seen has changed', async () => {
    bot.answers(() => asCard(panel(1)));
    const { page, shown, update, reached } = await opened(forAll(1));
    const before = await shown.getByText('version 1 for Alice').elementHandle();
    await update(forAll(1));
    await reached();
    expect(await before?.evaluate((element) => element.isConnected)).toBe(true);
    await page.close();
  });

  test('waits while a button is held down or kana are converted', async () => {
    const { page, shown, update, reached } = await opened(panel(1));
    await button(shown, 'Question').click();
    await shown.getByLabel('words').fill('しょうめいしょ');
    await shown.getByLabel('words').dispatchEvent('compositionstart');
    await update(panel(2));
    await reached();
    expect(await shown.getByText('version 1 for Alice').count()).toBe(1);
    await shown.getByLabel('words').dispatchEvent('compositionend');
    await shown.getByText('version 2 for Alice').waitFor();
    expect((await field(page))?.[0]).toBe('しょうめいしょ');

    await button(shown, 'Send Question').hover();
    await page.mouse.down();
    await update(panel(3));
    await reached();
    bot.answers(() => asCard(panel(4)));
    await page.mouse.up();
    await shown.getByText('version 4 for Alice').waitFor();
    expect(bot.heard.at(-1)?.value?.action).toMatchObject({ data: { words: 'しょうめいしょ' } });
    await page.close();
  });

  test('is clean where the bot took what was sent, and as it was where the bot had a word about it', async () => {
    const { page, shown } = await opened(panel(1));
    await button(shown, 'Fix').click();
    await shown.getByLabel('cause').fill('A pinned certificate');
    await button(shown, 'Question').click();
    await shown.getByLabel('words').fill('Who knows?');
    bot.answers(() => asWord('Ask a whole question.'));
    await button(shown, 'Send Question').click();
    await page.getByText('Ask a whole question.').waitFor();
    expect(await shown.getByLabel('words').inputValue()).toBe('Who knows?');
    bot.answers(() => asCard(panel(1)));
    await button(shown, 'Send Question').click();
    await shown.getByLabel('words').waitFor({ state: 'detached' });
    await button(shown, 'Question').click();
    expect(await shown.getByLabel('words').inputValue()).toBe('');
    await button(shown, 'Fix').click();
    expect(await shown.getByLabel('cause').inputValue()).toBe('A pinned certificate');
    await page.close();
  });

  test('tells what was typed in a form that it has no more, and gives it back with the form', async () => {
    const { page, shown, update } = await opened(panel(1));
    await button(shown, 'Fix').click();
    await shown.getByLabel('cause').fill('A pinned certificate');
    await update(panel(2, [question]));
    await page.getByText('This part of the card is gone.').waitFor();
    await page.locator('.card-lost').getByText('A pinned certificate').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await update(panel(3));
    await shown.getByText('version 3 for Alice').waitFor();
    expect(await shown.getByLabel('cause').inputValue()).toBe('A pinned certificate');
    await page.locator('.card-lost').waitFor({ state: 'detached' });
    await page.close();
  });

  test('has what was typed when its reader comes back to it', async () => {
    const { page, shown } = await opened(panel(1));
    await button(shown, 'Fix').click();
    await shown.getByLabel('cause').fill('A pinned certificate');
    await page.locator('.list-row', { hasText: 'Swarm' }).first().click();
    await shown.waitFor({ state: 'detached' });
    await page.goBack();
    expect(await shown.getByLabel('cause').inputValue()).toBe('A pinned certificate');
    await page.close();
  });

  test('leaves the page where it is for who reads or types', async () => {
    const long = (version: number, lines: number) =>
      card([text(`version ${version}`), ...Array.from({ length: lines }, (_, line) => text(`line ${line}`))], [fix]);
    const { page, shown, update, reached } = await opened(long(1, 30));
    await button(shown, 'Fix').click();
    const cause = shown.getByLabel('cause');
    await cause.fill('A pinned certificate');
    const top = () => cause.evaluate((area) => Math.round(area.getBoundingClientRect().top));
    const before = await top();
    await update(long(2, 45));
    await shown.getByText('version 2').waitFor();
    await reached();
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
    await page.close();
  });
});

test('a dialog keeps what was typed while its message is updated, and when it cannot be sent', async () => {
  const opening: Part = { type: 'Action.Submit', title: 'Open', data: { msteams: { type: 'task/fetch' } } };
  const { page, shown, update, reached } = await opened(card([text('version 1')], [opening]));
  bot.answers(() => asDialog(card([typing('why')], [{ type: 'Action.Submit', title: 'Send', data: {} }])));
  await button(shown, 'Open').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('why').fill('Because');
  await update(card([text('version 2')], [opening]));
  await reached();
  expect(await field(page)).toEqual(['Because', 7, 7]);
  const { endpoint } = stage.sandbox.bot;
  stage.sandbox.bot.endpoint = 'http://127.0.0.1:9/api/messages';
  try {
    await button(dialog, 'Send').click();
    await dialog.locator('.outcome .fui-MessageBar').waitFor();
  } finally {
    stage.sandbox.bot.endpoint = endpoint;
  }
  expect(await dialog.getByLabel('why').inputValue()).toBe('Because');
  bot.answers(() => ({ task: { type: 'message', value: 'Thank you.' } }));
  await button(dialog, 'Send').click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Thank you.').waitFor();
  await page.close();
});
