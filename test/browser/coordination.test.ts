import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { messages } from '../../src/teams/languages/language.ts';
import { seriousFaults } from './axe.ts';
import { button, card, cases, makeSwarmStage, nameOf, openChat, openRoom, type SwarmStage, say } from './swarmStage.ts';

let stage: SwarmStage;
beforeAll(async () => {
  stage = await makeSwarmStage();
});
afterAll(() => stage?.end());
afterEach(() => expect(stage.complaints).toEqual([]));

/** Journeys 4 to 6: the coordinator's panel, the end, and what is kept, in two windows. */
describe.each([
  { language: 'en', added: 'Exchange', reply: 'The clock of the gateway.' },
  { language: 'ja', added: 'メール', reply: 'ゲートウェイの時計です。' },
] as const)('in the room of a swarm ($language)', ({ language, added, reply }) => {
  const words = messages(language);
  const title = cases.both[language];
  beforeAll(() => stage.speak(language));

  /** The room of a swarm that an expert has joined, in the coordinator's window and in the expert's. */
  async function inTheRoom() {
    const { id, asked, accept } = await stage.start(title);
    const who = await asked();
    await accept(who);
    const name = nameOf(stage, who);
    const [owner, expert] = [await stage.window('owen.owner', language), await stage.window(who, language)];
    await card(expert, words.invitation.seatedTitle, id).waitFor();
    const [panel, briefing] = [await openRoom(owner, id), await openRoom(expert, id)];
    await panel.getByText(name).first().waitFor();
    await button(panel, words.panel.resolve).waitFor();
    return { id, who, name, owner, expert, panel, briefing };
  }

  test('the panel is the coordinator’s alone: they add a technology, ask somebody by name and seat a learner', async () => {
    const { id, owner, expert, panel, briefing } = await inTheRoom();
    expect(await button(expert.locator('.messages'), words.panel.resolve).count()).toBe(0);
    await button(panel, words.panel.moreHelp).click();
    await panel.getByLabel(words.panel.addTechnology).fill(added);
    await button(panel, words.panel.add).click();
    await briefing.getByText(added).first().waitFor();

    await button(panel, words.panel.askPerson).click();
    await panel.getByLabel(words.panel.personTyped).fill('Nora Named');
    expect(await seriousFaults(owner)).toEqual([]);
    await button(panel, words.panel.ask).click();
    await panel.getByText('Nora Named').first().waitFor();
    const named = await stage.window('nora.named', language);
    await button(card(named, words.invitation.title, id), words.invitation.accept).click();
    await briefing.getByText('Nora Named').first().waitFor();

    await button(panel, words.panel.askPerson).click();
    await panel.getByLabel(words.panel.personTyped).fill('Lena Learner');
    await button(panel, words.panel.seatLearner).click();
    const learner = await stage.window('lena.learner', language);
    const seat = card(learner, words.invitation.learnerTitle, id);
    await seat.getByText(words.invitation.asksLearner('Owen Owner')).waitFor();
    expect(await seriousFaults(learner)).toEqual([]);
    await button(seat, words.invitation.accept).click();
    await briefing.getByText('Lena Learner').first().waitFor();
    await briefing.getByText(words.common.role.learner).first().waitFor();
    await expert.locator('.replies .mention', { hasText: 'Lena Learner' }).first().waitFor();
  });

  test('“What else?” asks everyone in the room, and their answers stand in its thread', async () => {
    const { name, owner, expert, panel } = await inTheRoom();
    await button(panel, words.panel.whatElse).click();
    await panel.getByLabel(words.panel.question).fill(`${words.panel.questionDefault} ${reply}`);
    await button(panel, words.panel.sendQuestion).click();
    const asked = card(expert, words.panel.viewsIntro('Owen Owner'));
    await asked.locator('.mention', { hasText: name }).waitFor();
    const thread = expert.locator('.post').filter({ has: asked });
    await thread
      .getByRole('button')
      .filter({ hasText: language === 'ja' ? '返信' : 'Reply' })
      .last()
      .click();
    await thread.locator('textarea').last().fill(reply);
    await thread.locator('textarea').last().press('Enter');
    await owner.locator('.replies .bubble', { hasText: reply }).last().waitFor();
    expect(await seriousFaults(expert)).toEqual([]);
  });

  test('a hand-over moves the panel to the new coordinator, while both look on', async () => {
    const { id, who, owner, expert, panel, briefing } = await inTheRoom();
    await button(panel, words.panel.handOver).click();
    await panel
      .getByLabel(words.panel.handOverTo)
      .or(panel.getByLabel(words.panel.personTyped))
      .last()
      .fill(`${who}@swarm.example`);
    await button(panel, words.panel.confirmHandOver).click();
    await button(briefing, words.panel.resolve).waitFor();
    await button(panel, words.panel.resolve).waitFor({ state: 'detached' });
    await briefing.getByText(words.panel.youCoordinate).waitFor();
    await openChat(expert);
    await card(expert, words.status.noticeReceivedTitle(id)).waitFor();
    // It is still the owner's case: they may take it back.
    await openChat(owner);
    await button(card(owner, words.panel.title(id)), words.panel.takeOver).click();
    await openRoom(owner, id);
    await button(panel, words.panel.resolve).waitFor();
  });

  test('it is resolved with its cause and its fix: both see the outcome, and the next owner of such a case', async () => {
    const { id, name, owner, expert, panel } = await inTheRoom();
    const fixed = `The pin ${id} was removed.`;
    await button(panel, words.panel.resolve).click();
    await button(panel, words.panel.confirmResolve).click();
    await panel.getByText(words.panel.rootCauseMissing).waitFor();
    await panel.getByLabel(words.panel.rootCause).fill('An old certificate was pinned.');
    await panel.getByLabel(words.panel.fix).fill(fixed);
    expect(await seriousFaults(owner)).toEqual([]);
    await button(panel, words.panel.confirmResolve).click();
    for (const page of [owner, expert]) {
      await card(page, words.status.resolvedTitle(id)).getByText(fixed).waitFor();
      await page.locator('.archived').waitFor();
    }
    expect(await seriousFaults(expert)).toEqual([]);
    await openChat(expert);
    await card(expert, words.invitation.resolvedTitle, id).getByText(words.invitation.credited).waitFor();

    await openChat(owner);
    await say(owner, `/swarm ${language === 'ja' ? `${title} ${title}` : `Again: ${title}`}`);
    await card(owner, words.plan.start, words.plan.similar).getByText(fixed).first().waitFor();
    await say(owner, `/swarm history ${id}`);
    await card(owner, words.lists.historyTitle(id)).getByText(fixed).first().waitFor();
    expect(await seriousFaults(owner)).toEqual([]);

    // The tab tells its whole story to those who may see it; every other engineer reads what fixed it.
    const lead = await stage.ownWindow('sean.byrne', { language, view: 'app', at: `?words=${id}` });
    const tab = lead.frameLocator('.tab iframe');
    await tab.getByText(title).first().click();
    await tab.getByRole('heading', { level: 1, name: title }).waitFor();
    await tab.getByText(fixed).first().waitFor();
    await tab.locator('ol button[aria-expanded]').first().click();
    await tab.getByRole('table').getByText(name).first().waitFor();
    await lead.close();
    const stranger = await stage.ownWindow('lena.learner', { language, view: 'app', at: `?words=${id}` });
    const other = stranger.frameLocator('.tab iframe');
    await other.getByText(title).first().click();
    await other.getByText(fixed).first().waitFor();
    expect(await other.locator('ol button[aria-expanded]').count()).toBe(0);
    await stranger.close();
  });

  test('it is cancelled with a reason, and reopened with its room', async () => {
    const { id, owner, expert, panel } = await inTheRoom();
    await button(panel, words.panel.cancel).click();
    await panel.getByLabel(words.panel.cancelReason).fill('The customer found it.');
    await button(panel, words.panel.confirmCancel).click();
    await card(expert, words.status.cancelledTitle(id)).getByText('The customer found it.').waitFor();
    for (const page of [owner, expert]) await page.locator('.archived').waitFor();
    await openChat(expert);
    await card(expert, words.invitation.cancelledTitle, title).waitFor();
    await openChat(owner);
    await button(card(owner, words.status.cancelledTitle(id)), words.panel.reopen).click();
    const again = await openRoom(owner, id);
    await button(again, words.panel.resolve).waitFor();
    await openRoom(expert, id);
    for (const page of [owner, expert]) await page.locator('.archived').waitFor({ state: 'detached' });
  });
});
