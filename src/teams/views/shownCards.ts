import { and, eq, sql } from 'drizzle-orm';
import { inBatches } from '../../store/batches.ts';
import type { Database } from '../../store/database.ts';
import { shownCard } from '../../store/swarmTables.ts';
import type { CardName } from '../../swarm/jobs.ts';

/** Which version of its swarm each card shows, so that a repeated refresh costs nothing outside. */
export type ShownCards = {
  /** 0 when it was never noted. */
  versionOf(swarmId: string, card: CardName): Promise<number>;
  /** Notes what a card shows now; an older note never replaces a newer one. */
  note(swarmId: string, card: CardName, version: number): Promise<void>;
};

export function createShownCards(database: Pick<Database, 'sql'>): ShownCards {
  type Note = { swarmId: string; card: CardName; version: number };
  /** Together with whoever else notes a card at that moment: the invitations of a start arrive all at once. */
  const note = inBatches(
    async (notes: readonly Note[]): Promise<undefined[]> => {
      // One statement may write each row once; in one order everywhere, so that two processes never wait in a circle.
      const newest = new Map<string, Note>();
      for (const each of notes) {
        const key = `${each.swarmId} ${each.card}`;
        if (each.version > (newest.get(key)?.version ?? -1)) newest.set(key, each);
      }
      await database.sql
        .insert(shownCard)
        .values([...newest].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each))
        .onConflictDoUpdate({
          target: [shownCard.swarmId, shownCard.card],
          set: { version: sql`greatest(${shownCard.version}, excluded.version)` },
        });
      return notes.map(() => undefined);
    },
    { most: 50, atOnce: 2, apart: 0 },
  );
  return {
    async versionOf(swarmId, card) {
      const [row] = await database.sql
        .select({ version: shownCard.version })
        .from(shownCard)
        .where(and(eq(shownCard.swarmId, swarmId), eq(shownCard.card, card)));
      return row?.version ?? 0;
    },
    note: (swarmId, card, version) => note({ swarmId, card, version }),
  };
}
