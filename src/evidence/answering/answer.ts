import type { WeighedTerms } from '../columns/linear.ts';
import type { EvidenceSettings } from '../index/evidenceSettings.ts';
import type { IndexParts } from '../index/indexParts.ts';
import { type Weighing, weighing } from '../index/weighing.ts';
import { isPair } from '../terms/hash.ts';
import { openingOf, type Terms, termsOf } from '../terms/terms.ts';
import { type Context, fused, type Scored } from './fusion.ts';
import { type FusionWeights, fusionWeights } from './fusionWeights.ts';
import { namedLabels } from './named.ts';
import { type QueryTerm, scanner } from './scan.ts';
import type { Hit } from './similar.ts';

/**
 * `technologies`: what the case is known or confirmed to be, with confidence in 0..1; without it, what the index itself
 * would say counts, softly.
 */
export type Question = { title: string; text: string; technologies?: { technology: string; confidence: number }[] };

/**
 * Numbers are the index's own; `people` and `technologies` are best first, and each is reckoned when first read: before
 * the index changes.
 */
export type Answer = {
  people: Scored[];
  technologies: Scored[];
  /** The people, had the question come with these technologies: of the same reading of the past cases. */
  peopleGiven(technologies: Question['technologies']): { people: Scored[]; peopleWeights: FusionWeights };
  /** The weights that made the people's scores. */
  peopleWeights: FusionWeights;
  hits: (Hit & { caseId: string })[];
  terms: readonly QueryTerm[];
  /** How much of what the question says stands in any past case, 0..1: little in another language. */
  familiar: number;
  /** How many terms of matter the question has. */
  told: number;
  weighed: WeighedTerms;
};

/** Asks an index made of these parts: by a text, or by the terms that a past case was cut into, whose opening nobody knows any more. */
export function answers(parts: IndexParts, settings: EvidenceSettings): (question: Question | Terms) => Answer {
  const { table, cases, lists, rare, people, technologies, owners, own } = parts;
  const facets = [people.facet, technologies.facet];
  const scan = scanner({ postings: lists, cases, facets });
  const namedIn = namedLabels({ names: technologies.facet.names, terms: table, rare, postings: lists });

  return (question) => {
    const [asked, opens, known] =
      'hashes' in question
        ? [question, termsOf('', ''), undefined]
        : [termsOf(question.title, question.text), termsOf(openingOf(question), ''), question.technologies];
    const weighed = weighing(asked, table.find, rare);
    const opening = weighing(opens, table.find, rare);
    const terms = queryTerms(weighed, opening, parts);
    const scanned = scan({ terms, most: settings.similarCases, budget: settings.readingBudget });
    const answer = (at: 0 | 1, weights: FusionWeights, context?: Context): Scored[] => {
      const { facet, linear } = at === 0 ? people : technologies;
      const words = scanned.words[at] ?? { labels: new Uint32Array(0), votes: new Float64Array(0), nobody: 0 };
      return fused({
        facet,
        cases,
        linear,
        hits: scanned.hits,
        opening: scanned.opening,
        words,
        terms: weighed.vector,
        weights,
        context,
        named: at === 1 ? namedIn(asked) : undefined,
      });
    };
    const found = once(() => answer(1, own.weights));
    const peopleGiven = (known: Question['technologies']): Pick<Answer, 'people' | 'peopleWeights'> => {
      const given = known?.flatMap(({ technology, confidence }) => {
        const number = technologies.facet.names.find(technology);
        return number < 0 ? [] : [[number, confidence] as const];
      });
      const sure = given !== undefined && given.length > 0;
      const told = technologies.facet.names.size > 0;
      const peopleWeights = fusionWeights[sure ? 'confirmed' : told ? 'guessed' : 'untold'];
      const context = {
        technologies: new Map(
          sure
            ? given
            : found()
                .slice(0, 8)
                .map((each) => [each.label, each.probability]),
        ),
        facet: technologies.facet,
        ownership: owners,
      };
      return { people: answer(0, peopleWeights, context), peopleWeights };
    };
    const scored = once(() => peopleGiven(known));
    return {
      peopleGiven,
      get people() {
        return scored().people;
      },
      get peopleWeights() {
        return scored().peopleWeights;
      },
      get technologies() {
        return found();
      },
      hits: scanned.hits.map((hit: Hit) => ({ ...hit, caseId: cases.ids.at(hit.caseNumber) })),
      terms,
      familiar: familiarity(weighed, asked),
      told: asked.hashes.length - quietOf(asked),
      weighed: weighed.vector,
    };
  };
}

/** How many of a question's terms stand in no matter. */
const quietOf = ({ hashes, quiet }: Terms): number =>
  quiet === undefined ? 0 : hashes.reduce((count, hash) => count + (quiet.has(hash) ? 1 : 0), 0);

function familiarity({ vector, slots }: Weighing, asked: Terms): number {
  let [known, all] = [0, 0];
  // A log whose words nobody had makes what is said beside it no less familiar.
  const quiet = quietOf(asked) < asked.hashes.length ? asked.quiet : undefined;
  for (const [at, weight] of vector.weights.entries()) {
    if (quiet?.has(vector.hashes[at] ?? 0)) continue;
    // Two words side by side are new more often than not.
    if (isPair(vector.hashes[at] ?? 0)) continue;
    all += weight;
    if ((slots[at] ?? -1) >= 0) known += weight;
  }
  return all === 0 ? 0 : known / all;
}

/** The terms that the index knows. */
function queryTerms({ vector, slots }: Weighing, opening: Weighing, { rare }: IndexParts): QueryTerm[] {
  const opens = new Map([...opening.vector.hashes].map((hash, at) => [hash, opening.vector.weights[at] ?? 0]));
  const known = [...slots.keys()].filter((at) => (slots[at] ?? -1) >= 0);
  const said = known.reduce((sum, at) => sum + (vector.weights[at] ?? 0), 0) || 1;
  return known.map((at): QueryTerm => {
    const [slot, weight] = [slots[at] ?? 0, vector.weights[at] ?? 0];
    const hash = vector.hashes[at] ?? 0;
    const rarity = rare.of(slot);
    return { slot, hash, weight: weight * rarity, opening: (opens.get(hash) ?? 0) * rarity, say: weight / said };
  });
}

function once<T>(reckon: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: reckon() };
    return known.value;
  };
}
