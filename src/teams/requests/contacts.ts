import { leadsFor } from '../../availability/leads.ts';
import { stateOfRota } from '../../availability/workingStates.ts';
import type { Person, Severity } from '../../cases/case.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import type { SwarmPolicy } from '../../swarm/policy.ts';
import type { Reader } from '../languages/language.ts';
import { messages } from '../languages/language.ts';
import type { LookUps } from '../lookUps.ts';
import type { Directory } from '../people/directory.ts';

/** What somebody wrote who may not start a swarm. */
export type SaidForContacts = { text: string; severity: Severity; restricted?: boolean };

/** Whom a problem goes to, and when their card is brought (ISO, UTC). */
export type ChosenContact = { person: Person; bringAt: string };

export type ContactsNeeds = {
  registry: Pick<SkillsRegistry, 'snapshot'>;
  directory: Pick<Directory, 'personOf'>;
  lookUp: LookUps['lookUp'];
  /** Entra ids of the policy's; where there are none, leads are asked. */
  supportContacts: () => readonly string[];
  policy: () => Pick<SwarmPolicy, 'anyTime'>;
};

/** So many leads are asked at once: one of them is enough. */
const mostLeads = 3;

/**
 * Those whom somebody may send a problem to: whom the policy names, else leads, first those who know a technology that
 * the problem names and who are at work. Nobody is woken for what can wait.
 */
export function createContacts({ registry, directory, lookUp, supportContacts, policy }: ContactsNeeds) {
  const { snapshot } = registry;

  return async function contactsFor(
    asked: { technologies: readonly TechnologyId[]; severity: Severity },
    reader: Reader,
  ): Promise<ChosenContact[]> {
    const others = (person: Person) => person.id !== reader.personId;
    const people =
      supportContacts().length > 0
        ? await named(reader)
        : leadsFor(snapshot, asked.technologies, { at: reader.at, besides: [reader.personId] }).slice(0, mostLeads);
    return people.filter(others).map((person) => ({ person, bringAt: bringAt(person.id, asked.severity, reader.at) }));
  };

  async function named(reader: Reader): Promise<Person[]> {
    const found = await Promise.all(
      supportContacts().map(async (id): Promise<Person | null> => {
        const known = (await directory.personOf(id)) ?? (await lookUp(id, reader.personId));
        // Whoever they are called, they can be asked.
        return known === 'under-way' ? { id, name: messages(reader.language).requests.someContact } : known;
      }),
    );
    return found.filter((each) => each !== null);
  }

  function bringAt(id: string, severity: Severity, at: string): string {
    const listed = snapshot.listed(id);
    if (!listed || listed.engineer.anyHour || policy().anyTime[severity]) return at;
    const { working, until } = stateOfRota(listed.rota, Date.parse(at));
    // Who has no working day at all is not waited for.
    return working || !Number.isFinite(until) ? at : new Date(until).toISOString();
  }
}
