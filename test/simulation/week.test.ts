import { describe, expect, test } from '@jest/globals';
import { runs } from '../runs.ts';
import { endOf } from './endOfWeek.ts';
import { noMishaps } from './mishaps.ts';
import { momentsThatDiffer } from './moments.ts';
import { roomsThatDiffer } from './rooms.ts';
import { playWeek } from './week.ts';

/**
 * Weeks of a support team whose people leave, step back, hand over twice, answer late, press old cards, delete and
 * archive channels, reopen and cancel. Cards that are kept true are compared with their swarms, what is said once with the moment it
 * tells of, and channels with what their swarms take them for. A week that ends badly is told by its seed, with all that was done in it.
 */
describe('a week of people who do unexpected things', () => {
  test('leaves no swarm without somebody who can end it, nobody in two places, and no card that is not so', async () => {
    const seeds = runs(1000);
    const all = { live: 0, ended: 0, cards: 0, moments: 0 };
    const happened = new Set<string>();
    for (let seed = 1; seed <= seeds; seed++) {
      const week = await playWeek(seed);
      const { live, ended, cards, wrong } = await endOf(week);
      const moments = await momentsThatDiffer(week);
      const rooms = await roomsThatDiffer(week);
      wrong.push(...moments.wrong, ...rooms.wrong);
      for (const [status, count] of Object.entries(rooms.found)) if (count > 0) happened.add(`a channel ${status}`);
      if (wrong.length > 0) throw new Error([`Seed ${seed}`, ...wrong, 'The week:', ...week.story].join('\n'));
      all.moments += moments.seen;
      for (const kind of moments.kinds) happened.add(kind);
      all.live += live;
      all.ended += ended;
      all.cards += cards;
      for (const { event } of week.swarms.told) happened.add(event.type);
    }
    // It was a week of everything, and not of nothing.
    expect([...expected].filter((type) => !happened.has(type))).toEqual([]);
    expect(Math.min(all.live, all.ended, all.cards / 10, all.moments / 10)).toBeGreaterThan(seeds / 4);
  }, 300_000);
});

/** Critical cases every other time, for there people are asked at once and let go. */
test('at the end of each day each card is as its swarm is, before anybody looks at it again', async () => {
  const all = { live: 0, cards: 0 };
  for (let seed = 1; seed <= runs(200); seed++)
    await playWeek(seed, {
      ...{ mishaps: noMishaps, isUrgent: seed % 2 === 0 },
      evening: async (week) => {
        const { live, cards, wrong } = await endOf(week);
        if (wrong.length > 0) throw new Error([`Seed ${seed}`, ...wrong, 'The week:', ...week.story].join('\n'));
        all.live += live;
        all.cards += cards;
      },
    });
  expect(all.live).toBeGreaterThan(runs(200));
  expect(all.cards).toBeGreaterThan(10 * runs(200));
}, 300_000);

const expected = [
  ...['ExpertSteppedBack', 'CoordinationHandedOver', 'ChannelLost', 'ChannelFound', 'RoomWanted', 'RoomWaived'],
  ...['InvitationExpired', 'InsteadNotAsked', 'HelpOffered', 'StepFailed', 'CaseRestricted', 'CaseReassigned'],
  ...['a channel live', 'a channel archived', 'a channel deleted'],
  // What is said once, as notices in chats and news in channels.
  ...['tell-coordinator', 'tell-person', 'tell-room', 'announce-member', 'ask-views', 'post-outcome'],
  // Questions to one person, and words by a language model.
  ...['GapLeadAsked', 'GapAnswered', 'SilentAsked', 'ViewGiven', 'ModelAsked', 'ModelWrote', 'ModelFailed'],
  ...['SwarmResolved', 'SwarmCancelled', 'SwarmReopened', 'ChannelArchived', 'ChannelUnarchived'],
];
