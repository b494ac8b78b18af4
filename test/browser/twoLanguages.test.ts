import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import { sandboxOrganisationSchema } from '../../src/sandbox/organisation/organisation.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { en as tabEn } from '../../src/web/words/en.ts';
import { ja as tabJa } from '../../src/web/words/ja.ts';
import { alwaysThere } from '../e2e/alwaysThere.ts';
import { seriousFaults } from './axe.ts';
import { picture } from './picture.ts';
import { makeStage, type Stage } from './stage.ts';
import { button, card, openChat, openRoom, say } from './swarmStage.ts';

/**
 * One swarm of people who read two languages, from its plan to its article, with a language model: Owen and Sean read English,
 * Mika Japanese, Zoe both. `SWARM_PICTURES=docs/images` keeps its pictures.
 */
const [en, ja] = [messages('en'), messages('ja')];
const question = { en: 'What changed on Monday?', ja: '月曜日に何が変わりましたか。' };
const answer = { en: 'The new router proposes IKEv1 only.', ja: '新しいルーターは IKEv1 しか提案していませんでした。' };
const noted = {
  en: 'It began with the new router on Monday.',
  ja: '月曜日に新しいルーターへ交換してから発生しています。',
};
const fix = {
  en: 'Set the router to IKEv2 and restart the tunnels.',
  ja: 'ルーターを IKEv2 に設定し、トンネルを再起動します。',
};

let stage: Stage;
beforeAll(async () => {
  const base = alwaysThere();
  const languages: Record<string, ('en' | 'ja')[]> = { 'mika.sato': ['ja'], 'sean.byrne': ['en'] };
  const people = base.people.map((each) => ({ ...each, languages: languages[each.alias] ?? each.languages }));
  const organisation = sandboxOrganisationSchema.parse({ ...base, people });
  stage = await makeStage({ organisation, bot: 'swarm', model: true });
});
afterAll(() => stage?.end());
afterEach(() => expect(stage.complaints).toEqual([]));

/** Somebody's window on their chat with the bot. */
async function chatOf(who: string, language: 'en' | 'ja'): Promise<Page> {
  const page = await stage.window(who, { language });
  await openChat(page);
  return page;
}

/** A case of its own for each try: a swarm goes on where one broke off. */
let cases = 7100;
async function offered(): Promise<string> {
  cases += 1;
  const [pattern] = stage.sandbox.organisation.cases;
  if (!pattern) throw new Error('The organisation has no case');
  const { PUBLIC_URL: address = '', CASE_WEBHOOK_SECRET: secret = '' } = stage.sandbox.botEnvironment();
  await offerCases([{ ...pattern, id: String(cases) }], { address, secret });
  return String(cases);
}

