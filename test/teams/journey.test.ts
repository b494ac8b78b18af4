import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { messages } from '../../src/teams/languages/language.ts';
import { has, type Office, openOffice, textOf } from './office.ts';

const japanese = { locale: 'ja-JP' };
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

describe('a swarm from the first word to its outcome', () => {
  test('is planned before anyone is asked, staffed by one tap, led from its channel, and told at its end', async () => {
    const [mika, alice] = [office.people.as('mika.sato'), office.people.as('alice.byrne')];
    await alice.say('help', { locale: 'en-IE' });
    await mika.say('緊急：Azure VPN Gateway が毎時切断されます。');
    const plan = await mika.waitForMessage(has('start-swarm'));
    expect(textOf(plan)).toContain('Alice Byrne');
    expect((await alice.conversation(undefined, { peek: true })).messages.some(has('"verb":"accept"'))).toBe(false);

    expect((await plan.press('start-swarm')).error).toBeNull();
    const invitation = await alice.waitForMessage(has('"verb":"accept"'));
    expect(textOf(invitation)).toContain('Can you help');

    const accepted = await invitation.press('accept');
    expect(JSON.stringify(accepted.card)).toContain(messages('en').invitation.acceptedTitle);
    await alice.waitForMessage((message) => message.id === invitation.id && has('Open the channel')(message));
    const announced = await alice.waitForMessage(has('Alice Byrne</at>'));
    expect((await alice.activity()).map((message) => message.id)).toContain(announced.id);

    const { conversation: channel, thread } = announced;
    const briefing = await mika.waitForMessage((message) => message.conversation === channel && message.id === thread);
    expect(briefing.mentions.map((mention) => mention.name)).toEqual(['佐藤 美香']);
    expect(textOf(briefing)).not.toContain('"verb":"resolve"');
    const panel = await briefing.read();
    expect(textOf(panel)).toContain('"verb":"resolve"');

    expect(
      (await panel.press('resolve', { rootCause: '設定の違い', fix: 'PFS を合わせた', fixKind: 'workaround' })).error,
    ).toBeNull();
    // A critical case, and Alice has said nothing yet: she is asked before it counts as solved.
    const offer = await mika.waitForMessage(has('"verb":"resolve-anyway"'));
    expect(textOf(offer)).toContain('Alice Byrne');
    expect((await offer.press('ask-silent', {}, japanese)).notice).toBe(messages('ja').views.asked);
    const question = await alice.waitForMessage(has('"verb":"tell-view"'));
    expect(textOf(question)).toContain(messages('en').panel.questionDefault);
    const view = { viewText: 'The backup runs at that hour, too.', viewNamed: 'unnamed' };
    expect(JSON.stringify((await question.press('tell-view', view)).card)).toContain('told to all for you');
    const relayed = await mika.waitForMessage(
      (message) => message.thread === thread && has('The backup runs at that hour, too.')(message),
    );
    expect(textOf(relayed)).not.toContain('Alice');

    expect(JSON.stringify((await offer.press('resolve-anyway', {}, japanese)).card)).toContain('解決');
    // Of the thread's cards that tell it the briefing may be changed last; the outcome is that which both read.
    const bothRead = messages('en').status.fixAs.workaround;
    const outcome = await alice.waitForMessage(
      (message) => message.thread === thread && has('PFS を合わせた')(message) && textOf(message).includes(bothRead),
    );
    expect(outcome.conversation).toBe(channel);
    await mika.waitForMessage((message) => message.id === plan.id && has('PFS を合わせた')(message));
    // So many words in one thread are paced.
    expect(office.logged.filter(({ facts }) => facts['cause'] !== 'own-pace')).toEqual([]);
  });
});
