import type { Urgency } from '../../cases/typedUrgency.ts';
import { symptomsIn } from '../../detection/symptoms.ts';
import { wellKnownIn } from '../../detection/wellKnownProducts.ts';
import { saidUrgency } from './case/saidUrgency.ts';
import { faultSaid } from './parsing/faultSaid.ts';
import { hasVerb } from './parsing/vocabulary.ts';

/** What words to the bot are: clearly a problem, small talk, or neither for sure. */
export type SaidKind = 'case' | 'small-talk' | 'unclear';

/**
 * Small talk is a greeting or thanks that tells of nothing wrong, or too few words to tell anything: whoever greets, or thanks for what did
 * not help, and then tells a problem has told a problem. `namesTechnology`: one of the registry.
 */
export function kindOfSaid(
  words: string,
  { namesTechnology, language }: { namesTechnology: boolean; language: 'en' | 'ja' },
  urgency: Urgency,
): SaidKind {
  const { sentence, smallTalk, longerThanCourtesy } = lengths[language];
  const length = [...words].length;
  if (saidUrgency(words, urgency).severity !== null || length >= surelyACase) return 'case';
  const hasFault = length < longerThanCourtesy && faultSaid(words);
  const isCourtesy = length < longerThanCourtesy && courtesy.test(words.replace(named, ' ')) && !hasFault;
  if (namesTechnology && length >= sentence && !isCourtesy) return 'case';
  if (namesTechnology) return 'unclear';
  return isCourtesy || (length < smallTalk && !hasFault && !tellsSomething(words)) ? 'small-talk' : 'unclear';
}

/** In characters; a Japanese sentence says the same in about half as many. */
const lengths = {
  en: { sentence: 15, smallTalk: 25, longerThanCourtesy: 80 },
  ja: { sentence: 8, smallTalk: 12, longerThanCourtesy: 40 },
};
/** Nobody thanks at such length; nor does it fit into the form that asks. */
const surelyACase = 600;

export const courtesy =
  /\b(thanks?|thank you|thx|cheers|(?<!\b(?:is|are|was|were|looks?|seems?) )ok(ay)?|great|hello|hi|good (morning|evening|afternoon))\b|ありがと|了解|承知|お疲れ|こんにちは|おはよう|助かり/iu;
/** Names of things that have a courtesy in them. */
const named =
  /\bwindows hello|\bok(?:ay)? (?:button|dialog|key)|\bthank[- ]?you (?:page|e?-?mail|screen|card|note|letter)s?\b|(?:了解|承知|OK)(?:ボタン|を(?:押|クリック))|(?:ありがとう|お疲れ様|こんにちは)(?:メール|カード|ページ|画面|ポイント)/iu;

/** A few words that tell of something wrong, or name something: by its capitals, or as an everyday thing that fails. */
const trouble =
  /error|fail|slow|down|broken|issue|problem|crash|freez|frozen|\bh(?:angs|anging|ung)\b|stuck|drop(?:s|ped)|disconnect|time(?:s|d)? ?out|denied|corrupt|offline|unreachable|unavailable|blank|\bboot(?:s|ing)?\b|\bjam(?:s|med)?\b|エラー|失敗|障害|遅|不具合|問題|異常|停止|切断|\d/iu;

const tellsSomething = (words: string): boolean =>
  hasVerb.test(words) ||
  trouble.test(words) ||
  named.test(words) ||
  !wellKnownIn(words).next().done ||
  // Whoever has a call or is at home may tell just that.
  symptomsIn(words).some((each) => !/^(?:calls?|meetings?|(?:at|from) home)$/i.test(each.words)) ||
  // A few kana are a sigh; what names things in Han or katakana tells of them.
  /[A-Z]{2}|\p{Script=Han}|\p{Script=Katakana}/u.test(words);
