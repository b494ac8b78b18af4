import { type CaseText, createDetector, type Detector } from '../detection.ts';
import type { PersonEvidence } from '../gathering.ts';
import type { Coverage } from '../plan.ts';
import type { DetectedTechnology, DetectionEvidence, Technology } from '../technology.ts';
import type { Answer } from './answer.ts';
import type { EvidenceIndex } from './evidenceIndex.ts';
import { type LikeCase, likeCases } from './likeCases.ts';
import { type TermSpan, termSpans } from './terms.ts';

/** A case as it is compared with past ones; `id` because a case is not like itself. */
export type AskedCase = CaseText & { id: string };

/** A technology of the case, and how sure that is. */
export type Wanted = Pick<DetectedTechnology, 'technology' | 'confidence'>;

/** What past cases teach about a case: what it may be, who solved the like, and which those were. */
export type Learned = {
  /** Who has shown that they can help, or that they no longer want to, by Entra id. */
  people(theCase: AskedCase, technologies: readonly Wanted[]): ReadonlyMap<string, PersonEvidence>;
  /** A detector by the registry's words that has learned too. */
  detector(technologies: readonly Technology[]): Detector;
  /** Past cases like this one, the likest first; none when none is like it. */
  similar(theCase: AskedCase, technologies: readonly Wanted[], most: number): LikeCase[];
};

/** The registry's own words, and nothing else. */
export const nothingLearned: Learned = {
  people: () => new Map(),
  detector: (technologies) => createDetector(technologies),
  similar: () => [],
};

/**
 * What the index of the moment says, in the product's terms. `refused`: whether somebody said that they do not have a
 * skill history had shown of them.
 */
export function learnedFrom(
  current: () => EvidenceIndex,
  refused: (person: string, technology: string) => boolean = () => false,
): Learned {
  // A plan asks for the technologies of a case and then for its people: the past is read once for both.
  let read: { of: CaseText; index: EvidenceIndex; answer: Answer } | undefined;
  const answerTo = (text: CaseText): Answer => {
    const index = current();
    const answer = read?.of === text && read.index === index ? read.answer : index.ask(questionOf(text));
    read = undefined;
    return answer;
  };

  return {
    detector: (technologies) => {
      const names = new Map(technologies.map(({ id, name }) => [id, name]));
      return createDetector(technologies, undefined, (text) => {
        const index = current();
        if (index.size === 0) return [];
        const answer = answerTo(text);
        read = { of: text, index, answer };
        return taught(index, questionOf(text), answer, names);
      });
    },
    people(theCase, technologies) {
      const index = current();
      if (index.size === 0) return new Map();
      const answer = answerTo(theCase);
      const { people } = answer.peopleGiven([...technologies]);
      return evidenceOf(index, people, likeCases(index, answer, technologies, theCase.id), technologies, refused);
    },
    similar(theCase, technologies, most) {
      const index = current();
      if (index.size === 0) return [];
      return likeCases(index, index.ask(questionOf(theCase)), technologies, theCase.id).slice(0, most);
    },
  };
}

const questionOf = ({ title, description }: CaseText) => ({ title, text: description });

/** Credited with this much or more, a person solved the case; with less, they only came. */
const solvedFrom = 0.5;
/** So many like cases of a technology show that somebody covers it, though the registry does not say so. */
const casesToCover = { level3: 2, level4: 4 };
const mostNamed = 3;
/** What "not my field" takes, after the last like case they solved. */
const declinedScore = -0.5;

type Shown = { solved: LikeCase[]; declined: LikeCase[] };

function evidenceOf(
  index: EvidenceIndex,
  scored: Answer['people'],
  like: readonly LikeCase[],
  technologies: readonly Wanted[],
  refused: (person: string, technology: string) => boolean,
): Map<string, PersonEvidence> {
  const people = new Map<string, Shown>();
  for (const each of like)
    for (const { name, weight } of index.parts.people.labelsOf(each.caseNumber)) {
      const shown = people.get(name) ?? { solved: [], declined: [] };
      people.set(name, shown);
      if (weight >= solvedFrom) shown.solved.push(each);
      else if (weight < 0) shown.declined.push(each);
    }
  const chance = new Map(scored.map(({ label, probability }) => [index.parts.people.names.nameOf(label), probability]));
  const found = new Map<string, PersonEvidence>();
  for (const [person, { solved, declined }] of people) {
    const lastSolved = newestOf(solved);
    const lastDeclined = newestOf(declined);
    if (lastDeclined && lastDeclined.closedAt >= (lastSolved?.closedAt ?? 0)) {
      const at = new Date(lastDeclined.closedAt).toISOString();
      found.set(person, { score: declinedScore, for: [], against: [{ code: 'declined-similar', at }] });
    } else if (lastSolved) {
      const covers = technologies.flatMap(({ technology }): Coverage[] => {
        const count = solved.filter((each) => each.technologies.includes(technology)).length;
        if (count < casesToCover.level3 || refused(person, technology)) return [];
        return [{ technology, level: count < casesToCover.level4 ? 3 : 4, owner: false }];
      });
      const cases = solved.slice(0, mostNamed).map(({ caseId }) => caseId);
      const last = new Date(lastSolved.closedAt).toISOString();
      // The root brings the chances of a large and of a small organisation nearer to each other.
      const score = Math.sqrt(chance.get(person) ?? 0);
      found.set(person, { score, for: [{ code: 'solved-similar', count: solved.length, cases, last }], covers });
    }
  }
  return found;
}

