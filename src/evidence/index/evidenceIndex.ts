import { type Answer, answers, type Question } from '../answering/answer.ts';
import { heldWith, wordsFor } from '../answering/wordParts.ts';
import { timeOf } from '../columns/activity.ts';
import { type Columns, named, within } from '../columns/columns.ts';
import type { Facet } from '../columns/facet.ts';
import { askedFirst } from '../own/askedFirst.ts';
import type { Own } from '../own/own.ts';
import type { CutCase, PastCase } from '../pastCases/pastCase.ts';
import { type EvidenceSettings, usualSettings } from './evidenceSettings.ts';
import { bytesOfParts, columnsOfParts, indexParts } from './indexParts.ts';
import { recounts } from './recounts.ts';
import { commonTerms, takingIn } from './takingIn.ts';
import { weighing } from './weighing.ts';

/**
 * What past cases tell, in memory, learned one case at a time. Pure: the same cases give the same answers, in whatever
 * order they came, but for `learned` weights, which want cases in order of time (see `behind`).
 */
export type EvidenceIndex = {
  /** How many cases it knows. */
  readonly size: number;
  /** How many cases came later than a newer one: load anew, in order of time, when it matters. */
  readonly behind: number;
  /** Takes a case in at once. The same id again replaces what it said. */
  add(past: PastCase | CutCase): void;
  /** The same of one so old that what would have been said of it tells little of today: it is not asked first. */
  addUnasked(past: PastCase | CutCase): void;
  /**
   * Takes a case in as one of many old ones while the index is made: all that it says but the learned weights, which
   * newer cases bring. `recount` must follow before anything is asked.
   */
  addUnlearned(past: PastCase | CutCase): void;
  /**
   * The same for one so old that many newer ones come after it: it is found by its rarer single words only. A question
   * reads no further back for common ones, and the pairs of a million old cases would take most of the memory.
   */
  addOld(past: PastCase | CutCase, isCommon: (hash: number) => boolean): void;
  /** Whether more than this part of the cases known at this moment, 0..1, have a term: known after the last step. */
  commonTerms(part: number): Iterator<void, (hash: number) => boolean>;
  /** Forgets a case; a person is forgotten by adding their cases anew without them. */
  remove(caseId: string): void;
  /** Counts anew how rare words are; done by itself when the index has grown by a quarter, or doubled once it is large. */
  recount(): void;
  /** The same in steps of a millisecond or so; the new counts hold after the last. */
  recounting(): Iterator<void>;
  ask(question: Question): Answer;
  /** What each term of an answered question says for a label, by the term's hash. */
  wordsFor(facet: 'people' | 'technologies', label: number, answer: Answer): Map<number, number>;
  /** How many of the newest past cases that hold a term had a label, and how many had any: read as far back as `wordsFor`. */
  heldWith(facet: 'people' | 'technologies', label: number, hash: number): { holding: number; having: number };
  /** When a case closed, in milliseconds since 1970. */
  closedAt(caseNumber: number): number;
  /** Whether what a person is credited with in a case is for this technology of it too. */
  isCreditedFor(caseNumber: number, person: string, technology: string): boolean;
  readonly parts: { people: Facet; technologies: Facet };
  /** What it has learned of itself. */
  readonly own: Pick<Own, 'calibration' | 'judged'>;
  /** All that it remembers, to be saved before it changes: views of its own memory, from which `evidenceIndex` makes it again. */
  columns(): Columns;
  bytes(): number;
};

/** An empty one, or the one that was saved; throws when that is none of this format. */
export function evidenceIndex(changes: Partial<EvidenceSettings> = {}, saved?: Columns): EvidenceIndex {
  const settings = { ...usualSettings, ...changes };
  const parts = indexParts(settings, within(saved, 'parts'));
  const { table, cases, numbers, rare } = parts;
  const normOf = (terms: Parameters<typeof weighing>[0]): number => weighing(terms, table.find, rare).norm;
  const counts = recounts({ rare, cases, terms: table, normOf });
  const taking = takingIn(parts, counts, within(saved, 'taken'));
  const ask = answers(parts, settings);
  const asking = askedFirst(parts, ask);
  const { own } = parts;
  return {
    get size() {
      return numbers.size;
    },
    own,
    get behind() {
      return taking.behind;
    },
    parts: { people: parts.people.facet, technologies: parts.technologies.facet },
    add(past) {
      asking(past);
      taking.add(past);
    },
    addUnasked: taking.add,
    addUnlearned: taking.addUnlearned,
    addOld: taking.addOld,
    remove: taking.remove,
    recount() {
      counts.whole();
      own.learn();
    },
    *recounting() {
      yield* counts.steps();
      own.learn();
    },
    commonTerms: (part) => commonTerms(parts, part),
    ask,
    wordsFor: (facet, label, answer) => wordsFor(parts, parts[facet], label, answer),
    heldWith: (facet, label, hash) => heldWith(parts, parts[facet].facet, label, hash),
    closedAt: (caseNumber) => timeOf(cases.days[caseNumber] ?? 0),
    isCreditedFor: (caseNumber, person, technology) =>
      !parts.notCredited.has(
        caseNumber,
        parts.people.facet.names.find(person),
        parts.technologies.facet.names.find(technology),
      ),
    columns: () => ({ ...named('parts', columnsOfParts(parts)), ...named('taken', taking.columns()) }),
    bytes: () => bytesOfParts(parts),
  };
}
