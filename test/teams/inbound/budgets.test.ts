import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createBudgets } from '../../../src/teams/inbound/budgets.ts';
import { messages } from '../../../src/teams/languages/language.ts';
import { type Office, openOffice, textOf } from '../office.ts';

describe('what one person may ask of the bot', () => {
  test('is bounded each minute, told once, and anew the next minute', () => {
    let now = 0;
    const budget = createBudgets(() => now);
    const thousand = Array.from({ length: 1000 }, () => budget('message', 'mika'));
    expect(thousand.filter((each) => each === 'granted')).toHaveLength(30);
    expect(thousand.filter((each) => each === 'first-refusal')).toHaveLength(1);
    now = 60_000;
    expect(budget('message', 'mika')).toBe('granted');
  });

  test('takes nothing from others, nor from the buttons', () => {
    const budget = createBudgets(() => 0);
    for (let times = 0; times < 40; times++) budget('message', 'mika');
    expect(budget('message', 'alice')).toBe('granted');
    expect(budget('press', 'mika')).toBe('granted');
  });
});

describe('someone who types on and on', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice({ queueRuns: false });
  });
  afterAll(() => office?.close());

  test('is answered so often, then asked once in their language to wait; nothing of it is an error', async () => {
    const mika = office.people.as('mika.sato');
    for (let times = 0; times < 35; times++) await mika.say('/swarm mine', { locale: 'ja-JP' });
    const { messages: said } = await mika.conversation(undefined, { peek: true });
    const answers = said.filter((message) => message.from === null).map(textOf);
    expect(answers).toHaveLength(31);
    expect(answers.filter((each) => each.includes(messages('ja').replies.tooMuch))).toHaveLength(1);
    expect(office.logged).toEqual([]);
  });

  test('is told so by a button, too, and nothing is done', async () => {
    const alice = office.people.as('alice.byrne');
    await alice.say('/swarm skills', { locale: 'en-IE' });
    const card = await alice.waitForMessage((message) => textOf(message).includes('save-skill'));
    const skill = { skillTechnologyTyped: 'Azure DNS', skillOwner: 'false' };
    for (let times = 0; times < 60; times++)
      await card.press('save-skill', { ...skill, skillLevel: '3' }, { locale: 'en-IE' });
    const refused = await card.press('save-skill', { ...skill, skillLevel: '5' }, { locale: 'en-IE' });
    expect(refused.notice).toBe(messages('en').replies.tooMuch);
    const lines = office.registry.snapshot.skillsOf((await alice.profile())['id'] as string);
    expect(lines.find((each) => each.technology === 'azure-dns')?.level).toBe(3);
  });

  test('has twenty plans a minute made for one person, and no more', () => {
    let now = 0;
    const budget = createBudgets(() => now);
    const asked = Array.from({ length: 22 }, () => budget('plan', 'mika'));
    expect(asked).toEqual([...Array.from({ length: 20 }, () => 'granted'), 'first-refusal', 'refused']);
    expect(budget('plan', 'alice')).toBe('granted');
    now = 60_000;
    expect(budget('plan', 'mika')).toBe('granted');
  });
});
