import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { messages } from '../../src/teams/languages/language.ts';
import { has, type Office, openOffice, textOf } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const en = messages('en').aftercare;
const english = { locale: 'en-GB' };

test('after a workaround its owner is asked whether it holds, and somebody prevents the next one', async () => {
  const [mika, alice] = [office.people.as('mika.sato'), office.people.as('alice.byrne')];
  await alice.say('help', { locale: 'en-IE' });
  await mika.say('Azure VPN Gateway drops hourly since the renewal', english);
  const plan = await mika.waitForMessage(has('start-swarm'));
  await plan.press('start-swarm', {}, english);
  const invitation = await alice.waitForMessage(has('"verb":"accept"'));
  await invitation.press('accept');
  const running = await mika.waitForMessage((message) => message.id === plan.id && has('"verb":"resolve"')(message));

  const end = { rootCause: 'Lifetimes differ', fix: 'Reconnected', fixKind: 'workaround' };
  // Today: whoever works round the clock is asked at once.
  const today = DateTime.now().setZone('Asia/Tokyo').toFormat('yyyy-MM-dd');
  const task = { preventionTask: 'Watch both lifetimes', preventionByTyped: 'Alice Byrne' };
  const nobody = await running.press('resolve', { ...end, preventionTask: 'Watch both lifetimes' }, english);
  expect(nobody.notice).toBe(en.choosePerson);
  const nothing = await running.press('resolve', { ...end, preventionByTyped: 'Alice Byrne' }, english);
  expect(nothing.notice).toBe(messages('en').refusals['text-missing'].task);
  await running.press('resolve', { ...end, followUpOn: today, ...task }, english);

  const asked = await alice.waitForMessage(has('"verb":"take-prevention"'));
  expect(textOf(asked)).toContain('Watch both lifetimes');
  // Who cannot is heard of by whoever asked; a change of mind is welcome.
  const declined = await asked.press('decline-prevention', { preventionWhy: 'On leave' });
  expect(JSON.stringify(declined.card)).toContain(en.taskState.declined);
  // What was asked is no question any more.
  expect(JSON.stringify(declined.card)).not.toContain('can you prevent');
  expect(textOf(await mika.waitForMessage(has('On leave')))).toContain('Alice Byrne');
  const taken = await asked.press('take-prevention');
  expect(JSON.stringify(taken.card)).toContain(en.taskState.accepted);
  expect(JSON.stringify(taken.card)).not.toContain('can you prevent');
  const mine = await alice.say('/swarm mine', { locale: 'en-IE' });
  expect(mine).toBeDefined();
  const list = await alice.waitForMessage(has('"verb":"open-task"'));
  await list.press('open-task');
  const opened = await alice.waitForMessage(
    (message) => message.id !== asked.id && has('"verb":"finish-prevention"')(message),
  );
  expect(JSON.stringify((await opened.press('finish-prevention')).card)).toContain(en.taskState.done);
  // The first copy leads to the newer one, and nothing more can be done on it.
  await alice.waitForMessage((message) => message.id === asked.id && !has('"verb":"decline-prevention"')(message));

  const question = await mika.waitForMessage(has('"verb":"answer-follow-up"'));
  expect((await question.press('answer-follow-up', {}, english)).notice).toBe(en.chooseStill);
  const answer = { stillFixed: 'no', customerTold: 'yes', customerConfirmed: '' };
  const saved = await question.press('answer-follow-up', answer, english);
  expect(JSON.stringify(saved.card)).toContain('"verb":"reopen"');
  expect(JSON.stringify(saved.card)).toContain(en.told.yes);
}, 120_000);
