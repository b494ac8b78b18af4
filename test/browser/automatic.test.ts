import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { messages } from '../../src/teams/languages/language.ts';
import { seriousFaults } from './axe.ts';
import { button, card, cases, makeSwarmStage, openChat, type SwarmStage } from './swarmStage.ts';

const automatic = [
  { name: 'critical certificates', severities: ['critical'], technologies: ['key-vault'], does: 'start' },
  { name: 'high', severities: ['high'], does: 'offer' },
];

let stage: SwarmStage;
beforeAll(async () => {
  stage = await makeSwarmStage({ automatic });
});
afterAll(() => stage?.end());
afterEach(() => expect(stage.complaints).toEqual([]));

/** Each language has an owner of its own, who has never said a word to the bot: it speaks the language of the case. */
describe.each([
  { language: 'en', ownedBy: 'owen.owner' },
  { language: 'ja', ownedBy: 'mika.sato' },
] as const)(
  'a case that a case system sends, and that fits a rule of the leads ($language)',
  ({ language, ownedBy }) => {
    const words = messages(language);
    const title = cases.certificate[language];
    const own = (page: Page) => page.locator('.message[data-own="true"]');
    /** The owner's window, on another part of Teams; their chat with the bot tells of what is new in it. */
    const elsewhere = () => stage.ownWindow(ownedBy, { language, view: 'teams' });
    const isTold = (page: Page) => page.locator('.rail-button').nth(1).locator('.fui-CounterBadge').waitFor();

    test('comes as a plan into its owner’s chat, who has typed nothing, and a button starts it', async () => {
      const owner = await elsewhere();
      const id = await stage.offer(title, { ownedBy, language, severity: 'high' });
      await isTold(owner);
      await openChat(owner);
      const plan = card(owner, words.plan.title(id));
      await plan.getByText(title).waitFor();
      await plan.getByText(words.plan.nobodyDisturbed).waitFor();
      expect(await own(owner).count()).toBe(0);
      expect(await seriousFaults(owner)).toEqual([]);
      await button(plan, words.plan.start).click();
      await card(owner, words.panel.title(id), words.status.steps).waitFor();
      await owner.close();
    });

    test('comes as a swarm that runs: its owner coordinates, and an expert is asked', async () => {
      const owner = await elsewhere();
      const id = await stage.offer(title, { ownedBy, language, severity: 'critical' });
      await isTold(owner);
      await openChat(owner);
      const swarm = card(owner, words.panel.title(id), words.status.steps);
      await swarm.getByText(words.panel.asked).waitFor();
      await button(swarm, words.plan.start).waitFor({ state: 'detached' });
      expect(await own(owner).count()).toBe(0);
      const expert = await stage.ownWindow('sean.byrne', { language });
      // Of an expert who has never written to the bot the registry knows what they read, and says Japanese first.
      await button(card(expert, id), messages('ja').invitation.accept).waitFor();
      await expert.close();
      await owner.close();
    });
  },
);
