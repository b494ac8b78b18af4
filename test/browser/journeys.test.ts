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

/** Journeys 1 to 3: from a case to people in a room, in windows of their own. */
describe.each([
  { language: 'en', nobodyKnows: 'Fax Server', actions: 'More options' },
  { language: 'ja', nobodyKnows: 'FAXサーバー', actions: 'その他のオプション' },
] as const)('from a case to a swarm ($language)', ({ language, nobodyKnows, actions }) => {
  const words = messages(language);
  const title = cases.both[language];
  beforeAll(() => stage.speak(language));
  const messagesOf = async (who: string) =>
    (await stage.as(who).conversation(undefined, { peek: true })).messages.length;

  test('the owner sees a plan with its reasons, changes it, and nobody has been disturbed', async () => {
    const id = await stage.offer(title);
    const seen = () => Promise.all(['mika.sato', 'sean.byrne', 'zoe.zimmer', 'ravi.rao'].map(messagesOf));
    const before = await seen();
    const owner = await stage.window('owen.owner', language);
    await say(owner, `/swarm ${id}`);
    const plan = card(owner, words.plan.title(id));
    await plan.getByText(title).waitFor();
    await plan.getByText(words.common.quotes([language === 'ja' ? 'VPNゲートウェイ' : 'VPN Gateway'])).waitFor();
    await plan.getByText(words.plan.people, { exact: true }).waitFor();
    await plan.getByText(words.plan.learners).waitFor();
    await plan.getByText(words.plan.nobodyDisturbed).waitFor();

    await button(plan, words.plan.change).click();
    await plan.getByLabel(words.plan.addTechnologies).fill(nobodyKnows);
    const ticked = async (name: string) => (await plan.getByLabel(name, { exact: true }).count()) === 1;
    const dropped = (await ticked('Sean Byrne')) ? 'Sean Byrne' : 'Zoe Zimmer';
    await plan.getByLabel(dropped, { exact: true }).uncheck();
    await plan.getByLabel('Lena Learner', { exact: true }).check();
    await button(plan, words.plan.update).click();
    await plan.getByText(words.plan.uncovered, { exact: false }).first().waitFor();
    await plan.getByText(words.plan.namedByHand).waitFor();
    await plan.getByText(words.plan.learnersSeated('Lena Learner')).waitFor();
    expect(await plan.innerText()).not.toContain(dropped);
    expect(await seriousFaults(owner)).toEqual([]);
    expect(await seen()).toEqual(before);

    await button(plan, words.plan.dismiss).click();
    await card(owner, words.plan.lapsedTitle(id)).waitFor();
    await button(card(owner, words.plan.lapsedTitle(id)), words.plan.again).click();
    await button(card(owner, words.plan.title(id)), words.plan.start).waitFor();
  });

  test('“Swarm this” on a colleague’s message makes a plan of its words', async () => {
    const chat = await stage.as('olga.outside').createGroupChat(['owen.owner'], { topic: `Help ${language}` });
    await stage.as('olga.outside').say(title, { conversation: chat.id });
    const owner = await stage.window('owen.owner', language);
    await owner.locator('.list-row', { hasText: `Help ${language}` }).click();
    const theirs = owner.locator('.message', { hasText: title }).last();
    await theirs.hover();
    await button(theirs, actions).click();
    await owner
      .getByRole('menuitem')
      .filter({ has: owner.locator('img') })
      .click();
    const dialog = owner.getByRole('dialog');
    expect(await dialog.getByLabel(words.replies.caseText).inputValue()).toBe(title);
    expect(await seriousFaults(owner)).toEqual([]);
    await dialog.getByLabel(words.replies.caseSeverity).selectOption({ label: words.common.severity.high });
    await button(dialog, words.replies.planIt).click();
    await dialog.waitFor({ state: 'detached' });
    await owner.getByText(words.replies.sentPrivately).waitFor();
    await openChat(owner);
    const plan = card(owner, words.plan.start, title);
    await plan.getByText(words.common.severity.high).first().waitFor();
  });

  test('an expert sees why they, how urgent and until when; accepting seats them, mentioned and with a link', async () => {
    const { id, asked } = await stage.start(title);
    const who = await asked();
    const expert = await stage.window(who, language);
    const invitation = card(expert, words.invitation.title, id);
    for (const part of [words.invitation.whyYou, words.invitation.answerBy, words.common.severity.normal, title])
      await invitation.getByText(part).first().waitFor();
    expect(await seriousFaults(expert)).toEqual([]);
    await button(invitation, words.invitation.accept).click();
    const seated = card(expert, words.invitation.seatedTitle, id);
    await seated.getByRole('link', { name: words.common.openChannel }).click();
    await expert.locator('.conversation-head h1', { hasText: id }).waitFor();
    await expert
      .locator('.replies .mention', { hasText: nameOf(stage, who) })
      .first()
      .waitFor();
    await expert.locator('.rail-button').first().click();
    await expert.locator('.list-row', { hasText: id }).first().waitFor();
    expect(await seriousFaults(expert)).toEqual([]);
  });

  test('of a restricted case an expert sees nothing until they accept, and its room is private', async () => {
    const secret = `【取扱注意】${title}`;
    const { id, asked } = await stage.start(secret, { restricted: true });
    const expert = await stage.window(await asked(), language);
    const invitation = card(expert, words.invitation.restricted);
    await button(invitation, words.invitation.accept).waitFor();
    expect(await expert.locator('.messages').innerText()).not.toContain(secret);
    await button(invitation, words.invitation.accept).click();
    await card(expert, words.invitation.seatedTitle, id).getByText(secret).waitFor();
    const outsider = await stage.ownWindow('olga.outside', { language, view: 'teams' });
    await outsider.locator('.list').waitFor();
    expect(await outsider.locator('.channel-row', { hasText: id }).count()).toBe(0);
    await outsider.close();
  });

  test('who names somebody better has them asked, and the coordinator reads their word', async () => {
    const { id, asked } = await stage.start(cases.gateway[language]);
    const first = await asked();
    const expert = await stage.window(first, language);
    const invitation = card(expert, words.invitation.title, id);
    await button(invitation, words.invitation.askOther).click();
    await invitation.getByLabel(words.invitation.insteadTyped).fill('zoe.zimmer@swarm.example');
    await invitation.getByLabel(words.invitation.note).fill('Zoe has seen it.');
    expect(await seriousFaults(expert)).toEqual([]);
    await button(invitation, words.invitation.sendAskOther).click();
    await card(expert, words.invitation.declinedTitle, id).getByText(words.invitation.named('Zoe Zimmer')).waitFor();
    const named = await stage.window('zoe.zimmer', language);
    await button(card(named, words.invitation.title, id), words.invitation.accept).waitFor();
    const owner = await stage.window('owen.owner', language);
    const briefing = await openRoom(owner, id);
    await briefing.getByText('Zoe has seen it.').waitFor();
  });

  test('who is busy is replaced by the next best; where nobody is left, the gap is named to the owner', async () => {
    const { id, asked } = await stage.start(cases.certificate[language]);
    const first = await asked();
    const expert = await stage.window(first, language);
    await button(card(expert, words.invitation.title, id), words.invitation.busy).click();
    await card(expert, words.invitation.declinedTitle, id).getByText(words.invitation.declined.busy).waitFor();
    const next = await stage.window(await asked([first]), language);
    await button(card(next, words.invitation.title, id), words.invitation.notMyField).click();
    await card(next, words.invitation.declinedTitle, id).getByText(words.invitation.changeMind).waitFor();
    const owner = await stage.window('owen.owner', language);
    await card(owner, words.status.noticeGapTitle(language === 'ja' ? '証明書' : 'Key Vault')).waitFor();
    const briefing = await openRoom(owner, id);
    await briefing.getByText(words.panel.gap).waitFor();
    expect(await seriousFaults(owner)).toEqual([]);
  });

  test('of a critical case several are asked at once, and once it is covered the others are thanked', async () => {
    const { id, asked } = await stage.start(cases.gateway[language], { severity: 'critical' });
    const first = await asked();
    const second = await asked([first]);
    const [one, other] = [await stage.window(first, language), await stage.window(second, language)];
    await button(card(other, words.invitation.title, id), words.invitation.accept).waitFor();
    await button(card(one, words.invitation.title, id), words.invitation.accept).click();
    await card(other, words.invitation.mayOfferTitle, id).getByText(words.invitation.withdrawn.covered).waitFor();
    expect(await seriousFaults(other)).toEqual([]);
  });
});
