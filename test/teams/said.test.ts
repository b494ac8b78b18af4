import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { messages } from '../../src/teams/languages/language.ts';
import { answersTo, type Office, openOffice, swarmOn, textOf } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ queueRuns: false });
});
afterAll(() => office?.close());

describe('words to the bot in its chat', () => {
  test.each([
    ['thanks!', 'en-US'],
    ['hello', 'en-US'],
    ['Thank you all, it works again since the reboot', 'en-US'],
    ['了解です', 'ja-JP'],
    ['ありがとうございました', 'ja-JP'],
  ] as const)(
    'that are small talk make no plan, and are answered with what the bot is for: %s',
    async (words, locale) => {
      const answers = await answersTo(office.people.as('mika.sato'), words, locale);
      expect(answers.map(({ text, card }) => ({ text, card }))).toEqual([
        { text: expect.stringContaining(messages(locale === 'ja-JP' ? 'ja' : 'en').replies.smallTalk), card: null },
      ]);
    },
  );

  test.each([
    ['The Azure VPN Gateway to Osaka drops every hour', 'en-US'],
    ['Azure DNS の名前解決が毎朝失敗します', 'ja-JP'],
    ['緊急：Kubernetes に誰も接続できません', 'ja-JP'],
  ] as const)('that are clearly a case become a plan: %s', async (words, locale) => {
    const answers = await answersTo(office.people.as('ravi.rao'), words, locale);
    expect(answers.map(textOf).join()).toContain('start-swarm');
  });

  test('that name no product are asked about in one question, and planned when it is answered, not twice', async () => {
    const alice = office.people.as('alice.byrne');
    const [asked] = await answersTo(alice, 'Nobody in Osaka can print since this morning', 'en-IE');
    if (!asked) throw new Error('The bot did not answer');
    expect(textOf(asked)).toContain(messages('en').questions.whichProduct);
    const unanswered = await asked.press('plan-words', { caseSeverity: 'high' }, { locale: 'en-IE' });
    expect(JSON.stringify(unanswered.card)).not.toContain('start-swarm');
    const chosen = { caseSeverity: 'high', products: 'kubernetes' };
    const made = await asked.press('plan-words', chosen, { locale: 'en-IE', delivery: { twice: 'new-id' } });
    expect(JSON.stringify(made.card)).toContain('start-swarm');
    expect(JSON.stringify(made.card)).toContain('Urgency: High');
    expect(JSON.stringify(made.card)).toContain('Kubernetes');
    const mine = (await answersTo(alice, 'mine', 'en-IE')).map(textOf).join();
    expect(mine.match(/Nobody in Osaka can print/g)).toHaveLength(1);
  });

  test.each([
    ['おはようございます。社内サイトが開きません', 'ja-JP'],
    ['thanks but the same thing happened again', 'en-US'],
    // No case has this number.
    ['445を閉じたい', 'ja-JP'],
    ['invite link for meeting 404', 'en-US'],
  ] as const)(
    'that greet or thank before a problem, or that only look like a deed, are asked about, too: %s',
    async (words, locale) => {
      const answers = await answersTo(office.people.as('mika.sato'), words, locale);
      const { whichProduct } = messages(locale === 'ja-JP' ? 'ja' : 'en').questions;
      expect(answers.map(textOf).join()).toContain(whichProduct);
    },
  );

  test('that nobody can tell the product of are planned when their author says so', async () => {
    const [asked] = await answersTo(office.people.as('alice.byrne'), '/swarm it is slow', 'en-IE');
    if (!asked) throw new Error('The bot did not answer');
    expect(textOf(asked)).not.toContain('start-swarm');
    const made = await asked.press('plan-words', { products: '-cannot-tell' }, { locale: 'en-IE' });
    expect(JSON.stringify(made.card)).toContain('start-swarm');
  });

  test('a word like a command offers the command, which a press carries out', async () => {
    const [asked] = await answersTo(office.people.as('alice.byrne'), '/swarm skils', 'en-IE');
    if (!asked) throw new Error('The bot did not answer');
    const done = await asked.press('run-words', {}, { locale: 'en-IE' });
    expect(JSON.stringify(done.card)).toContain(messages('en').skills.title);
  });
});

describe('a plan that was dropped', () => {
  test('comes back with one press and the same words, and only for its owner', async () => {
    const [mika, alice] = [office.people.as('mika.sato'), office.people.as('alice.byrne')];
    await mika.say('/swarm Kubernetes pods restart every ten minutes', { locale: 'en-US' });
    const plan = await mika.waitForMessage((message) => textOf(message).includes('pods restart'));
    const dropped = await plan.press('dismiss-plan', {}, { locale: 'en-US' });
    expect(JSON.stringify(dropped.card)).toContain('plan-again');
    const value = { action: { type: 'Action.Execute', verb: 'plan-again', data: { swarmId: swarmOn(plan) } } };
    const other = await alice.sendCrafted(value, { invoke: 'adaptiveCard/action', locale: 'en-IE' });
    expect(JSON.stringify(other.deliveries)).not.toContain('pods restart');
    const again = await mika.sendCrafted(value, { invoke: 'adaptiveCard/action', message: plan.id, locale: 'en-US' });
    expect(JSON.stringify(again.deliveries)).toMatch(/pods restart.*start-swarm/);
    expect(JSON.stringify(again.deliveries)).not.toContain(swarmOn(plan));
  });
});
