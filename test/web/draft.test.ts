import { describe, expect, test } from '@jest/globals';
import { mySkillsChangeSchema } from '../../src/history/mySkills/mySkills.ts';
import { weekIn } from '../../src/registry/weekText.ts';
import { changeOf, type Draft, draftOf, type Mine } from '../../src/web/skills/draft.ts';

const line = (technology: string, level: number, owner = false) => ({
  ...{ technology, name: { en: technology, ja: technology }, level, owner, wantsToLearn: false, confirmedAt: null },
});
const mine: Mine = {
  person: {
    ...{ id: 'mika', name: 'Mika', zone: 'Asia/Tokyo', mostSwarms: 2, awayUntil: '2026-12-24T14:59:59.999Z' },
    hours: { days: [1, 2, 3], from: '09:00', to: '17:30' },
    languages: ['ja'],
    reads: null,
    anyHour: false,
    asking: { notBefore: '10:00', quiet: { from: '2026-12-07', until: '2026-12-11' } },
    written: { en: { week: 'Mon 09:00-12:00', focus: '' }, ja: { week: '月 09:00-12:00', focus: '' } },
    belonging: { team: null, calendars: [] },
    hoursSaidAt: null,
    saidAt: {},
  },
  skills: [line('dns', 3), line('vpn', 5, true)],
  ...{
    suggestions: [],
    doubts: [],
    week: [],
    load: null,
    outlookHours: null,
    askBudget: 7,
    deputies: [],
    mostDeputies: 5,
  },
};
const nothing = { skills: [], removed: [], refused: [] };

describe('what the page of one’s skills sends', () => {
  const sent = (part: Partial<Draft>) => {
    const change = changeOf({ ...draftOf(mine, 'en'), ...part }, mine, 'en');
    // As the server reads it: weeks as they are written.
    const { week, focus } = change.asking ?? {};
    const read = {
      ...(week !== undefined && { week: weekIn(week) }),
      ...(focus !== undefined && { focus: weekIn(focus) }),
    };
    expect(mySkillsChangeSchema.parse(change)).toEqual({
      ...change,
      ...(change.asking && { asking: { ...change.asking, ...read } }),
    });
    return change;
  };

  test.each<[string, Partial<Draft>, object]>([
    ['nothing', {}, {}],
    ['days ticked in another order', { days: [3, 1, 2] }, {}],
    ['a day', { days: [1, 2, 3, 4] }, { hours: { days: [1, 2, 3, 4] } }],
    ['the end of the day', { to: '16:00' }, { hours: { to: '16:00' } }],
    ['the zone', { zone: 'Europe/Dublin' }, { zone: 'Europe/Dublin' }],
    ['that the hours are right as they stand', { hoursStand: true }, { hoursStand: true }],
    ['how many at once', { mostSwarms: 0 }, { mostSwarms: 0 }],
    ['back earlier', { awayUntil: '' }, { awayUntil: null }],
    ['away longer', { awayUntil: '2026-12-31' }, { awayUntil: '2026-12-31T14:59:00.000Z' }],
    ['a week of their own', { week: 'Mon-Fri 9-12, 13-17' }, { asking: { week: 'Mon-Fri 9-12, 13-17' } }],
    ['no week of their own', { week: '' }, { asking: { week: '' } }],
    ['focus time', { focus: 'Tue 9-11' }, { asking: { focus: 'Tue 9-11' } }],
    ['asked earlier', { notBefore: '' }, { asking: { notBefore: null } }],
    [
      'days without asks',
      { quietFrom: '2026-12-14', quietUntil: '' },
      { asking: { quiet: { from: '2026-12-14', until: '2026-12-14' } } },
    ],
    ['no days without asks', { quietFrom: '', quietUntil: '' }, { asking: { quiet: null } }],
    ['critical cases only', { onlyCritical: true }, { asking: { onlyCritical: true } }],
    ['asks a week', { mostAWeek: 3 }, { asking: { mostAWeek: 3 } }],
    ['at any hour', { anyHour: true }, { anyHour: true }],
    ['languages', { languages: ['en', 'ja'] }, { languages: ['en', 'ja'] }],
    ['the language they read', { reads: 'ja' }, { reads: 'ja' }],
    ['a suggestion refused', { refused: ['sql'] }, { refused: ['sql'] }],
  ])('is what was changed on it, and nothing else: %s', (_, part, expected) => {
    expect(sent(part)).toEqual({ ...nothing, ...expected });
  });

  test('of the lines: what was changed of each, with the whole in case it is gone elsewhere, and which were removed', () => {
    const [dns, vpn] = draftOf(mine, 'en').skills;
    if (!dns || !vpn) throw new Error('Two lines are missing');
    expect(sent({ skills: [{ ...vpn, level: 4, confirmed: true }] })).toEqual({
      ...nothing,
      skills: [
        {
          technology: 'vpn',
          add: { level: 4, owner: true, wantsToLearn: false },
          change: { level: 4, confirmed: true },
        },
      ],
      removed: ['dns'],
    });
    // A line that is only confirmed is not brought back where it was removed.
    expect(sent({ skills: [{ ...dns, confirmed: true }, vpn] }).skills).toEqual([
      { technology: 'dns', change: { confirmed: true } },
    ]);
  });

  test('of a new line what was left as it comes says nothing of one that is there by now', () => {
    const skills = [...draftOf(mine, 'en').skills, { ...line('sql', 3), wantsToLearn: true, confirmed: true }];
    expect(sent({ skills }).skills).toEqual([
      {
        technology: 'sql',
        add: { level: 3, owner: false, wantsToLearn: true },
        change: { level: 3, wantsToLearn: true, confirmed: true },
      },
    ]);
  });
});
