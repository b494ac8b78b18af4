import type { Planner } from '../../swarm/planning/planner.ts';
import { planOfferCard } from '../cards/planOfferCard.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { CaseNeeds, caseCommand } from './case.ts';
import { caseFromText, severityPrefix } from './freeText.ts';
import type { Reply } from './replies.ts';

/**
 * Words to the bot without `/swarm`: the plan where they are clearly a case, a word about what the bot is for where
 * they are small talk ("thanks!", 「了解です」), and otherwise the question whether to make a plan of them. A plan for
 * a thank-you would be noise; a problem told in vain would be worse.
 */
export function saidCommand(
  needs: Pick<CaseNeeds, 'tenantId'> & { planner: Pick<Planner, 'detect'> },
  propose: ReturnType<typeof caseCommand>['propose'],
) {
  const { planner, tenantId } = needs;
  return async (words: string, turn: Turn): Promise<Reply> => {
    const { reader, person } = turn;
    const told = caseFromText({ text: words, tenantId, owner: person, at: reader.at, readerLanguage: reader.language });
    // What past cases suggest is no word of this person's.
    const technologies = told
      ? planner.detect(told).filter(({ evidence }) => evidence.some(({ kind }) => kind === 'alias'))
      : [];
    const kind = kindOf(words, technologies.length > 0, told?.language ?? reader.language);
    if (told && kind === 'case') return propose(told, turn);
    return kind === 'small-talk'
      ? { audience: 'room', words: messages(reader.language).replies.smallTalk }
      : { audience: 'asker', card: planOfferCard(words, reader) };
  };
}

/** In characters; a Japanese sentence says the same in about half as many. */
const lengths = {
  en: { sentence: 15, smallTalk: 25, longerThanCourtesy: 80 },
  ja: { sentence: 8, smallTalk: 12, longerThanCourtesy: 40 },
};
/** Nobody thanks at such length; nor does it fit into the form that asks. */
const surelyACase = 600;

const courtesy =
  /\b(thanks?|thank you|thx|cheers|ok(ay)?|great|hello|hi|good (morning|evening|afternoon))\b|ありがと|了解|承知|お疲れ|こんにちは|おはよう|助かり/iu;

function kindOf(words: string, namesTechnology: boolean, language: 'en' | 'ja'): 'case' | 'small-talk' | 'unclear' {
  const { sentence, smallTalk, longerThanCourtesy } = lengths[language];
  const length = [...words].length;
  if (severityPrefix(words).severity !== null || length >= surelyACase) return 'case';
  const isCourtesy = length < longerThanCourtesy && courtesy.test(words);
  if (namesTechnology && length >= sentence && !isCourtesy) return 'case';
  return !namesTechnology && (length < smallTalk || isCourtesy) ? 'small-talk' : 'unclear';
}
