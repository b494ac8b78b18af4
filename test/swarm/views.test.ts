import { describe, expect, test } from '@jest/globals';
import type { RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import { withoutContent } from '../../src/swarm/forgetting/forgotten.ts';
import { silentAnswers, silentBeforeEnd, silentIn } from '../../src/swarm/silent.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { as, briefed, given, invited, opened, person, proposed, recorded, started } from './given.ts';

/** "What else?", asked privately of those who have not been heard. */

const seated = (id: string): SwarmEvent => ({ type: 'MemberSeated', person: person(id), role: 'expert' });
const room = (severity: 'critical' | 'normal' = 'normal') => [
  ...[proposed({ case: { severity } }), started(), opened, briefed],
  ...[invited('i1', 'mika', ['vpn']), { type: 'InvitationAccepted', invitationId: 'i1' } as const, seated('mika')],
  ...[invited('i2', 'ravi', ['cert']), { type: 'InvitationAccepted', invitationId: 'i2' } as const],
];
/** Events of the system, and after them what people did. */
const after = (events: SwarmEvent[], ...acts: [who: string, SwarmEvent][]): RecordedEvent[] => [
  ...recorded(events),
  ...acts.flatMap(([who, event], index) =>
    recorded([event], events.length + 1 + index).map((each): RecordedEvent => ({ ...each, actor: as(who) })),
  ),
];
const stateAfter = (...acts: [who: string, SwarmEvent][]) => {
  const state = fold(after(room('critical'), ...acts));
  if (!wasStarted(state)) throw new Error('It is not running');
  return state;
};
const names = (people: { name: string }[]) => people.map(({ name }) => name);
const note: SwarmEvent = {
  ...{ type: 'StatusNoted', wrote: [] },
  note: { known: [], tried: [], next: [], waitingFor: [] },
};
const view = (text: string, named = true): SwarmEvent => ({ type: 'ViewGiven', text, named });
const askSilent = { type: 'AskSilent', question: 'What else?' } as const;

describe('who has not been heard', () => {
  test('is whoever is in, but for the coordinator, and noted, asked or said nothing', () => {
    expect(names(silentIn(stateAfter()))).toEqual(['Mika', 'Ravi']);
    expect(names(silentIn(stateAfter(['mika', note])))).toEqual(['Ravi']);
    expect(names(silentIn(stateAfter(['ravi', view('')])))).toEqual(['Mika']);
  });

  test('is asked by the coordinator, each by a job of their own that holds no word of the question', () => {
    const { events, jobs } = given(...room()).when(askSilent, { actor: as('owner') });
    expect(events).toMatchObject([{ type: 'SilentAsked', asked: [person('mika'), person('ravi')] }]);
    const asking = jobs.filter(({ name }) => name === 'ask-silent');
    expect(asking).toMatchObject([{ person: person('mika') }, { person: person('ravi') }]);
    expect(JSON.stringify(asking)).not.toContain('What else?');
  });

  test('is asked by nobody else, and not twice in a breath', () => {
    expect(given(...room()).when(askSilent, { actor: as('mika') }).refusal).toBe('not-coordinator');
    const asked: SwarmEvent = { ...askSilent, type: 'SilentAsked', asked: [person('mika'), person('ravi')] };
    const again = given(...room(), asked);
    expect(again.when(askSilent, { actor: as('owner') }).decision).toEqual({ ok: true, events: [] });
    const other = { ...askSilent, question: 'And now?' };
    expect(again.when(other, { actor: as('owner') }).refusal).toBe('asked-just-now');
    expect(again.when(other, { actor: as('owner'), at: '2026-11-20T02:05:00.000Z' }).events).toHaveLength(1);
  });

  test('is offered to be asked before a critical swarm is resolved, and no more once they were asked', () => {
    const asked: SwarmEvent = { ...askSilent, type: 'SilentAsked', asked: [person('mika'), person('ravi')] };
    expect(names(silentBeforeEnd(stateAfter()))).toEqual(['Mika', 'Ravi']);
    expect(silentBeforeEnd(stateAfter(['owner', asked]))).toEqual([]);
    const normal = fold(recorded(room()));
    expect(wasStarted(normal) && silentBeforeEnd(normal)).toEqual([]);
  });
});

describe('what came of a private question', () => {
  const asked = (...ids: string[]): SwarmEvent => ({ ...askSilent, type: 'SilentAsked', asked: ids.map(person) });

  test('is who was asked, how many have answered, and how many of those had nothing to add', () => {
    const counts = (...acts: [who: string, SwarmEvent][]) =>
      silentAnswers(stateAfter(['owner', asked('mika', 'ravi')], ...acts));
    expect(counts()).toMatchObject([{ asked: [person('mika'), person('ravi')], answered: 0, nothing: 0 }]);
    expect(counts(['mika', view('')])).toMatchObject([{ answered: 1, nothing: 1 }]);
    expect(counts(['mika', view('')], ['ravi', view('Backup', false)])).toMatchObject([{ answered: 2, nothing: 1 }]);
  });

  test('counts whoever was asked again with the last question', () => {
    const state = stateAfter(['owner', asked('mika', 'ravi')], ['ravi', view('')], ['owner', asked('mika')]);
    expect(silentAnswers(state)).toMatchObject([
      { asked: [person('ravi')], answered: 1 },
      { asked: [person('mika')], answered: 0 },
    ]);
  });

  test('asks who was not asked before, and the others again only where there is nobody else', () => {
    const later = { actor: as('owner'), at: '2026-11-20T05:00:00.000Z' };
    const first = given(...room(), asked('mika'));
    expect(first.when(askSilent, later).events).toMatchObject([{ asked: [person('ravi')] }]);
    const both = given(...room(), asked('mika'), asked('ravi'));
    expect(both.when(askSilent, later).events).toMatchObject([{ asked: [person('mika'), person('ravi')] }]);
  });
});

describe('a word that is told to all', () => {
  const give = { type: 'GiveView', text: ' The backup runs then. ', named: false } as const;

  test('goes to the channel, once, and is theirs alone to give', () => {
    const given1 = given(...room()).when(give, { actor: as('mika') });
    expect(given1.events).toEqual([view('The backup runs then.', false)]);
    expect(given1.jobs.filter(({ name }) => name === 'relay-view')).toHaveLength(1);
    expect(given(...room()).when(give, { actor: as('stranger') }).refusal).toBe('not-in-swarm');
    expect(given(...room()).when({ ...give, text: ' ' }, { actor: as('mika') }).refusal).toBe('text-missing');
  });

  test('waits for a channel, and goes there when the briefing does', () => {
    const early = given(...room().filter((event) => event !== briefed)).when(give, { actor: as('mika') });
    expect(early.jobs.filter(({ name }) => name === 'relay-view')).toEqual([]);
  });

  test('is not told of who has left, nor after the end', () => {
    const left: SwarmEvent = { type: 'ExpertSteppedBack', invitationId: 'i1', why: '', known: '' };
    expect(given(...room(), left).when(give, { actor: as('mika') }).refusal).toBe('not-in-swarm');
    const ended: SwarmEvent = { type: 'SwarmCancelled', reason: 'x' };
    expect(given(...room(), ended).when(give, { actor: as('mika') }).refusal).toBe('already-closed');
  });

  test('may be that there is nothing to add, which nobody is told', () => {
    const nothing = given(...room()).when({ ...give, text: null }, { actor: as('mika') });
    expect(nothing.events).toEqual([view('', false)]);
    expect(nothing.jobs.filter(({ name }) => name === 'relay-view')).toEqual([]);
  });

  test('is forgotten with the swarm, the question with it', () => {
    const asked: SwarmEvent = { type: 'SilentAsked', question: 'And the router?', asked: [person('mika')] };
    const words = { title: { en: 'gone', ja: 'gone' }, person: { en: 'somebody', ja: 'somebody' } };
    const rest = withoutContent(after(room(), ['owner', asked], ['mika', view('The backup runs then.')]), {
      ...{ language: 'en', words, pseudonymOf: (place) => `p${place}` },
    });
    expect(JSON.stringify(rest)).not.toMatch(/router|backup|Mika/);
  });
});
