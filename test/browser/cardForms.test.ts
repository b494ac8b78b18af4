import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { asDialog, button, type CardStage, card, form, makeCardStage, type Part, text, typing } from './cardStage.ts';
import { asCard, asWord } from './scriptedBot.ts';

let stage: CardStage;
beforeAll(async () => {
  stage = await makeCardStage();
});
afterAll(() => stage?.end());
afterEach(() => expect(stage.complaints).toEqual([]));

const question = form('Question', 'ask', [typing('words', { isRequired: true, errorMessage: 'Say what you ask.' })]);
const fix = form('Fix', 'resolve', [typing('cause')]);
const refusal = 'Nobody of that name is here.';

describe('what the bot refused', () => {
  test('is told until another form is opened', async () => {
    stage.bot.answers(() => asWord(refusal));
    const { page, shown } = await stage.opened(card([text('Panel')], [question, fix]));
    await button(shown, 'Question').click();
    await shown.getByLabel('words').fill('Who knows?');
    await button(shown, 'Send Question').click();
    await page.getByText(refusal).waitFor();
    await button(shown, 'Fix').click();
    await shown.getByLabel('cause').waitFor();
    await page.getByText(refusal).waitFor({ state: 'detached' });
    await page.close();
  });

  test('is told until the same is sent again, also when a field is found empty then', async () => {
    stage.bot.answers(() => asWord(refusal));
    const { page, shown } = await stage.opened(card([text('Panel')], [question, fix]));
    await button(shown, 'Question').click();
    const words = shown.getByLabel('words');
    await words.fill('Who knows?');
    await button(shown, 'Send Question').click();
    await page.getByText(refusal).waitFor();
    await words.fill('');
    await button(shown, 'Send Question').click();
    await shown.getByText('Say what you ask.').waitFor();
    await page.getByText(refusal).waitFor({ state: 'detached' });

    const answer = Promise.withResolvers<object>();
    await words.fill('Who knows?');
    await button(shown, 'Send Question').click();
    await page.getByText(refusal).waitFor();
    stage.bot.answers(() => answer.promise);
    await button(shown, 'Send Question').click();
    await page.getByText(refusal).waitFor({ state: 'detached' });
    answer.resolve(asCard(card([text('Asked')], [question, fix])));
    await shown.getByText('Asked').waitFor();
    await page.close();
  });

  test('in a dialog is not told in the next one', async () => {
    const opening: Part = { type: 'Action.Submit', title: 'Open', data: { msteams: { type: 'task/fetch' } } };
    const asked = card([text('Why?')], [question, { type: 'Action.Submit', title: 'Send', data: {} }]);
    stage.bot.answers(() => asDialog(asked));
    const { page, shown } = await stage.opened(card([text('Panel')], [opening]));
    await button(shown, 'Open').click();
    const dialog = page.getByRole('dialog');
    const { endpoint } = stage.sandbox.bot;
    stage.sandbox.bot.endpoint = 'http://127.0.0.1:9/api/messages';
    const refused = dialog.locator('.outcome .fui-MessageBar');
    try {
      await button(dialog, 'Send').click();
      await refused.waitFor();
      await button(dialog, 'Question').click();
      await refused.waitFor({ state: 'detached' });
      await button(dialog, 'Send Question').click();
      await dialog.getByText('Say what you ask.').waitFor();
      await dialog.getByLabel('words').fill('Why?');
      await button(dialog, 'Send Question').click();
      await refused.waitFor();
    } finally {
      stage.sandbox.bot.endpoint = endpoint;
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await button(shown, 'Open').click();
    await dialog.getByText('Why?').waitFor();
    expect(await page.locator('.outcome .fui-MessageBar').count()).toBe(0);
    await page.close();
  });
});
