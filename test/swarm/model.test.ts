import { expect, test } from '@jest/globals';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { decide } from '../../src/swarm/decide.ts';
import type { ModelWords, RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { withoutContent } from '../../src/swarm/forgetting/forgotten.ts';
import { fingerprint, translationOf, untranslated } from '../../src/swarm/ownWords.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import { type StartedSwarm, type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import { as, briefed, given, givenBy, now, opened, person, proposed, recorded, started } from './given.ts';

/** Words that a language model writes for a swarm. */

const japanese = '月曜日に新しいルーターへ交換してから発生しています。';
const entry = (text: string) => [{ text, by: person('mika'), at: '2026-11-20T02:00:00.000Z' }];
const noted = (text: string): SwarmEvent => ({
  ...{ type: 'StatusNoted', wrote: ['known'] },
  note: { known: entry(text), tried: [], next: [], waitingFor: [] },
});
const mika: SwarmEvent = { type: 'MemberSeated', person: person('mika'), role: 'expert' };
const running = [proposed({ case: { title: 'VPN drops', description: '' } }), started(), mika, noted(japanese)];
const translate = { type: 'AskModel', of: 'translation', language: 'en' } as const;
const summarise = { type: 'AskModel', of: 'summary', language: 'en' } as const;
const translation = (text: string, of = japanese) =>
  ({ of: 'translation', texts: [{ of: fingerprint(of), text }] }) as const satisfies ModelWords;
const wrote = { type: 'ReportModelWrote', model: 'm', language: 'en', asOf: 4 } as const;
const decideAgain = (state: SwarmState, command: typeof translate) => {
  const decision = decide(state, command, now({ actor: as('mika') }));
  return decision.ok ? decision.events : null;
};
const askedFor: SwarmEvent = { type: 'ModelAsked', of: 'translation', language: 'en' };
/** What follows from the last of these events, for a language model to do. */
const jobs = (events: SwarmEvent[]) => {
  const last = recorded(events).at(-1);
  return last ? reactions(given(...events).state, last).filter(({ job }) => job.name === 'ask-model') : [];
};

test('are asked for by who is in the swarm, once, and never of a restricted case', () => {
  const swarm = given(...running);
  expect(swarm.when(translate, { actor: as('mika') }).events).toEqual([askedFor]);
  expect(swarm.when(summarise, { actor: as('owner') }).events).toHaveLength(1);
  expect(swarm.when(translate, { actor: as('stranger') }).refusal).toBe('not-in-swarm');
  expect(swarm.when(translate).refusal).toBe('not-in-swarm');
  const summaryAsked: SwarmEvent = { type: 'ModelAsked', of: 'summary', language: 'en' };
  expect(given(...running, summaryAsked).when(summarise, { actor: as('mika') }).events).toEqual([]);
  const restricted = [proposed({ case: { restricted: true } }), ...running.slice(1)];
  for (const command of [translate, summarise])
    expect(given(...restricted).when(command, { actor: as('mika') }).refusal).toBe('model-restricted');
  const silent = given(...running.slice(0, 3));
  expect(silent.when(summarise, { actor: as('mika') }).refusal).toBe('model-nothing');
  expect(silent.when(translate, { actor: as('mika') }).refusal).toBe('model-nothing');
});

test('are asked for once by who then begins to type, and noted as not to take that along', () => {
  const typing = { ...translate, typing: true } as const;
  const again = givenBy(as('mika'), ...running, askedFor).when(typing, { actor: as('mika') });
  expect(again.events).toEqual([{ ...askedFor, typing: true }]);
  expect(again.jobs.filter(({ name }) => name === 'ask-model')).toEqual([]);
  const noted = givenBy(as('mika'), ...running, askedFor, { ...askedFor, typing: true });
  expect(noted.when(typing, { actor: as('mika') }).events).toEqual([]);
  const first = given(...running).when(typing, { actor: as('mika') });
  expect(first.jobs.filter(({ name }) => name === 'ask-model')).toHaveLength(1);
});

test('of a plan’s case are asked for by who may change the plan, once, before it starts, and never of a restricted case', () => {
  const read = { type: 'AskModel', of: 'reading', language: 'en' } as const;
  const readAsked: SwarmEvent = { type: 'ModelAsked', of: 'reading', language: 'en' };
  const plan = given(proposed());
  expect(plan.when(read, { actor: as('owner') }).events).toEqual([readAsked]);
  expect(given(proposed(), readAsked).when(read, { actor: as('owner') }).events).toEqual([]);
  expect(plan.when(read, { actor: as('lead'), actorStandsIn: true }).events).toEqual([readAsked]);
  for (const other of ['stranger', 'mika'] as const)
    expect(plan.when(read, { actor: as(other) }).refusal).toBe('not-case-owner');
  expect(given(...running).when(read, { actor: as('owner') }).refusal).toBe('already-started');
  const restricted = given(proposed({ case: { restricted: true } }));
  expect(restricted.when(read, { actor: as('owner') }).refusal).toBe('model-restricted');
  expect(restricted.when(read, { actor: as('lead'), actorStandsIn: true }).refusal).toBe('not-case-owner');
});

test('of a plan’s case are kept as they came first, and not once it has started', () => {
  const readAsked: SwarmEvent = { type: 'ModelAsked', of: 'reading', language: 'en' };
  const report = { ...wrote, wrote: { of: 'reading', technologies: ['Azure DNS'], problem: '' } } as const;
  const { events } = given(proposed(), readAsked).when(report);
  expect(events).toHaveLength(1);
  expect(given(proposed(), readAsked, ...events).when(report).events).toEqual([]);
  expect(given(proposed()).when(report).events).toEqual([]);
  expect(given(proposed(), readAsked, started()).when(report).events).toEqual([]);
});

test('are waited for by whoever else asks for the same translation meanwhile, and asked for once', () => {
  const { events, jobs: more, state } = given(...running, askedFor).when(translate, { actor: as('mika') });
  expect(events).toEqual([askedFor]);
  expect(more.filter(({ name }) => name === 'ask-model')).toEqual([]);
  const again = decideAgain(state, translate);
  expect(again).toEqual([]);
  const came = given(...running, askedFor).when({ ...wrote, wrote: translation('It began on Monday.') });
  expect(decideAgain(came.state, translate)).toEqual([]);
});

test('stand once for each text, whatever comes twice, and not at all for one that nobody wrote', () => {
  const swarm = given(...running, askedFor);
  const report = { ...wrote, wrote: translation('It began on Monday.') };
  const { events } = swarm.when(report);
  expect(events).toMatchObject([{ type: 'ModelWrote' }]);
  expect(given(...running, askedFor, ...events).when({ ...report, wrote: translation('Another.') }).events).toEqual([]);
  expect(swarm.when({ ...report, wrote: translation('x', 'そんなことは書いていません。') }).events).toEqual([]);
  const summary = { ...wrote, wrote: { of: 'summary', lines: ['x'] } } as const;
  expect(swarm.when(summary).events).toEqual([]);
  const asked: SwarmEvent = { type: 'ModelAsked', of: 'summary', language: 'en' };
  const first = given(...running, asked).when(summary).events;
  expect(given(...running, asked, ...first).when(summary).events).toEqual([]);
});

test('are offered on the card of whoever leads as soon as somebody asks something: there is something to sum up', () => {
  const message = { serviceUrl: 'https://smba.example/', conversationId: 'a:owner', activityId: 'p1' };
  const posted: SwarmEvent = { type: 'PlanCardPosted', message };
  const open = given(...running.slice(0, 3), opened, briefed, posted);
  const drawn = (command: SwarmCommand) =>
    open
      .when(command, { actor: as('owner') })
      .jobs.flatMap((each) => (each.name === 'refresh-card' ? [each.card] : []));
  expect(drawn({ type: 'AskViews', question: 'And the router?' })).toContain('plan');
  expect(drawn({ type: 'AskSilent', question: 'And the router?' })).toContain('plan');
});

test('of a text that no model could translate are nothing, keep no other away, and are asked for again at a press alone', () => {
  const swarm = given(...running, askedFor);
  const report = { ...wrote, wrote: translation('') };
  const { events, state } = swarm.when(report);
  expect(events).toHaveLength(1);
  const after = [...running, askedFor, ...events];
  expect(jobs(after)).toEqual([]);
  expect(wasStarted(state) && state.model.translates).toEqual(['en']);
  expect(wasStarted(state) && translationOf(state, japanese, 'en')).toBeNull();
  expect(given(...after).when(report).events).toEqual([]);
  expect(given(...after).when(translate, { actor: as('mika') }).events).toEqual([askedFor]);
  const better = { ...report, wrote: translation('It began on Monday.') };
  expect(given(...after, askedFor).when(better).events).toHaveLength(1);
});

test('of a case that was restricted meanwhile are not kept', () => {
  const swarm = given(...running, askedFor, { type: 'CaseRestricted' });
  expect(swarm.when({ ...wrote, wrote: translation('It began on Monday.') }).events).toEqual([]);
});

test('go on for what is written later, until they fail; then only who asks again has them', () => {
  expect(jobs([...running, askedFor])).toHaveLength(1);
  expect(jobs([...running, noted('別の文章も書きました。')])).toEqual([]);
  expect(jobs([...running, askedFor, noted('別の文章も書きました。')])).toHaveLength(1);
  expect(jobs([...running, askedFor, noted('Now in English, too.')])).toEqual([]);
  const failed: SwarmEvent = { type: 'ModelFailed', of: 'translation', language: 'en', why: 'spent' };
  expect(jobs([...running, askedFor, failed, noted('別の文章も書きました。')])).toEqual([]);
  expect(given(...running, askedFor, failed).when(translate, { actor: as('mika') }).events).toEqual([askedFor]);
  const reported = { type: 'ReportModelFailed', of: 'translation', language: 'en', why: 'busy' } as const;
  expect(given(...running, askedFor).when(reported).events).toHaveLength(1);
  expect(given(...running, askedFor, failed).when(reported).events).toEqual([]);
});

test('that did not fit one request are asked for in the next', () => {
  const two = [...running, noted(`${japanese}もう一文です。`), askedFor];
  const part: SwarmEvent = {
    type: 'ModelWrote',
    model: 'm',
    language: 'en',
    asOf: 4,
    wrote: translation('x', 'ない文です。'),
  };
  expect(jobs([...two, part])).toHaveLength(1);
});

test('are of a text as it was written: who changes a word writes another', () => {
  const { events } = given(...running, askedFor).when({ ...wrote, wrote: translation('It began on Monday.') });
  const changed = given(...running, askedFor, ...events, noted(`${japanese}たぶん。`)).state as StartedSwarm;
  expect(untranslated(changed, 'en').map(({ text }) => text)).toEqual([`${japanese}たぶん。`]);
});

test('are written anew when somebody said something since, and not before', () => {
  const asked: SwarmEvent = { type: 'ModelAsked', of: 'summary', language: 'en' };
  const summary: SwarmEvent = {
    type: 'ModelWrote',
    model: 'm',
    language: 'en',
    asOf: 4,
    wrote: { of: 'summary', lines: ['x'] },
  };
  expect(given(...running, asked, summary).when(summarise, { actor: as('mika') }).events).toEqual([]);
  const later = given(...running, asked, summary, noted('新しいことがわかりました。'));
  expect(later.when(summarise, { actor: as('mika') }).events).toEqual([asked]);
});

test('go with all others when the swarm is forgotten', () => {
  const summary = { of: 'summary', lines: ['It began on Monday.'] } as const;
  const events: RecordedEvent[] = recorded([
    ...running,
    { type: 'ModelWrote', model: 'm', language: 'en', asOf: 4, wrote: translation('It began on Monday.') },
    { type: 'ModelWrote', model: 'm', language: 'en', asOf: 4, wrote: summary },
    {
      ...{ type: 'ModelWrote', model: 'm', language: 'en', asOf: 4 },
      wrote: { of: 'reading', technologies: ['Monday.com'], problem: 'It began on Monday.' },
    },
  ]);
  const words = { title: { en: 'gone', ja: 'gone' }, person: { en: 'somebody', ja: 'somebody' } };
  const left = withoutContent(events, { language: 'ja', words, pseudonymOf: (place) => `p${place}` });
  expect(JSON.stringify(left)).not.toContain('Monday');
});
