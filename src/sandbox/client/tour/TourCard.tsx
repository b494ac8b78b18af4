import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useMemo, useRef } from 'react';
import { useWords } from '../language/words.ts';
import { firstOwner } from '../people/cast.ts';
import { useSession, useWindow } from '../window/windowContext.ts';
import { isDone, type Offered, offeredIn } from './progress.ts';
import { useTour } from './Tour.tsx';
import { TourActions } from './TourActions.tsx';

const steps = 5;

/**
 * The tour's card, below on the left: what to do now, and the button that does it. Nothing else is blocked by it, and it
 * goes on by itself when the bot's card shows that a step is done.
 */
export function TourCard() {
  const words = useWords();
  const { settings, address } = useWindow();
  const offered = useOffered();
  const { step, go } = useTour();
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<Offered>(null);
  useEffect(() => {
    if (offered === null) return;
    if (step !== null && before.current !== null && isDone(step, before.current, offered)) go(step + 1);
    before.current = offered;
  }, [step, offered, go]);
  useEffect(() => {
    if (step !== null && step > 0) heading.current?.focus();
  }, [step]);
  const content = step === null ? undefined : words.tour.steps[step];
  if (step === null || content === undefined) return null;
  const owner = firstOwner(settings, address.language);
  return (
    <section className="tour" aria-label={words.tour.title}>
      <div className="tour-head">
        <span>
          {words.tour.title} <span aria-hidden>{step + 1}/5</span>
          <span className="unseen">{words.tour.step(step + 1)}</span>
        </span>
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label={words.tour.skip}
          title={words.tour.skip}
          onClick={() => go(null)}
        />
      </div>
      <h2 ref={heading} tabIndex={-1}>
        {content.title}
      </h2>
      <TourActions step={step} body={content.body} owner={owner} offered={offered?.kind ?? 'other'} />
      <div className="tour-foot">
        {step > 0 && (
          <Button size="small" appearance="subtle" onClick={() => go(step - 1)}>
            {words.tour.back}
          </Button>
        )}
        <Button size="small" appearance="secondary" onClick={() => go(step + 1 < steps ? step + 1 : null)}>
          {step + 1 < steps ? words.tour.next : words.tour.done}
        </Button>
      </div>
    </section>
  );
}

/** What the bot's newest card offers the person of the window; null until their messages are there. */
function useOffered(): Offered | null {
  const connection = useSession('connection');
  const conversations = useSession('conversations');
  const messages = useSession('messages');
  const chat = conversations.find(({ kind }) => kind === 'personal');
  return useMemo(
    () => (connection === 'live' && chat !== undefined ? offeredIn(messages.get(chat.id) ?? []) : null),
    [connection, chat, messages],
  );
}
