/**
 * Whether a case asked in one language finds past cases told in the other: `npm run bench:matching -- languages`
 * (a minute).
 *
 * Nearest five: the five likest past cases when all are of the other language (or of the same, for comparison): how
 * many of them have a technology of the case, and how often one of them has. Asked are the organisation's past swarms
 * and the mails of test/fixtures/typed, of some 30 swarms of a language among some 130 public cases of it. Then: what a
 * history in the other language alone does to the technology shown, beside no history at all.
 */
import { createDetector } from '../../../src/detection/detection.ts';
import { type EvidenceIndex, evidenceIndex } from '../../../src/evidence/index/evidenceIndex.ts';
import { learnedFrom } from '../../../src/evidence/learned.ts';
import type { PastCase } from '../../../src/evidence/pastCases/pastCase.ts';
import { organisation } from './labels.ts';
import { type Asked, askedSets, organisationsPast } from './robustness/askedSets.ts';
import type { Spoken } from './robustness/noise.ts';
import { table } from './table.ts';
import { mailsAsked } from './typedMails.ts';

const sets = askedSets(400);
const past = organisationsPast();
const questions: Asked[] = [
  ...past.map(({ title, text, technologies, spoken }) => ({ title, text, ids: technologies, spoken })),
  ...mailsAsked(),
];

console.log(`${table(nearest())}\n`);
console.log(table(foreignHistory()));

function nearest(): Record<string, string | number>[] {
  const rows = (['ja', 'en'] as const).flatMap((asking) =>
    (['ja', 'en'] as const).map((told) => ({ asking, told, ...nearestOf(asking, told) })),
  );
  return rows.map(({ asking, told, cases, right, one, found }) => {
    const own = rows.find((row) => row.asking === asking && row.told === asking)?.one ?? 0;
    return {
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

function nearestOf(asking: Spoken, told: Spoken) {
  const history = [...past.filter(({ spoken }) => spoken === told), ...publicPast(told)];
  const asked = questions.filter(
    ({ spoken, ids, title }) =>
      spoken === asking &&
      // Asked are those for which a past case in each language is right, so that the rows compare.
      (['ja', 'en'] as const).every((each) =>
        past.some((of) => of.spoken === each && of.title !== title && shares(of.technologies, ids)),
      ),
  );
  let [found, right, any] = [0, 0, 0];
  for (const each of asked) {
    // A case is not asked of itself.
    const index = indexOf(history.filter(({ title }) => title !== each.title));
    const five = index.ask(each).hits.slice(0, 5);
    const fits = five.filter(({ caseNumber }) => shares(labelsOf(index, caseNumber), each.ids)).length;
    found += five.length;
    right += fits;
    if (fits > 0) any++;
  }
  return {
    cases: asked.length,
    right: (100 * right) / Math.max(1, found),
    one: (100 * any) / Math.max(1, asked.length),
    found: found / Math.max(1, asked.length),
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
