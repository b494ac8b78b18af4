import type { Courtesy } from '../../language/courtesyWords.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { Reply } from './replies.ts';

/** An answer in kind to a greeting or thanks, and what the bot is for. */
export function courtesyReply(courtesy: Courtesy, { reader }: Pick<Turn, 'reader'>): Reply {
  const { questions, replies, common } = messages(reader.language);
  return { audience: 'room', words: common.sentences(questions.courtesy[courtesy], replies.smallTalk) };
}
