/**
 * Whether a case asked in one language finds past cases told in the other: `npm run bench:matching -- languages`
 * (a minute).
 *
 * Nearest five: by words alone, in the words of the other language too, with the technologies that are found, as the product
 * ranks them, and as it shows them (what is like enough); the five likest past cases when all are of the other language (or of the same, for comparison): how
 * many of them have a technology of the case, and how often one of them has. Asked are the organisation's past swarms
 * and the mails of test/fixtures/typed, of some 30 swarms of a language among some 130 public cases of it. Then: what a
 * history in the other language alone does to the technology shown, beside no history at all.
 */
import { type DetectedTechnology, isSuggested } from '../../../src/detection/detectedTechnology.ts';
import { createDetector } from '../../../src/detection/detection.ts';
import { type EvidenceIndex, evidenceIndex } from '../../../src/evidence/index/evidenceIndex.ts';
import { inOtherLanguage } from '../../../src/evidence/languages/otherLanguage.ts';
import { learnedFrom } from '../../../src/evidence/learned.ts';
import type { PastCase } from '../../../src/evidence/pastCases/pastCase.ts';
import { organisation } from './labels.ts';
import { type Asked, askedSets, organisationsPast } from './robustness/askedSets.ts';
import type { Spoken } from './robustness/noise.ts';
import { table } from './table.ts';
import { mailsAsked } from './typedMails.ts';

const ways = ['by words alone', 'and in the other language', 'and by technologies', 'as shown'] as const;
type Way = (typeof ways)[number];
const sets = askedSets(400);
const past = organisationsPast();
const questions: Asked[] = [
  ...past.map(({ title, text, technologies, spoken }) => ({ title, text, ids: technologies, spoken })),
  ...mailsAsked(),
];

function nearest(): Record<string, string | number>[] {
  const rows = ways.flatMap((way) =>
    (['ja', 'en'] as const).flatMap((asking) =>
      (['ja', 'en'] as const).map((told) => ({ way, asking, told, ...nearestOf(asking, told, way) })),
    ),
  );
  return rows.map(({ way, asking, told, cases, right, one, found }) => {
    const own = rows.find((row) => row.way === way && row.asking === asking && row.told === asking)?.one ?? 0;
    return {
      found: way,
      'asked in': asking,
      'past cases in': told,
      cases,
      'of the nearest five right %': right.toFixed(1),
      'one of five right %': one.toFixed(1),
      'found at all': found.toFixed(1),
      goal: asking === told ? '' : `within 10 points of ${own.toFixed(1)}`,
      holds: asking === told ? '' : one >= own - 10 ? 'yes' : 'no',
    };
  });
}

const found: Record<Way, (index: EvidenceIndex, asked: Asked) => { caseNumber: number }[]> = {
  'by words alone': (index, asked) => index.ask(asked).hits.slice(0, 5),
  'and in the other language': (index, asked) => {
    const translated = inOtherLanguage(
      asked,
      technologiesOf(index, asked).map(({ name }) => name),
    );
    const others = translated ? index.ask(translated).hits : [];
    return [...index.ask(asked).hits, ...others.map((hit) => ({ ...hit, similarity: 0.8 * hit.similarity }))]
      .sort((a, b) => b.similarity - a.similarity)
      .filter(({ caseId }, at, all) => all.findIndex((each) => each.caseId === caseId) === at)
      .slice(0, 5);
  },
  'and by technologies': (index, asked) =>
    learnedFrom(() => index).similar(asCase(asked), technologiesOf(index, asked), 5, 0),
  'as shown': (index, asked) => learnedFrom(() => index).similar(asCase(asked), technologiesOf(index, asked), 5),
};

/** What the product finds that the case is about. */
const technologiesOf = (index: EvidenceIndex, asked: Asked): DetectedTechnology[] =>
  learnedFrom(() => index)
    .detector(organisation.technologies)(asCase(asked))
    .filter((each) => !isSuggested(each));

