import type { Person } from '../cases/case.ts';
import type { Language } from '../language/language.ts';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import type { TechnologyId } from '../registry/technology.ts';
import { stateOfRota } from './workingStates.ts';

/**
 * The leads, those first who are not away, know one of the technologies, speak the language and are at work; nobody of `besides`.
 * `at`: an ISO instant in UTC; `language`: of what they are told, where it has one.
 */
export function leadsFor(
  snapshot: RegistrySnapshot,
  technologies: readonly TechnologyId[],
  { at, besides = [], language = null }: { at: string; besides?: readonly string[]; language?: Language | null },
): Person[] {
  const wanted = new Set(technologies);
  const isAtWork = (id: string): boolean => {
    const listed = snapshot.listed(id);
    return listed !== undefined && stateOfRota(listed.rota, Date.parse(at)).working;
  };
  return [...snapshot.engineers()]
    .filter(({ lead, id }) => lead && !besides.includes(id))
    .map(({ id, name, awayUntil, languages }) => ({
      person: { id, name },
      // Lower is sooner.
      order: [
        awayUntil !== null && Date.parse(awayUntil) > Date.parse(at) ? 1 : 0,
        snapshot.skillsOf(id).some(({ technology }) => wanted.has(technology)) ? 0 : 1,
        language === null || languages.includes(language) ? 0 : 1,
        isAtWork(id) ? 0 : 1,
        id,
      ],
    }))
    .toSorted((one, other) => (JSON.stringify(one.order) < JSON.stringify(other.order) ? -1 : 1))
    .map(({ person }) => person);
}

/**
 * Who leads the support teams to which a technology belongs, or the nearest broader one: those first who are not away, then leads before
 * their deputies. `at`: milliseconds since 1970.
 */
export function teamLeadsFor(
  snapshot: Pick<RegistrySnapshot, 'teams' | 'ancestors' | 'listed'>,
  technology: TechnologyId,
  at: number,
): Person[] {
  for (const id of [technology, ...snapshot.ancestors(technology)]) {
    const teams = snapshot.teams().filter(({ technologies }) => technologies.includes(id));
    const leads = new Set([...teams.flatMap(({ leads: of }) => of), ...teams.flatMap(({ deputies }) => deputies)]);
    const known = [...leads].flatMap((lead) => snapshot.listed(lead) ?? []);
    if (known.length > 0)
      return known
        .toSorted((one, other) => Number(one.awayUntil > at) - Number(other.awayUntil > at))
        .map(({ engineer }) => ({ id: engineer.id, name: engineer.name }));
  }
  return [];
}
