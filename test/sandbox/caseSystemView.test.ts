import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { caseInQuestion } from '../../src/sandbox/client/panel/caseInQuestion.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { caseSystemKinds } from '../../src/sandbox/systems/caseSystemKind.ts';
import { keptCasesOf } from '../../src/sandbox/systems/organisationCases.ts';
import { caseSystemView } from '../../src/sandbox/window/caseSystemView.ts';
import { caseSystemViewSchema } from '../../src/sandbox/window/views.ts';
import { alwaysThere } from '../e2e/alwaysThere.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ organisation: alwaysThere(), caseSystem: 'zendesk' });
});
afterAll(() => sandbox?.stop());

test('the window shows the cases as their system has them, from the customer’s own words on', async () => {
  const answer = await fetch(`${sandbox.addresses.people}/sandbox/window/case-system`);
  const { kind, cases, articles } = caseSystemViewSchema.parse(await answer.json());
  expect(kind).toBe('zendesk');
  // Mika's case came after the organisation had begun to number as Zendesk does.
  expect(cases.map(({ number }) => number)).toEqual([...sandbox.organisation.cases.map(({ id }) => id), '35436']);
  expect(articles).toEqual([]);
  for (const { timeline } of cases) expect(timeline).toMatchObject([{ id: 'description', isPublic: true }]);
});

test.each(caseSystemKinds)('in %s it tells the confidential ones, the link, and what staff alone see', (kind) => {
  const cases = keptCasesOf(alwaysThere(), kind);
  const [first] = cases;
  if (!first) throw new Error('The organisation has no case');
  const url = 'https://teams.example/l/channel/1';
  first.columns = {
    dynamics: { new_swarmurl: url, new_confidential: true },
    servicenow: { u_swarm_url: url, u_confidential: 'true' },
    zendesk: { custom_fields: [{ id: 360_002, value: url }], tags: ['confidential'] },
  }[kind];
  const note = {
    id: 'n',
    at: '2026-11-29T00:00:00.000Z',
    by: 'Swarm',
    title: null,
    text: 'For staff',
    isPublic: false,
  };
  const article = {
    ...{ id: 'a', number: 'KB1', title: 'Renew it', html: '<h2>Fix</h2><p>Renew &amp; restart.</p>' },
    ...{ language: 'en', at: '2026-11-29T00:00:00.000Z', isDraft: true },
  };
  const standIn = {
    ...{ cases, timeline: (number: string) => (number === first.number ? [note] : []) },
    articles: () => [article],
    ...{ answer: async () => ({ status: 404 }), refusal: (status: number) => ({ status }) },
  };
  const {
    cases: [shown],
    articles,
  } = caseSystemView({ kind, standIn });
  expect(articles).toMatchObject([{ number: 'KB1', isDraft: true, text: expect.stringContaining('Renew & restart.') }]);
  expect(shown).toMatchObject({ link: url, isRestricted: true, isOpen: true });
  expect(shown?.timeline.map(({ isPublic }) => isPublic)).toEqual([true, false]);
});

test('the pane shows the case that the conversation beside it is about: by its name, else by what was said there last', () => {
  const numbers = ['4711', '4712', 'CAS-01213-V0K9Y0'];
  const message = (order: number, text: string, card: Record<string, unknown> | null = null) => ({ order, text, card });
  const chat = { name: 'Swarm' };
  const said = [message(2, '/swarm 4712'), message(1, '/swarm 4711'), message(3, 'ok 47111 x-4711')];
  expect(caseInQuestion(numbers, { name: '4711 VPN drops' }, said)).toBe('4711');
  expect(caseInQuestion(numbers, chat, said)).toBe('4712');
  expect(caseInQuestion(numbers, chat, [...said, message(4, '', { text: 'Plan for case CAS-01213-V0K9Y0' })])).toBe(
    'CAS-01213-V0K9Y0',
  );
  expect(caseInQuestion(numbers, chat, [message(1, 'hello')])).toBeNull();
});
