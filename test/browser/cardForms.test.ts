import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
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

  test('stays in its form when the bot updates the card', async () => {
    stage.bot.answers(() => asWord(refusal));
    const { page, shown, update } = await stage.opened(card([text('Panel')], [question, fix]));
    await button(shown, 'Question').click();
    await shown.getByLabel('words').fill('Who knows?');
    await button(shown, 'Send Question').click();
    await page.getByText(refusal).waitFor();
    await update(card([text('Panel, later')], [question, fix]));
    await shown.getByText('Panel, later').waitFor();
    expect(await shown.getByLabel('words').inputValue()).toBe('Who knows?');
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

/** Top and bottom of what is seen of something, in pixels of the window. */
const edges = async (part: Locator): Promise<[number, number]> => {
  const { y = 0, height = 0 } = (await part.boundingBox()) ?? {};
  return [Math.round(y), Math.round(y + height)];
};

test('what is wrong with a field is told clear of the ring around it', async () => {
  const { page, shown } = await stage.opened(card([text('Panel')], [question, fix]));
  await button(shown, 'Question').click();
  await button(shown, 'Send Question').press('Enter');
  const field = shown.getByLabel('words');
  const ring = await field.evaluate((element) => {
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(element);
    return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
  });
  expect(ring).toBeGreaterThan(0);
  const [told] = await edges(shown.getByText('Say what you ask.'));
  expect(told - (await edges(field))[1]).toBeGreaterThanOrEqual(ring + 4);
  await page.close();
});

describe('where a chat has much in it', () => {
  const lines = (count: number): Part[] => Array.from({ length: count }, (_, line) => text(`line ${line}`));
  const list = (page: Page) => page.locator('.messages');
  /** Resolves when a part of a message is in sight from its top to its end. */
  const comesIntoSight = async (part: Locator): Promise<void> => {
    await part.page().waitForFunction(
      (element) => {
        const seen = element?.closest('.messages')?.getBoundingClientRect();
        const { top, bottom } = element?.getBoundingClientRect() ?? new DOMRect();
        return seen !== undefined && top >= seen.top && bottom <= seen.bottom;
      },
      await part.elementHandle(),
    );
  };

  test('a form that opens below the fold comes into sight whole, with the button that opened it', async () => {
    const { page, shown } = await stage.opened(card(lines(40)), card([text('Panel')], [question, fix]));
    await button(shown, 'Fix').click();
    await button(shown, 'Send Fix').waitFor();
    for (const name of ['Fix', 'Send Fix']) await comesIntoSight(button(shown, name));
    await page.close();
  });

  test('of a form that is larger than the window the beginning comes into sight', async () => {
    const long = form('Long', 'tell', [typing('first'), ...lines(40)]);
    const { page, shown } = await stage.opened(card(lines(40)), card([text('Panel')], [long]));
    await button(shown, 'Long').press('Enter');
    await shown.getByLabel('first').waitFor();
    for (const part of [button(shown, 'Long'), shown.getByLabel('first')]) await comesIntoSight(part);
    await page.close();
  });

  test('who has opened a form stays with it while others talk', async () => {
    const { page, shown, reached } = await stage.opened(card(lines(40)), card([text('Panel')], [question, fix]));
    await button(shown, 'Fix').click();
    await comesIntoSight(button(shown, 'Send Fix'));
    const before = await edges(button(shown, 'Send Fix'));
    for (let said = 0; said < 4; said += 1) await reached();
    expect(await edges(button(shown, 'Send Fix'))).toEqual(before);
    await page.close();
  });

  test('who is at the end stays there, also when a message grows while the list moves', async () => {
    const { page, shown } = await stage.opened(card(lines(40)), card(lines(5)));
    await comesIntoSight(shown.getByText('line 4'));
    await list(page).evaluate((found) => {
      found.scrollTop -= 20;
      return new Promise(requestAnimationFrame);
    });
    await list(page).evaluate((found) => {
      found.scrollTop = found.scrollHeight;
      for (const last of found.querySelectorAll<HTMLElement>('.message:last-of-type .card'))
        last.style.paddingTop = '300px';
    });
    await comesIntoSight(shown.getByText('line 4'));
    await page.close();
  });

  test('the way to the newest message covers nothing that can be pressed', async () => {
    const { page } = await stage.opened(card(lines(40)), card(lines(20), [question, fix]));
    await list(page).evaluate((found) => found.scrollTo({ top: 0 }));
    const way = page.locator('.jump button');
    const [top, bottom] = await edges(way);
    expect(top).toBeGreaterThanOrEqual((await edges(list(page)))[1]);
    expect(bottom).toBeLessThanOrEqual((await edges(page.locator('.compose-box')))[0]);
    await way.click();
    await way.waitFor({ state: 'detached' });
    await page.close();
  });

  test('who says something sees it, also after pressing a card further up', async () => {
    stage.bot.answers(() => asWord('Thank you.'));
    const press: Part = { type: 'Action.Execute', title: 'Press', verb: 'press' };
    const { page, shown } = await stage.opened(card(lines(40)), card([text('Panel'), ...lines(5)], [press]));
    await button(shown, 'Press').click();
    await page.getByText('Thank you.').waitFor();
    for (const said of ['one', 'two', 'three']) {
      await page.locator('.compose textarea').fill(said);
      await page.locator('.compose textarea').press('Enter');
      await page.locator('.bubble', { hasText: said }).waitFor();
    }
    await comesIntoSight(page.locator('.bubble', { hasText: 'three' }));
    await page.close();
  });
});
