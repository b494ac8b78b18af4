import { type RefCallback, useCallback, useMemo, useRef, useState } from 'react';

/** Within so many pixels of its end a list counts as being there. */
const nearPx = 80;
/** What has the keyboard while somebody fills in a form, or has just opened one. */
const ofForms = 'input, textarea, select, [aria-expanded="true"]';

export type StayingBelow = {
  /** For the element that scrolls. */
  list: RefCallback<HTMLElement>;
  isBelow: boolean;
  jump: () => void;
};

/**
 * Keeps a list that scrolls at its end as long as the reader is there, also when what is in it grows: cards take their
 * size late. Who opens a form in a card stays with it.
 */
export function useStayingBelow(): StayingBelow {
  const element = useRef<HTMLElement | null>(null);
  const follows = useRef(true);
  const [isBelow, setIsBelow] = useState(true);

  const list = useCallback((found: HTMLElement | null) => {
    element.current = found;
    if (found === null) return;
    const isNear = () => found.scrollHeight - found.scrollTop - found.clientHeight < nearPx;
    const look = () => setIsBelow(isNear());
    // Who is in a form stays there, also at the end.
    const isInForm = () => found.contains(document.activeElement) && document.activeElement?.matches(ofForms) === true;
    const follow = () => {
      if (follows.current && !isInForm()) found.scrollTop = found.scrollHeight;
      look();
    };
    // Only who scrolls up leaves: the list may have grown before it is told of its own scrolling to the end.
    let before = found.scrollTop;
    const onScroll = () => {
      if (isNear()) follows.current = true;
      else if (found.scrollTop < before) follows.current = false;
      before = found.scrollTop;
      look();
    };
    const stay = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('.card') !== null) follows.current = false;
    };
    const sizes = new ResizeObserver(follow);
    const observeAll = () => {
      for (const child of found.children) sizes.observe(child);
      follow();
    };
    const children = new MutationObserver(observeAll);
    sizes.observe(found);
    children.observe(found, { childList: true });
    found.addEventListener('scroll', onScroll, { passive: true });
    found.addEventListener('click', stay, { capture: true });
    observeAll();
    return () => {
      sizes.disconnect();
      children.disconnect();
      found.removeEventListener('scroll', onScroll);
      found.removeEventListener('click', stay, { capture: true });
    };
  }, []);
  const jump = useCallback(() => {
    follows.current = true;
    const { current } = element;
    current?.scrollTo({ top: current.scrollHeight });
  }, []);
  return useMemo(() => ({ list, isBelow, jump }), [list, isBelow, jump]);
}
