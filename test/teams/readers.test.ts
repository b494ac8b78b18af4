import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { SeenMessage } from '../../src/sandbox/people/persona.ts';
import { type StartedSwarm, wasStarted } from '../../src/swarm/state.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/** Everybody is told in the language they read. */

let office: Office;
beforeAll(async () => {
  // One person has more swarms within half a minute than one chat has room for at the connector's pace.
  office = await openOffice({ connectorLimits: 'off' });
});
afterEach(() => office.sandbox.faults.clear());
afterAll(() => office?.close());

const japanese = { locale: 'ja-JP' };

async function started(words: string): Promise<{ swarmId: string; plan: SeenMessage }> {
  const mika = office.people.as('mika.sato');
  await mika.say(`至急: ${words}`, japanese);
  const plan = await mika.waitForMessage((message) => has('start-swarm')(message) && has(words)(message));
  await plan.press('start-swarm', {}, japanese);
  return { swarmId: swarmOn(plan), plan };
}

const invitationOf = (alias: string, swarmId: string) =>
  office.people.as(alias).waitForMessage((message) => has(swarmId)(message) && has('"verb":"accept"')(message));

describe('an invitation', () => {
  test('to who has not written to the bot yet is in the first language the registry has of them', async () => {
    const { swarmId } = await started('Azure VPN ゲートウェイのトンネルが切れます');
    expect(textOf(await invitationOf('alice.byrne', swarmId))).toContain('asks for your help');
  });

  test('is in the language the person chose, whatever their Teams says', async () => {
    const alice = office.people.as('alice.byrne');
    await alice.say('/swarm skills', { locale: 'en-IE' });
    const card = await alice.waitForMessage(has('save-person'));
    const form = { workDays: '1,2,3,4,5,6,7', workFrom: '00:00', workTo: '00:00', mostSwarms: '5', awayUntil: '' };
    await card.press('save-person', { ...form, speaks: 'en,ja', reads: 'ja', anyHour: 'true' }, { locale: 'en-IE' });
    const chosen = office.registry.snapshot.listed('22222222-2222-4222-8222-000000000002')?.engineer;
    expect(chosen).toMatchObject({ languages: ['en', 'ja'], reads: 'ja', anyHour: true });
    const { swarmId } = await started('Azure VPN ゲートウェイに接続できません');
    expect(textOf(await invitationOf('alice.byrne', swarmId))).toContain('協力を求めています');
  });
});

test('how somebody wants to be asked is as they type it, and what cannot be read is told and changes nothing', async () => {
  const ravi = office.people.as('ravi.rao');
  await ravi.say('/swarm skills', { locale: 'en-IN' });
  const card = await ravi.waitForMessage(has('save-asking'));
  const wishes = () => [...office.registry.snapshot.engineers()].find(({ name }) => name === 'Ravi Rao')?.asking;
  const form = {
    week: 'Mon-Sun 0:00-12:00, 12:00-24:00',
    focus: '',
    notBefore: '',
    quietFrom: '2030-01-07',
    quietUntil: '',
  };
  await card.press('save-asking', { ...form, onlyCritical: 'false', mostAWeek: '49' }, { locale: 'en-IN' });
  const all = [1, 2, 3, 4, 5, 6, 7];
  const stored = {
    week: [
      { days: all, from: '00:00', to: '12:00' },
      { days: all, from: '12:00', to: '00:00' },
    ],
    ...{ quiet: { from: '2030-01-07', until: '2030-01-07' }, mostAWeek: 49 },
  };
  expect(wishes()).toEqual(stored);
  const refused = await card.press('save-asking', { ...form, week: 'mornings' }, { locale: 'en-IN' });
  expect(JSON.stringify(refused)).toContain('is no week that can be read');
  expect(wishes()).toEqual(stored);
});

