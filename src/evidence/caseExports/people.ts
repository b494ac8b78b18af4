import type { Person } from '../../cases/case.ts';
import type { Names } from '../../registry/files/names.ts';
import { isPersonId, mailIn, personIdOf } from '../../store/personId.ts';

/** Who people of an export are. */
export type KnownPeople = {
  /** By what the export calls them: their Entra ids. */
  ids: ReadonlyMap<string, string>;
  /** Those who could not be found. `away`: Entra was not asked, or gave no answer; `too-many`: it was asked of enough others. */
  unknown: { name: string; why: 'nobody' | 'not-asked' | 'away' | 'too-many' }[];
};

/**
 * Finds people by what an export calls them: an Entra id is one; a mail or sign-in address is looked up in Entra, where that
 * can be asked; a name is that of one engineer of the registry, or of `told`, the list that somebody made.
 */
export async function peopleOf(
  called: Iterable<string>,
  needs: {
    names: Pick<Names, 'person'>;
    isListed: (id: string) => boolean;
    told: ReadonlyMap<string, string>;
    /** Null: Graph is not configured. Throws when it cannot say. */
    findPerson: ((mail: string) => Promise<Pick<Person, 'id'> | null>) | null;
    mailsInRegistry: ReadonlyMap<string, string>;
    /** Of so many addresses Entra is asked, where somebody waits for the answer. */
    mostAsked?: number;
  },
): Promise<KnownPeople> {
  const { names, isListed, told, findPerson, mailsInRegistry, mostAsked = Number.POSITIVE_INFINITY } = needs;
  const ids = new Map<string, string>();
  const unknown: KnownPeople['unknown'] = [];
  let isAway = false;
  let left = mostAsked;
  for (const name of called) {
    const instead = told.get(nameKey(name)) ?? name;
    const own = personIdOf(instead);
    const mail = mailIn(instead);
    const listed = mail === null ? null : mailsInRegistry.get(mail);
    if (isPersonId(own)) ids.set(name, own);
    else if (listed) ids.set(name, listed);
    else if (mail !== null) {
      if (findPerson === null || isAway) {
        unknown.push({ name, why: isAway ? 'away' : 'not-asked' });
        continue;
      }
      if (left === 0) {
        unknown.push({ name, why: 'too-many' });
        continue;
      }
      left--;
      const found = await findPerson(mail).catch(() => {
        isAway = true;
        return null;
      });
      if (found) ids.set(name, personIdOf(found.id));
      else unknown.push({ name, why: isAway ? 'away' : 'nobody' });
    } else {
      const person = names.person(instead);
      if (isListed(person)) ids.set(name, person);
      else unknown.push({ name, why: 'nobody' });
    }
  }
  return { ids, unknown };
}

/** A name as a list of people has it. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
