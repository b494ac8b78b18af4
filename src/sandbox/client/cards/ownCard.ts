import { type RefObject, useEffect, useRef, useState } from 'react';
import { refreshFor } from '../../connector/cards.ts';
import type { MessageView } from '../../people/views.ts';
import type { Card } from '../../tenant/tenant.ts';
import { useMe, useWindow } from '../window/windowContext.ts';

/**
 * The card to draw for a message. Where Teams fetches somebody their own view of it, it does so when the message comes
 * into sight, and again with each new version; until that is there the view they had stays.
 */
export function useOwnCard(message: MessageView, place: RefObject<HTMLElement | null>): Card | null {
  const { session, address } = useWindow();
  const me = useMe();
  const { card, ownView } = message;
  const isForMe = card !== null && me !== null && refreshFor(card, me.mri) !== null;
  const isInSight = useIsInSight(place, isForMe);
  const version = `${message.revision} ${address.language}`;
  const [fetched, setFetched] = useState<string | null>(null);
  const latest = useRef(message);
  latest.current = message;
  const had = useRef<Card | null>(null);
  if (ownView || !isForMe) had.current = ownView ? card : null;

  useEffect(() => {
    if (!isForMe || !isInSight) return;
    let again: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const look = async (looks: number) => {
      const isOwn = await session.look(latest.current);
      if (!current) return;
      setFetched(version);
      // A bot that has much to do answers the next time.
      if (!isOwn && looks < mostLooks) again = setTimeout(() => look(looks + 1), looks * waitMs);
    };
    look(1);
    return () => {
      current = false;
      clearTimeout(again);
    };
  }, [session, isForMe, isInSight, version]);
  return ownView || fetched === version ? card : (had.current ?? card);
}

const mostLooks = 4;
const waitMs = 2_000;

/** Whether an element is on the screen of a window that somebody looks at. */
function useIsInSight(place: RefObject<HTMLElement | null>, isWanted: boolean): boolean {
  const [isInSight, setIsInSight] = useState(false);
  useEffect(() => {
    const { current } = place;
    if (!isWanted || current === null) return;
    let isOnPage = false;
    const look = () => setIsInSight(isOnPage && !document.hidden);
    const observer = new IntersectionObserver((entries) => {
      isOnPage = entries.at(-1)?.isIntersecting ?? false;
      look();
    });
    observer.observe(current);
    document.addEventListener('visibilitychange', look);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
    };
  }, [place, isWanted]);
  return isInSight;
}
