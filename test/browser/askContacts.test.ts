import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { messages } from '../../src/teams/languages/language.ts';
import { seriousFaults } from './axe.ts';
import { button, card, cases, type Language, makeSwarmStage, openChat, type SwarmStage, say } from './swarmStage.ts';

/** Somebody who is not in the skills registry, and the lead to whom their problem goes, each at their own window. */

let stage: SwarmStage;
beforeAll(async () => {
  stage = await makeSwarmStage();
});
afterAll(() => stage?.end());
afterEach(() => expect(stage.complaints).toEqual([]));

test.each<Language>(['en', 'ja'])(
  'who may not start fills in the form to their support contact, and reads there what becomes of it (%s)',
  async (language) => {
    const { requests, replies, plan, common } = messages(language);
    // Each reads what they last wrote in.
    await stage.as('sean.byrne').say('/swarm mine', { locale: language === 'ja' ? 'ja-JP' : 'en-IE' });
    const asker = await stage.ownWindow('olga.outside', { language });
    await openChat(asker);
    await say(asker, `/swarm ${cases.gateway[language]}`);
    const form = card(asker, requests.askTitle);
    await form.getByText('Sean Byrne').waitFor();
    expect(await seriousFaults(asker)).toEqual([]);
    const words = form.getByLabel(replies.offeredText);
    expect(await words.inputValue()).toContain(cases.gateway[language]);

    // Nothing is sent without words, and the form says so beside the field.
    await words.fill('');
    await button(form, requests.send).click();
    await form.getByText(replies.caseTitleMissing).waitFor();
    const problem = `${cases.gateway[language]} (${language})`;
    await words.fill(problem);
    await form.getByLabel(replies.caseSeverity).selectOption({ label: common.severity.high });
    await button(form, requests.send).click();
    const sent = card(asker, requests.sentTitle);
    await sent.getByText(requests.sentLine).waitFor();
    expect(await sent.locator('textarea').count()).toBe(0);

    const contact = await stage.ownWindow('sean.byrne', { language });
    await openChat(contact);
    const request = card(contact, requests.requestTitle('Olga Outside'), problem);
    await request.getByText(requests.requestIntro).waitFor();
    expect(await seriousFaults(contact)).toEqual([]);
    await button(request, requests.takeOwn).click();
    await button(card(contact, problem), plan.start).waitFor();
    // On the card that she sent, and as news below it.
    await asker.getByText(requests.takenTitle('Sean Byrne')).nth(1).waitFor();
    expect(await asker.getByText(requests.sentLine).count()).toBe(0);
    expect(await seriousFaults(asker)).toEqual([]);
    await asker.close();
    await contact.close();
  },
  180_000,
);
