import { useState } from 'react';
import type { ConversationView } from '../../people/views.ts';
import { useWords } from '../language/words.ts';
import { useWindow } from '../window/windowContext.ts';
import type { Roster } from './roster.ts';
import { sentText } from './suggestions.ts';

/** Sends what was typed; waits for the bot's turn where it hears of it, and tells what went wrong. */
export function useSending(conversation: ConversationView, replyTo: string | null, roster: Roster) {
  const words = useWords();
  const { session, settings } = useWindow();
  const [waiting, setWaiting] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);

  /** Resolves with whether it stands in the conversation now. */
  const send = async (typed: string): Promise<boolean> => {
    const { text, mentions, mentionBot } = sentText(typed, { people: roster, bot: settings.app.name });
    setProblem(null);
    setWaiting((count) => count + 1);
    try {
      const outcome = await session.say({
        conversation: conversation.id,
        text: text === '' ? settings.app.name : text,
        mentions,
        mentionBot,
        ...(replyTo === null ? {} : { replyTo }),
      });
      const failed = outcome.deliveries.find(({ status }) => status === 0 || status >= 300);
      if (failed !== undefined)
        setProblem(failed.status === 0 ? words.problems.unreachable : words.problems.refused(failed.status));
      return true;
    } catch (error) {
      setProblem(error instanceof Error ? error.message : words.problems.other);
      return false;
    } finally {
      setWaiting((count) => count - 1);
    }
  };
  return { send, isWaiting: waiting > 0 && conversation.botIsIn, problem };
}
