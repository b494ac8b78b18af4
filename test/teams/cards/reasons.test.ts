import { describe, expect, test } from '@jest/globals';
import { languages } from '../../../src/language/language.ts';
import type { ReasonAgainst, ReasonFor } from '../../../src/matching/plan.ts';
import { namesIn } from '../../../src/teams/cards/parts/caseHeader.ts';
import { reasonAgainst, reasonsFor } from '../../../src/teams/cards/parts/reasons.ts';
import { readerIn } from '../../fixtures/cards.ts';
import { stories } from '../../fixtures/swarmStories.ts';

/** The id of a technology that this swarm never needed. */
const strange = 'azure-networking';
const at = '2026-11-23T00:00:00Z';

const everyReasonFor: { [Code in ReasonFor['code']]: Extract<ReasonFor, { code: Code }> } = {
  owns: { code: 'owns', technology: strange },
  level: { code: 'level', technology: strange, level: 5 },
  'covers-several': { code: 'covers-several', count: 2 },
  'in-hours': { code: 'in-hours', until: at },
  back: { code: 'back', at },
  'on-call': {
    code: 'on-call',
    until: at,
    technology: strange,
    name: { en: 'Azure networking', ja: 'Azure ネットワーク' },
  },
  'any-hour': { code: 'any-hour' },
  present: { code: 'present', availability: 'InAMeetingOfSomeKind' },
  load: { code: 'load', live: 1, most: 2 },
  speaks: { code: 'speaks', language: 'ja' },
  'solved-similar': { code: 'solved-similar', count: 2, cases: ['4711'], last: at },
  'of-team': { code: 'of-team', team: { en: 'Network Tokyo', ja: '東京ネットワーク' }, own: true },
  'named-by-person': { code: 'named-by-person', by: '田中 健二' },
  'wants-to-learn': { code: 'wants-to-learn', technology: strange },
};
const everyReasonAgainst: { [Code in ReasonAgainst['code']]: Extract<ReasonAgainst, { code: Code }> } = {
  'case-owner': { code: 'case-owner' },
  away: { code: 'away', until: at },
  'out-of-office': { code: 'out-of-office' },
  'out-of-hours': { code: 'out-of-hours', back: at },
  outside: { code: 'outside', reach: '+81 3 0000 0000' },
  'team-closed': { code: 'team-closed', team: { en: 'Network Tokyo', ja: '東京ネットワーク' }, until: at },
  'team-asked-enough': {
    ...{ code: 'team-asked-enough', team: { en: 'Network Tokyo', ja: '東京ネットワーク' } },
    ...{ asks: 5, most: 5 },
  },
  'only-critical': { code: 'only-critical' },
  'asked-enough': { code: 'asked-enough', asks: 3, most: 2 },
  'shifts-old': { code: 'shifts-old', readAt: at },
  'calendar-unknown': { code: 'calendar-unknown' },
  'do-not-disturb': { code: 'do-not-disturb' },
  'at-capacity': { code: 'at-capacity', live: 2, most: 2 },
  'over-budget': { code: 'over-budget', asks: 9, budget: 7 },
  'level-too-low': { code: 'level-too-low', technology: strange, level: 2 },
  'already-covered': { code: 'already-covered', by: '田中 健二' },
  'declined-similar': { code: 'declined-similar', at },
  'other-language': { code: 'other-language' },
  'dropped-by-owner': { code: 'dropped-by-owner' },
};
/** Ids and codes are in lower case with dashes; no sentence for people has such a word. */
const bareId = /[a-z0-9]+-[a-z0-9-]+|InAMeeting/;

describe.each(languages)('reasons (%s)', (language) => {
  const reader = readerIn(language);
  const nameOf = namesIn(stories.busy(), reader);

  test('are told without a bare id or code', () => {
    const told = [
      ...Object.values(everyReasonFor).flatMap((each) => reasonsFor([each], nameOf, reader)),
      ...Object.values(everyReasonAgainst).map((each) => reasonAgainst(each, nameOf, reader)),
    ];
    expect(told.filter((each) => each.trim() === '' || bareId.test(each))).toEqual([]);
  });

  test('call a broader technology by its name', () => {
    const name = { en: 'Azure networking', ja: 'Azure ネットワーク' };
    expect(reasonsFor([{ code: 'level', technology: strange, level: 5, name }], nameOf, reader).join()).toContain(
      name[language],
    );
  });

  test('to own a technology at some level is one reason', () => {
    const reasons: ReasonFor[] = [
      { code: 'owns', technology: 'bgp' },
      { code: 'level', technology: 'bgp', level: 4 },
    ];
    expect(reasonsFor(reasons, nameOf, reader)).toHaveLength(1);
    expect(reasonsFor(reasons, nameOf, reader).join()).toMatch(/BGP.*4/);
  });
});

test('a technology that was dropped keeps its name for those who are in for it', () => {
  const state = stories.busy();
  const [need] = state.needs;
  if (!need) throw new Error('The story needs no technology');
  const { detected } = need;
  const renamed = { ...detected, technology: 'added-by-hand', name: { en: 'Kerberos', ja: 'Kerberos' } };
  expect(namesIn({ ...state, formerNeeds: [renamed] }, readerIn('en'))('added-by-hand')).toBe('Kerberos');
});

test('a team that takes no asks of others at all says just that, and one ask is once', () => {
  const team = { en: 'Network Tokyo', ja: '東京ネットワーク' };
  const told = (asks: number, most: number, language: 'en' | 'ja') =>
    reasonAgainst({ code: 'team-asked-enough', team, asks, most }, (id) => id, readerIn(language));
  expect(told(0, 0, 'en')).toBe('Network Tokyo takes no asks from other teams');
  expect(told(0, 0, 'ja')).toBe('東京ネットワークは他チームからの依頼を受け付けていません');
  expect(told(1, 1, 'en')).toBe('Network Tokyo was asked by others once in 24 hours (at most 1)');
});
