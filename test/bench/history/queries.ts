import { createSnapshot, type RegistrySnapshot } from '../../../src/registry/snapshot.ts';
import { kanji, latin, madeUpTechnologies, peopleCount, technologyCount } from './generate.ts';

/** The end of the made-up past: benchmarks ask as if it were now. */
export const now = '2026-11-20T00:00:00.000Z';
export const lead = 'p0';

/** One thing people ask of the tab; `address` gives the n-th way of asking it, as the tab would. */
export type HistoryQuery = { name: string; address: (n: number) => string; as?: (n: number) => string };

/** The organisation that the past happened to: one lead, everybody in working hours of Tokyo. */
export function madeUpRegistry(): RegistrySnapshot {
  return createSnapshot({
    technologies: madeUpTechnologies(),
    engineers: Array.from({ length: peopleCount }, (_, at) => ({
      id: `p${at}`,
      name: `Person ${at}`,
      zone: 'Asia/Tokyo',
      hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' },
      languages: ['ja' as const],
      mostSwarms: 2,
      awayUntil: null,
      lead: `p${at}` === lead,
    })),
    skills: Array.from({ length: peopleCount * 4 }, (_, at) => ({
      person: `p${at % peopleCount}`,
      technology: `t${1 + ((at * 7) % technologyCount)}`,
      level: 1 + (at % 5),
      owner: at % 5 === 4,
      wantsToLearn: false,
      confirmedAt: null,
    })),
  });
}

const list = (query: Record<string, string>) => `/api/history/swarms?${new URLSearchParams(query)}`;
const measures = (path: string, query: Record<string, string>) =>
  `/api/history/${path}?${new URLSearchParams({ zone: 'Asia/Tokyo', ...query })}`;
/** A quarter that ended `n` weeks ago. */
const quarter = (n: number) => {
  const to = Date.parse(now) - (n % 26) * 7 * 86_400_000;
  return { from: new Date(to - 91 * 86_400_000).toISOString(), to: new Date(to).toISOString() };
};
/** The same three months, the longest ago. */
const longAgo = { from: '2023-01-01T00:00:00.000Z', to: '2023-04-01T00:00:00.000Z' };
const daysAgo = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
/** Where some page ended: what it was sorted by, and a swarm. */
const cursor = (sort: string, value: string | number) =>
  Buffer.from(JSON.stringify([sort, value, 's'])).toString('base64url');
const anyone = (n: number) => `p${1 + ((n * 37) % (peopleCount - 1))}`;

