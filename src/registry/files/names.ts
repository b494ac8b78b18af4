import { compatible } from '../../language/compatible.ts';
import { withUsualKanji } from '../../language/usualKanji.ts';
import { mailIn, personIdOf } from '../../store/personId.ts';
import type { Engineer } from '../engineer.ts';
import type { Technology } from '../technology.ts';
import type { KnownRegistry } from './check.ts';
import type { Mails } from './mails.ts';

/**
 * The ids that files mean by what they write. What means nothing stays as it is, to be refused by name; so does a name
 * that several go by.
 */
export type Names = {
  /** A technology by its id, or by a name or another spelling of it in either language. */
  technology(text: string): string;
  /** A person by their Entra id in any case or braces, or by the mail address that the registry has, or Entra. */
  id(text: string): string;
  /** A person as `id` has it, or by their name in the registry. */
  person(text: string): string;
  /** The zone in which a person's dates are meant. */
  zoneOf(person: string): string;
};

export function createNames({
  known,
  technologies = [],
  engineers = [],
  mails = new Map(),
  zone = 'UTC',
}: {
  known: KnownRegistry;
  technologies?: readonly Technology[];
  engineers?: readonly Engineer[];
  mails?: Mails;
  /** Of people of whom no zone is known. */
  zone?: string;
}): Names {
  // Names are put in order when one is looked up first: most files name people by their ids.
  const technologyIds = once(() =>
    idsByName([...known.technologies(), ...technologies], ({ id, name, aliases }) => [
      id,
      name.en,
      name.ja,
      ...aliases.en,
      ...aliases.ja,
    ]),
  );
  const people = once(() => [...known.engineers(), ...engineers]);
  const personIds = once(() => idsByName(people(), ({ name }) => [name]));
  // 高橋 is 髙橋 where no other is called so.
  const likeIds = once(() => idsByName(people(), ({ name }) => [withUsualKanji(compatible(name))]));
  const ids = new Set(engineers.map(({ id }) => id));
  const zones = new Map(engineers.map((each) => [personIdOf(each.id), each.zone]));
  // Whose address the registry has needs no asking in Entra.
  const mailIds = once(() => idsByName(people(), ({ mail }) => (mail === undefined ? [] : [mail])));
  const id = (text: string): string => {
    const mail = mailIn(text);
    if (mail === null) return personIdOf(text);
    return mails.get(mail) ?? mailIds().get(folded(mail)) ?? personIdOf(text);
  };
  const named = (text: string): string | undefined =>
    personIds().get(folded(text)) ?? likeIds().get(folded(withUsualKanji(compatible(text))));
  const person = (text: string): string => {
    const written = id(text);
    if (written !== text || ids.has(text) || known.listed(text)) return written;
    return named(text) ?? named(withoutPoliteness(text)) ?? text;
  };
  return {
    technology: (text) => technologyIds().get(folded(text)) ?? text,
    id,
    person,
    zoneOf(text) {
      const who = person(text);
      return zones.get(who) ?? known.listed(who)?.engineer.zone ?? zone;
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { it: T } | null = null;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

/** What each name means where it means one alone. The id itself is no name of another. */
function idsByName<T extends { id: string }>(
  all: readonly T[],
  namesOf: (of: T) => readonly string[],
): Map<string, string> {
  const found = new Map<string, string | null>();
  for (const each of all)
    for (const name of namesOf(each)) {
      const key = folded(name);
      const before = found.get(key);
      found.set(key, before === undefined || before === each.id ? each.id : null);
    }
  for (const { id } of all) found.set(folded(id), id);
  return new Map([...found].flatMap(([name, id]) => (id === null ? [] : [[name, id] as const])));
}

/** A name without さん and the like, and without the department in brackets behind it. */
const withoutPoliteness = (name: string): string =>
  compatible(name)
    .trim()
    .replace(/\s?\([^()]{0,40}\)$/u, '')
    .replace(/\s?(?:さん|様|殿|氏)$/u, '');

const folded = (name: string): string => compatible(name).toLowerCase().replaceAll(/\s+/g, '');
