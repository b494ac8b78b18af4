import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { noteTold } from '../../src/growth/told.ts';
import type { Persona } from '../../src/sandbox/people/persona.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { has, type Office, openOffice, textOf } from './office.ts';

/** Mika leads the organisation and owns the case; Alice helps. */

jest.setTimeout(120_000);

let office: Office;
let mika: Persona;
let alice: Persona;
const english = { locale: 'en-GB' };
const en = messages('en').growth;
const idOf = (alias: string): string =>
  office.sandbox.organisation.people.find((each) => each.alias === alias)?.id ?? '';
const since = new Date().toISOString();
const month = since.slice(0, 7);
const pressed = async (who: Persona, verb: string, data: object): Promise<string> => {
  const value = { action: { type: 'Action.Execute', verb, data } };
  return JSON.stringify(await who.sendCrafted(value, { ...english, invoke: 'adaptiveCard/action' }));
};

beforeAll(async () => {
  office = await openOffice();
  [mika, alice] = [office.people.as('mika.sato'), office.people.as('alice.byrne')];
  await alice.say('help', english);
  await mika.say('Azure VPN Gateway drops hourly since the renewal', english);
  const plan = await mika.waitForMessage(has('start-swarm'));
  await plan.press('start-swarm', {}, english);
  await (await alice.waitForMessage(has('"verb":"accept"'))).press('accept');
  const running = await mika.waitForMessage((message) => message.id === plan.id && has('"verb":"resolve"')(message));
  const end = { rootCause: 'Lifetimes differ', fix: 'Reconnected', fixKind: 'final' };
  await running.press('resolve', { ...end, credits: idOf('alice.byrne'), resolveThanks: 'Well seen!' }, english);
  await alice.waitForMessage(has('Well seen!'));
});
afterAll(() => office?.close());

describe('one’s own record', () => {
  test('is shown to who asks for it, with the thanks they got, and to nobody else', async () => {
    await alice.say('/swarm record', english);
    const own = await alice.waitForMessage(has(en.intro));
    expect(textOf(own)).toContain('Azure VPN Gateway drops hourly');
    expect(textOf(own)).toContain(`${en.thanked('佐藤 美香')}: Well seen!`);
    await mika.say('/swarm record', english);
    const owners = textOf(await mika.waitForMessage(has(en.intro)));
    expect(owners).toContain(en.parts.coordinator);
    expect(owners).not.toContain('Well seen!');
    const ravi = office.people.as('ravi.rao');
    await ravi.say('私の記録', { locale: 'ja-JP' });
    const empty = textOf(await ravi.waitForMessage(has(messages('ja').growth.empty)));
    expect(empty).not.toContain('VPN');
    // There is nothing more anywhere.
    expect(empty).not.toContain(messages('ja').growth.all);
  });

  test('is shared with one’s lead only by choice, which counts when the word is brought', async () => {
    const aliceId = idOf('alice.byrne');
    const toLead = { about: 'lead-month', personId: idOf('mika.sato'), of: aliceId, month, since } as const;
    await office.tellGrowth(toLead);
    await office.tellGrowth({ about: 'month', personId: aliceId, month, since });
    const own = await alice.waitForMessage(has(en.monthLine(1)));
    expect(textOf(own)).toContain('Well seen!');
    const saved = await own.press('save-sharing', { share: 'sums', monthly: 'true' }, english);
    expect(saved.notice).toBe(en.sharingSaved);
    await office.tellGrowth(toLead);
    const shared = textOf(await mika.waitForMessage(has(en.leadSwarms(1))));
    expect(shared).toContain('Alice Byrne');
    expect(shared).not.toContain('Well seen!');
    await alice.say('/swarm record', english);
    const record = await alice.waitForMessage(has(en.intro));
    const kept = await record.press('save-sharing', { share: 'thanks', monthly: 'true' }, english);
    expect(JSON.stringify(kept.card)).toContain(en.sharingSaved);
    await office.tellGrowth(toLead);
    await mika.waitForMessage(has('Well seen!'));
    // Taken back, nothing more is told; what was typed by hand changes nothing.
    await own.press('save-sharing', { share: 'nothing', monthly: 'false' }, english);
    await office.tellGrowth(toLead);
    await office.tellGrowth({ about: 'month', personId: aliceId, month, since });
    expect((await mika.conversation()).messages.filter(has(en.leadSwarms(1)))).toHaveLength(2);
    expect((await alice.conversation()).messages.filter(has(en.monthLine(1)))).toHaveLength(1);
    expect(await pressed(alice, 'save-sharing', { sharingOn: 'record', share: 'everything', monthly: true })).toContain(
      messages('en').replies.invalidCard,
    );
  });
});

