import { compatible } from '../language/compatible.ts';
import { withUsualKanji } from '../language/usualKanji.ts';
import type { Engineer } from '../registry/engineer.ts';
import type { Feed } from '../registry/shifts/feed.ts';
import { atOnce } from '../time/pauses.ts';

/** Who goes by a name or a mail address, by id; of a name that several have, nobody. */
export type PeopleByName = ReadonlyMap<string, string | null>;

/** The people of the registry by the names and mail addresses that they have there. */
export const peopleByName = (engineers: Iterable<Engineer>): PeopleByName => atOnce(peopleByNameSteps(engineers));

/** The same, person by person: of a hundred thousand it takes a second. */
export function* peopleByNameSteps(engineers: Iterable<Engineer>): Generator<void, PeopleByName> {
  const people = new Map<string, string | null>();
  const add = (name: string, id: string) => {
    const key = folded(name);
    const before = people.get(key);
    people.set(key, before === undefined || before === id ? id : null);
  };
  for (const { id, name, reading, mail } of engineers) {
    add(name, id);
    if (reading) add(reading, id);
    if (mail) add(mail, id);
    yield;
  }
  return people;
}

/**
 * The people whom an event names: by its attendees' mail addresses, else by what its title says: a whole name, or one set off from the
 * rest (`On Call - Ken Tanaka - Exchange`, `Exchange (primary): 田中 健二`). The feed's own names come first.
 */
export function peopleNamed(
  title: string,
  mails: readonly string[],
  feed: Pick<Feed, 'names'>,
  people: PeopleByName,
): string[] {
  const own = new Map((feed.names ?? []).map(({ written, person }) => [folded(written), person]));
  const who = (name: string): string[] => {
    const key = folded(name);
    return [own.get(key) ?? people.get(key) ?? []].flat();
  };
  const byMail = mails.flatMap(who);
  if (byMail.length > 0) return [...new Set(byMail)];
  const written = [title, ...title.split(/\s+[-–—|]\s+|[:：()（）[\]［］,，、/／|&＆]|(?:^|\s)(?:and|と)\s/)];
  return [...new Set(written.flatMap(who))];
}

const folded = (name: string): string =>
  (isPlain.test(name) ? name : withUsualKanji(compatible(name)))
    .toLowerCase()
    .replace(/^mailto:/, '')
    .replaceAll(/\s+/g, '');

const isPlain = /^[ -~]*$/;
