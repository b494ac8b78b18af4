import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Persona } from '../../src/sandbox/people/persona.ts';
import { deadlineOf } from '../../src/swarm/state.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { answersTo, type Office, openOffice, swarmOn, textOf } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const answerTo = async (person: Persona, words: string, locale: string) => {
  const [only] = await answersTo(person, words, locale);
  if (!only) throw new Error('No answer');
  return only;
};
const known = async (swarmId: string) => {
  const state = await office.swarms.load(swarmId);
  if (state.status === 'none') throw new Error('No swarm');
  return state;
};

describe('a deadline in a case’s words', () => {
  test.each([
    ['en', 'en-US', 'The Azure DNS zone is gone, needed by tomorrow 15:00', 'The Azure DNS zone is gone'],
    ['ja', 'ja-JP', '明日15時までに Azure DNS のゾーンを直したい', 'Azure DNS のゾーンを直したい'],
  ] as const)('is offered on the plan, dropped and kept by a press (%s)', async (language, locale, words, title) => {
    const { common, plan } = messages(language);
    const shown = await answerTo(office.people.as('mika.sato'), words, locale);
    const swarmId = swarmOn(shown);
    const proposed = await known(swarmId);
    const at = deadlineOf(proposed);
    expect(at).not.toBeNull();
    expect(proposed.case.title).toBe(title);
    expect(textOf(shown)).toContain(common.deadline);
    // It is no evidence of a technology.
    const evidence = proposed.plan.technologies.flatMap((each) => each.evidence.map((found) => found.words));
    expect(evidence.join(' ')).not.toMatch(/15|tomorrow|明日|needed/i);
    const dropped = await shown.press('drop-deadline', {}, { locale });
    expect(deadlineOf(await known(swarmId))).toBeNull();
    expect(JSON.stringify(dropped.card)).toContain(plan.keepDeadline);
    // What else is changed of the plan leaves that as it is.
    const state = await known(swarmId);
    const kept = {
      keepTechnologies: state.plan.technologies.map(({ technology }) => technology).join(','),
      keepPeople: state.plan.team.map(({ person }) => person.id).join(','),
    };
    await shown.press('revise-plan', kept, { locale });
    expect(deadlineOf(await known(swarmId))).toBeNull();
    await shown.press('keep-deadline', {}, { locale });
    expect(deadlineOf(await known(swarmId))).toBe(at);
  });

  test('is told to who is invited and in the briefing', async () => {
    const mika = office.people.as('mika.sato');
    const plan = await answerTo(mika, 'Azure VPN Gateway drops, by tomorrow 9:00', 'en-US');
    const swarmId = swarmOn(plan);
    await plan.press('start-swarm', {}, { locale: 'en-US' });
    await office.until(
      swarmId,
      (state) =>
        state.status === 'running' && state.briefing !== null && state.invitations.some((each) => each.message),
    );
    const state = await known(swarmId);
    if (state.status !== 'running') throw new Error('Not running');
    const room = state.channel.status === 'open' ? state.channel.channel.channelId : '';
    const briefing = (await mika.conversation(room, { peek: true })).messages.map(textOf).join();
    expect(briefing).toMatch(new RegExp(`${messages('en').common.deadline}|${messages('ja').common.deadline}`));
  });
});
