import type { Case } from '../../cases/case.ts';
import type { Urgency } from '../../cases/typedUrgency.ts';
import { wellKnownIn } from '../../detection/wellKnownProducts.ts';
import { planOfferCard } from '../cards/questionCards.ts';
import type { Turn } from '../inbound/turn.ts';
import type { CaseNeeds, caseCommand } from './case/case.ts';
import { caseFromText } from './case/freeText.ts';
import { saidUrgency } from './case/saidUrgency.ts';
import { courtesyReply } from './courtesy.ts';
import { hasVerb } from './parsing/vocabulary.ts';
import type { Reply } from './replies.ts';

/**
 * Words to the bot without `/swarm`: the case they name; the plan where they are clearly a problem; a word about what
 * the bot is for where they are small talk ("thanks, it works again"); and otherwise the question whether to make a
 * plan of them. A plan for a thank-you would be noise; a problem told in vain would be worse.
 */
export function saidCommand(
  needs: Pick<CaseNeeds, 'tenantId' | 'urgency'>,
  {
    named,
    about,
    planOrAsk,
    namesProduct,
  }: Pick<ReturnType<typeof caseCommand>, 'named' | 'about' | 'planOrAsk' | 'namesProduct'>,
) {
  const { tenantId, urgency } = needs;
  return (words: string, turn: Turn): Promise<Reply> => named(words, turn, (unread) => toldIn(words, turn, unread));

  async function toldIn(words: string, turn: Turn, unread?: Case['unread']): Promise<Reply> {
    const { reader, person } = turn;
    const told = caseFromText({
      text: words,
      tenantId,
      owner: person,
      at: reader.at,
      readerLanguage: reader.language,
      zone: reader.zone,
      urgency,
    });
    // How urgent it is and nothing of what: "urgent!!"
    if (!told) return about(words, 'vague', turn);
    const names = namesProduct(told);
    const kind = kindOf(words, names, told.language, urgency);
    if (kind === 'small-talk')
      return courtesyReply(thanked.test(words) ? 'thanks' : courtesy.test(words) ? 'noted' : null, turn);
    // What names no product is asked about in one question: whether it is a case, and of what.
    if (kind === 'case' || !names || unread) return planOrAsk({ ...told, ...(unread && { unread }) }, turn);
    return { audience: 'asker', card: planOfferCard({ text: words, severity: 'normal' }, reader) };
  }
}

/** In characters; a Japanese sentence says the same in about half as many. */
const lengths = {
  en: { sentence: 15, smallTalk: 25, longerThanCourtesy: 80 },
  ja: { sentence: 8, smallTalk: 12, longerThanCourtesy: 40 },
};
/** Nobody thanks at such length; nor does it fit into the form that asks. */
const surelyACase = 600;

const courtesy =
  /\b(thanks?|thank you|thx|cheers|(?<!\b(?:is|are|was|were|looks?|seems?) )ok(ay)?|great|hello|hi|good (morning|evening|afternoon))\b|ありがと|了解|承知|お疲れ|こんにちは|おはよう|助かり/iu;
/** A few words that tell of something wrong, or name something by its capitals. */
const trouble =
  /error|fail|slow|down|broken|issue|problem|crash|freez|frozen|\bh(?:angs|anging|ung)\b|stuck|drop(?:s|ped)|disconnect|time(?:s|d)? ?out|denied|corrupt|offline|unreachable|unavailable|blank|\bboot(?:s|ing)?\b|\bjam(?:s|med)?\b|エラー|失敗|障害|遅|不具合|問題|異常|停止|切断|\d/iu;
const thanked = /\b(thanks?|thx|cheers)\b|ありがと|有難|助かり/iu;

function kindOf(
  words: string,
  namesTechnology: boolean,
  language: 'en' | 'ja',
  urgency: Urgency,
): 'case' | 'small-talk' | 'unclear' {
  const { sentence, smallTalk, longerThanCourtesy } = lengths[language];
  const length = [...words].length;
  if (saidUrgency(words, urgency).severity !== null || length >= surelyACase) return 'case';
  const isCourtesy = length < longerThanCourtesy && courtesy.test(words);
  if (namesTechnology && length >= sentence && !isCourtesy) return 'case';
  // A few kana are a sigh; what names things in Han or katakana tells of them.
  const isTrouble =
    hasVerb.test(words) ||
    trouble.test(words) ||
    !wellKnownIn(words).next().done ||
    /[A-Z]{2}|\p{Script=Han}|\p{Script=Katakana}/u.test(words);
  return !namesTechnology && (isCourtesy || (length < smallTalk && !isTrouble)) ? 'small-talk' : 'unclear';
}
