import type { Courtesy } from '../../language/courtesyWords.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { Reply } from './replies.ts';

/** An answer in kind to a greeting or thanks, and what the bot is for; null: words that nothing is made of, and that are not agreed to. */
export function courtesyReply(courtesy: Courtesy | null, { reader }: Pick<Turn, 'reader'>): Reply {
  const { questions, replies, common } = messages(reader.language);
  return {
    audience: 'room',
    words: courtesy ? common.sentences(questions.courtesy[courtesy], replies.smallTalk) : replies.smallTalk,
  };
}