const newestOf = (cases: readonly LikeCase[]): LikeCase | undefined =>
  cases.reduce<LikeCase | undefined>(
    (newest, each) => (newest && newest.closedAt >= each.closedAt ? newest : each),
    undefined,
  );

/** What past cases with such words turned out to be. */
function taught(
  index: EvidenceIndex,
  question: { title: string; text: string },
  answer: Answer,
  names: ReadonlyMap<string, Technology['name']>,
): DetectedTechnology[] {
  const trust = index.size / (index.size + casesToTrust);
  const { nearest, each } = labelled(index, answer);
  const facet = index.parts.technologies;
  const likely = answer.technologies.slice(0, mostTaught).flatMap(({ label, probability }) => {
    const technology = facet.names.nameOf(label);
    const name = names.get(technology);
    // What is usual is likely whatever the case says: it counts as far as some case of it was like this one.
    const like = Math.min(1, (nearest.get(technology) ?? 0) / likeEnough);
    // The chance that it is among the few technologies of a case, where `probability` is that of each of them.
    const confidence = trust * like * (1 - (1 - probability) ** each);
    return name && confidence >= leastTaught ? [{ label, technology, name, confidence }] : [];
  });
  if (likely.length === 0) return [];
  const spans = termSpans(question.title, question.text);
  return likely.flatMap(({ label, ...known }) => {
    const evidence = spokenWords(question, spans, index.wordsFor('technologies', label, answer));
    return evidence.length > 0 ? [{ ...known, evidence }] : [];
  });
}

/** After so many cases their word counts half: the registry's own words are all there is in the beginning. */
const casesToTrust = 30;
const leastTaught = 0.15;
const mostTaught = 8;
const mostSpans = 3;
/** A word that says less than this part of what the best one says is not shown. */
const besideBest = 0.4;
/** Cosine of the words of two cases that are of one kind. */
const likeEnough = 0.15;

/** For each technology how like its likest case is, and how many technologies such cases have. */
function labelled(index: EvidenceIndex, { hits }: Answer): { nearest: Map<string, number>; each: number } {
  const nearest = new Map<string, number>();
  let labels = 0;
  for (const { caseNumber, similarity } of hits)
    for (const { name } of index.parts.technologies.labelsOf(caseNumber)) {
      labels++;
      nearest.set(name, Math.max(nearest.get(name) ?? 0, similarity));
    }
  return { nearest, each: Math.max(1, labels / Math.max(1, hits.length)) };
}

/** The words that spoke for a technology, as they stand in the case; neighbours are one piece. */
function spokenWords(
  question: { title: string; text: string },
  spans: readonly TermSpan[],
  parts: ReadonlyMap<number, number>,
): DetectionEvidence[] {
  const best = spans
    .map((span) => ({ ...span, part: parts.get(span.hash) ?? 0 }))
    .filter(({ part }) => part > 0)
    .sort((a, b) => b.part - a.part)
    .slice(0, mostSpans * 2);
  const pieces: typeof best = [];
  for (const span of best.toSorted((a, b) =>
    a.source < b.source ? 1 : a.source > b.source ? -1 : a.start - b.start,
  )) {
    const last = pieces.at(-1);
    if (last && last.source === span.source && span.start <= last.end) {
      last.end = Math.max(last.end, span.end);
      last.part += span.part;
    } else pieces.push({ ...span });
  }
  const most = Math.max(...pieces.map(({ part }) => part));
  return pieces
    .filter(({ part }) => part >= most * besideBest)
    .sort((a, b) => b.part - a.part)
    .slice(0, mostSpans)
    .map(({ source, start, end }) => ({
      kind: 'learned',
      source: source === 'title' ? 'title' : 'description',
      start,
      end,
      words: question[source].slice(start, end),
    }));
}
