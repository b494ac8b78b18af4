import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { features, fusionWeights } from '../../src/evidence/answering/fusionWeights.ts';
import { termsOf } from '../../src/evidence/terms/terms.ts';
import { runs } from '../runs.ts';
import { learnedEvidence } from './learnedEvidence.ts';
import {
  daysIn,
  emptyIndex,
  indexOf,
  inOrderOfTime,
  pastCases,
  peopleFor,
  solved,
  technologiesFor,
  text,
} from './sample.ts';

const question = { title: 'AzureのVPN Gatewayで接続が切れる', text: '' };
const past = [
  solved('1', 'VPN gateway drops the tunnel every hour', 'aoi', 'azure-vpn-gateway', 10),
  solved('2', 'Mailbox is over its quota', 'ben', 'exchange-online', 20),
  solved('3', 'ＶＰＮゲートウェイの接続が不安定', 'aoi', 'azure-vpn-gateway', 30),
  solved('4', 'メールボックスの容量が足りない', 'ben', 'exchange-online', 40),
];

describe('evidence of past cases', () => {
  test('a log below a line makes it no longer a text, and its words no newer', () => {
    const index = indexOf(past);
    const line = 'The VPN gateway drops its connections since the morning.';
    const log = Array.from(
      { length: 12 },
      (_, at) => `2026-01-12 09:05:${10 + at} WARN worker${at} zebra${at} quokka${at} lost lease ${at}`,
    ).join('\n');
    const [alone, beside] = [line, `${line}\n\n${log}`].map((told) => index.ask({ title: '', text: told }));
    expect(beside?.familiar).toBeCloseTo(alone?.familiar ?? -1, 6);
    expect(beside?.told).toBe(alone?.told);
    expect(beside?.weighed.hashes.length).toBeGreaterThan(3 * (alone?.weighed.hashes.length ?? 0));
    // Where nothing else is said, the log is all there is.
    expect(index.ask({ title: '', text: log }).told).toBeGreaterThan(10);
  });

  test('who solved the like comes first, whichever language the past case was in', () => {
    expect(peopleFor(indexOf(past), question)[0]).toBe('aoi');
    expect(peopleFor(indexOf(past), { title: 'メールの容量', text: '' })[0]).toBe('ben');
    expect(technologiesFor(indexOf(past), question)[0]).toBe('azure-vpn-gateway');
  });

  test('a closed case counts at once', () => {
    const index = indexOf(past);
    index.add(solved('5', 'Kerberos ticket refused by the proxy', 'chie', 'entra-id', 50));
    expect(peopleFor(index, { title: 'proxy refuses a Kerberos ticket', text: '' })[0]).toBe('chie');
  });

  test('of two who solved the like, the one who did so lately comes first', () => {
    const index = indexOf([
      solved('1', 'disk is full on the file server', 'aoi', 'windows', 0),
      solved('2', 'disk is full on the file server', 'ben', 'windows', 700),
    ]);
    expect(peopleFor(index, { title: 'file server disk full', text: '' })).toEqual(['ben', 'aoi']);
  });

  test('a confirmed technology brings those who own it forward', () => {
    const index = indexOf([
      ...Array.from({ length: 8 }, (_, at) =>
        solved(`m${at}`, 'it is slow since the update', 'ben', 'exchange-online', at),
      ),
      ...Array.from({ length: 8 }, (_, at) => solved(`v${at}`, 'tunnel goes down', 'aoi', 'azure-vpn-gateway', at)),
    ]);
    const slow = { title: 'it is slow since the update', text: '' };
    const chanceOf = (asked: Parameters<typeof index.ask>[0]): number =>
      learnedEvidence(index, asked, { people: 5, technologies: 0, similar: 0 }).people.find(
        ({ person }) => person === 'aoi',
      )?.probability ?? 0;
    const confirmed = { ...slow, technologies: [{ technology: 'azure-vpn-gateway', confidence: 1 }] };
    expect(chanceOf(confirmed)).toBeGreaterThan(chanceOf(slow));
  });

  test.each([
    ['its title', { title: 'mailbox quota', text: 'certificate proxy disk login timeout' }],
    ['its first words, without a title', { title: '', text: `${'mailbox quota '.repeat(6)}certificate proxy disk` }],
  ])('of all it says, what a case says first finds its like once more: %s', (_, asked) => {
    const index = indexOf([
      solved('1', 'mailbox quota', 'aoi', 'exchange-online', 0),
      solved('2', 'certificate proxy disk', 'ben', 'entra-id', 0),
    ]);
    const opening = (person: string): number => {
      const row = index.ask(asked).people.find(({ label }) => index.parts.people.names.nameOf(label) === person)?.row;
      return row?.[features.indexOf('opening')] ?? Number.NaN;
    };
    expect(opening('aoi')).toBeCloseTo(0, 2);
    expect(opening('ben')).toBeLessThan(-5);
  });

  test('without any technology told, people are found by words alone', () => {
    const index = indexOf(past.map((each) => ({ ...each, technologies: [] })));
    expect(peopleFor(index, question)[0]).toBe('aoi');
    expect(technologiesFor(index, question)).toEqual([]);
  });

  test('who declined as not their field any more falls behind', () => {
    const index = indexOf([
      solved('1', 'vpn gateway drops', 'aoi', 'vpn', 0),
      solved('2', 'vpn gateway drops', 'ben', 'vpn', 0),
    ]);
    index.add({ ...solved('3', 'vpn gateway drops', 'aoi', 'vpn', 1), credits: [{ person: 'aoi', weight: -1 }] });
    expect(peopleFor(index, { title: 'vpn gateway drops', text: '' })[0]).toBe('ben');
  });

  test('the same case told twice counts once, a case taken back not at all', () => {
    const told = indexOf(past);
    for (const each of past) told.add(each);
    expect(told.size).toBe(past.length);
    for (const each of past) told.remove(each.id);
    expect(told.size).toBe(0);
    expect(told.ask(question).hits).toEqual([]);
  });

  test('an index that knows nothing answers nothing', () => {
    expect(emptyIndex().ask(question)).toMatchObject({ people: [], technologies: [], hits: [] });
  });
});

