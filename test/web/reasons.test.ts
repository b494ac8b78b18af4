import { describe, expect, test } from '@jest/globals';
import type { ReasonAgainst, ReasonFor } from '../../src/matching/plan.ts';
import { spokenFor } from '../../src/web/story/spokenFor.ts';
import { en } from '../../src/web/words/en.ts';
import { ja } from '../../src/web/words/ja.ts';

const format = { moment: (at: string) => at, day: (at: string) => at };
const present = (availability: string): ReasonFor => ({ code: 'present', availability });
const back: ReasonFor = { code: 'back', at: '2026-11-23T00:00:00Z' };
const off: ReasonAgainst = { code: 'out-of-hours', back: '2026-11-23T00:00:00Z' };

describe('the reasons of a decision, in the tab', () => {
  test.each([
    'Available',
    'AvailableIdle',
    'Busy',
    'BusyIdle',
    'DoNotDisturb',
    'BeRightBack',
    'Away',
    'Offline',
    'New',
  ])('tell a presence in the reader’s language: %s', (availability) => {
    const told = [en, ja].map((words) => words.reasonFor(present(availability), (id) => id, format));
    expect(told[0]).toMatch(/^presence: [a-z]/);
    expect(told[1]).toMatch(/^在席状況: [ぁ-んァ-ヶ一-龠]+$/);
    for (const each of told) expect(each).not.toContain(availability);
  });

  test('do not say of who was off work that they were available', () => {
    const available = present('Available');
    expect(spokenFor({ for: [available, back] })).toEqual([back]);
    expect(spokenFor({ for: [available, { code: 'any-hour' }] })).toEqual([{ code: 'any-hour' }]);
    expect(spokenFor({ for: [available], against: [off] })).toEqual([]);
    expect(spokenFor({ for: [available], against: [{ code: 'other-language' }] })).toEqual([available]);
  });
});