/** A swarm that Mika leads in Japanese, in whose room is Ravi, who reads English; with Mika's own card of it. */
async function withBoth(words: string): Promise<{ state: StartedSwarm; panel: SeenMessage }> {
  const { swarmId, plan } = await started(words);
  await (await invitationOf('ravi.rao', swarmId)).press('accept', {}, { locale: 'en-IN' });
  const state = await office.until(
    swarmId,
    (now) => wasStarted(now) && now.members.some(({ person, announced }) => person.name === 'Ravi Rao' && announced),
  );
  if (!wasStarted(state)) throw new Error('not started');
  await plan.press('refresh', {}, japanese);
  return { state, panel: await plan.read() };
}

/** Said in the first language, the other behind a button that is named in it. */
const folded = (lang: string, other: string) => ({
  lang,
  actions: [{ type: 'Action.ShowCard', title: other }],
});
const inJapanese = folded('ja', 'Read in English');
const inEnglish = folded('en', '日本語で読む');

/** What all see in the channel, as Ravi does: the newest message there with these words. */
const saidInRoom = (words: string, message: (seen: SeenMessage) => boolean = () => true) =>
  office.people
    .as('ravi.rao')
    .waitForMessage((seen) => seen.conversation.includes('@thread.tacv2') && has(words)(seen) && message(seen));

describe('what is said to all in a channel', () => {
  // In one room, because a team takes but four calls a minute that add people.
  test('is in the coordinator’s language, and folded in the other where somebody reads that', async () => {
    const { state, panel } = await withBoth('Azure DNS の名前解決が失敗します');
    const { swarmId } = state;
    const joined = await saidInRoom('のエキスパートとして参加しました');
    expect(joined.card).toMatchObject(inJapanese);
    expect(textOf(joined)).toContain('has joined as an expert for Azure DNS');

    await panel.press('ask-views', { question: 'ゾーンの委任は?' }, japanese);
    const asked = await saidInRoom('ゾーンの委任は?');
    expect(asked.card).toMatchObject(inJapanese);
    expect(textOf(asked)).toContain('would like everyone’s view');

    await panel.press('invite-person', { invitedTyped: 'Alice Byrne', invitedFor: 'azure-dns' }, japanese);
    const invitation = await invitationOf('alice.byrne', swarmId);
    await invitation.press('accept');
    const accepted = await invitation.read();
    await accepted.press('step-back', { stepBackWhy: 'I am ill', stepBackKnown: 'The resolver loops.' });
    const left = await saidInRoom('参加を取りやめました');
    expect(left.card).toMatchObject(inJapanese);
    expect(textOf(left)).toContain('has stepped back from this swarm');
    expect(textOf(left)).toContain('The resolver loops.');

    await panel.press('hand-over', { handOverTo: '', handOverToTyped: 'Ravi Rao' }, japanese);
    const handedOver = await saidInRoom('no longer coordinates this swarm');
    expect(handedOver.card).toMatchObject(inEnglish);
    expect(textOf(handedOver)).toContain('交代しました');

    // The open channel that the swarm leaves stays for a while.
    office.sandbox.faults.add({
      ...{ door: 'graph', method: 'DELETE', path: '/channels/', does: 'refuse', status: 503, code: 'x', times: null },
    });
    const restricted = { type: 'ReportCase', case: { ...state.case, restricted: true } } as const;
    const origin = { actor: { kind: 'system', name: 'test' }, cause: 'test' } as const;
    await office.swarms.execute(swarmId, restricted, origin);
    const leaves = await saidInRoom('取扱注意になりました', ({ id }) => id === state.briefing?.activityId);
    expect(leaves.card).toMatchObject(inEnglish);
    expect(textOf(leaves)).toContain('has left this channel');

    await office.until(swarmId, (now) => wasStarted(now) && now.briefing !== null);
    const told = { rootCause: '委任の誤り', fix: '委任を直した', resolvedTechnologies: '', credits: '' };
    await panel.press('resolve', told, japanese);
    const outcome = await saidInRoom('委任を直した', has('日本語で読む'));
    expect(outcome.card).toMatchObject(inEnglish);
    expect(textOf(outcome)).toContain('What fixed it');
    expect(textOf(outcome)).toContain('根本原因');
  });
});