describe('the reasons', () => {
  test('add up to the score, and name past cases and words of this one', () => {
    const evidence = learnedEvidence(indexOf(past), question, { people: 2, technologies: 2, similar: 3 });
    const [aoi] = evidence.people;
    const sum = features.reduce((total, feature) => total + (aoi?.parts[feature] ?? 0), 0);
    expect(sum).toBeCloseTo(aoi?.score ?? 0, 9);
    expect(aoi?.solved.map(({ caseId }) => caseId).sort()).toEqual(['1', '3']);
    expect(aoi?.words.map(({ words }) => words)).toContain('VPN');
    for (const { start, end, words } of aoi?.words ?? []) expect(question.title.slice(start, end)).toBe(words);
    expect(evidence.technologies[0]).toMatchObject({ technology: 'azure-vpn-gateway' });
  });

  test('up to three similar past cases are named, the likest first', () => {
    const { similar } = learnedEvidence(
      indexOf(past),
      { title: 'Mailbox quota', text: '' },
      { people: 0, technologies: 0, similar: 3 },
    );
    expect(similar[0]).toMatchObject({
      caseId: '2',
      technologies: ['exchange-online'],
      people: ['ben'],
      closedAt: daysIn(20),
    });
  });
});

describe('rules that hold whatever happened', () => {
  test.each([
    ['its technology guessed', ['vpn'], []],
    ['its technology confirmed', ['vpn'], [{ technology: 'vpn', confidence: 1 }]],
    ['no technology told of any case', [], []],
  ])('a case solved never lowers its solver for the same text, %s', (_, told, technologies) => {
    fc.assert(
      fc.property(
        pastCases(['vpn']),
        text,
        fc.oneof(fc.constant(''), text),
        fc.constantFrom('aoi', 'ben', 'chie', 'dan', 'emi'),
        (cases, title, body, person) => {
          const question = { title, text: body, technologies };
          const index = indexOf(inOrderOfTime(cases).map((past) => ({ ...past, technologies: told })));
          const before = peopleFor(index, question);
          index.add({ ...solved('new', title, person, 'vpn', 900), text: body, technologies: told });
          const after = peopleFor(index, question);
          const place = before.indexOf(person);
          expect(after.indexOf(person)).toBeLessThanOrEqual(place < 0 ? before.length : place);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  test('of all that is known of somebody, only how active they have long been may weigh against them', () => {
    for (const weights of Object.values(fusionWeights)) {
      const against = features.filter((feature) => weights[feature] < 0);
      expect(against.filter((feature) => feature !== 'long')).toEqual([]);
    }
  });

  test('cases imported in another order give the same answer once they are in order of time', () => {
    fc.assert(
      fc.property(
        pastCases(['vpn', 'mail']).chain((cases) =>
          fc.tuple(fc.constant(cases), fc.shuffledSubarray(cases, { minLength: cases.length })),
        ),
        text,
        ([cases, shuffled], title) => {
          const [left, right] = [indexOf(inOrderOfTime(cases)), indexOf(inOrderOfTime(shuffled))];
          expect(peopleFor(right, { title, text: '' })).toEqual(peopleFor(left, { title, text: '' }));
        },
      ),
      { numRuns: runs(50) },
    );
  });

  test('but for the learned weights, even cases that come in any order weigh the same', () => {
    const learned = features.indexOf('learned');
    fc.assert(
      fc.property(
        pastCases(['vpn', 'mail']).chain((cases) =>
          fc.tuple(fc.constant(cases), fc.shuffledSubarray(cases, { minLength: cases.length })),
        ),
        text,
        ([cases, shuffled], title) => {
          const technologies = [{ technology: 'vpn', confidence: 1 }];
          const rows = [indexOf(cases), indexOf(shuffled)].map(
            (index) =>
              new Map(
                index
                  .ask({ title, text: '', technologies })
                  .people.map(({ label, row }) => [
                    index.parts.people.names.nameOf(label),
                    row.filter((_, at) => at !== learned),
                  ]),
              ),
          );
          for (const [person, row] of rows[0] ?? [])
            for (const [at, value] of row.entries()) expect(rows[1]?.get(person)?.[at]).toBeCloseTo(value, 4);
        },
      ),
      { numRuns: runs(100) },
    );
  });
});

describe('a case whose words were kept', () => {
  test('says the same as when its text is read again', () => {
    fc.assert(
      fc.property(pastCases(['vpn', 'mail']), text, (cases, title) => {
        const cut = inOrderOfTime(cases).map(({ title, text, ...past }) => ({ ...past, terms: termsOf(title, text) }));
        const [left, right] = [indexOf(inOrderOfTime(cases)), emptyIndex()];
        for (const past of cut) right.add(past);
        right.recount();
        expect(right.ask({ title, text: '' }).people).toEqual(left.ask({ title, text: '' }).people);
      }),
      { numRuns: runs(50) },
    );
  });

  test('loaded as one of many old ones, says all but the learned weights', () => {
    const [learned, many] = [indexOf(past), emptyIndex()];
    for (const each of past) many.addUnlearned(each);
    for (const steps = many.recounting(); !steps.next().done; );
    const at = features.indexOf('learned');
    const technologies = [{ technology: 'azure-vpn-gateway', confidence: 1 }];
    const rows = [learned, many].map((index) =>
      index
        .ask({ ...question, technologies })
        .people.map(({ label, row }) => [label, row.filter((_, feature) => feature !== at)]),
    );
    expect(rows[1]).toEqual(rows[0]);
  });

  test('loaded as a very old one, is found by its rare words, and its common words still count as common', () => {
    const [whole, old] = [emptyIndex(), emptyIndex()];
    const cases = Array.from({ length: 50 }, (_, at) => solved(`${at}`, `error code${at}`, `p${at}`, 'vpn', at));
    const steps = indexOf(cases).commonTerms(0.5);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const isCommon = step.value;
    for (const each of cases) {
      whole.addUnlearned(each);
      old.addOld(each, isCommon);
    }
    for (const index of [whole, old]) index.recount();
    expect(peopleFor(old, { title: 'code7', text: '' })[0]).toBe('p7');
    expect(old.ask({ title: 'error', text: '' }).hits).toEqual([]);
    const weightOfCommon = (index: typeof old): number =>
      index.ask({ title: 'error code7', text: '' }).terms.find(({ hash }) => isCommon(hash))?.weight ?? 0;
    expect(weightOfCommon(old)).toBeGreaterThan(0);
    expect(weightOfCommon(old)).toBeCloseTo(weightOfCommon(whole), 1);
  });
});
