import fc from 'fast-check';
import { type Case, severities } from '../../../src/cases/case.ts';
import type { DetectedTechnology } from '../../../src/detection/detectedTechnology.ts';
import type { Candidate, Plan } from '../../../src/matching/plan.ts';

/** Text as nobody would wish it: markup, mentions, controls, towers of marks, emoji, quotes that double in JSON. */
export const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constantFrom(
    '[Reset your password](https://evil.example)',
    '<at>Everyone</at> **urgent** _now_ `x`',
    '{{DATE(2026-11-20T00:00:00Z, LONG)}}',
    '"'.repeat(400),
    '\\'.repeat(400),
    '👩‍👩‍👧‍👦'.repeat(60),
    `a${'\u0336'.repeat(400)}`,
    '\n'.repeat(300),
    '\u202Egnp.exe\u202C',
    '長い文章'.repeat(100),
    '\uD800',
  ),
);
/** A case, its plan among 60 candidates for 12 technologies, and what somebody said of it. */
export type World = { theCase: Case; plan: Plan; told: string };

/** Worlds in which all that people and other systems have written is made of `writing`. */
export const worldsOf = (writing: fc.Arbitrary<string>): fc.Arbitrary<World> => {
  const long = fc.array(writing, { minLength: 1, maxLength: 40 }).map((parts) => parts.join('\n').slice(0, 50_000));
  const name = writing.map((text) => text.slice(0, 256) || 'x');
  return fc
    .record({
      title: name,
      description: long,
      customer: name,
      product: name,
      names: fc.array(name, { minLength: 61, maxLength: 61 }),
      words: fc.array(writing, { minLength: 3, maxLength: 3 }),
      told: long,
      severity: fc.constantFrom(...severities),
    })
    .map(({ names, words, told, ...texts }) => {
      const people = names.map((each, index) => ({
        id: `${String(index).padStart(8, '0')}-4d8d-4aad-aaff-eb34a0571f0d`,
        name: each,
      }));
      const [owner = { id: 'o', name: 'o' }, ...others] = people;
      const technologies = Array.from(
        { length: 12 },
        (_, index): DetectedTechnology => ({
          technology: `technology-${index}-${'x'.repeat(48)}`,
          name: { en: (names[index] ?? 'x').slice(0, 100), ja: (names[index] ?? 'x').slice(0, 100) },
          confidence: 0.5,
          evidence: words.map((each) => ({ kind: 'alias', source: 'description', start: 0, end: 1, words: each })),
        }),
      );
      const ids = technologies.map(({ technology }) => technology);
      const [first = 't'] = ids;
      const candidates = others.map(
        (person, index): Candidate => ({
          person,
          score: 1,
          covers: ids.map((technology) => ({ technology, level: 3, owner: false })),
          available: index % 2 === 0,
          for: ids.map((technology) => ({ code: 'level', technology, level: 3 })),
          against: [
            { code: 'already-covered', by: owner.name },
            { code: 'level-too-low', technology: first, level: 1 },
            { code: 'out-of-hours', back: '2026-11-23T03:30:00Z' },
          ],
          zone: 'Asia/Tokyo',
          load: { live: 0, most: 2, asks28d: 1 },
        }),
      );
      const team = others.slice(0, 12).map((person, index) => ({
        person,
        technologies: index === 0 ? ids : ids.slice(index, index + 1),
        for: [
          ...ids.map((technology) => ({ code: 'owns' as const, technology })),
          { code: 'named-by-person' as const, by: owner.name },
        ],
      }));
      return {
        told,
        theCase: {
          ...texts,
          id: texts.title.slice(0, 200),
          language: 'ja',
          restricted: false,
          owner,
          created: '2026-11-20T05:00:00Z',
          url: null,
        },
        plan: { technologies, team, gaps: ids, ranking: { candidates, leftOut: 3 } },
      };
    });
};
