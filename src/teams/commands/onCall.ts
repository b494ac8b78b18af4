import { onCallAt, onCallFor } from '../../matching/onCall.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import { type OnCallLine, onCallCard, whoCard } from '../cards/whoCard.ts';
import type { Turn } from '../inbound/turn.ts';
import { listed, named, type Reader } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import { technologiesNamed } from './namedTogether.ts';
import type { Reply } from './replies.ts';

type Rotas = Pick<RegistrySnapshot, 'planned' | 'plannedFor' | 'ancestors' | 'technology' | 'listed' | 'skillsOf'>;
type Feeds = Pick<RegistrySnapshot, 'feeds' | 'feedStates'>;

/** "Who is on call?", "Who is on call for Azure DNS?": by the rotas in the registry. `words`: for what; null: for anything. */
export function onCallCommand({
  registry,
  directory,
}: {
  registry: { snapshot: Rotas & Feeds };
  directory: Pick<Directory, 'technologyNamed'>;
}) {
  const onCall = createOnCall(registry.snapshot);
  /** Of a feed that was never read nobody knows whom it names: just after it was imported, or where it cannot be read. */
  const unreadFeeds = (): number => {
    const read = new Set(registry.snapshot.feedStates().flatMap(({ id, readAt }) => (readAt === null ? [] : [id])));
    return Iterator.from(registry.snapshot.feeds())
      .filter(({ id, kind }) => kind === 'on-call' && !read.has(id))
      .reduce((count) => count + 1, 0);
  };
  return async (words: string | null, { reader }: Pick<Turn, 'reader'>): Promise<Reply> => {
    if (words === null)
      return {
        audience: 'room',
        card: onCallCard({ asked: null, lines: onCall(null, reader), unread: unreadFeeds() }, reader),
      };
    const { technologies } = technologiesNamed(words, directory);
    if (technologies.length === 0) return { audience: 'room', card: whoCard({ found: 'none', asked: words }, reader) };
    const asked = listed(
      technologies.map(({ name }) => named(name, reader)),
      reader,
    );
    const lines = onCall(
      technologies.map(({ id }) => id),
      reader,
    );
    return { audience: 'room', card: onCallCard({ asked, lines, unread: unreadFeeds() }, reader) };
  };
}

/**
 * Who is on call at the reader's moment, in their language: for some technologies (null: for anything), as a plan of a critical case
 * would ask them, which asks those who are on call for whatever comes for what they know.
 */
export function createOnCall(snapshot: Rotas): (technologies: TechnologyId[] | null, reader: Reader) => OnCallLine[] {
  const nameOf = (id: TechnologyId, reader: Reader): string => {
    const name = snapshot.technology(id)?.name;
    return name ? named(name, reader) : id;
  };
  const knows = (person: string, technologies: TechnologyId[]): boolean =>
    snapshot.skillsOf(person).some(({ technology }) => technologies.includes(technology));
  const called = (technologies: TechnologyId[] | null, at: number) =>
    technologies === null
      ? onCallAt(snapshot, at).map(({ person, ...each }) => ({ ...each, name: person.engineer.name }))
      : [...onCallFor(snapshot, technologies, at)]
          .filter(([id, { technology }]) => technology !== null || knows(id, technologies))
          .map(([id, { technology, until }]) => ({
            ...{ technology, until },
            name: snapshot.listed(id)?.engineer.name ?? id,
          }));
  return (technologies, reader) =>
    called(technologies, Date.parse(reader.at))
      .map(({ name, technology, until }) => ({
        name,
        technology: technology && nameOf(technology, reader),
        until: new Date(until).toISOString(),
      }))
      .sort(
        (one, other) =>
          Number(one.technology === null) - Number(other.technology === null) ||
          compared(one.technology ?? '', other.technology ?? '') ||
          compared(one.name, other.name),
      );
}

const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