test('four people of two languages, one silent until asked privately, solve a case and leave an article in both', async () => {
  const id = await offered();
  const owen = await chatOf('owen.owner', 'en');
  await say(owen, `/swarm ${id}`);
  const plan = card(owen, en.plan.title(id));
  await button(plan, en.plan.start).waitFor();
  await picture(owen, 'two-languages-plan');
  await button(plan, en.plan.start).click();

  const mika = await chatOf('mika.sato', 'ja');
  await button(card(mika, ja.invitation.title), ja.invitation.accept).click();
  const sean = await chatOf('sean.byrne', 'en');
  await button(card(sean, en.invitation.title), en.invitation.accept).click();
  const status = () => card(owen, en.panel.whatElse);
  await button(status(), en.panel.askPerson).click();
  await status().getByLabel(en.panel.personTyped).fill('zoe.zimmer@swarm.example');
  await button(status(), en.panel.ask).click();
  const zoe = await chatOf('zoe.zimmer', 'ja');
  await button(card(zoe, ja.invitation.title), ja.invitation.accept).click();
  await card(zoe, ja.invitation.seatedTitle).waitFor();

  // Sean notes in English, Zoe in Japanese, both in the channel; Mika says nothing.
  await button(await openRoom(sean, id), en.note.write).click();
  const english = card(sean, en.note.formTitle(id));
  await english.getByLabel(en.note.field.tried).fill('Rebooted the VPN gateway; no change.');
  await button(english, en.note.save).click();
  await card(sean, en.note.saved(id)).waitFor();
  await button(await openRoom(zoe, id), ja.note.edit).click();
  const japanese = card(zoe, ja.note.formTitle(id));
  await japanese.getByLabel(ja.note.field.known).fill(noted.ja);
  await button(japanese, ja.note.save).click();
  await card(zoe, ja.note.saved(id)).waitFor();

  await status().getByText(noted.ja).waitFor();
  await button(status(), en.panel.whatElse).click();
  await status().getByText(en.views.notHeard('佐藤 美香')).waitFor();
  await status().getByLabel(en.panel.question).fill(question.en);
  expect(await seriousFaults(owen)).toEqual([]);
  await button(status(), en.views.askPrivately).click();

  // Asked in English, she has it translated, and answers in Japanese without her name.
  const asked = card(mika, ja.views.askTitle(id));
  await asked.getByText(question.en).waitFor();
  await asked.getByText(/一部が英語で書かれています/).waitFor();
  await button(asked, ja.model.translate).click();
  await asked.getByText(question.ja).waitFor();
  await asked.getByText(ja.model.translated('英語'), { exact: true }).first().waitFor();
  await asked.getByLabel(ja.views.field).fill(answer.ja);
  await asked.getByLabel(ja.views.unnamed, { exact: true }).check();
  expect(await seriousFaults(mika)).toEqual([]);
  await picture(mika, 'two-languages-asked');
  await button(asked, ja.views.tell).click();
  await card(mika, ja.views.toldTitle.told(id)).waitFor();

  // Owen reads it in the channel, in English at a press; nobody is told whose it is.
  await openRoom(owen, id);
  const told = owen.locator('.replies .card', { hasText: en.views.told }).last();
  await told.getByText(answer.ja).waitFor();
  await button(told, en.model.translate).first().click();
  await told.getByText(answer.en).waitFor();
  expect(await told.innerText()).not.toContain('美香');
  expect(await seriousFaults(owen)).toEqual([]);
  await picture(owen, 'two-languages-channel');

  await openChat(owen);
  await button(status(), en.panel.resolve).click();
  await status().getByLabel(en.panel.rootCause).fill(answer.en);
  await status().getByLabel(en.panel.fix).fill(fix.en);
  await status().getByLabel(en.panel.fixKinds.final).check();
  await button(status(), en.panel.confirmResolve).click();
  await card(owen, 'resolved').getByText(fix.en).first().waitFor();

  // The article: drafted from the record, written in Japanese by the model, taken, and saved.
  const page = await stage.window('owen.owner', { language: 'en', view: 'app', at: `?words=${id}` });
  const tab = page.frameLocator('.tab iframe');
  await tab.getByText('VPN Gateway drops after').first().click();
  await tab.getByRole('button', { name: tabEn.article.open, exact: true }).click();
  await tab.getByText(tabEn.article.draft).waitFor();
  await tab.getByRole('button', { name: tabEn.article.model.write.ja }).click();
  await tab.getByText(/A language model wrote this in Japanese/).waitFor();
  await tab.getByText(answer.ja).first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'two-languages-article');
  await tab.getByRole('button', { name: tabEn.article.model.take, exact: true }).click();
  await tab.getByText(tabEn.article.model.taken).waitFor();
  expect(await tab.getByLabel(tabEn.article.parts.cause, { exact: true }).inputValue()).toContain(answer.ja);
  await tab.getByRole('button', { name: tabEn.article.save }).click();
  await tab.getByText(tabEn.article.saved).waitFor();

  const theirs = await stage.window('mika.sato', { language: 'ja', view: 'app', at: `?words=${id}` });
  const hers = theirs.frameLocator('.tab iframe');
  await hers.getByText('VPN Gateway drops after').first().click();
  await hers.getByRole('button', { name: tabJa.article.open, exact: true }).click();
  await hers
    .getByText(/Owen Owner/)
    .first()
    .waitFor();
  expect(await hers.getByLabel(tabJa.article.parts.fix, { exact: true }).inputValue()).toContain(fix.ja);
}, 300_000);
