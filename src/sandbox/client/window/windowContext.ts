import { createContext, use, useSyncExternalStore } from 'react';
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

/** A part of what the window's session knows; draws again when that part changes, and with nothing else. */
export function useSession<Part extends keyof SessionState>(part: Part): SessionState[Part] {
  const { session } = useWindow();
  return useSyncExternalStore(session.subscribe, () => session.state()[part]);
}

/** Somebody as they are now; null until they are known. Draws again when they change, and with nobody else. */
export function usePerson(who: string | null): PersonSummary | null {
  const { session } = useWindow();
  return useSyncExternalStore(
    session.subscribe,
    () => session.state().people.find(({ alias }) => alias === who) ?? null,
  );
}

/** The person the window belongs to; null until it is known. */
export const useMe = (): PersonSummary | null => usePerson(useWindow().session.who);
