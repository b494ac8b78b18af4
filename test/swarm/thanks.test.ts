import { describe, expect, test } from '@jest/globals';
import { decide } from '../../src/swarm/decide.ts';
import type { RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import { withoutContent } from '../../src/swarm/forgetting/forgotten.ts';
import { thanksRows } from '../../src/swarm/service/thanksRows.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { as, given, invited, now, person, proposed, recorded, started } from './given.ts';

const came = (id: string, who: string): SwarmEvent[] => [
  invited(id, who, ['vpn']),
  { type: 'InvitationAccepted', invitationId: id },
];
const running = [proposed(), started(), ...came('i1', 'mika'), ...came('i2', 'ravi')];
const resolution = { rootCause: 'x', fix: 'y', technologies: ['vpn'] };
const resolvedWith = (...credits: string[]): SwarmEvent[] => [
  ...running,
  { type: 'SwarmResolved', ...resolution, credits: credits.map(person) },
];
const thank = (...to: string[]) => ({ type: 'GiveThanks', to: to.map(person), words: ' Your trace! ' }) as const;
const praise = { type: 'PassPraise', words: '' } as const;
const owner = { actor: as('owner') };
const told = (...to: string[]): SwarmEvent => ({ type: 'ThanksGiven', to: to.map(person), words: 'Your trace!' });
/** As it is stored: thanks are somebody's. */
const byOwner = (events: readonly SwarmEvent[]): RecordedEvent[] =>
  recorded(events).map((each) => (each.event.type === 'ThanksGiven' ? { ...each, actor: as('owner') } : each));

describe('thanks', () => {
  test('are said by the owner to those who were in it, and brought to each by a message of their own', () => {
    const { events, jobs } = given(...resolvedWith('mika')).when(thank('mika', 'ravi'), owner);
    expect(events).toEqual([told('mika', 'ravi')]);
    const of = resolvedWith().length + 1;
    expect(jobs.filter(({ name }) => name === 'tell-thanks')).toMatchObject([
      { of, person: person('mika') },
      { of, person: person('ravi') },
    ]);
  });

  test('are for others, of the swarm: not for oneself, nor for a stranger; who stepped back was in it', () => {
    const after = given(...resolvedWith('mika'));
    expect(after.when(thank('owner'), owner).refusal).toBe('thanks-to-oneself');
    expect(after.when(thank('mika', 'stranger'), owner).refusal).toBe('thanks-for-outsider');
    expect(after.when(thank(), owner).refusal).toBe('nobody-to-thank');
    expect(after.when({ ...thank('mika'), words: '  ' }, owner).refusal).toBe('text-missing');
    const left: SwarmEvent = { type: 'ExpertSteppedBack', invitationId: 'i2', why: '', known: '' };
    const without = given(...running, left, ...resolvedWith('mika').slice(-1));
    expect(without.when(thank('ravi'), owner).events).toHaveLength(1);
  });

  test('are said by nobody else, also no lead, and only once it is resolved', () => {
    const after = given(...resolvedWith('mika'));
    expect(after.when(thank('mika'), { actor: as('stranger') }).refusal).toBe('not-coordinator');
    expect(after.when(thank('ravi'), { actor: as('mika') }).refusal).toBe('not-coordinator');
    expect(after.when(thank('mika'), { actor: as('lead'), actorStandsIn: true }).refusal).toBe('not-coordinator');
    expect(given(...running).when(thank('mika'), owner).refusal).toBe('not-resolved');
    expect(given(...resolvedWith('mika'), { type: 'SwarmForgotten' }).when(thank('mika'), owner).refusal).toBe(
      'swarm-forgotten',
    );
    expect(given(proposed()).when(thank('mika'), owner).refusal).toBe('not-started');
  });

  test('are said once, however often it is pressed, and thirty times of one swarm at most', () => {
    const once = fold(byOwner([...resolvedWith('mika'), told('mika', 'ravi')]));
    expect(wasStarted(once) && once.thanks).toMatchObject([{ by: person('owner'), words: 'Your trace!' }]);
    expect(decide(once, thank('ravi', 'mika'), now(owner))).toEqual({ ok: true, events: [] });
    expect(decide(once, thank('ravi'), now(owner))).toMatchObject({ events: [{ to: [person('ravi')] }] });
    const many = Array.from({ length: 30 }, (_, index): SwarmEvent => told(index % 2 === 0 ? 'mika' : 'ravi'));
    const crowded = fold(byOwner([...resolvedWith('mika'), ...many]));
    expect(decide(crowded, thank('mika', 'ravi'), now(owner))).toMatchObject({ refusal: { code: 'thanks-crowded' } });
  });

  test('go with the end to those who are credited, but for who writes them', () => {
    const resolve = {
      type: 'Resolve',
      ...resolution,
      credits: ['mika', 'owner'].map(person),
      thanks: 'Well seen',
    } as const;
    expect(
      given(...running)
        .when(resolve, owner)
        .events.at(-1),
    ).toEqual({
      type: 'ThanksGiven',
      to: [person('mika')],
      words: 'Well seen',
    });
    expect(given(...running).when({ ...resolve, credits: [person('owner')] }, owner).refusal).toBe('nobody-to-thank');
    expect(
      given(...running)
        .when({ ...resolve, thanks: ' ' }, owner)
        .events.at(-1)?.type,
    ).toBe('SwarmResolved');
  });
});

describe('a customer’s praise', () => {
  test('goes by one press to those who helped: who is credited, or else who came', () => {
    const passed = (...credits: string[]) => given(...resolvedWith(...credits)).when(praise, owner).events;
    expect(passed('ravi')).toEqual([{ type: 'ThanksGiven', to: [person('ravi')], words: '', praise: true }]);
    expect(passed()).toMatchObject([{ to: [person('mika'), person('ravi')] }]);
    expect(given(...resolvedWith('owner')).when(praise, owner).refusal).toBe('nobody-to-thank');
  });
});

test('of a forgotten swarm nobody is thanked any more, and its words are gone', () => {
  const events = byOwner([...resolvedWith('mika'), told('mika')]);
  const words = { title: { en: 'Gone', ja: 'なし' }, person: { en: 'Somebody', ja: '元の担当者' } };
  const cleared = withoutContent(events, { language: 'en', words, pseudonymOf: (place) => `pseudonym-${place}` });
  expect(JSON.stringify(cleared)).not.toMatch(/Your trace|mika/i);
  const state = fold([...cleared, ...recorded([{ type: 'SwarmForgotten' }], cleared.length + 1)]);
  expect(wasStarted(state) && thanksRows(state)).toEqual([]);
});
