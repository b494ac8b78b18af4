import { MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { DialogView, Outcome } from '../../people/views.ts';
import { TaskDialog } from '../cards/TaskDialog.tsx';
import { useWords } from '../language/words.ts';
import type { Action } from '../window/session.ts';
import { useWindow } from '../window/windowContext.ts';

/** What came of the last thing that was done with a message, as Teams shows it below. */
export type ShownOutcome = {
  isWorking: boolean;
  line: { text: string; intent: 'info' | 'error' } | null;
  dialog: DialogView | null;
  /** Shows what comes of it; a later one takes its place. Resolves with it; null: it could not be done. */
  of: (doing: Promise<Outcome>) => Promise<Outcome | null>;
  /** Takes the line away: something else is being done. */
  forget: () => void;
  closeDialog: () => void;
};

export function useOutcome(): ShownOutcome {
  const words = useWords();
  const { openLink } = useWindow();
  const [isWorking, setIsWorking] = useState(false);
  const [line, setLine] = useState<ShownOutcome['line']>(null);
  const [dialog, setDialog] = useState<DialogView | null>(null);
  const newest = useRef(0);

  const of = useCallback(
    async (doing: Promise<Outcome>) => {
      newest.current += 1;
      const mine = newest.current;
      setIsWorking(true);
      setLine(null);
      try {
        const outcome = await doing;
        if (mine !== newest.current) return outcome;
        const undelivered = outcome.deliveries.find(({ status }) => status === 0 || status >= 300);
        if (outcome.error !== null) setLine({ text: outcome.error.message, intent: 'error' });
        else if (undelivered !== undefined) setLine({ text: words.card.failed, intent: 'error' });
        else if (outcome.notice !== null) setLine({ text: outcome.notice, intent: 'info' });
        // A dialog that could not be sent stays, with what was typed in it.
        if (outcome.error === null && undelivered === undefined) setDialog(outcome.dialog);
        if (outcome.url !== null) openLink(outcome.url);
        return outcome;
      } catch (problem) {
        if (mine === newest.current)
          setLine({ text: problem instanceof Error ? problem.message : words.problems.other, intent: 'error' });
        return null;
      } finally {
        if (mine === newest.current) setIsWorking(false);
      }
    },
    [words, openLink],
  );
  const forget = useCallback(() => setLine(null), []);
  const closeDialog = useCallback(() => {
    setDialog(null);
    setLine(null);
  }, []);
  return useMemo(
    () => ({ isWorking, line, dialog, of, forget, closeDialog }),
    [isWorking, line, dialog, of, forget, closeDialog],
  );
}

/** Whether a button's inputs were taken: the bot answered with the card as it is now, and not with a word about them. */
export function isTaken(action: Action, outcome: Outcome | null): boolean {
  return (
    action.verb !== undefined &&
    outcome !== null &&
    outcome.error === null &&
    outcome.notice === null &&
    outcome.dialog === null
  );
}

export function OutcomeLines({ outcome }: { outcome: ShownOutcome }) {
  const { session } = useWindow();
  const { dialog } = outcome;
  if (dialog === null) return <OutcomeLine outcome={outcome} />;
  return (
    <TaskDialog
      key={dialog.id}
      dialog={dialog}
      onClose={outcome.closeDialog}
      onSubmit={(action, inputs) => outcome.of(session.submit(dialog.id, action, inputs))}
      onTouch={outcome.forget}
    >
      <OutcomeLine outcome={outcome} />
    </TaskDialog>
  );
}

function OutcomeLine({ outcome: { isWorking, line } }: { outcome: ShownOutcome }) {
  const words = useWords();
  return (
    <div role="status" className="outcome">
      {isWorking && <Spinner size="extra-tiny" label={words.card.working} />}
      {line !== null && (
        <MessageBar intent={line.intent} layout="multiline">
          <MessageBarBody>{line.text}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
