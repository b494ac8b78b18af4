import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { messages } from '../../src/teams/languages/language.ts';
import { has, type Office, openOffice, textOf } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const { thanks: en, refusals } = messages('en');
const { thanks: ja } = messages('ja');
const english = { locale: 'en-GB' };

test('who helped is thanked with the end and afterwards, and hears what the customer said, in their own chat', async () => {
  const [mika, alice] = [office.people.as('mika.sato'), office.people.as('alice.byrne')];
  await alice.say('help', { locale: 'en-IE' });
  await mika.say('Azure VPN Gateway drops hourly since the renewal', english);
  const plan = await mika.waitForMessage(has('start-swarm'));
  await plan.press('start-swarm', {}, english);
  const invitation = await alice.waitForMessage(has('"verb":"accept"'));
  await invitation.press('accept');
  const running = await mika.waitForMessage((message) => message.id === plan.id && has('"verb":"resolve"')(message));
  const aliceId = office.sandbox.organisation.people.find(({ alias }) => alias === 'alice.byrne')?.id ?? '';
  const mikaId = office.sandbox.organisation.people.find(({ alias }) => alias === 'mika.sato')?.id ?? '';

  const end = { rootCause: 'Lifetimes differ', fix: 'Reconnected', fixKind: 'final', resolveThanks: 'Well **seen**!' };
  const nobody = await running.press('resolve', { ...end, credits: mikaId }, english);
  expect(nobody.notice).toBe(refusals['nobody-to-thank']);
  await running.press('resolve', { ...end, credits: aliceId }, english);
  const first = await alice.waitForMessage(has('Well **seen**!'));
  expect(textOf(first)).toContain(en.line);

  const ended = await mika.waitForMessage((message) => message.id === plan.id && has('"verb":"pass-praise"')(message));
  expect(textOf(ended)).toContain(en.gave.thanks('Alice Byrne'));
  // The same press again changes nothing; nobody thanks themselves or somebody who was not in it.
  const thanksText = 'Your trace showed us where to look';
  await ended.press('give-thanks', { thanked: aliceId, thanksText }, english);
  await ended.press('give-thanks', { thanked: aliceId, thanksText }, english);
  expect((await ended.press('give-thanks', { thanked: mikaId, thanksText }, english)).notice).toBe(
    refusals['thanks-to-oneself'],
  );
  const other = office.sandbox.organisation.people.find(({ id }) => id !== mikaId && id !== aliceId);
  expect((await ended.press('give-thanks', { thanked: other?.id ?? '', thanksText }, english)).notice).toBe(
    refusals['thanks-for-outsider'](other?.name ?? ''),
  );
  expect((await ended.press('give-thanks', { thanked: 'forged', thanksText }, english)).notice).toBe(
    messages('en').replies.personGone,
  );
  const tooLong = await ended.press('give-thanks', { thanked: aliceId, thanksText: 'x'.repeat(501) }, english);
  expect(tooLong.error?.message).toBe(messages('en').replies.invalidCard);
  // Who asks in words how it is done finds the form; nothing is sent by words.
  const [caseId = ''] = /T-\d+/.exec(textOf(plan)) ?? [];
  await mika.say(`I want to thank Alice for ${caseId}`, english);
  const asked = await mika.waitForMessage(has(messages('en').questions.deed.thank.how));
  expect(JSON.stringify(asked.card)).toContain('give-thanks');
  await ended.press('pass-praise', { praiseText: '助かりました' }, { locale: 'ja-JP' });
  const praised = await alice.waitForMessage(has('助かりました'));
  expect(textOf(praised)).toContain(en.praiseLine.words('佐藤 美香'));
  const said = (await alice.conversation()).messages.filter(has(thanksText));
  expect(said).toHaveLength(1);
  // Whoever was thanked cannot thank on the swarm's behalf.
  const [swarm] = said;
  const standing = await swarm?.press('refresh', {}, { locale: 'ja-JP' });
  const own = JSON.stringify(standing?.card);
  expect(own).toContain(ja.got.thanks('佐藤 美香'));
  expect(own).not.toContain('give-thanks');
}, 120_000);
