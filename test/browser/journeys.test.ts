import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { messages } from '../../src/teams/languages/language.ts';
import { alwaysThere } from '../e2e/alwaysThere.ts';
import { seriousFaults } from './axe.ts';
import { makeStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await makeStage({ organisation: alwaysThere(), bot: 'swarm' });
});
afterAll(() => stage?.end());
afterEach(() => expect(stage.complaints).toEqual([]));

const say = async (page: Page, text: string) => {
  await page.locator('.compose textarea').last().fill(text);
  await page.locator('.compose textarea').last().press('Enter');
};
const card = (page: Page, text: string): Locator => page.locator('.card', { hasText: text }).last();
const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true });
const openRoom = async (page: Page, caseId: string) => {
  await page.locator('.rail-button').nth(2).click();
  await page.locator('.channel-row', { hasText: caseId }).click();
};

describe.each([
  {
    language: 'en',
    caseId: '4711',
    title: 'VPN Gateway drops after the Key Vault certificate was renewed',
    isRestricted: false,
    added: 'Exchange',
    told: 'The VPN Gateway drops since a certificate in the Key Vault was renewed',
    declining: 'zoe.zimmer',
    next: 'sean.byrne',
  },
  {
    language: 'ja',
    caseId: '4712',
    title: '【取扱注意】証明書の更新後に VPNゲートウェイ が切断される',
    isRestricted: true,
    added: 'メール',
    told: '証明書を更新してから VPNゲートウェイ が切断されます',
    declining: 'zoe.zimmer',
    next: 'sean.byrne',
  },
] as const)(
  'a swarm with several people in windows of their own ($language)',
  ({ language, caseId, title, isRestricted, added, told, declining, next }) => {
    const words = messages(language);
    const spaceOf: Record<string, Page> = {};
    const windowOf = async (who: string): Promise<Page> => {
      const opened = spaceOf[who] ?? (await stage.window(who, { language }));
      spaceOf[who] = opened;
      return opened;
    };

    beforeAll(async () => {
      // The bot knows somebody's language from what they said to it last.
      for (const who of ['owen.owner', 'mika.sato', declining, next]) {
        const page = await windowOf(who);
        await say(page, '/swarm mine');
        await page.locator('.card').last().waitFor();
      }
    });

    test('the owner sees a plan, may change it, and nobody has been disturbed', async () => {
      const owner = await windowOf('owen.owner');
      const expert = await windowOf('mika.sato');
      const before = await expert.locator('.message').count();
      await say(owner, `/swarm ${caseId}`);
      const plan = card(owner, words.plan.title(caseId));
      await plan.getByText(title).waitFor();
      await plan.getByText('佐藤 美香').first().waitFor();
      await button(plan, words.plan.change).click();
      await plan.getByLabel(words.plan.addTechnologies).fill(added);
      await button(plan, words.plan.update).click();
      await card(owner, words.plan.title(caseId)).getByText(words.plan.namedByHand).waitFor();
      expect(await expert.locator('.message').count()).toBe(before);
      expect(await seriousFaults(owner)).toEqual([]);
    });

    test('once started, the expert’s window shows the invitation and no more of the case than it may', async () => {
      const [owner, expert] = [await windowOf('owen.owner'), await windowOf('mika.sato')];
      await button(card(owner, words.plan.title(caseId)), words.plan.start).click();
      const invitation = card(expert, words.invitation.title);
      await button(invitation, words.invitation.accept).waitFor();
      if (isRestricted) {
        await invitation.getByText(words.invitation.restricted).waitFor();
        expect(await expert.locator('.messages').innerText()).not.toContain(title);
      }
      expect(await seriousFaults(expert)).toEqual([]);
    });

    test('one accepts and is seated; another declines, and the next best is asked', async () => {
      const [expert, other] = [await windowOf('mika.sato'), await windowOf(declining)];
      await button(card(expert, words.invitation.title), words.invitation.accept).click();
      await card(expert, words.invitation.seated).waitFor();
      const invitation = card(other, words.invitation.title);
      await button(invitation, words.invitation.busy).click();
      await card(other, words.invitation.declinedTitle).waitFor();
      const third = await windowOf(next);
      await button(card(third, words.invitation.title), words.invitation.accept).click();
      await card(third, words.invitation.seated).waitFor();
    });

    test('both are in the room; its panel belongs to the coordinator alone, and changes show in both windows', async () => {
      const [owner, expert] = [await windowOf('owen.owner'), await windowOf('mika.sato')];
      await card(expert, words.invitation.seated).getByRole('link', { name: words.common.openChannel }).click();
      await expert.locator('.conversation-head h1', { hasText: caseId }).waitFor();
      await openRoom(owner, caseId);
      const briefing = card(owner, words.panel.technologies);
      await briefing.getByText('佐藤 美香').first().waitFor();
      await button(briefing, words.panel.whatElse).click();
      await button(briefing, words.panel.sendQuestion).click();
      await card(expert, words.panel.viewsIntro('Owen Owner')).waitFor();
      await expect(button(expert.locator('.messages'), words.panel.resolve).count()).resolves.toBe(0);
      expect(await seriousFaults(owner)).toEqual([]);
    });

    test('who is not in the swarm finds nothing of it', async () => {
      const outsider = await stage.window('olga.outside', { language, view: 'teams' });
      await outsider.locator('.list').waitFor();
      expect(await outsider.locator('.channel-row', { hasText: caseId }).count()).toBe(0);
      await outsider.close();
    });

    test('it is resolved with its cause and its fix, and both see the outcome and the archived room', async () => {
      const [owner, expert] = [await windowOf('owen.owner'), await windowOf('mika.sato')];
      const briefing = owner
        .locator('.card')
        .filter({ has: button(owner, words.panel.resolve) })
        .first();
      await button(briefing, words.panel.resolve).click();
      await button(briefing, words.panel.confirmResolve).click();
      await briefing.getByText(words.panel.rootCauseMissing).waitFor();
      await briefing.getByLabel(words.panel.rootCause).fill('An old certificate was pinned.');
      await briefing.getByLabel(words.panel.fix, { exact: false }).last().fill('The pin was removed.');
      await button(briefing, words.panel.confirmResolve).click();
      for (const page of [owner, expert]) {
        await card(page, words.status.resolvedTitle(caseId)).getByText('The pin was removed.').waitFor();
        await page.locator('.archived').waitFor();
      }
    });

    test('what was solved is told to the owner of a case like it, whether they name it, write it or press a message', async () => {
      const owner = await windowOf('owen.owner');
      await owner.locator('.rail-button').nth(1).click();
      await owner.locator('.list-row', { hasText: 'Swarm' }).first().click();
      await say(owner, `/swarm ${told}`);
      const plan = owner.locator('.card', { hasText: words.plan.start }).last();
      await plan.getByText('佐藤 美香').first().waitFor();
      await plan.getByText('The pin was removed.').first().waitFor();
      const own = owner.locator('.message', { hasText: `/swarm ${told}` }).last();
      await own.hover();
      await own.getByRole('button', { name: language === 'ja' ? 'その他のオプション' : 'More options' }).click();
      await owner
        .getByRole('menuitem')
        .filter({ hasText: /Swarm|スウォーム/ })
        .first()
        .click();
      const dialog = owner.getByRole('dialog');
      expect(await dialog.locator('textarea').inputValue()).toContain(told);
      await dialog.locator('textarea').press('Escape');
      await dialog.waitFor({ state: 'detached' });
    });

    test('the history tab tells its story to who may see it: why, who came, and what fixed it', async () => {
      const reader = await stage.window('sean.byrne', { language, view: 'app', at: `?words=${caseId}` });
      const tab = reader.frameLocator('.tab iframe');
      await tab.getByText(title).click();
      await tab.getByRole('heading', { level: 1, name: title }).waitFor();
      await tab.getByText('The pin was removed.').first().waitFor();
      await tab.locator('ol button[aria-expanded]').first().click();
      await tab.getByRole('table').getByText('佐藤 美香').first().waitFor();
      await reader.close();

      const stranger = await stage.window('ravi.rao', { language, view: 'app', at: `?words=${caseId}` });
      await stranger.frameLocator('.tab iframe').getByRole('tab').first().waitFor();
      await stranger.frameLocator('.tab iframe').locator('main [role=status]').last().waitFor();
      expect(await stranger.frameLocator('.tab iframe').getByText(title).count()).toBe(0);
      await stranger.close();
      for (const page of Object.values(spaceOf)) await page.close();
    });
  },
);

