import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import { cannotTell } from '../../src/teams/cards/verbs.ts';
import { has, type Office, openOffice, swarmOn } from './office.ts';

/** Words by a language model in Teams: who asks for them, where they stand, and what stands there when nothing comes. */

let office: Office;
let mika: Persona;
let alice: Persona;

beforeAll(async () => {
  office = await openOffice({ model: true });
  mika = office.people.as('mika.sato');
  alice = office.people.as('alice.byrne');
});
beforeEach(() => {
  office.sandbox.faults.set({ limits: 'off' });
  if (office.sandbox.model) office.sandbox.model.mood = 'sense';
});
afterAll(() => office?.close());

const english = { locale: 'en-US' };
const japanese = { locale: 'ja-JP' };
const note = '月曜日に新しいルーターへ交換してから発生しています。';
const translated = 'It began with the new router on Monday.';
const answers = (state: SwarmState) => (wasStarted(state) ? state.model : null);
const isForm = (swarmId: string) => (message: SeenMessage) =>
  message.actions.some(({ verb }) => verb === 'save-note') && has(swarmId)(message);

/** A swarm of Mika's, who wrote a note in Japanese; Alice, who reads English, is asked and has not answered. */
async function noted(words: string) {
  await mika.say(`critical: ${words}`, japanese);
  const plan = await mika.waitForMessage((message) => has('start-swarm')(message) && has(words)(message));
  await plan.press('start-swarm', {}, japanese);
  const swarmId = swarmOn(plan);
  const invitation = await alice.waitForMessage((message) => has('"verb":"accept"')(message) && has(swarmId)(message));
  await office.until(swarmId, (state) => wasStarted(state) && state.briefing !== null);
  await (await plan.read()).press('edit-note', { swarmId }, japanese);
  const form = await mika.waitForMessage(isForm(swarmId));
  const saved = await form.press('save-note', { known: note }, japanese);
  return { swarmId, plan, invitation, saved };
}
const accepted = async (invitation: SeenMessage) =>
  JSON.stringify((await invitation.press('accept', {}, english)).card);

// First: once much was said in her chat, what changes there keeps to Teams' pace.
test('a case whose words name nothing is read at one press into the form of its plan, and nothing is added until that is sent', async () => {
  const words = 'The branch has been cut off each hour since Monday';
  await mika.say(`low: ${words}`, english);
  const question = await mika.waitForMessage((message) => has('"verb":"plan-words"')(message) && has(words)(message));
  await question.press('plan-words', { caseText: words, caseSeverity: 'low', products: cannotTell }, english);
  const plan = await mika.waitForMessage((message) => has('"verb":"start-swarm"')(message) && has(words)(message));
  const waiting = await plan.press('ask-model', { of: 'reading' }, english);
  expect(JSON.stringify(waiting.card)).toContain('A language model is reading the case');
  const read = await mika.waitForMessage(
    (message) => message.id === plan.id && has('As a language model reads it')(message),
  );
  expect(JSON.stringify(read.card)).toContain('"value":"Azure VPN Gateway"');
  const swarmId = swarmOn(read);
  const before = await office.swarms.load(swarmId);
  expect(before.status === 'proposed' && before.plan.technologies.map(({ technology }) => technology)).toEqual([]);
  await read.press('revise-plan', { addTechnologies: 'Azure VPN Gateway' }, english);
  const after = await office.swarms.load(swarmId);
  expect(after.status === 'proposed' && after.plan.technologies).toHaveLength(1);
});

