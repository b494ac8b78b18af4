import type { Locator, Page } from 'playwright-core';
import { connectPeople } from '../../src/sandbox/people/persona.ts';
import { smallOrganisation } from '../sandbox/smallOrganisation.ts';
import { makeScriptedBot } from './scriptedBot.ts';
import { makeStage } from './stage.ts';

/** A part of a card's JSON. */
export type Part = Record<string, unknown>;
export const text = (words: string): Part => ({ type: 'TextBlock', text: words, wrap: true });
export const typing = (id: string, more: Part = {}): Part => ({
  type: 'Input.Text',
  id,
  label: id,
  isMultiline: true,
  ...more,
});
/** A form behind a button, with a button that sends it. */
export const form = (title: string, verb: string, body: Part[]): Part => ({
  type: 'Action.ShowCard',
  title,
  card: { type: 'AdaptiveCard', body, actions: [{ type: 'Action.Execute', title: `Send ${title}`, verb }] },
});
export const card = (body: Part[], actions: Part[] = [], more: Part = {}): Part => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  actions,
  ...more,
});
/** The answer to a button that opens a dialog. */
export const asDialog = (content: Part) => ({
  task: {
    type: 'continue',
    value: { title: 'Dialog', card: { contentType: 'application/vnd.microsoft.card.adaptive', content } },
  },
});
export const button = (within: Locator | Page, name: string) => within.getByRole('button', { name, exact: true });

/** A sandbox whose bot says what the test decides, for tests of what somebody does on a card. */
export async function makeCardStage() {
  const stage = await makeStage({ organisation: smallOrganisation(), bot: 'none' });
  const bot = await makeScriptedBot(stage.sandbox);
  const people = connectPeople(stage.sandbox.addresses.people);
  return {
    ...stage,
    bot,
    /** A chat of Alice with Ravi and the bot, the cards that the bot posts there, and Alice's window on the last. */
    async opened(...cards: [Part, ...Part[]]) {
      const chat = await people.as('alice.byrne').createGroupChat(['ravi.rao'], { topic: 'Cards' });
      let id = '';
      for (const each of cards) id = await bot.post(chat.id, each);
      const page = await stage.window('alice.byrne', { at: chat.id });
      const shown = page.locator('.card').last();
      await shown.waitFor();
      return {
        page,
        shown,
        update: (next: Part) => bot.update(chat.id, id, next),
        /** Resolves when everything that the bot has done so far has reached the window. */
        async reached() {
          const mark = `mark ${crypto.randomUUID()}`;
          await bot.say(chat.id, mark);
          await page.getByText(mark).last().waitFor();
        },
      };
    },
    async end(): Promise<void> {
      people.close();
      bot.stop();
      await stage.end();
    },
  };
}
export type CardStage = Awaited<ReturnType<typeof makeCardStage>>;
