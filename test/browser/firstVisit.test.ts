import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { messages } from '../../src/teams/languages/language.ts';
import { seriousFaults } from './axe.ts';
import { button, makeSwarmStage, type SwarmStage, say } from './swarmStage.ts';

let stage: SwarmStage;
beforeAll(async () => {
  stage = await makeSwarmStage();
});
afterAll(() => stage?.end());
afterEach(() => expect(stage.complaints).toEqual([]));

describe('a first visit', () => {
  test.each([
    ['en', 'Try one of these', 'Put the case into the box', 'Skip the tour'],
    ['ja', 'まずはこちらをお試しください', 'ケースを入力欄に入れる', 'ツアーをスキップ'],
  ] as const)(
    'opens on a case owner’s chat, offers cases, and leads through a swarm or lets go (%s)',
    async (language, offers, put, skip) => {
      const page = await stage.ownWindow(null, { language });
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
    const page = await stage.ownWindow(null);
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
    const page = await stage.ownWindow('owen.owner');
    await page.getByRole('button', { name: 'Wire, faults and case' }).click();
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
