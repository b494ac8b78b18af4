import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { messages } from '../../src/teams/languages/language.ts';
import { has, type Office, openOffice, textOf } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const words = messages('en').gaps;
const english = { locale: 'en-GB' };

test('when the last one declines the lead is asked what to do, the coordinator sees it, and whom the lead names is asked', async () => {
  // Mika leads; Ravi alone knows DNS.
  const [alice, mika, ravi] = ['alice.byrne', 'mika.sato', 'ravi.rao'].map((alias) => office.people.as(alias));
  if (!alice || !mika || !ravi) throw new Error('Somebody is missing');
  await mika.say('help', english);
  await alice.say('Azure DNS answers SERVFAIL since noon', english);
  const plan = await alice.waitForMessage(has('start-swarm'));
  await plan.press('start-swarm', {}, english);
  const invitation = await ravi.waitForMessage(has('"verb":"accept"'));
  await invitation.press('decline', { reason: 'busy' });

  const question = await mika.waitForMessage(has('"verb":"gap-name"'));
  expect(textOf(question)).toContain(words.askTitle('Azure DNS'));
  expect(textOf(question)).toContain(words.before.declined('Ravi Rao'));
  await alice.waitForMessage((message) => message.id === plan.id && has(words.leadAsked('佐藤 美香'))(message));
  const empty = await question.press('gap-elsewhere', { gapElsewhere: '' }, english);
  expect(empty.notice).toBe(messages('en').refusals['text-missing'].elsewhere);
  // By a lead's word also somebody who declined is asked once more.
  const named = await question.press('gap-name', { gapPersonTyped: 'Ravi Rao' }, english);
  expect(JSON.stringify(named.card)).toContain(words.named('Ravi Rao'));
  await ravi.waitForMessage((message) => message.id !== invitation.id && has('"verb":"accept"')(message));
  await alice.waitForMessage(has(words.noticeTitle('佐藤 美香', 'Azure DNS')));
  // The question itself shows the answer, and can be answered no more.
  await mika.waitForMessage((message) => message.id === question.id && has(words.named('Ravi Rao'))(message));
}, 120_000);
