import type { Form, Groups, Told, When } from './deadlineForm.ts';

/**
 * `by` and its like stand before other days too (englishDeadline.ts). A week is also told without: "fix it this week", "Need
 * AKS back later this week", "AKS is down, end of week"; and just as well of what went on in it.
 */
const week = String.raw`(?<![\p{L}\d])(?:by |before |until |till? )?(?:(?<this>(?:some ?time |within |during |in |later |late )?this week)|(?<end>(?:the )?end of (?:the |this )?(?<work>working |business )?week|eow))(?!\w|-\w|['’]s\b)`;

const asked =
  /\b(?:need(?:s|ed)?|must|ha(?:s|ve) to|got to|should|please|pls|kindly|wants?|wanted|would like|(?:can|could|will) (?:you|we|someone|somebody)|required|promised|due|deadline)\b|^\s*(?:fix|restore|repair|resolve|solve|migrate|renew|replace|unlock)\b/;
/** What went wrong did so this week: close before the words that tell when. */
const wentWrong =
  /\b(?:why|no|not|never|cannot|\w+n['’]t|fail\w*|errors?|br[eo]ke\w*|crash\w*|slow\w*|stop\w*|down|happen\w*|occur\w*|lost|drop\w*|was|were|did|had|seen|became|been|since|began|started|changed|updated|installed)\b[^.!?,;:]{0,20}$/;
/** Files deleted this week are matter, unless somebody wants them deleted. */
const made = /\b(?:created|modified|deleted|sent|received|edited|added|uploaded|saved)\s*(?:earlier )?$/;
const toMake = /\b(?:need|must|want|ha(?:s|ve) to)/;
const goesOn =
  /^\s*(?:$|[.!?,;:)\]\n]|(?:please|pls|thanks|thank you|so|because|or|before|if|and|at the latest|as|due to)\b)/;
const opening = /(?:^|[.!?\n])\s*$/u;
const apart = /(?:^|[^\p{Script=Latin}\p{N}\s])\s*$/u;
const toDo =
  /^\s*[:,]?\s*(?:please|pls|we need|need|must|fix|restore|repair|resolve|solve|migrate|renew|replace|unlock)\b/;
const over = /^[^\S\n]*(?:$|[.!?;)\]\n])/;

function isNone({ groups, before, after }: Told): boolean {
  const clause = before.split(/[.!?,;:]\s|\n/).at(-1) ?? '';
  if (opening.test(before) && toDo.test(after)) return false;
  if (/\bdeadline(?: is)?:? *$/.test(before)) return false;
  if (groups['end'] !== undefined && apart.test(before) && over.test(after)) return false;
  if (!goesOn.test(after)) return true;
  if (made.test(clause) && !toMake.test(clause)) return true;
  return !asked.test(clause) || wentWrong.test(clause) || /\bat (?:the )?$/.test(before);
}

/** The week of work ends on Friday, the week on Sunday. */
const read = ({ work }: Groups): When => ({
  day: work === undefined ? { kind: 'end-of', unit: 'week', ahead: 0 } : { kind: 'weekday', weekday: 5, week: 0 },
  time: null,
  zone: null,
});

/** How people say in English that a week is how long they can wait. */
export const weekForms: Form[] = [{ pattern: new RegExp(week, 'gu'), isNone, read }];
