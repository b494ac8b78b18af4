import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { type Case, caseSchema } from '../../src/cases/case.ts';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import { sandboxOrganisationSchema } from '../../src/sandbox/organisation/organisation.ts';
import { connectPeople, type Persona, type SeenMessage } from '../../src/sandbox/people/persona.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { alwaysThere } from '../e2e/alwaysThere.ts';
import { makeStage, type Stage } from './stage.ts';

export type Language = 'en' | 'ja';
type Opening = Parameters<Stage['window']>[1];
/** `ownedBy`: its owner's alias. */
type OfferedCase = Partial<Case> & { ownedBy?: string };

/** Words of cases that need somebody for VPN gateways, or for certificates, or for both. */
export const cases = {
  both: {
    en: 'VPN Gateway drops after the Key Vault certificate was renewed',
    ja: '証明書の更新後に VPNゲートウェイ が切断される',
  },
  gateway: { en: 'VPN Gateway drops every hour', ja: 'VPNゲートウェイ が一時間ごとに切断される' },
  certificate: { en: 'The Key Vault cannot be opened', ja: '証明書が開けない' },
} satisfies Record<string, Record<Language, string>>;

export const nameOf = (stage: { sandbox: Sandbox }, alias: string): string =>
  stage.sandbox.tenant.byAlias.get(alias)?.profile.name ?? alias;

/**
 * The product beside a sandbox, for journeys of several people in windows of their own. Each journey has a case of its
 * own. Besides `alwaysThere`: `lena.learner`, who wants to learn, `nora.named`, whom only a
 * name leads to, and a technology that nobody knows. `policy`: what the product's policy file says.
 */
export async function makeSwarmStage(policy: object = {}) {
  const stage = await makeStage({ organisation: withMorePeople(), bot: 'swarm', policy });
  const people = connectPeople(stage.sandbox.addresses.people);
  const aliases = stage.sandbox.organisation.people.map(({ alias }) => alias);
  const windows = new Map<string, Page>();
  let number = 7_000;
  let locale = 'en-US';

  return {
    ...stage,
    as: (who: string): Persona => people.as(who),
    /** The bot knows somebody's language from what they said to it last. */
    async speak(language: Language): Promise<void> {
      // Those of the other language would go on to show all that is said.
      windows.clear();
      await stage.closeWindows();
      locale = language === 'ja' ? 'ja-JP' : 'en-US';
      const here = aliases.filter((alias) => stage.sandbox.tenant.byAlias.get(alias)?.installation != null);
      await Promise.all(here.map((alias) => people.as(alias).say('/swarm mine', { locale })));
    },
    /** Somebody's window, the same one for all journeys in a language, on their chat with the bot. */
    async window(who: string, language: Language): Promise<Page> {
      const key = `${who} ${language}`;
      const known = windows.get(key);
      const page = known === undefined || known.isClosed() ? await stage.window(who, { language }) : known;
      windows.set(key, page);
      await openChat(page);
      return page;
    },
    async closeWindows(): Promise<void> {
      windows.clear();
      await stage.closeWindows();
    },
    /** A window of its own, for whoever looks at one thing only. */
    ownWindow: (who: string | null, opening?: Opening) => stage.window(who, opening),
    /** A case that the case system tells of. */
    async offer(title: string, { ownedBy = 'owen.owner', ...more }: OfferedCase = {}): Promise<string> {
      number += 1;
      const owner = stage.sandbox.tenant.byAlias.get(ownedBy);
      const theCase = caseSchema.parse({
        id: String(number),
        title,
        description: title,
        severity: 'normal',
        owner: { id: owner?.id, name: owner?.profile.name },
        created: new Date().toISOString(),
        ...more,
      });
      const { PUBLIC_URL: address = '', CASE_WEBHOOK_SECRET: secret = '' } = stage.sandbox.botEnvironment();
      await offerCases([theCase], { address, secret });
      return theCase.id;
    },
    /** Starts a swarm as its owner, in the language that was spoken last. */
    async start(title: string, more: OfferedCase = {}) {
      const id = await this.offer(title, more);
      const owner = people.as('owen.owner');
      await owner.say(`/swarm ${id}`, { locale });
      const isPlan = (each: SeenMessage) => swarmOf(each, 'start-swarm') !== null && isAbout(each, id);
      const plan = await owner.waitForMessage(isPlan, patient);
      const swarmId = swarmOf(plan, 'start-swarm');
      const isInvitation = (each: SeenMessage) => swarmOf(each, 'accept') === swarmId;
      await plan.press('start-swarm', {}, { locale });
      return {
        id,
        /** Who is asked: the first to have an invitation but those who are named. */
        asked: (not: readonly string[] = []): Promise<string> =>
          Promise.any(
            aliases
              .filter((alias) => !not.includes(alias))
              .map((alias) =>
                people
                  .as(alias)
                  .waitForMessage(isInvitation, patient)
                  .then(() => alias),
              ),
          ),
        async accept(who: string): Promise<void> {
          await (await people.as(who).waitForMessage(isInvitation, patient)).press('accept', {}, { locale });
        },
      };
    },
    async end(): Promise<void> {
      people.close();
      await stage.end();
    },
  };
}
export type SwarmStage = Awaited<ReturnType<typeof makeSwarmStage>>;

