import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { messages } from '../../src/teams/languages/language.ts';
import { en as tabEn } from '../../src/web/words/en.ts';
import { ja as tabJa } from '../../src/web/words/ja.ts';
import { seriousFaults } from './axe.ts';
import { button, card, makeSwarmStage, openRoom, type SwarmStage, say } from './swarmStage.ts';

/**
 * One critical swarm of people who read two languages, from its plan to its article, where there is no language model: all of it is
 * told in people's own words, and who is silent is offered to be asked by itself. `SWARM_PICTURES=FOLDER` keeps its pictures.
 */
const [en, ja] = [messages('en'), messages('ja')];
const noted = 'Rebooted the VPN gateway; no change.';
const [namedWord, unnamedWord] = ['月曜日に新しいルーターへ交換しました。', 'The new router proposes IKEv1 only.'];
const cause = 'The new router proposed IKEv1 only.';
const fix = 'Set the router to IKEv2 and restarted the tunnels.';
const typed = { cause: 'What I typed before I was offered to ask.', fix: 'And how it was fixed.' };

let stage: SwarmStage;
beforeAll(async () => {
  stage = await makeSwarmStage();
});
afterAll(() => stage?.end());
afterEach(() => expect(stage.complaints).toEqual([]));

/** Keeps a picture of what somebody sees, where pictures are wanted. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SWARM_PICTURES;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.mouse.move(640, 4);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

test('a critical swarm without any language model goes from plan to article; who is silent is asked before it is resolved', async () => {
  const id = await stage.offer('VPN Gateway drops every hour', { severity: 'critical' });
  const owen = await stage.window('owen.owner', 'en');
  await say(owen, `/swarm ${id}`);
  const plan = card(owen, en.plan.title(id));
  await picture(owen, 'plan');
  await button(plan, en.plan.start).click();
  const status = () => card(owen, id, en.panel.whatElse);

  const mika = await stage.window('mika.sato', 'ja');
  await button(card(mika, ja.invitation.title), ja.invitation.accept).click();
  await card(mika, ja.invitation.seatedTitle).waitFor();
  const add = async (who: string, language: 'en' | 'ja'): Promise<Page> => {
    const words = language === 'en' ? en : ja;
    await button(status(), en.panel.askPerson).click();
    await status().getByLabel(en.panel.personTyped).fill(`${who}@swarm.example`);
    await button(status(), en.panel.ask).click();
    const page = await stage.window(who, language);
    await button(card(page, words.invitation.title), words.invitation.accept).click();
    await card(page, words.invitation.seatedTitle).waitFor();
    return page;
  };
  const nora = await add('nora.named', 'en');
  const zoe = await add('zoe.zimmer', 'ja');

  await button(await openRoom(zoe, id), ja.note.write).click();
  await card(zoe, ja.note.formTitle(id)).getByLabel(ja.note.field.tried).fill(noted);
  await button(card(zoe, ja.note.formTitle(id)), ja.note.save).click();
  await card(zoe, ja.note.saved(id)).waitFor();

  // Resolving it is not done yet: who was silent is named, and asked by one press. Nothing of what was typed is lost.
  await button(status(), en.panel.resolve).click();
  await status().getByLabel(en.panel.rootCause).fill(typed.cause);
  await status().getByLabel(en.panel.fix).fill(typed.fix);
  await picture(owen, 'resolve-form');
  await button(status(), en.panel.confirmResolve).click();
  const offer = card(owen, en.views.firstTitle);
  await offer.getByText(/^Not heard until .*: 佐藤 美香 and Nora Named\. /).waitFor();
  expect(await seriousFaults(owen)).toEqual([]);
  await picture(owen, 'offered');
  await button(offer, en.views.askFirst).click();
  await owen
    .getByText(/Asked privately/)
    .first()
    .waitFor();
  await picture(owen, 'asked-privately');

  const hers = card(mika, ja.views.askTitle(id));
  await hers.getByLabel(ja.views.field).fill(namedWord);
  expect(await seriousFaults(mika)).toEqual([]);
  await picture(mika, 'asked-ja');
  await button(hers, ja.views.tell).click();
  await card(mika, ja.views.toldTitle.told(id)).waitFor();
  const other = card(nora, en.views.askTitle(id));
  await other.getByLabel(en.views.field).fill(unnamedWord);
  await other.getByLabel(en.views.unnamed, { exact: true }).check();
  await picture(nora, 'asked-en');
  await button(other, en.views.tell).click();
  await card(nora, en.views.toldTitle.told(id)).waitFor();
  await picture(nora, 'told-en');

  // In the channel one word has its name and says which language it is, the other has none; nothing offers to translate.
  await openRoom(owen, id);
  const told = owen.locator('.replies .card', { hasText: en.views.told });
  await told.getByText(namedWord).waitFor();
  await told.getByText(unnamedWord).waitFor();
  const words = (await told.allInnerTexts()).join('\n');
  expect(words).toContain(en.views.says('佐藤 美香'));
  expect(words).toContain(en.views.somebodySays);
  expect(words).not.toContain('Nora');
  expect(await button(owen, en.model.translate).count()).toBe(0);
  expect(await seriousFaults(owen)).toEqual([]);
  await picture(owen, 'channel-en');
  await openRoom(mika, id);
  await picture(mika, 'channel-ja');

  // Now that all were heard it is resolved at once, with what was found since.
  await stage.window('owen.owner', 'en');
  await picture(owen, 'after-answers');
  // The form is open as it was left, with what was typed.
  expect(await status().getByLabel(en.panel.rootCause).inputValue()).toBe(typed.cause);
  await status().getByLabel(en.panel.rootCause).fill(cause);
  await status().getByLabel(en.panel.fix).fill(fix);
  await status().getByLabel(en.panel.fixKinds.final).check();
  await button(status(), en.panel.confirmResolve).click();
  await card(owen, 'resolved').getByText(fix).first().waitFor();
  await picture(owen, 'resolved');

  // The article: its draft is the swarm's own record, with each heading in both languages; what is saved is taken along.
  const page = await stage.ownWindow('owen.owner', { language: 'en', view: 'app', at: `?words=${id}` });
  const tab = page.frameLocator('.tab iframe');
  await tab.getByText('VPN Gateway drops every hour').first().click();
  await tab.getByRole('button', { name: tabEn.article.open, exact: true }).click();
  await tab.getByText(tabEn.article.draft).waitFor();
  expect(await tab.getByLabel(tabEn.article.parts.cause, { exact: true }).inputValue()).toContain(cause);
  expect(await tab.getByRole('button', { name: tabEn.article.model.write.ja }).count()).toBe(0);
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'article-en');
  await tab.getByRole('button', { name: tabEn.article.save }).click();
  await tab.getByText(tabEn.article.saved).waitFor();
  const theirs = await stage.ownWindow('mika.sato', { language: 'ja', view: 'app', at: `?words=${id}` });
  const herTab = theirs.frameLocator('.tab iframe');
  await herTab.getByText('VPN Gateway drops every hour').first().click();
  await picture(theirs, 'story-ja');
  await herTab.getByRole('button', { name: tabJa.article.open, exact: true }).click();
  await herTab
    .getByText(/Owen Owner/)
    .first()
    .waitFor();
  await picture(theirs, 'article-ja');
  const download = theirs.waitForEvent('download');
  await herTab.getByRole('button', { name: tabJa.article.markdown }).click();
  const markdown = await text(await (await download).createReadStream());
  for (const part of [tabEn.article.parts.cause, tabJa.article.parts.cause]) expect(markdown).toContain(part);
  expect(markdown).toContain(fix);
}, 300_000);
