import { describe, expect, test } from '@jest/globals';
import { languages } from '../../../src/language/language.ts';
import { unbroken } from '../../../src/language/unbroken.ts';
import { historyCard, type MineLine, mineCard } from '../../../src/teams/cards/listCards.ts';
import type { Card } from '../../../src/teams/cards/parts/elements.ts';
import { skillsCard } from '../../../src/teams/cards/skillsCard.ts';
import { onCallCard, type WhoLine, whoCard } from '../../../src/teams/cards/whoCard.ts';
import { messages, type Reader } from '../../../src/teams/languages/language.ts';
import { readerIn } from '../../fixtures/cards.ts';

const at = '2026-11-20T05:00:00Z';
const many = <Thing>(count: number, make: (index: number) => Thing): Thing[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** The lists, each with more than it can show, and every name as long as it may be. */
const lists: Record<string, (name: string, reader: Reader) => Card> = {
  mine: (name, reader) =>
    mineCard(
      {
        leading: many(30, line(name)),
        inside: many(30, line(name)),
        asked: many(30, () => ({ ...line(name)(), answerBy: at })),
        tasks: many(30, () => ({
          ...{ swarmId: name, caseId: name, title: name },
          of: { kind: 'prevention' as const, id: 'p1', task: name.repeat(4), due: '2026-12-04' },
        })),
      },
      reader,
    ),
  history: (name, reader) =>
    historyCard(
      {
        words: name,
        hits: many(30, () => ({
          ...line(name)(),
          closedAt: at,
          technologies: many(12, () => name),
          rootCause: name.repeat(8),
          fix: name.repeat(8),
          fixKind: 'workaround',
          solvedBy: many(12, () => ({ name, chat: 'https://teams.microsoft.com/l/chat/0/0' })),
        })),
        more: 200,
      },
      reader,
    ),
  who: (name, reader) =>
    whoCard(
      {
        found: 'one',
        technology: name,
        onCall: many(40, () => ({ name, technology: name, until: at })),
        owners: many(40, who(name)),
        others: many(40, who(name)),
        learners: many(40, () => name),
        teams: many(40, () => ({ name: { en: name, ja: name }, sites: many(50, () => name), languages: ['ja', 'en'] })),
      },
      reader,
    ),
  'who-several': (name, reader) =>
    whoCard(
      { found: 'several', asked: name, among: many(30, () => ({ technology: name, owners: many(30, () => name) })) },
      reader,
    ),
  'on-call': (name, reader) =>
    onCallCard({ asked: name, lines: many(40, () => ({ name, technology: name, until: at })), unread: 2 }, reader),
  'who-unknown': (name, reader) => whoCard({ found: 'none', asked: name }, reader),
  skills: (name, reader) =>
    skillsCard(
      {
        engineer: {
          id: 'mika',
          name,
          zone: 'America/Argentina/ComodRivadavia',
          hours: { days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '18:00' },
          languages: ['ja', 'en'],
          mostSwarms: 20,
          awayUntil: at,
          lead: true,
          asking: {
            week: many(50, () => ({ days: [1, 3, 5], from: '09:00', to: '12:00' })),
            focus: many(50, () => ({ days: [2, 4, 6], from: '09:00', to: '12:00' })),
          },
        },
        week: many(7, () => ({
          ...{
            date: '2026-11-23',
            weekday: 1,
            asked: many(6, () => ({ from: '09:00', to: '10:00' })),
            isKnown: false,
            isByShifts: false,
            onCall: [],
          },
          ...{ kept: [], off: { kind: 'company' as const, name: { en: name, ja: name } } },
        })),
        skills: many(200, (index) => ({
          ...known(name)(index),
          level: 5,
          owner: true,
          wantsToLearn: true,
          confirmedAt: at,
        })),
        proposed: many(30, (index) => ({ ...known(name)(index), cases: 99, last: at })),
        doubted: many(30, (index) => ({ ...known(name)(index), declinedAt: at })),
        load: { asks: 99, budget: 8, liveSwarms: 20, mostSwarms: 20, waiting: 99 },
        outlookHours: null,
        said: name,
      },
      reader,
    ),
};

const line = (name: string) => (): MineLine => ({
  swarmId: '11111111-1111-4111-8111-111111111111',
  caseId: name,
  title: name,
  status: 'running',
  severity: 'critical',
  coordinator: name,
  since: at,
  url: `https://teams.microsoft.com/l/channel/${'x'.repeat(260)}`,
});
const who = (name: string) => (): WhoLine => ({
  name,
  team: { en: name, ja: name },
  level: 5,
  now: { state: 'at-work', until: at },
  load: { live: 20, most: 20 },
});
const known = (name: string) => (index: number) => ({ technology: `technology-${index}-${'x'.repeat(48)}`, name });

describe.each(languages)('however long a list and the names in it (%s)', (language) => {
  // A quote is two letters in JSON; a backslash too, and four in a heading, where it is escaped.
  test.each(Object.keys(lists).flatMap((list) => ['"', '\\', '長'].map((sign) => ({ list, sign }))))(
    'the card $list fits into a message of Teams, when all names are of $sign',
    ({ list, sign }) => {
      const card = lists[list]?.(sign.repeat(256), readerIn(language));
      expect(card).toBeDefined();
      expect(JSON.stringify(card).length * 2).toBeLessThanOrEqual(28 * 1024);
    },
  );

  test('the technologies that share a name and are not shown are counted', () => {
    const card = lists['who-several']?.('VPN', readerIn(language));
    expect(JSON.stringify(card)).toContain(unbroken(messages(language).common.more(22)));
  });
});
