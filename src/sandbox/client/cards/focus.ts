import type { AdaptiveCard } from 'adaptivecards';
import { actionsOn } from './progress.ts';

/** Where the keyboard is on a card. Call it on a later version of the card to bring it back there. */
export type Refocus = (drawn: AdaptiveCard, card: HTMLElement) => void;

/** Null: the keyboard is not on this card. */
export function focusOn(drawn: AdaptiveCard, card: HTMLElement, nameOf: (id: string) => string): Refocus | null {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !card.contains(active)) return null;
  const top = active.getBoundingClientRect().top;
  const find = finderOf(drawn, active, nameOf);
  const caret = caretOf(active);
  return (next, place) => {
    // A place of the client's own, such as a people picker, comes into the new card as it is.
    const found = place.contains(active) ? active : find(next);
    if (found === null) {
      // What had the keyboard is gone: the next key goes on from the card, not from the top of the page.
      place.focus({ preventScroll: true });
      return;
    }
    found.focus({ preventScroll: true });
    caret(found);
    const list = found.closest('.messages, .fui-DialogContent');
    if (list !== null) list.scrollTop += found.getBoundingClientRect().top - top;
  };
}

/** Finds the same part of another version of the card: an input by its id, a button by what it does and is called. */
function finderOf(
  drawn: AdaptiveCard,
  active: HTMLElement,
  nameOf: (id: string) => string,
): (next: AdaptiveCard) => HTMLElement | null {
  const input = drawn.getAllInputs(true).find((each) => each.renderedElement?.contains(active));
  if (input !== undefined) {
    const index = focusable(input.renderedElement).indexOf(active);
    return (next) =>
      focusable(next.getAllInputs(true).find(({ id }) => id === input.id)?.renderedElement)[Math.max(0, index)] ?? null;
  }
  const action = actionsOn(drawn).find((each) => each.renderedElement?.contains(active));
  if (action === undefined) return () => null;
  const name = nameOf(action.id ?? '');
  return (next) => {
    const named = actionsOn(next).filter((each) => each.title === action.title && each.renderedElement !== undefined);
    return (named.find(({ id = '' }) => nameOf(id) === name) ?? named[0])?.renderedElement ?? null;
  };
}

const focusable = (within: HTMLElement | undefined): HTMLElement[] => [
  ...(within?.querySelectorAll<HTMLElement>('input, textarea, select, button, [tabindex]') ?? []),
];

/** Takes down what is selected in a field and how far it is scrolled; call the answer to do the same in another. */
function caretOf(field: HTMLElement): (other: HTMLElement) => void {
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return () => undefined;
  const { selectionStart, selectionEnd, selectionDirection, scrollTop, style } = field;
  const { height } = style;
  return (other) => {
    if (!(other instanceof HTMLTextAreaElement || other instanceof HTMLInputElement)) return;
    // Null: a field without a caret, such as a check box.
    if (selectionStart !== null) other.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? 'none');
    // The reader may have drawn it larger.
    if (height !== '') other.style.height = height;
    other.scrollTop = scrollTop;
  };
}
