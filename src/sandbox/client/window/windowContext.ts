import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import type { PersonSummary, Settings } from '../../window/views.ts';
import type { Address, Place } from './address.ts';
import type { Session, SessionState } from './session.ts';
import type { Unsent } from './unsent.ts';

/** What every part of a window may need. */
export type Window = Unsent & {
  session: Session;
  settings: Settings;
  address: Address & { who: string };
  /** Goes somewhere in this window; leaves a step to go back by. */
  go: (place: Place) => void;
  /** Looks through somebody's eyes from now on. */
  become: (who: string, place?: Place) => void;
  change: (part: Partial<Pick<Address, 'language' | 'theme'>>) => void;
  /** Opens a link of a card, a message or the tab: Teams' own stay in the window. */
  openLink: (link: string) => void;
};

export const WindowContext = createContext<Window | null>(null);

export function useWindow(): Window {
  const found = use(WindowContext);
  if (found === null) throw new Error('This part of the client stands outside a window.');
  return found;
}

/** The state of the window's session; draws again with every change. */
export function useSession(): SessionState {
  const { session } = useWindow();
  return useSyncExternalStore(session.subscribe, session.state);
}

/** The person the window belongs to; null until it is known. */
export function useMe(): PersonSummary | null {
  const { session } = useWindow();
  const { people } = useSession();
  return useMemo(() => people.find(({ alias }) => alias === session.who) ?? null, [people, session.who]);
}
