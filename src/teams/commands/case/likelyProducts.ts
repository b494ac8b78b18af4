import { and, arrayContains, desc, eq } from 'drizzle-orm';
import type { Case } from '../../../cases/case.ts';
import { symptomsIn } from '../../../detection/symptoms.ts';
import type { Database } from '../../../store/database.ts';
import { swarm } from '../../../store/swarmTables.ts';
import type { Planner } from '../../../swarm/planning/planner.ts';
import type { LikelyProduct } from '../../cards/questionCards.ts';
import { named, type Reader } from '../../languages/language.ts';
import type { Directory } from '../../people/directory.ts';

/** At most so many are offered, and of one's own last cases so many are looked at. */
const mostOffered = 6;
const lastCases = 20;

/**
 * What a case that names no product is likely about: what its everyday words and past cases speak for, then what the
 * last cases of the one who tells it were about.
 */
export function createLikelyProducts(needs: {
  database: Pick<Database, 'sql'>;
  planner: Pick<Planner, 'detect'>;
  directory: Pick<Directory, 'technology'>;
  tenantId: string;
}) {
  const { database, planner, directory, tenantId } = needs;

  /** Of which technologies the last swarms that somebody is in were, the most frequent first. */
  async function lately(personId: string): Promise<string[]> {
    const rows = await database.sql
      .select({ technologies: swarm.technologies })
      .from(swarm)
      .where(and(eq(swarm.tenantId, tenantId), arrayContains(swarm.people, [personId])))
      .orderBy(desc(swarm.proposedAt))
      .limit(lastCases);
    const times = new Map<string, number>();
    for (const each of rows.flatMap(({ technologies }) => technologies)) times.set(each, (times.get(each) ?? 0) + 1);
    return [...times].sort(([, one], [, other]) => other - one).map(([technology]) => technology);
  }

  return async (told: Case, reader: Reader): Promise<LikelyProduct[]> => {
    const spoken = symptomsIn(`${told.title}\n${told.description}`).flatMap(({ words, names }) =>
      names.flatMap((name) =>
        planner
          .detect({ ...told, title: name, description: '', product: name })
          .slice(0, 1)
          .map(({ technology }) => ({ technology, words })),
      ),
    );
    const taught = planner
      .detect(told)
      .map(({ technology, evidence }) => ({ technology, words: evidence[0]?.words ?? '' }));
    const own = (await lately(reader.personId)).map((technology) => ({ technology, words: '' }));
    const found = new Map<string, LikelyProduct>();
    for (const { technology, words } of [...spoken, ...taught, ...own]) {
      const known = directory.technology(technology);
      if (known && !found.has(technology))
        found.set(technology, { technology, name: named(known.name, reader), words });
    }
    return [...found.values()].slice(0, mostOffered);
  };
}

export type LikelyProducts = ReturnType<typeof createLikelyProducts>;
