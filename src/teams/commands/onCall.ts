import { onCallAt, onCallFor } from '../../matching/onCall.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import { type OnCallLine, onCallCard, whoCard } from '../cards/whoCard.ts';
import type { Turn } from '../inbound/turn.ts';
import { listed, named, type Reader } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import { technologiesNamed } from './namedTogether.ts';
import { onCallSpan } from './onCallSpan.ts';
import type { DutyTime } from './parsing/request.ts';
import type { Reply } from './replies.ts';

type Rotas = Pick<RegistrySnapshot, 'planned' | 'plannedFor' | 'ancestors' | 'technology' | 'listed' | 'skillsOf'>;
type Feeds = Pick<RegistrySnapshot, 'feeds' | 'feedStates'>;

/**
 * "Who is on call?", "Who is on call for Azure DNS tonight?": by the rotas in the registry. `words`: for what; null: for anything.
 * `when` null: now.
 */
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
  return async (
    { words, when }: { words: string | null; when: DutyTime | null },
    { reader }: Pick<Turn, 'reader'>,
  ): Promise<Reply> => {
    const span = when && onCallSpan(when, reader);
    const within = span && { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
    const shown = (asked: string | null, technologies: TechnologyId[] | null): Reply => {
      const lines = onCall(technologies, reader, span);
      return { audience: 'room', card: onCallCard({ asked, lines, unread: unreadFeeds(), within }, reader) };
    };
    if (words === null) return shown(null, null);
    const { technologies } = technologiesNamed(words, directory);
    if (technologies.length === 0) return { audience: 'room', card: whoCard({ found: 'none', asked: words }, reader) };
    const asked = listed(
      technologies.map(({ name }) => named(name, reader)),
      reader,
    );
    return shown(
      asked,
      technologies.map(({ id }) => id),
    );
  };
}

/**
 * Who is on call at the reader's moment, or within a span (milliseconds since 1970), in their language: for some technologies (null: for
 * anything), as a plan of a critical case would ask them, which asks those who are on call for whatever comes for what they know.
 */
export function createOnCall(
  snapshot: Rotas,
): (technologies: TechnologyId[] | null, reader: Reader, span?: Span | null) => OnCallLine[] {
  const nameOf = (id: TechnologyId, reader: Reader): string => {
    const name = snapshot.technology(id)?.name;
    return name ? named(name, reader) : id;
  };
  const knows = (person: string, technologies: TechnologyId[]): boolean =>
    snapshot.skillsOf(person).some(({ technology }) => technologies.includes(technology));
  const called = (technologies: TechnologyId[] | null, { from, to }: Span) =>
    technologies === null
      ? onCallAt(snapshot, from, to).map(({ person, ...each }) => ({ ...each, name: person.engineer.name }))
      : [...onCallFor(snapshot, technologies, from, to)]
          .filter(([id, { technology }]) => technology !== null || knows(id, technologies))
          .map(([id, { technology, until }]) => ({
            ...{ technology, until },
            name: snapshot.listed(id)?.engineer.name ?? id,
          }));
  return (technologies, reader, span) =>
    called(technologies, span ?? momentOf(reader))
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

type Span = { from: number; to: number };
const momentOf = ({ at }: Reader): Span => ({ from: Date.parse(at), to: Date.parse(at) + 1 });

const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
