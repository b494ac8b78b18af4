import type { Language } from '../language/language.ts';
import type { Engineer } from './engineer.ts';
import type { RegistrySnapshot } from './snapshot.ts';

/** What somebody's entry hangs on, by name: their support team, and the calendars whose days off are theirs, as they come in it. */
export type Belonging = { team: Record<Language, string> | null; calendars: Record<Language, string>[] };

/** A team or calendar that the registry does not know (any more) is told by its id. */
export function belongingOf(
  { team, calendars = [] }: Pick<Engineer, 'team' | 'calendars'>,
  snapshot: Pick<RegistrySnapshot, 'team' | 'calendar'>,
): Belonging {
  const nameless = (id: string) => ({ en: id, ja: id });
  return {
    team: team === undefined ? null : (snapshot.team(team)?.name ?? nameless(team)),
    calendars: calendars.map((id) => snapshot.calendar(id)?.name ?? nameless(id)),
  };
}
