import type { Answer, Question } from '../answering/answer.ts';
import type { IndexParts } from '../index/indexParts.ts';
import type { CutCase, PastCase } from '../pastCases/pastCase.ts';
import type { Terms } from '../terms/terms.ts';
import { likeCasesOf } from './likest.ts';

/** Asks an index about a past case before it takes it in, when one is due, and notes what it said and what was right. */
export function askedFirst(
  parts: IndexParts,
  ask: (question: Question | Terms) => Answer,
): (past: PastCase | CutCase) => void {
  const { numbers, own, technologies } = parts;
  return (past) => {
    // A case that is told again is known already.
    if (past.technologies.length === 0 || !own.isDue(numbers.size) || numbers.find(past.id) !== undefined) return;
    const answer = ask('terms' in past ? past.terms : { title: past.title, text: past.text });
    const { nearest, each } = likeCasesOf(technologies.facet, answer.hits);
    const { names } = technologies.facet;
    own.note({
      size: numbers.size,
      each,
      heard: heardOf(answer),
      candidates: answer.technologies.map(({ label, row }) => ({
        row,
        nearest: nearest.get(label) ?? 0,
        right: past.technologies.includes(names.nameOf(label)),
      })),
    });
  };
}

/** How much of what past cases say is heard, 0..1: less where they know few of a question's words. */
export const heardOf = ({ familiar }: Pick<Answer, 'familiar'>): number => Math.min(1, familiar / familiarEnough);
/** With less of its words in any past case than this, a question is of another language or world, and they tell less of it. */
const familiarEnough = 0.35;
