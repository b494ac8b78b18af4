import { type RefCallback, useCallback, useRef } from 'react';

/** Within so many pixels of its end a list follows what is added. */
const nearPx = 80;

/**
 * A ref for a list that scrolls: it begins at its end and stays there as long as the reader is there, also when what is
 * in it grows (cards take their size late).
 */
export function useStayingBelow(): RefCallback<HTMLElement> {
  const isBelow = useRef(true);
  return useCallback((list: HTMLElement | null) => {
    if (list === null) return;
    const follow = () => {
      if (isBelow.current) list.scrollTop = list.scrollHeight;
    };
    const onScroll = () => {
      isBelow.current = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx;
    };
    const sizes = new ResizeObserver(follow);
    const observeAll = () => {
      for (const child of list.children) sizes.observe(child);
      follow();
    };
    const children = new MutationObserver(observeAll);
    sizes.observe(list);
    children.observe(list, { childList: true });
    list.addEventListener('scroll', onScroll, { passive: true });
    observeAll();
    return () => {
      sizes.disconnect();
      children.disconnect();
      list.removeEventListener('scroll', onScroll);
    };
  }, []);
}