describe('a note in Japanese', () => {
  test('is in the reader’s language at one press, marked, with the note beside it; and so is what is written later', async () => {
    const { swarmId, plan, invitation } = await noted('Azure VPN Gateway drops each hour');
    const before = await accepted(invitation);
    expect(before).toContain('Some of this is written in Japanese.');
    expect(before).toContain('"of":"translation"');
    await invitation.press('ask-model', { of: 'translation' }, english);
    const card = await alice.waitForMessage((message) => message.id === invitation.id && has(translated)(message));
    expect(JSON.stringify(card.card)).toContain('by a language model');
    expect(JSON.stringify(card.card)).toContain(note);
    await (await plan.read()).press('edit-note', { swarmId }, japanese);
    const form = await mika.waitForMessage((message) => isForm(swarmId)(message) && has(note)(message));
    await form.press(
      'save-note',
      { known: note, tried: 'VPN ゲートウェイを再起動しましたが、変化はありませんでした。' },
      japanese,
    );
    await alice.waitForMessage((message) => message.id === invitation.id && has('Rebooted the VPN gateway')(message));
  });

  test('is summed up for who joins when something has been said, in their language, with all of it below as before', async () => {
    const { swarmId, invitation } = await noted('Azure VPN Gateway and a late joiner');
    await accepted(invitation);
    await office.until(swarmId, (state) => (answers(state)?.summaries.en?.lines.length ?? 0) > 0);
    const card = await alice.waitForMessage(
      (message) => message.id === invitation.id && has('So far, in short')(message),
    );
    expect(JSON.stringify(card.card)).toContain(note);
  });

  test.each(['nonsense', 'cut', 'foreign'] as const)(
    'stays as it was where the model’s words are %s, and says why',
    async (mood) => {
      const { swarmId, invitation } = await noted(`Azure VPN Gateway and an answer of ${mood}`);
      if (office.sandbox.model) office.sandbox.model.mood = mood;
      await accepted(invitation);
      await invitation.press('ask-model', { of: 'translation' }, english);
      await office.until(swarmId, (state) => answers(state)?.failed.some(({ of }) => of === 'translation') ?? false);
      const card = await alice.waitForMessage(
        (message) => message.id === invitation.id && has('could not be used')(message),
      );
      expect(JSON.stringify(card.card)).toContain(note);
      expect(JSON.stringify(card.card)).not.toContain('Certainly');
    },
  );

  test('tells who wrote it who does not read it', async () => {
    const { plan, swarmId, invitation } = await noted('Azure VPN Gateway for whom');
    await accepted(invitation);
    await (await plan.read()).press('edit-note', { swarmId }, japanese);
    const form = await mika.waitForMessage((message) => isForm(swarmId)(message) && has(note)(message));
    const saved = await form.press('save-note', { known: `${note}今も続いています。` }, japanese);
    expect(JSON.stringify(saved.card)).toContain('登録されていません');
  });
});

describe('a private question in a language that they do not read', () => {
  const typed = { viewText: 'The backup runs then', viewNamed: 'unnamed' };
  const inForm = (card: unknown) => JSON.stringify(card);

  test('is translated without taking along what they have typed', async () => {
    const { swarmId, plan, invitation } = await noted('Azure VPN Gateway asks who types');
    await accepted(invitation);
    // So many cards went to this chat in the tests before that the bot keeps its pace of half a minute there.
    const canAsk = (message: SeenMessage) => message.id === plan.id && has('"verb":"ask-silent"')(message);
    const ready = await mika.waitForMessage(canAsk, { timeout: 60_000 });
    await ready.press('ask-silent', { question: note }, japanese);
    const asked = await alice.waitForMessage((message) => has('"verb":"tell-view"')(message) && has(swarmId)(message));
    const waiting = await asked.press('ask-model', { of: 'translation', card: 'silent', ...typed }, english);
    expect(inForm(waiting.card)).toContain(`"value":"${typed.viewText}"`);
    expect(inForm(waiting.card)).toContain('"value":"unnamed"');
    await office.until(swarmId, (state) => (answers(state)?.asked.length ?? 1) === 0);
    // Nothing came to the message by itself: their words stand in it.
    expect(inForm((await asked.read()).card)).not.toContain(translated);
    const translatedCard = await asked.press('ask-model', { of: 'translation', card: 'silent', ...typed }, english);
    expect(inForm(translatedCard.card)).toContain(translated);
    expect(inForm(translatedCard.card)).toContain(`"value":"${typed.viewText}"`);
  }, 120_000);
});
