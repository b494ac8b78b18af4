import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { en as clientEn } from '../../src/sandbox/client/language/en.ts';
import { ja as clientJa } from '../../src/sandbox/client/language/ja.ts';
import { connectPeople, type People } from '../../src/sandbox/people/persona.ts';
import { type CaseSystemKind, caseSystemKinds } from '../../src/sandbox/systems/caseSystemKind.ts';
import { customersView } from '../../src/sandbox/systems/keptCase.ts';
import { caseWritings } from '../../src/swarm/caseWritings.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { en as tabEn } from '../../src/web/words/en.ts';
import { ja as tabJa } from '../../src/web/words/ja.ts';
import { alwaysThere } from '../e2e/alwaysThere.ts';
import { until } from '../until.ts';
import { seriousFaults } from './axe.ts';
import { picture } from './picture.ts';
import { makeStage, type Stage } from './stage.ts';
import { button, card, nameOf, openChat, openRoom, say } from './swarmStage.ts';

/** In which language the case's owner reads, and what the system calls a case in it. */
const reads: Record<CaseSystemKind, { language: 'en' | 'ja'; thing: string }> = {
  dynamics: { language: 'en', thing: 'case' },
  servicenow: { language: 'ja', thing: 'インシデント' },
  zendesk: { language: 'en', thing: 'ticket' },
};
const line = (pattern: string): RegExp => new RegExp(pattern, 'm');
/** What stands in the notes of a whole swarm, in their order. */
const noted = {
  en: (thing: string) => [
    line(`^A swarm in Microsoft Teams works on this ${thing}\\. Owen Owner coordinates it\\.`),
    line(`joined the swarm on this ${thing} for `),
    line(`joined the swarm on this ${thing} for `),
    line(`^Where the swarm on this ${thing} stands:\\nWhat was tried \\(.+\\): Restarted it\\.`),
    line(`now coordinates the swarm on this ${thing}, in place of Owen Owner\\.`),
    line(
      `^The swarm on this ${thing} has solved it\\.\\nRoot cause: No private key\\.\\nFix \\(final\\): Renewed it\\.`,
    ),
    line(`^The swarm on this ${thing} goes on\\.`),
    line(`^The swarm on this ${thing} was ended without a solution\\.\\nReason: It is gone\\.`),
  ],
  ja: (thing: string) => [
    line(`^この${thing}について、Microsoft Teams でスウォームを開始しました。コーディネーターは Owen Owner さんです。`),
    line(`この${thing}のスウォームに参加しました \\(担当: `),
    line(`この${thing}のスウォームに参加しました \\(担当: `),
    line(`^この${thing}のスウォームの現在の状況です。\\n試したこと \\(.+ ?さん\\): Restarted it\\.`),
    /コーディネーターが Owen Owner さんから .+ ?さんに交代しました。/,
    line(
      `^この${thing}は、スウォームで解決しました。\\n根本原因: No private key\\.\\n解決方法 \\(恒久対応\\): Renewed it\\.`,
    ),
    line(`^この${thing}のスウォームを再開しました。`),
    line(`^この${thing}のスウォームは、解決せずに終了しました。\\n理由: It is gone\\.`),
  ],
};

