import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/** Everybody is told in the language they read. */

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const japanese = { locale: 'ja-JP' };

async function started(words: string): Promise<string> {
  const mika = office.people.as('mika.sato');
  await mika.say(`至急: ${words}`, japanese);
  const plan = await mika.waitForMessage((message) => has('start-swarm')(message) && has(words)(message));
  await plan.press('start-swarm', {}, japanese);
  return swarmOn(plan);
}

const invitationOf = (alias: string, swarmId: string) =>
  office.people.as(alias).waitForMessage((message) => has(swarmId)(message) && has('"verb":"accept"')(message));

describe('an invitation', () => {
  test('to who has not written to the bot yet is in the first language the registry has of them', async () => {
    const swarmId = await started('Azure VPN ゲートウェイのトンネルが切れます');
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
    const swarmId = await started('Azure VPN ゲートウェイに接続できません');
    expect(textOf(await invitationOf('alice.byrne', swarmId))).toContain('協力を求めています');
  });
});

describe('what is said to all in a channel', () => {
  test('is in the coordinator’s language, and folded in the other where somebody reads that', async () => {
    const swarmId = await started('Azure DNS の名前解決が失敗します');
    await (await invitationOf('ravi.rao', swarmId)).press('accept', {}, { locale: 'en-IN' });
    const mika = office.people.as('mika.sato');
    const joined = await mika.waitForMessage(has('のエキスパートとして参加しました'));
    expect(joined.card).toMatchObject({
      lang: 'ja',
      actions: [{ type: 'Action.ShowCard', title: 'Read in English' }],
    });
    expect(textOf(joined)).toContain('has joined as an expert for Azure DNS');
  });
});