describe('a first visit', () => {
  test.each([
    ['en', 'Try one of these', 'Put the case into the box', 'Skip the tour'],
    ['ja', 'まずはこちらをお試しください', 'ケースを入力欄に入れる', 'ツアーをスキップ'],
  ] as const)(
    'opens on a case owner’s chat, offers cases, and leads through a swarm or lets go (%s)',
    async (language, offers, put, skip) => {
      const page = await stage.window(null, { language });
      await page.getByText(offers).waitFor();
      expect(await page.locator('.samples li').count()).toBeGreaterThanOrEqual(2);
      await button(page, put).click();
      expect(await page.locator('.compose textarea').inputValue()).toMatch(/^\/swarm \S+/);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
      expect(await seriousFaults(page)).toEqual([]);
      await button(page, skip).click();
      await page.locator('.tour').waitFor({ state: 'detached' });
      await page.reload();
      await page.locator('.frame').waitFor();
      expect(await page.locator('.tour').count()).toBe(0);
      await page.close();
    },
  );

  test('the tour goes on by itself as its steps are done', async () => {
    const page = await stage.window(null);
    const tour = page.locator('.tour');
    await tour.getByRole('heading', { name: 'A case is too wide' }).waitFor();
    await say(page, '/swarm VPN Gateway drops since the certificate in Key Vault was renewed');
    await tour.getByRole('heading', { name: 'Read the plan' }).waitFor();
    await button(page.locator('.card').last(), 'Start swarm').click();
    await tour.getByRole('heading', { name: 'Be the expert' }).waitFor();
    await tour.getByRole('button', { name: /^Look as/ }).click();
    await tour.getByText('answer with a button').waitFor();
    await page
      .getByRole('button', { name: messages('en').invitation.accept, exact: true })
      .or(page.getByRole('button', { name: messages('ja').invitation.accept, exact: true }))
      .last()
      .click();
    await tour.getByRole('heading', { name: 'Meet in the channel' }).waitFor();
    await page.close();
  });

  test('the bot survives being killed from the page', async () => {
    const page = await stage.window('owen.owner');
    await page.getByRole('button', { name: 'Wire and faults' }).click();
    await page.getByRole('tab', { name: 'Faults' }).click();
    await button(page, 'Kill it').click();
    await page.getByText('The bot is not running').waitFor();
    await say(page, '/swarm help');
    await page.getByText('The bot could not be reached.').waitFor();
    await button(page, 'Start it').click();
    await page.getByText('The bot is running').waitFor({ timeout: 60_000 });
    await say(page, '/swarm mine');
    await page.locator('.card').last().waitFor();
  });
});
