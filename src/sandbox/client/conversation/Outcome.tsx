import { MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { DialogView, Outcome } from '../../people/views.ts';
import { TaskDialog } from '../cards/TaskDialog.tsx';
import { useWords } from '../language/words.ts';
import { useWindow } from '../windowContext.ts';

/** What came of the last thing that was done with a message, as Teams shows it below. */
export type ShownOutcome = {
  isWorking: boolean;
  line: { text: string; intent: 'info' | 'error' } | null;
  dialog: DialogView | null;
  /** Shows what comes of it; a later one takes its place. */
  of: (doing: Promise<Outcome>) => Promise<void>;
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
        if (mine !== newest.current) return;
        const undelivered = outcome.deliveries.find(({ status }) => status === 0 || status >= 300);
        if (outcome.error !== null) setLine({ text: outcome.error.message, intent: 'error' });
        else if (undelivered !== undefined) setLine({ text: words.card.failed, intent: 'error' });
        else if (outcome.notice !== null) setLine({ text: outcome.notice, intent: 'info' });
        setDialog(outcome.dialog);
        if (outcome.url !== null) openLink(outcome.url);
      } catch (problem) {
        if (mine === newest.current)
          setLine({ text: problem instanceof Error ? problem.message : words.problems.other, intent: 'error' });
      } finally {
        if (mine === newest.current) setIsWorking(false);
      }
    },
    [words, openLink],
  );
  const closeDialog = useCallback(() => setDialog(null), []);
  return useMemo(() => ({ isWorking, line, dialog, of, closeDialog }), [isWorking, line, dialog, of, closeDialog]);
}

export function OutcomeLines({ outcome }: { outcome: ShownOutcome }) {
  const words = useWords();
  const { session } = useWindow();
  const { dialog } = outcome;
  return (
    <>
      <div role="status" className="outcome">
        {outcome.isWorking && <Spinner size="extra-tiny" label={words.card.working} />}
        {outcome.line !== null && (
          <MessageBar intent={outcome.line.intent} layout="multiline">
            <MessageBarBody>{outcome.line.text}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {dialog !== null && (
        <TaskDialog
          key={dialog.id}
          dialog={dialog}
          onClose={outcome.closeDialog}
          onSubmit={(action, inputs) => outcome.of(session.submit(dialog.id, action, inputs))}
        />
      )}
    </>
  );
}