/** What has a goal: 100 ms at the 95th centile with a million swarms. */
export const queriesWithGoal: HistoryQuery[] = [
  { name: 'list, newest', address: () => list({}) },
  { name: 'list, of an engineer', address: () => list({}), as: anyone },
  { name: 'list, sorted by length', address: () => list({ sort: 'longest' }) },
  { name: 'list, sorted by end', address: () => list({ sort: 'closed' }) },
  { name: 'list, running', address: () => list({ status: 'running' }) },
  { name: 'list, a technology', address: (n) => list({ technology: `t${1 + ((n * n) % technologyCount)}` }) },
  {
    name: 'list, a technology by length',
    address: (n) => list({ technology: `t${1 + ((n * n) % technologyCount)}`, sort: 'longest' }),
  },
  { name: 'list, a person', address: (n) => list({ person: anyone(n) }) },
  { name: 'list, a customer', address: (n) => list({ customer: `Customer ${1 + ((n * n) % 4000)}` }) },
  { name: 'list, severity and quarter', address: (n) => list({ severity: 'critical', ...quarter(n) }) },
  { name: 'list, person and technology', address: (n) => list({ person: anyone(n), technology: `t${1 + (n % 20)}` }) },
  { name: 'list, a person by length', address: (n) => list({ person: anyone(n), sort: 'longest' }) },
  {
    name: 'list, customer and technology',
    address: (n) => list({ customer: `Customer ${1 + (n % 50)}`, technology: `t${1 + ((n * n) % technologyCount)}` }),
  },
  { name: 'list, plans of one’s own', address: () => list({ status: 'proposed,lapsed' }) },
  { name: 'list, long ago by end', address: (n) => list({ ...longAgo, sort: 'closed', limit: String(50 + (n % 50)) }) },
  { name: 'list, far down', address: (n) => list({ after: cursor('newest', daysAgo(300 + n * 15)) }) },
  {
    name: 'list, a technology far down',
    address: (n) =>
      list({ technology: `t${1 + ((n * n) % technologyCount)}`, after: cursor('newest', daysAgo(300 + n * 15)) }),
  },
  {
    name: 'list, by length far down',
    address: (n) => list({ sort: 'longest', after: cursor('longest', 40_000 - n * 500) }),
  },
  {
    name: 'search, two words, the best first',
    address: (n) => list({ words: `${kanji(n * 3)} ${latin(n * 5)}`, sort: 'best' }),
  },
  {
    name: 'search, of an engineer, the best first',
    address: (n) => list({ words: `${kanji(n * 3)} ${latin(n * 5)}`, sort: 'best' }),
    as: anyone,
  },
  {
    name: 'search, a question of eight words, the best first',
    address: (n) =>
      list({ words: [3, 5, 7, 11].map((by) => `${kanji(n * by)} ${latin(n * by + 1)}`).join(' '), sort: 'best' }),
  },
  {
    name: 'search, a question of an engineer, the best first',
    address: (n) =>
      list({ words: [3, 5, 7, 11].map((by) => `${kanji(n * by)} ${latin(n * by + 1)}`).join(' '), sort: 'best' }),
    as: anyone,
  },
  { name: 'search, technology by a Japanese alias', address: (n) => list({ words: kanji(n % 40) }) },
  { name: 'search, technology by a Latin alias', address: (n) => list({ words: latin(n % 40) }) },
  { name: 'search, a rare word', address: (n) => list({ words: n % 2 ? kanji(2000 + n * 61) : latin(2000 + n * 61) }) },
  { name: 'search, two characters within a word', address: (n) => list({ words: kanji(n * 17).slice(1) }) },
  { name: 'search, one character', address: (n) => list({ words: kanji(n).slice(0, 1) }) },
  { name: 'search, beginning of a Latin word', address: (n) => list({ words: latin(n * 13).slice(0, 3) }) },
  { name: 'search, two words', address: (n) => list({ words: `${kanji(n * 3)} ${latin(n * 5)}` }) },
  {
    name: 'search, four words',
    address: (n) => list({ words: `${kanji(n)} ${kanji(n * 3)} ${latin(n)} ${latin(n * 5)}` }),
  },
  { name: 'search, word that is nowhere', address: (n) => list({ words: `nowhere${n}` }) },
  {
    name: 'search, two words, seldom together',
    address: (n) => list({ words: `${kanji(4000 + n)} ${latin(4100 + n)}` }),
  },
  { name: 'search, a case number', address: (n) => list({ words: `CS${String(1 + n * 131).padStart(8, '0')}` }) },
  { name: 'search, oldest first', address: (n) => list({ words: kanji(n * 7), sort: 'oldest' }) },
  {
    name: 'search, a quarter and a severity',
    address: (n) => list({ words: `${kanji(n * 3)} ${latin(n * 7)}`, severity: 'critical', ...quarter(n) }),
  },
  {
    name: 'search, far down',
    address: (n) => list({ words: kanji(n * 3), after: cursor('newest', daysAgo(300 + n * 15)) }),
  },
  { name: 'search, of an engineer', address: (n) => list({ words: kanji(n * 3) }), as: anyone },
  { name: 'measures of a quarter', address: (n) => measures('measures', quarter(n)) },
  {
    name: 'measures of a quarter, a technology',
    address: (n) => measures('measures', { ...quarter(n), technology: `t${1 + (n % 30)}` }),
  },
  {
    name: 'measures of a quarter, a severity',
    address: (n) => measures('measures', { ...quarter(n), severity: n % 2 ? 'critical' : 'normal' }),
  },
  { name: 'measures of a quarter, by technology', address: (n) => measures('measures/technologies', quarter(n)) },
];

/** What is told beside, without a goal. */
export const otherQueries: HistoryQuery[] = [
  {
    name: 'search in a technology by length',
    address: (n) => list({ words: latin(n * 11), technology: `t${1 + (n % 9)}`, sort: 'longest' }),
  },
  { name: 'search by end', address: (n) => list({ words: kanji(n * 30), sort: 'closed' }) },
  { name: 'measures of all years, by month', address: () => measures('measures', { by: 'month' }) },
  { name: 'coverage, half a year', address: () => '/api/history/coverage' },
  { name: 'load of everyone', address: () => '/api/history/load' },
  { name: 'what filters offer', address: () => '/api/history/choices' },
];
