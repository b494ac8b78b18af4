import { useEffect, useState } from 'react';
import { refusalIn, type ServerRefusal } from './server.ts';
import { useTab } from './tabContext.ts';

/** What became of a question: nothing yet (with the answer before, if it was of the same kind), an answer, a refusal. */
export type Answer<T> =
  | { state: 'asking'; before: T | null }
  | { state: 'here'; content: T }
  | { state: 'refused'; refusal: ServerRefusal };

/** Asks the server for a path, anew whenever it changes or `again` is called. Null: nothing to ask. */
export function useAnswer<T>(path: string | null): { answer: Answer<T>; again: () => void } {
  const { server } = useTab();
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Answer<T>>({ state: 'asking', before: null });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks the same again
  useEffect(() => {
    if (path === null) return;
    const leaving = new AbortController();
    setAnswer((last) => ({
      state: 'asking',
      before: last.state === 'here' ? last.content : last.state === 'asking' ? last.before : null,
    }));
    server.get<T>(path, leaving.signal).then(
      (content) => {
        if (!leaving.signal.aborted) setAnswer({ state: 'here', content });
      },
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        setAnswer({
          state: 'refused',
          refusal: refusalIn(error),
        });
      },
    );
    return () => leaving.abort();
  }, [server, path, round]);

  return { answer, again: () => setRound((before) => before + 1) };
}

/** What to show of an answer: the newest there is, also while a newer one is on its way. */
export const shown = <T>(answer: Answer<T>): T | null =>
  answer.state === 'here' ? answer.content : answer.state === 'asking' ? answer.before : null;
