import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { clockAhead, moveClock, worldNow } from '../../src/sandbox/clock/moveClock.ts';
import { sandboxOrganisationSchema } from '../../src/sandbox/organisation/organisation.ts';
import { connectPeople, type People, type SeenMessage } from '../../src/sandbox/people/persona.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { alwaysThere } from '../e2e/alwaysThere.ts';
import { seriousFaults } from './axe.ts';
import { makeStage, type Stage } from './stage.ts';
import { button, card, cases, openChat, openRoom } from './swarmStage.ts';

/** The day of the relay: a Tuesday to come, so that it is one whenever this runs; instants of it by the clocks of UTC. */
const tuesday = (() => {
  const day = new Date(worldNow() + 7 * 86_400_000);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + ((9 - day.getUTCDay()) % 7));
})();
const minutesOf = (zone: string, time: string): number => {
  const noon = new Date(tuesday + 12 * 3_600_000);
  const [hour, minute] = noon
    .toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
    .split(':');
  const ahead = Number(hour) * 60 + Number(minute) - 12 * 60;
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) - ahead;
};
const at = (zone: string, time: string): number => tuesday + minutesOf(zone, time) * 60_000;

function acrossTheWorld() {
  const base = alwaysThere();
  const days = [1, 2, 3, 4, 5];
  const sites: Record<string, object> = {
    'sean.byrne': { languages: ['en'], zone: 'Europe/Dublin', hours: { days, from: '09:00', to: '17:30' } },
    'zoe.zimmer': { languages: ['en'], zone: 'America/Los_Angeles', hours: { days, from: '08:30', to: '17:30' } },
  };
  const tokyo = { zone: 'Asia/Tokyo', hours: { days, from: '09:00', to: '18:00' } };
  const idOf = (alias: string) => base.people.find((each) => each.alias === alias)?.id;
  const knows = (alias: string) => ({
    ...{ person: idOf(alias), technology: 'vpn-gateway', level: 4, owner: false },
    confirmedAt: '2026-11-01T00:00:00Z',
  });
  return sandboxOrganisationSchema.parse({
    ...base,
    people: base.people.map((each) => ({ ...each, ...(sites[each.alias] ?? tokyo) })),
    skills: [...base.skills, knows('sean.byrne'), knows('zoe.zimmer')],
    cases: base.cases
      .slice(0, 1)
      .map((each) => ({ ...each, severity: 'critical', title: cases.gateway.en, description: '' })),
  });
}

let stage: Stage;
let people: People;
const before = clockAhead();
beforeAll(async () => {
  moveClock(at('Asia/Tokyo', '16:00') - worldNow());
  stage = await makeStage({ organisation: acrossTheWorld(), bot: 'swarm', movesClock: true });
  people = connectPeople(stage.sandbox.addresses.people);
});
afterAll(async () => {
  people?.close();
  await stage?.end();
  moveClock(before);
});
afterEach(() => expect(stage.complaints).toEqual([]));

test('a critical swarm goes from Tokyo to Dublin and on to Redmond, each time by the word of who takes over', async () => {
  const [ja, en] = [messages('ja'), messages('en')];
  const owner = people.as('owen.owner');
  await owner.say('/swarm 4711', { locale: 'ja-JP' });
  const plan = await owner.waitForMessage(({ actions }) => actions.some(({ verb }) => verb === 'start-swarm'));
  await plan.press('start-swarm', {}, { locale: 'ja-JP' });
  const isInvitation = ({ actions }: SeenMessage) => actions.some(({ verb }) => verb === 'accept');
  await (await people.as('mika.sato').waitForMessage(isInvitation)).press('accept', {}, { locale: 'ja-JP' });

  await stage.setClock(at('Asia/Tokyo', '17:25'));
  const tokyo = await stage.window('owen.owner', { language: 'ja' });
  await openChat(tokyo);
  const asked = card(tokyo, ja.relay.title('4711'));
  await asked.getByLabel(ja.note.field.next).fill('Compare the IKE proposals.');
  expect(await seriousFaults(tokyo)).toEqual([]);
  await button(asked, ja.relay.ask('Sean Byrne')).click();
  await asked.getByText(ja.relay.asked('Sean Byrne', 1)).waitFor();

  const dublin = await stage.window('sean.byrne', { language: 'en' });
  await openChat(dublin);
  const invitation = card(dublin, en.relay.inviteTitle);
  await invitation.getByText('Owen Owner asks you to take over').waitFor();
  expect(await seriousFaults(dublin)).toEqual([]);
  await button(invitation, en.relay.takeOver).click();
  await card(dublin, en.status.noticeReceivedTitle('4711')).getByText('Compare the IKE proposals.').waitFor();
  await card(tokyo, ja.status.handedOverTitle('4711', 'Sean Byrne')).waitFor();
  // The question itself says so by then, without a press.
  await card(tokyo, ja.relay.title('4711')).getByText(ja.relay.over('Sean Byrne')).waitFor();
  await openRoom(tokyo, '4711');
  await tokyo.locator('.replies .mention', { hasText: 'Owen Owner' }).first().waitFor();
  await tokyo.locator('.replies .mention', { hasText: 'Sean Byrne' }).first().waitFor();

  await stage.setClock(at('Europe/Dublin', '17:00'));
  const again = card(dublin, en.relay.title('4711'));
  await button(again, en.relay.ask('Zoe Zimmer')).click();
  await again.getByText(en.relay.asked('Zoe Zimmer', 1)).waitFor();
  const redmond = await stage.window('zoe.zimmer', { language: 'en' });
  await openChat(redmond);
  await button(card(redmond, en.relay.inviteTitle), en.relay.takeOver).click();
  await card(redmond, en.status.noticeReceivedTitle('4711')).waitFor();

  const lead = await stage.window('sean.byrne', { language: 'en', view: 'app', at: '?words=4711' });
  const tab = lead.frameLocator('.tab iframe');
  await tab.getByText(cases.gateway.en).first().click();
  await tab.getByText('Coordination went from Owen Owner, whose working hours ended, to Sean Byrne').waitFor();
  await tab.getByText('Coordination went from Sean Byrne, whose working hours ended, to Zoe Zimmer').waitFor();
}, 240_000);
