import type { Card } from '../../tenant/tenant.ts';
import { type DrawnCard, drawCard, type Pressed } from './drawing.ts';
import type { PeopleInput } from './peopleInput.ts';
import { noProgress, type Progress, withoutSent } from './progress.ts';

/** Where the progress on a card is kept while the card is not on screen. */
export type ProgressPlace = { read: () => Progress | undefined; write: (progress: Progress) => unknown };

/** A people picker to be drawn into its place in the card. */
export type PlacedPicker = { input: PeopleInput; place: HTMLElement };

/** What the client draws around a card. */
export type CardSurroundings = {
  isEmpty: boolean;
  isBusy: boolean;
  pickers: readonly PlacedPicker[];
  /** What was typed into fields that a new version of the card does not have any more. */
  lost: readonly string[];
};
export const bareCard: CardSurroundings = { isEmpty: false, isBusy: false, pickers: [], lost: [] };

/**
 * A card on screen that may be replaced at any moment by a newer version of itself. What the reader does on it survives
 * that: open forms, what they typed, the keyboard's place. It is never replaced under their hands: not while they press
 * something, convert kana, choose from an open list or wait for the answer to what they sent.
 */
export function createLiveCard(
  place: HTMLElement,
  options: {
    kept: ProgressPlace;
    /** Resolves with whether the bot took what was sent and answered with the card as it is now. */
    onPress: (pressed: Pressed) => Promise<boolean>;
    /** Some button of the card is being pressed, also one that only opens a form or finds a field empty. */
    onTouch: () => void;
    onLink: (url: string) => void;
    onSurroundings: (surroundings: CardSurroundings) => void;
  },
) {
  const { kept } = options;
  const hands = watchHands(place, () => drawWhatWaits());
  const places = new Map<string, HTMLElement>();
  let surroundings = bareCard;
  let progress = kept.read() ?? noProgress;
  let drawn: DrawnCard | null = null;
  let shown: Card | null = null;
  let waiting: Card | null = null;
  let sending = 0;
  const closed = new AbortController();
  place.addEventListener(
    'click',
    ({ target }) => {
      if (target instanceof Element && target.closest('.ac-pushButton') !== null) options.onTouch();
    },
    { capture: true, signal: closed.signal },
  );

  const surround = (part: Partial<CardSurroundings>): void => {
    surroundings = { ...surroundings, ...part };
    options.onSurroundings(surroundings);
  };
  const takeDown = (): void => {
    if (drawn === null) return;
    progress = drawn.progress();
    kept.write(progress);
  };
  const placeForPeople = (input: PeopleInput): HTMLElement => {
    // The same one each time, so that what is in it stays as it is.
    const own = places.get(input.id) ?? Object.assign(document.createElement('div'), { className: 'people-input' });
    places.set(input.id, own);
    const others = surroundings.pickers.filter(({ place }) => place !== own);
    surround({ pickers: [...others, { input, place: own }] });
    return own;
  };

  const draw = (card: Card): void => {
    const was = { invalid: drawn?.invalid() ?? [], focus: drawn?.focus(place) ?? null };
    const idsBefore = drawn?.inputIds() ?? [];
    surround({ pickers: [] });
    const next = drawCard(card, { progress, onAction: press, onLink: options.onLink, placeForPeople });
    place.replaceChildren(...(next.element === null ? [] : [next.element]));
    next.goOn(place, was);
    const ids = next.inputIds();
    const lost = idsBefore
      .filter((id) => !ids.includes(id))
      .flatMap((id) => progress.inputs.get(id) ?? [])
      .flatMap(({ value, isWords }) => (isWords && value.trim() !== '' ? value : []));
    // A form that is back has its words again.
    const isBack = [...progress.inputs.keys()].some((id) => ids.includes(id) && !idsBefore.includes(id));
    surround({ isEmpty: next.element === null, lost: lost.length > 0 ? lost : isBack ? [] : surroundings.lost });
    drawn = next;
    shown = card;
    waiting = null;
  };
  const drawWhatWaits = (): void => {
    if (waiting === null || sending > 0 || hands.areBusy()) return;
    takeDown();
    draw(waiting);
  };

  async function press(pressed: Pressed): Promise<void> {
    sending += 1;
    surround({ isBusy: true });
    const isTaken = await options.onPress(pressed).finally(() => {
      sending -= 1;
      surround({ isBusy: sending > 0 });
    });
    if (drawn === null) return;
    if (isTaken) {
      takeDown();
      progress = withoutSent(progress, { inputs: Object.keys(pressed.inputs), form: pressed.form });
      kept.write(progress);
      const next = waiting ?? shown;
      if (next !== null) draw(next);
    } else drawWhatWaits();
  }

  return {
    /** Shows a version of the card, as soon as the reader's hands are free. */
    show: (card: Card): void => {
      waiting = card;
      if (drawn === null) draw(card);
      else drawWhatWaits();
    },
    forgetLost: (): void => surround({ lost: [] }),
    close: (): void => {
      takeDown();
      drawn = null;
      closed.abort();
      hands.letGo();
    },
  };
}
export type LiveCard = ReturnType<typeof createLiveCard>;

/** Whether somebody is in the midst of a gesture on a card that a new drawing would break off. `onFree`: perhaps no more. */
function watchHands(place: HTMLElement, onFree: () => void) {
  const ended = new AbortController();
  const { signal } = ended;
  let isPressing = false;
  let isConverting = false;
  // After what the browser itself makes of the event: a click follows on the release of a button.
  const later = (): void => {
    setTimeout(() => {
      if (!signal.aborted) onFree();
    });
  };
  place.addEventListener('pointerdown', () => (isPressing = true), { signal });
  for (const kind of ['pointerup', 'pointercancel'])
    addEventListener(
      kind,
      () => {
        if (!isPressing) return;
        setTimeout(() => (isPressing = false));
        later();
      },
      { signal, capture: true },
    );
  place.addEventListener('compositionstart', () => (isConverting = true), { signal });
  place.addEventListener(
    'compositionend',
    () => {
      isConverting = false;
      later();
    },
    { signal },
  );
  for (const kind of ['focusout', 'keyup', 'change', 'click']) place.addEventListener(kind, later, { signal });
  return {
    areBusy: () => isPressing || isConverting || place.querySelector(openList) !== null,
    letGo: () => ended.abort(),
  };
}

const openList = CSS.supports('selector(select:open)')
  ? '[role="combobox"][aria-expanded="true"], select:open'
  : '[role="combobox"][aria-expanded="true"]';
