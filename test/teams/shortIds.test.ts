import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toldIdOf } from '../../src/cases/ids/shortIds.ts';
import type { Persona } from '../../src/sandbox/people/persona.ts';
import { caseFromText } from '../../src/teams/commands/case/freeText.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { answersTo, type Office, openOffice, swarmOn, textOf } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ queueRuns: false });
});
afterAll(() => office?.close());

const answerTo = async (person: Persona, words: string) => {
  const [only, ...others] = await answersTo(person, words);
  if (!only || others.length > 0) throw new Error('Not one answer');
  return only;
};
const caseOf = async (swarmId: string) => {
  const state = await office.swarms.load(swarmId);
  if (state.status === 'none') throw new Error('No swarm');
  return state.case;
};

describe('a case told in free text', () => {
  test('has an id that can be said, by which it is found however that is written, also when its plan was dropped', async () => {
    const mika = office.people.as('mika.sato');
    const plan = await answerTo(mika, '/swarm The Azure VPN Gateway to Osaka drops every hour');
    const swarmId = swarmOn(plan);
    const { id } = await caseOf(swarmId);
    expect(id).toMatch(/^T-\d{4}$/);
    const wide = [...id].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
    const spellings = [id, id.replace('-', '').toLowerCase(), wide, id.replace('-', ' '), `[${id}]`];
    for (const spelling of spellings) expect(swarmOn(await answerTo(mika, `/swarm ${spelling}`))).toBe(swarmId);
    // The same words again are the same case.
    const again = await answerTo(mika, '/swarm the Azure VPN  gateway to Osaka drops every hour');
    expect(swarmOn(again)).toBe(swarmId);
    await again.press('dismiss-plan');
    for (const spelling of spellings) {
      const found = await answerTo(mika, `/swarm ${spelling}`);
      expect(swarmOn(found)).toBe(swarmId);
      expect(textOf(found)).toContain(messages('en').plan.again);
    }
    // Others see nothing of it.
    expect(textOf(await answerTo(office.people.as('ravi.rao'), `/swarm ${id}`))).not.toContain(swarmId);
  });

  test('from before there were numbers keeps its id, however often it is told again', async () => {
    const mika = office.people.as('mika.sato');
    const words = 'Azure DNS zone of Nagoya is gone';
    const other = await caseOf(swarmOn(await answerTo(mika, '/swarm Azure DNS zone of Kobe is gone')));
    const told = caseFromText({ text: words, tenantId: office.tenantId, owner: other.owner, at: other.created });
    if (!told) throw new Error('No case');
    expect(told.id).toBe(toldIdOf(office.tenantId, other.owner.id, words));
    const origin = { actor: { kind: 'person', person: told.owner }, cause: 'test' } as const;
    const { state } = await office.swarms.propose(told, origin);
    const plan = await answerTo(mika, `/swarm ${words}`);
    expect(swarmOn(plan)).toBe(state.status === 'none' ? '' : state.swarmId);
    expect(swarmOn(await answerTo(mika, `/swarm ${told.id.toLowerCase()}`))).toBe(swarmOn(plan));
  });
});
