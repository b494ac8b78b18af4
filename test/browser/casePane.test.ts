import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { en as client } from '../../src/sandbox/client/language/en.ts';
import { connectPeople, type People } from '../../src/sandbox/people/persona.ts';
import { caseSystemKinds } from '../../src/sandbox/systems/caseSystemKind.ts';
import { caseWritings } from '../../src/swarm/caseWritings.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { alwaysThere } from '../e2e/alwaysThere.ts';
import { until } from '../until.ts';
import { seriousFaults } from './axe.ts';
import { makeStage, type Stage } from './stage.ts';
import { button, card, nameOf, openChat, say } from './swarmStage.ts';

const words = messages('en');
const things = { dynamics: 'case', servicenow: 'incident', zendesk: 'ticket' } as const;

describe.each(caseSystemKinds)('a case that lives in %s', (caseSystem) => {
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
    await Promise.all(here.map(({ alias }) => people.as(alias).say('/swarm mine', { locale: 'en-US' })));
  });
  afterAll(async () => {
    people?.close();
    await stage?.end();
  });

  /** Somebody who has an invitation. */
  async function asked(): Promise<string> {
    const here = stage.sandbox.organisation.people.filter(({ appInstalled }) => appInstalled);
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

  test('goes from its number to its end, and the pane beside shows it with each note, and its customer without', async () => {
    const [id, title] = ['4711', stage.sandbox.organisation.cases.find((each) => each.id === '4711')?.title ?? ''];
    const owner = await stage.window('owen.owner', { language: 'en' });
    await openChat(owner);
    await say(owner, `/swarm ${id}`);
    const plan = card(owner, words.plan.title(id));
    await plan.getByText(title).waitFor();

    await owner.getByRole('button', { name: client.top.panel }).click();
    await owner.getByRole('tab', { name: client.caseSystem.tab, exact: true }).click();
    const page = owner.getByRole('region', { name: client.caseSystem.page(client.caseSystem.system[caseSystem]) });
    await page.getByRole('heading', { name: title }).waitFor();
    const said = page.getByRole('list', { name: client.caseSystem.timeline });
    const note = (text: string) => said.getByRole('listitem').filter({ hasText: text });

    await button(plan, words.plan.start).click();
    await note(`A swarm in Microsoft Teams works on this ${things[caseSystem]}.`).waitFor();
    await page.getByRole('button', { name: client.caseSystem.channel }).waitFor();
    const who = await asked();
    const expert = await stage.window(who, { language: 'en' });
    await openChat(expert);
    await button(card(expert, words.invitation.title, id), words.invitation.accept).click();
    await note(`${nameOf(stage, who)} joined the swarm`).waitFor();

    const panel = card(owner, words.panel.technologies);
    await button(panel, words.panel.resolve).click();
    await panel.getByLabel(words.panel.rootCause).fill('The certificate had no private key.');
    await panel.getByLabel(words.panel.fix).fill('Imported it again with its key.');
    await button(panel, words.panel.confirmResolve).click();
    const last = note(`The swarm on this ${things[caseSystem]} has solved it.`);
    await last.getByText('Imported it again with its key.', { exact: false }).waitFor();
    await last.getByText(client.caseSystem.internal, { exact: true }).waitFor();
    expect(await seriousFaults(owner)).toEqual([]);

    await owner.getByRole('tab', { name: client.caseSystem.customer }).click();
    await owner.getByText(client.caseSystem.nothingPublic).waitFor();
    expect(await said.getByRole('listitem').count()).toBe(1);
    expect(await seriousFaults(owner)).toEqual([]);
    expect(stage.complaints).toEqual([]);
  });
});