describe.each(caseSystemKinds)('a case that lives in %s', (caseSystem) => {
  const { language, thing } = reads[caseSystem];
  const words = messages(language);
  const { client, tab: tabWords } = { en: { client: clientEn, tab: tabEn }, ja: { client: clientJa, tab: tabJa } }[
    language
  ];
  let stage: Stage;
  let people: People;
  beforeAll(async () => {
    const organisation = alwaysThere();
    // The case that is swarmed is not the first that the pane could show.
    organisation.cases.reverse();
    stage = await makeStage({ organisation, bot: 'swarm', caseSystem, policy: { writeToCase: [...caseWritings] } });
    people = connectPeople(stage.sandbox.addresses.people);
    // The bot knows somebody's language from what they said to it last.
    const here = organisation.people.filter(({ appInstalled }) => appInstalled);
    const locale = language === 'ja' ? 'ja-JP' : 'en-US';
    await Promise.all(here.map(({ alias }) => people.as(alias).say('/swarm mine', { locale })));
  });
  afterAll(async () => {
    people?.close();
    await stage?.end();
  });

  /** Somebody else who has an invitation that they have not answered. */
  async function asked(not: readonly string[] = []): Promise<string> {
    const here = stage.sandbox.organisation.people.filter(
      ({ alias, appInstalled }) => appInstalled && !not.includes(alias),
    );
    let who: string | undefined;
    await until(async () => {
      for (const { alias } of here) {
        const { messages: seen } = await people.as(alias).conversation(undefined, { peek: true });
        if (seen.some(({ actions }) => actions.some(({ verb }) => verb === 'accept'))) who ??= alias;
      }
      return who !== undefined;
    }, 60_000);
    return who ?? '';
  }

  test('goes from its number to its end and on, and the pane beside shows it with each note once, and its customer without', async () => {
    const [id, title] = ['4711', stage.sandbox.organisation.cases.find((each) => each.id === '4711')?.title ?? ''];
    const owner = await stage.window('owen.owner', { language });
    await openChat(owner);
    await say(owner, `/swarm ${id}`);
    const plan = card(owner, words.plan.title(id));
    await plan.getByText(title).waitFor();

    await owner.getByRole('button', { name: client.top.panel }).click();
    await owner.getByRole('tab', { name: client.caseSystem.tab, exact: true }).click();
    const page = owner.getByRole('region', { name: client.caseSystem.page(client.caseSystem.system[caseSystem]) });
    await page.getByRole('heading', { name: title }).waitFor();
    const said = page.getByRole('list', { name: client.caseSystem.timeline });
    const notes = noted[language](thing);
    const all = () => stage.sandbox.caseSystem?.standIn.timeline(id) ?? [];
    /** What staff see once so many notes are there; the newest comes first, and none is its customer's. */
    const seen = async (count: number): Promise<void> => {
      await said.getByRole('listitem').nth(count).waitFor();
      expect(all().map(({ text }) => text)).toEqual(notes.slice(0, count).map((each) => expect.stringMatching(each)));
      expect(stage.sandbox.caseSystem && customersView(stage.sandbox.caseSystem.standIn, id)).toEqual([]);
      const newest = said.getByRole('listitem').first();
      expect(await newest.innerText()).toMatch(notes[count - 1] ?? '');
      await newest.getByText(client.caseSystem.internal, { exact: true }).waitFor();
      await picture(owner, `case-${caseSystem}-${count}`);
    };

    await button(plan, words.plan.start).click();
    await seen(1);
    await page.getByRole('button', { name: client.caseSystem.channel }).waitFor();
    const joins = async (not: readonly string[]): Promise<{ who: string; window: Page }> => {
      const who = await asked(not);
      const window = await stage.window(who, { language });
      await openChat(window);
      await button(card(window, words.invitation.title, id), words.invitation.accept).click();
      await card(window, words.invitation.seatedTitle, id).waitFor();
      return { who, window };
    };
    const first = await joins([]);
    await seen(2);
    const second = await joins([first.who]);
    await seen(3);
    expect(await said.getByText(nameOf(stage, second.who)).count()).toBe(1);

    await button(await openRoom(first.window, id), words.note.write).click();
    const form = card(first.window, words.note.formTitle(id));
    await form.getByLabel(words.note.field.tried).fill('Restarted it.');
    await button(form, words.note.save).click();
    await seen(4);

    const panel = card(owner, words.panel.technologies);
    await button(panel, words.panel.handOver).click();
    await panel
      .getByLabel(words.panel.handOverTo)
      .or(panel.getByLabel(words.panel.personTyped))
      .last()
      .fill(`${second.who}@swarm.example`);
    await button(panel, words.panel.confirmHandOver).click();
    await seen(5);

    const theirs = await openRoom(second.window, id);
    await button(theirs, words.panel.resolve).click();
    await theirs.getByLabel(words.panel.rootCause).fill('No private key.');
    await theirs.getByLabel(words.panel.fix).fill('Renewed it.');
    await theirs.getByLabel(words.panel.fixKinds.final).check();
    await button(theirs, words.panel.confirmResolve).click();
    await seen(6);
    expect(await seriousFaults(owner)).toEqual([]);

    // Its article goes into the system's knowledge base as a draft, which no customer sees either.
    const app = await stage.window('owen.owner', { language, view: 'app', at: `?words=${id}` });
    const tab = app.frameLocator('.tab iframe');
    await tab.getByText(title).first().click();
    await tab.getByRole('button', { name: tabWords.article.open, exact: true }).click();
    await tab.getByRole('button', { name: tabWords.article.save }).click();
    await tab.getByText(tabWords.article.saved).waitFor();
    const { send, yes, there } = tabWords.article.draftThere;
    const called = client.caseSystem.system[caseSystem].replace(' Customer Service', '');
    await tab.getByRole('button', { name: send(called) }).click();
    await tab.getByRole('button', { name: yes }).click();
    await tab.getByText(there(called, 'Owen Owner', '').slice(0, 20)).waitFor();
    await picture(app, `case-${caseSystem}-article`);
    const base = page.getByRole('region', { name: client.caseSystem.articles });
    await base.locator('summary').click();
    await base.getByText('Renewed it.').waitFor();
    await base.getByText(client.caseSystem.draft, { exact: true }).waitFor();
    await picture(owner, `case-${caseSystem}-draft`);
    expect(stage.sandbox.caseSystem?.standIn.articles()).toMatchObject([{ isDraft: true }]);

    // It is still the owner's case: their card has the button, and who coordinates stays.
    await button(owner.locator('.messages'), words.panel.reopen).click();
    await seen(7);
    // Of a team's members only so many may change in a minute: whoever waits for their seat again can end it on their card.
    const own = owner.locator('.card').filter({ has: button(owner, words.panel.cancel) });
    await button(own, words.panel.cancel).click();
    await own.getByLabel(words.panel.cancelReason).fill('It is gone.');
    await button(own, words.panel.confirmCancel).click();
    await seen(8);

    await owner.getByRole('tab', { name: client.caseSystem.customer }).click();
    await owner.getByText(client.caseSystem.nothingPublic).waitFor();
    expect(await said.getByRole('listitem').count()).toBe(1);
    expect(await page.getByRole('region', { name: client.caseSystem.articles }).count()).toBe(0);
    await picture(owner, `case-${caseSystem}-customer`);
    expect(await seriousFaults(owner)).toEqual([]);
    expect(stage.complaints).toEqual([]);
  }, 300_000);
});
