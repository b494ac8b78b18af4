import type { Case } from '../../cases/case.ts';
import { planOfferCard } from '../cards/questionCards.ts';
import type { Turn } from '../inbound/turn.ts';
import type { CaseNeeds, caseCommand } from './case/case.ts';
import { caseFromText } from './case/freeText.ts';
import { courtesyReply } from './courtesy.ts';
import type { Reply } from './replies.ts';
import { courtesy, kindOfSaid } from './saidKind.ts';

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
    const kind = kindOfSaid(words, { namesTechnology: names, language: told.language }, urgency);
    if (kind === 'small-talk')
      return courtesyReply(thanked.test(words) ? 'thanks' : courtesy.test(words) ? 'noted' : null, turn);
    // What names no product is asked about in one question: whether it is a case, and of what.
    if (kind === 'case' || !names || unread) return planOrAsk({ ...told, ...(unread && { unread }) }, turn);
    return { audience: 'asker', card: planOfferCard({ text: words, severity: 'normal' }, reader) };
  }
}

const thanked = /\b(thanks?|thx|cheers)\b|ありがと|有難|助かり/iu;
