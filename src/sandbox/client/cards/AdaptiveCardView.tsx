import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Card } from '../../tenant/tenant.ts';
import { useWords } from '../language/words.ts';
import { useWindow } from '../window/windowContext.ts';
import type { Pressed } from './drawing.ts';
import { bareCard, createLiveCard, type LiveCard, type ProgressPlace } from './liveCard.ts';
import { PeopleChoice } from './PeopleChoice.tsx';

type Props = {
  card: Card;
  /** Where what is typed is kept when the card leaves the screen. */
  kept: ProgressPlace;
  /** Resolves with whether the bot took what was sent and answered with the card as it is now. */
  onPress: (pressed: Pressed) => Promise<boolean>;
  /** Some button is being pressed: what came of the last one is over. */
  onTouch: () => void;
  /** Without a frame of its own, inside a dialog. */
  isBare?: boolean;
};

/** A card, drawn by Microsoft's renderer. What the reader does on it survives its updates. */
export function AdaptiveCardView(props: Props) {
  return <DrawnCardView {...props} json={useMemo(() => drawnPart(props.card), [props.card])} />;
}

/**
 * The same card may come in an equal copy with each view of its message; it is drawn again only when something that is
 * seen or pressed differs.
 */
function drawnPart({ refresh: _, ...rest }: Card): string {
  return JSON.stringify(rest);
}

const DrawnCardView = memo(
  function DrawnCardView({ card, kept, onPress, onTouch, isBare = false, json }: Props & { json: string }) {
    const words = useWords();
    const { openLink } = useWindow();
    const place = useRef<HTMLDivElement>(null);
    const live = useRef<LiveCard>(null);
    const [{ isEmpty, isBusy, pickers, lost }, setSurroundings] = useState(bareCard);
    const latest = useRef({ card, kept, onPress, onTouch, openLink });
    latest.current = { card, kept, onPress, onTouch, openLink };

    useLayoutEffect(() => {
      const { current } = place;
      if (current === null) return;
      const made = createLiveCard(current, {
        kept: latest.current.kept,
        onPress: (pressed) => latest.current.onPress(pressed),
        onTouch: () => latest.current.onTouch(),
        onLink: (url) => latest.current.openLink(url),
        onSurroundings: setSurroundings,
      });
      live.current = made;
      return () => made.close();
    }, []);
    // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn of the card is what counts
    useLayoutEffect(() => live.current?.show(latest.current.card), [json]);

    return (
      <>
        <div className={isBare ? 'card card-bare' : 'card'} aria-busy={isBusy} data-busy={isBusy}>
          <div ref={place} className="card-place" tabIndex={-1} />
          {isEmpty && <p>{words.card.unknown}</p>}
          {pickers.map(({ input, place: own }) =>
            createPortal(<PeopleChoice key={input.chosen().join()} input={input} />, own, input.id),
          )}
        </div>
        {lost.length > 0 && <LostWords lost={lost} onDismiss={() => live.current?.forgetLost()} />}
      </>
    );
  },
  (before, after) => before.json === after.json,
);

/** The words of a form that a new version of the card has no more: they were typed, so they are not thrown away. */
function LostWords({ lost, onDismiss }: { lost: readonly string[]; onDismiss: () => void }) {
  const words = useWords();
  const copy = () => navigator.clipboard.writeText(lost.join('\n\n'));
  return (
    <MessageBar intent="warning" layout="multiline" className="card-lost">
      <MessageBarBody>
        <MessageBarTitle>{words.card.formGone}</MessageBarTitle>
        {lost.map((each) => (
          <q key={each}>{each}</q>
        ))}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={copy}>{words.conversation.copyText}</Button>
        <Button onClick={onDismiss}>{words.card.dismiss}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
