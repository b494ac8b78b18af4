import { comparable, type Form, type Groups, type When } from './deadlineForm.ts';
import { englishForms } from './englishDeadline.ts';
import { japaneseForms } from './japaneseDeadline.ts';

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
    for (const match of signs.matchAll(pattern)) {
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

/** So much time from now: only for what is to be done, not for what happens within it. */
const jaWithin = String.raw`(?<count>\d{1,3})\s?(?<unit>時間|日|営業日)以内に?(?=(?:ご|御)?(?:復旧|対応|回答|解決|返答|返信|連絡|直|修正|お願い))`;
const enWithin = String.raw`(?<=\b(?:fix|fixed|resolve|resolved|solve|solved|restore|restored|answer|reply|respond|response|needed|help|back)\b[^.!?\n]{0,24}\s)within (?<count>\d{1,3}|an|one|two) (?<unit>hours?|days?)(?! (?:of|after))`;
const within = ({ count = '', unit = '' }: Groups): When => ({
  day: {
    kind: 'in',
    unit: /時間|hour/.test(unit) ? 'hours' : 'days',
    count: count === 'two' ? 2 : /^\d/.test(count) ? Number(count) : 1,
  },
  time: null,
  zone: null,
});

const forms: Form[] = [
  ...japaneseForms,
  ...englishForms,
  ...[jaWithin, enWithin].map((form) => ({ pattern: new RegExp(form, 'gu'), isNone: () => false, read: within })),
];