const patient = { timeout: 30_000 };
const isAbout = ({ card }: SeenMessage, caseId: string): boolean => JSON.stringify(card).includes(caseId);
/** The swarm that a button of a card is for; null where there is no such button. */
const swarmOf = ({ actions }: SeenMessage, verb: string): string | null =>
  carriedSchema.safeParse(actions.find((each) => each.verb === verb)?.data).data?.swarmId ?? null;
const carriedSchema = z.looseObject({ swarmId: z.string() });

function withMorePeople() {
  const base = alwaysThere();
  const [pattern] = base.people;
  const person = (id: string, alias: string, name: string) => ({
    ...pattern,
    id: `22222222-2222-4222-8222-${id}`,
    alias,
    name,
    mail: `${alias}@swarm.example`,
  });
  const lena = person('000000000008', 'lena.learner', 'Lena Learner');
  // The bot keeps to Microsoft's four changes of a team's members a minute, and spreads swarms over teams by chance:
  // among few teams two swarms of the same minute meet in one now and then, and somebody waits for a seat.
  const hostTeams = Array.from({ length: 400 }, (_, index) => ({
    id: `11111111-1111-4111-8111-1111111${String(index).padStart(5, '0')}`,
    name: `Swarms ${index + 1}`,
    description: 'Where swarms gather',
  }));
  return sandboxOrganisationSchema.parse({
    ...base,
    tenant: { ...base.tenant, hostTeams },
    people: [...base.people, lena, person('000000000009', 'nora.named', 'Nora Named')],
    technologies: [
      ...base.technologies,
      { id: 'fax-server', name: { en: 'Fax Server', ja: 'FAXサーバー' }, aliases: { en: [], ja: [] } },
    ],
    skills: [
      ...base.skills,
      {
        person: lena.id,
        technology: 'vpn-gateway',
        level: 1,
        owner: false,
        wantsToLearn: true,
        confirmedAt: '2026-11-01T00:00:00Z',
      },
    ],
  });
}

/** What a person does in a window, in the words of who uses it. */
export const card = (page: Page, ...texts: string[]): Locator =>
  texts.reduce((found, hasText) => found.filter({ hasText }), page.locator('.card')).last();
export const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true });
export const say = async (page: Page, text: string): Promise<void> => {
  const box = page.locator('.compose textarea').last();
  await box.fill(text);
  await box.press('Enter');
};
export const openChat = async (page: Page): Promise<void> => {
  await page.locator('.rail-button').nth(1).click();
  await page.locator('.list-row', { hasText: 'Swarm' }).first().click();
  await page.locator('.conversation-head h1', { hasText: 'Swarm' }).waitFor();
};
/** Goes to the room of a case, and gives the briefing there. */
export const openRoom = async (page: Page, caseId: string): Promise<Locator> => {
  await page.locator('.rail-button').nth(2).click();
  await page.locator('.channel-row', { hasText: caseId }).click();
  await page.locator('.conversation-head h1', { hasText: caseId }).waitFor();
  return page.locator('.post .card').first();
};
