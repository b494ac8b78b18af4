import type { DetectedTechnology } from '../detection/detectedTechnology.ts';
import { type CaseText, createDetector, type Detector } from '../detection/detection.ts';
import type { Technology } from '../registry/technology.ts';
import type { Answer } from './answering/answer.ts';
import type { EvidenceIndex } from './index/evidenceIndex.ts';
import { inOtherLanguage } from './languages/otherLanguage.ts';
import { type LikeCase, leastLikeness, likeCases, likestFirst } from './likeCases.ts';
import type { Coverage, PersonEvidence } from './personEvidence.ts';
import { silent, taught } from './taught.ts';

/** A case as it is compared with past ones; `id` because a case is not like itself. */
export type AskedCase = CaseText & { id: string };

/** A technology of the case, and how sure that is. */
export type Wanted = Pick<DetectedTechnology, 'technology' | 'confidence'> & Partial<Pick<DetectedTechnology, 'name'>>;

/** What past cases teach about a case: what it may be, who solved the like, and which those were. */
export type Learned = {
  /** Who has shown that they can help, or that they no longer want to, by Entra id. */
  people(theCase: AskedCase, technologies: readonly Wanted[]): ReadonlyMap<string, PersonEvidence>;
  /** A detector by the registry's words that has learned too. */
  detector(technologies: readonly Technology[]): Detector;
  /** Past cases like this one, the likest first; none when none is like it. `atLeast`: how like they must be (likeCases.ts). */
  similar(theCase: AskedCase, technologies: readonly Wanted[], most: number, atLeast?: number): LikeCase[];
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
        if (index.size === 0) return silent;
        const answer = answerTo(text);
        read = { of: text, index, answer };
        return taught(index, { ...questionOf(text), titleEnds: text.title.length }, answer, names);
      });
    },
    people(theCase, technologies) {
      const index = current();
      if (index.size === 0) return new Map();
      const answer = answerTo(theCase);
      const { people } = answer.peopleGiven([...technologies]);
      return evidenceOf(index, people, likeIn(index, answer, theCase, technologies), technologies, refused);
    },
    similar(theCase, technologies, most, atLeast) {
      const index = current();
      if (index.size === 0) return [];
      return likeIn(index, index.ask(questionOf(theCase)), theCase, technologies, atLeast).slice(0, most);
    },
  };
}

/**
 * Past cases like this one: those of its own language first. Where there are few, it is asked once more by the words of the other
 * language, and what that finds comes in behind what is as like in its own.
 */
function likeIn(
  index: EvidenceIndex,
  own: Answer,
  theCase: AskedCase,
  technologies: readonly Wanted[],
  atLeast?: number,
): LikeCase[] {
  const found = likeCases(index, own, technologies, theCase.id, { atLeast });
  if (found.filter(({ likeness }) => likeness >= leastLikeness).length >= enoughAlike) return found;
  const names = technologies.flatMap(({ name }) => (name ? [name] : []));
  const translated = inOtherLanguage(questionOf(theCase), names);
  if (!translated) return found;
  const known = new Set(found.map(({ caseId }) => caseId));
  const others = likeCases(index, index.ask(translated), technologies, theCase.id, { atLeast, words: anyWord }).flatMap(
    (each) => (known.has(each.caseId) ? [] : [{ ...each, likeness: each.likeness * ofOtherLanguage }]),
  );
  return [...found, ...others].sort(likestFirst);
}

/** So many like cases of one's own language are enough to read. */
const enoughAlike = 3;
const ofOtherLanguage = 0.8;
/** Of what a list of words and names can say in the other language hardly any is in common with what is truly like. */
const anyWord = 0.005;

/** The product field stands behind the title: what the case system calls it says as much. Places in the title stay as they are. */
const questionOf = ({ title, description, product }: CaseText) => ({
  title: product && !title.includes(product) ? `${title} ${product}` : title,
  text: description,
});

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
        const count = solved.filter(
          ({ caseNumber, technologies: were }) =>
            were.includes(technology) && index.isCreditedFor(caseNumber, person, technology),
        ).length;
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
