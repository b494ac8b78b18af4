import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Card } from '../../tenant.ts';
import { useWords } from '../language/words.ts';
import { type Choosable, PeoplePicker } from '../people/PeoplePicker.tsx';
import type { Action } from '../session.ts';
import { useSession, useWindow } from '../windowContext.ts';
import { drawCard, type Progress } from './drawing.ts';
import type { PeopleInput } from './peopleInput.ts';

type Props = {
  card: Card;
  onAction: (action: Action, inputs: Record<string, unknown>) => Promise<void>;
  /** Without a frame of its own, inside a dialog. */
  isBare?: boolean;
};

/** A card, drawn by Microsoft's renderer. What is typed in it stays when it is updated. */
export function AdaptiveCardView(props: Props) {
  // The same card may come in an equal copy with each view of its message; it is drawn again only when it differs.
  return <DrawnCardView {...props} json={useMemo(() => JSON.stringify(props.card), [props.card])} />;
}

const settlingMs = 1_500;

const DrawnCardView = memo(
  function DrawnCardView({ card, onAction, isBare = false }: Props & { json: string }) {
    const words = useWords();
    const { openLink } = useWindow();
    const place = useRef<HTMLDivElement>(null);
    const progress = useRef<Progress | null>(null);
    const wasSent = useRef(false);
    const [isEmpty, setIsEmpty] = useState(false);
    const [peopleInputs, setPeopleInputs] = useState<PeopleInput[]>([]);
    const [isBusy, setIsBusy] = useState(false);
    const latest = useRef({ onAction, openLink });
    latest.current = { onAction, openLink };

    useLayoutEffect(() => {
      const next = drawCard(card, {
        progress: progress.current,
        onAction: (action, inputs) => {
          wasSent.current = true;
          setIsBusy(true);
          latest.current.onAction(action, inputs).finally(() => {
            setIsBusy(false);
            // The card that comes of it may be a little later than the answer.
            setTimeout(() => {
              wasSent.current = false;
            }, settlingMs);
          });
        },
        onLink: (url) => latest.current.openLink(url),
        onPeopleInput: (input) => setPeopleInputs((known) => [...known, input]),
      });
      place.current?.replaceChildren(...(next.element === null ? [] : [next.element]));
      setIsEmpty(next.element === null);
      return () => {
        // What was sent is no longer something typed and not sent.
        progress.current = wasSent.current ? null : next.progress();
        wasSent.current = false;
        setPeopleInputs([]);
      };
    }, [card]);

    return (
      <div className={isBare ? 'card card-bare' : 'card'} aria-busy={isBusy} data-busy={isBusy}>
        <div ref={place} />
        {isEmpty && <p>{words.card.unknown}</p>}
        {peopleInputs.map((input) => createPortal(<PeopleChoice input={input} />, input.place, input.id))}
      </div>
    );
  },
  (before, after) => before.json === after.json,
);

/** Teams' people picker: everybody of the organisation, those the card offers first. */
function PeopleChoice({ input }: { input: PeopleInput }) {
  const words = useWords();
  const { people } = useSession();
  const [chosen, setChosen] = useState(input.chosen);
  const choosable = useMemo(() => {
    const known = new Map(people.map((person) => [person.id, person]));
    const offered = input.offered.map(({ value, name }): Choosable => {
      const person = known.get(value);
      return { value, alias: person?.alias ?? null, name, note: person?.jobTitle ?? '' };
    });
    const first = new Set(offered.map(({ value }) => value));
    const others = people
      .filter(({ id }) => !first.has(id))
      .map(({ id, alias, name, jobTitle }): Choosable => ({ value: id, alias, name, note: jobTitle }));
    return [...offered, ...others];
  }, [people, input]);
  return (
    <PeoplePicker
      people={choosable}
      chosen={chosen}
      isMultiple={input.isMultiple}
      placeholder={input.placeholder || words.card.choosePeople}
      label={input.label ?? words.card.choosePeople}
      onChoose={(ids) => {
        input.choose(ids);
        setChosen(ids);
      }}
    />
  );
}
