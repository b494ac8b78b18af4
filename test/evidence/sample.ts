import fc from 'fast-check';
import type { Question } from '../../src/evidence/answering/answer.ts';
import { type EvidenceIndex, evidenceIndex } from '../../src/evidence/index/evidenceIndex.ts';
import type { PastCase } from '../../src/evidence/pastCases/pastCase.ts';

const start = Date.UTC(2026, 0, 1);
export const daysIn = (days: number): number => start + days * 86_400_000;

/** A past case solved by one person, closed so many days into 2026. */
export const solved = (id: string, text: string, person: string, technology: string, days: number): PastCase => ({
  id,
  title: text,
  text: '',
  closedAt: daysIn(days),
  credits: [{ person, weight: 1 }],
  technologies: [technology],
});

/** Small tables: a test needs few weights. */
export const emptyIndex = (): EvidenceIndex => evidenceIndex({ linearBits: 14 });

export function indexOf(cases: readonly PastCase[]): EvidenceIndex {
  const index = emptyIndex();
  for (const past of cases) index.add(past);
  index.recount();
  return index;
}

export const peopleFor = (index: EvidenceIndex, question: Question): string[] =>
  index.ask(question).people.map(({ label }) => index.parts.people.names.nameOf(label));
export const technologiesFor = (index: EvidenceIndex, question: Question): string[] =>
  index.ask(question).technologies.map(({ label }) => index.parts.technologies.names.nameOf(label));

const words = [
  'vpn',
  'gateway',
  'drops',
  'mailbox',
  'quota',
  'disk',
  'login',
  '接続',
  'サーバー',
  'メール',
  'エラー',
  'timeout',
];
export const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }).map((list) => list.join(' '));
const person = fc.constantFrom('aoi', 'ben', 'chie', 'dan', 'emi');

export const pastCases = (technologies: readonly string[]): fc.Arbitrary<PastCase[]> =>
  fc
    .array(
      fc.record({ text, person, technology: fc.constantFrom(...technologies), days: fc.integer({ min: 0, max: 900 }) }),
      {
        minLength: 1,
        maxLength: 40,
      },
    )
    .map((list) => list.map((each, at) => solved(`c${at}`, each.text, each.person, each.technology, each.days)));

export const inOrderOfTime = (cases: readonly PastCase[]): PastCase[] =>
  cases.toSorted((a, b) => a.closedAt - b.closedAt || (a.id < b.id ? -1 : 1));