describe('what somebody met often', () => {
  const skillsOf = (alias: string) => office.registry.snapshot.skillsOf(idOf(alias));

  test('is listed at the level they choose, once, and only where they were asked', async () => {
    const personId = idOf('mika.sato');
    const [met] = office.registry.snapshot
      .technologies()
      .filter(({ id }) => id !== 'azure-vpn-gateway' && !skillsOf('mika.sato').some((each) => each.technology === id));
    const technology = met?.id ?? '';
    const learned = { learned: technology, learnedLevel: 2 };
    expect(await pressed(mika, 'list-skill', learned)).toContain(en.skillAnswered);
    expect(skillsOf('mika.sato').some((each) => each.technology === technology)).toBe(false);
    await noteTold(office.database.sql, office.tenantId, { personId, kind: 'skill', of: technology }, { at: since });
    expect(await pressed(mika, 'list-skill', { ...learned, learnedLevel: 5 })).toContain(
      messages('en').replies.invalidCard,
    );
    expect(await pressed(mika, 'list-skill', learned)).toContain('at level 2');
    expect(skillsOf('mika.sato')).toEqual(
      expect.arrayContaining([expect.objectContaining({ technology, level: 2, owner: false })]),
    );
    expect(await pressed(mika, 'list-skill', { ...learned, learnedLevel: 1 })).toContain(en.skillAnswered);
    // Somebody else was not asked.
    expect(await pressed(alice, 'leave-skill', { learned: technology })).toContain(en.skillAnswered);
  });

  test('is asked with the reason, and left alone where they say no', async () => {
    const technology = 'azure-vpn-gateway';
    const personId = idOf('mika.sato');
    await office.registry.edit(personId, { at: since, drops: [{ technology }] });
    await noteTold(office.database.sql, office.tenantId, { personId, kind: 'skill', of: technology }, { at: since });
    await office.tellGrowth({ about: 'skill', personId, technology, since });
    const asked = await mika.waitForMessage(has(en.skillLed(1, 'Azure VPN Gateway')));
    const left = await asked.press('leave-skill', {}, english);
    expect(JSON.stringify(left.card)).toContain(en.skillDeclined('Azure VPN Gateway'));
    expect(skillsOf('mika.sato').some((each) => each.technology === technology)).toBe(false);
    // Listed meanwhile, nobody is asked any more.
    await office.tellGrowth({ about: 'skill', personId: idOf('alice.byrne'), technology, since });
    expect((await alice.conversation()).messages.filter(has('"verb":"list-skill"'))).toEqual([]);
  });
});

test('who is asked too much is told kindly with a limit to set, and so is their lead, without a number of theirs', async () => {
  const personId = idOf('alice.byrne');
  await office.tellGrowth({ about: 'care', personId, why: ['budget', 'off-hours'], since });
  await office.tellGrowth({ about: 'lead-care', personId: idOf('mika.sato'), of: personId, why: ['budget'], since });
  const told = await alice.waitForMessage(has(en.care.budget));
  expect(textOf(told)).toContain(en.careSecond('Azure VPN Gateway'));
  expect((await told.press('set-week-limit', {}, english)).notice).toBe(en.careLimitMissing);
  const set = await told.press('set-week-limit', { weekLimit: 3 }, english);
  expect(JSON.stringify(set.card)).toContain(en.careLimitSaved(3));
  expect(office.registry.snapshot.listed(personId)?.engineer.asking?.mostAWeek).toBe(3);
  const leads = textOf(await mika.waitForMessage(has(en.careLead.budget('Alice Byrne'))));
  expect(leads).toContain(en.careLeadSecond('Azure VPN Gateway'));
});

test('who is not in the registry any more is told nothing, and nobody is told of them', async () => {
  await office.tellGrowth({ about: 'month', personId: 'gone', month, since });
  await office.tellGrowth({ about: 'lead-care', personId: idOf('mika.sato'), of: 'gone', why: ['budget'], since });
  expect((await mika.conversation()).messages.filter(has(en.careLead.budget('gone')))).toEqual([]);
});