const asCase = ({ title, text }: Asked) => ({ id: '', title, description: text, product: null });

function nearestOf(asking: Spoken, told: Spoken, way: Way) {
  const history = [...past.filter(({ spoken }) => spoken === told), ...publicPast(told)];
  const asked = questions.filter(
    ({ spoken, ids, title }) =>
      spoken === asking &&
      // Asked are those for which a past case in each language is right, so that the rows compare.
      (['ja', 'en'] as const).every((each) =>
        past.some((of) => of.spoken === each && of.title !== title && shares(of.technologies, ids)),
      ),
  );
  let [all, right, any] = [0, 0, 0];
  for (const each of asked) {
    // A case is not asked of itself.
    const index = indexOf(history.filter(({ title }) => title !== each.title));
    const five = found[way](index, each);
    const fits = five.filter(({ caseNumber }) => shares(labelsOf(index, caseNumber), each.ids)).length;
    all += five.length;
    right += fits;
    if (fits > 0) any++;
  }
  return {
    cases: asked.length,
    right: (100 * right) / Math.max(1, all),
    one: (100 * any) / Math.max(1, asked.length),
    found: all / Math.max(1, asked.length),
  };
}

/** Some of the public cases of a language, for the right ones to be found among. */
function publicPast(told: Spoken): PastCase[] {
  const all = sets.filter(({ name }) => name === (told === 'ja' ? 'ja-support, its end' : 'ms-support-en'));
  return all.flatMap((set) => set.past).filter((_, at) => at % (told === 'ja' ? 1 : 15) === 0);
}

/** A language's cases by names alone, and with a history of the other language alone. */
function foreignHistory(): Record<string, string | number>[] {
  const named = createDetector(organisation.technologies);
  const rows: Record<string, string | number>[] = [];
  for (const asking of ['ja', 'en'] as const) {
    const foreign = sets
      .flatMap((set) => set.past)
      .concat(past)
      .filter((each) => spokenIn(each) !== asking);
    const history = [...new Map(foreign.map((each) => [each.id, each])).values()];
    for (const most of [100, 1000, 5000]) {
      const kept = history.filter((_, at) => at % Math.max(1, Math.ceil(history.length / most)) === 0);
      if (most > 100 && kept.length < most / 10) continue;
      const index = indexOf(kept);
      const learned = learnedFrom(() => index).detector(organisation.technologies);
      for (const set of sets) {
        const asked = set.asked.filter(({ spoken }) => spoken === asking);
        if (asked.length === 0) continue;
        const right = (detect: typeof named): number =>
          asked.filter(({ title, text, ids }) => {
            const [first] = detect({ title, description: text, product: null });
            return first !== undefined && ids.includes(first.technology);
          }).length;
        const [without, having] = [right(named), right(learned)];
        rows.push({
          set: set.name,
          'asked in': asking,
          cases: asked.length,
          'past cases, all of the other language': kept.length,
          'names alone @1': percent(without, asked.length),
          'shown @1': percent(having, asked.length),
          goal: 'not under names alone',
          holds: having >= without ? 'yes' : 'no',
        });
      }
    }
  }
  return rows;
}

function indexOf(cases: readonly PastCase[]): EvidenceIndex {
  const index = evidenceIndex({ linearBits: 18 });
  for (const each of cases.toSorted((a, b) => a.closedAt - b.closedAt)) index.add(each);
  index.recount();
  return index;
}

function labelsOf(index: EvidenceIndex, caseNumber: number): string[] {
  return index.parts.technologies.labelsOf(caseNumber).map(({ name }) => name);
}

function shares(some: readonly string[], others: readonly string[]): boolean {
  return some.some((id) => others.includes(id));
}

function spokenIn({ title, text }: PastCase): Spoken {
  return /[\u3041-\u30ff]/.test(`${title}${text}`) ? 'ja' : 'en';
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(1);
}

// Last, when all constants are there.
console.log(`${table(nearest())}\n`);
console.log(table(foreignHistory()));
