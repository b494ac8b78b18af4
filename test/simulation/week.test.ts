import { describe, expect, test } from '@jest/globals';
import { runs } from '../runs.ts';
import { endOf } from './endOfWeek.ts';
import { playWeek } from './week.ts';

/**
 * Weeks of a support team whose people leave, step back, hand over twice, answer late, press old cards, delete and
 * archive channels, reopen and cancel. A week that ends badly is told by its seed, with all that was done in it.
 */
describe('a week of people who do unexpected things', () => {
  test('leaves no swarm without somebody who can end it, nobody in two places, and no card that is not so', async () => {
    const seeds = runs(1000);
    const all = { live: 0, ended: 0, cards: 0 };
    const happened = new Set<string>();
    for (let seed = 1; seed <= seeds; seed++) {
      const week = await playWeek(seed);
      const { live, ended, cards, wrong } = await endOf(week);
      if (wrong.length > 0) throw new Error([`Seed ${seed}`, ...wrong, 'The week:', ...week.story].join('\n'));
      all.live += live;
      all.ended += ended;
      all.cards += cards;
      for (const { event } of week.swarms.told) happened.add(event.type);
    }
    // It was a week of everything, and not of nothing.
    expect([...expected].filter((type) => !happened.has(type))).toEqual([]);
    expect(Math.min(all.live, all.ended, all.cards / 10)).toBeGreaterThan(seeds / 4);
  });
});

const expected = [
  ...['ExpertSteppedBack', 'CoordinationHandedOver', 'ChannelLost', 'ChannelFound', 'RoomWanted', 'RoomWaived'],
  ...['InvitationExpired', 'InsteadNotAsked', 'HelpOffered', 'StepFailed', 'CaseRestricted', 'CaseReassigned'],
  ...['SwarmResolved', 'SwarmCancelled', 'SwarmReopened', 'ChannelArchived', 'ChannelUnarchived'],
];
