import { createContext, useContext } from 'react';
import type { Choices } from '../history/swarms/swarmRoutes.ts';
import type { Format } from './format.ts';
import type { Place } from './place.ts';
import type { Server } from './server.ts';
import type { ThemeName } from './teams.ts';
import type { Words } from './words/en.ts';

/** What every part of the tab needs. */
export type Tab = {
  server: Server;
  words: Words;
  format: Format;
  theme: ThemeName;
  choices: Choices;
  place: Place;
  /** Goes to a place; `replace` leaves no step back to the one before. */
  go(change: Partial<Place>, options?: { replace?: boolean }): void;
  /** A link to a place, for others. */
  linkTo(change: Partial<Place>): string;
};

export const TabContext = createContext<Tab | null>(null);

export function useTab(): Tab {
  const tab = useContext(TabContext);
  if (!tab) throw new Error('A part of the tab stands outside of it');
  return tab;
}

/** A technology's name as the reader calls it. */
export function useTechnologyName(): (id: string) => string {
  const { choices, format } = useTab();
  return (id) => choices.technologies.find((each) => each.id === id)?.name[format.language] ?? id;
}
