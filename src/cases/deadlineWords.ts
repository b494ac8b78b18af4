import { matchesOf } from '../reading/matches.ts';
import { comparable, type Form, type When } from './deadlineForm.ts';
import { withinForms } from './deadlineWithin.ts';
import { englishForms } from './englishDeadline.ts';
import { japaneseForms } from './japaneseDeadline.ts';
import { weekForms } from './weekDeadline.ts';

/** Words that tell a deadline: where they stand (UTF-16, end exclusive), and what they say. */
export type DeadlineWords = { when: When; from: number; to: number };

/** Of a longer text only so much is looked through. */
const mostText = 4000;
/** So much around the words says whether somebody wants it by then. */
const mostAround = 100;

/** All deadlines that a text tells, in both languages, in their order. */
export function deadlinesIn(text: string): DeadlineWords[] {
  const signs = comparable(text.slice(0, mostText));
  const found: DeadlineWords[] = [];
  for (const { pattern, isNone, isMatter, read } of forms)
    for (const match of matchesOf(pattern, signs)) {
      const { index, 0: words, groups = {} } = match;
      const end = index + words.length;
      const told = {
        groups,
        before: signs.slice(Math.max(0, index - mostAround), index),
        after: signs.slice(end, end + mostAround),
        words: text.slice(index, end),
        next: text.slice(end, end + mostAround),
      };
      if (isNone(told)) continue;
      const when = read(groups);
      // What is told of something else, which is what is to be done before, is matter.
      if (when) found.push({ when, from: index, to: isMatter ? index : end });
    }
  return found.toSorted((one, other) => one.from - other.from || other.to - one.to);
}

const forms: Form[] = [...japaneseForms, ...englishForms, ...withinForms, ...weekForms];
