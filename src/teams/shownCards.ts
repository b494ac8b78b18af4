import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../store/database.ts';
import { shownCard } from '../store/schema.ts';
import type { CardName } from '../swarm/jobs.ts';

/** Which version of its swarm each card shows, so that a repeated refresh costs nothing outside. */
export type ShownCards = {
  /** 0 when it was never noted. */
  versionOf(swarmId: string, card: CardName): Promise<number>;
  /** Notes what a card shows now; an older note never replaces a newer one. */
  note(swarmId: string, card: CardName, version: number): Promise<void>;
};

export function createShownCards(database: Pick<Database, 'sql'>): ShownCards {
  return {
    async versionOf(swarmId, card) {
      const [row] = await database.sql
        .select({ version: shownCard.version })
        .from(shownCard)
        .where(and(eq(shownCard.swarmId, swarmId), eq(shownCard.card, card)));
      return row?.version ?? 0;
    },
    async note(swarmId, card, version) {
      await database.sql
        .insert(shownCard)
        .values({ swarmId, card, version })
        .onConflictDoUpdate({
          target: [shownCard.swarmId, shownCard.card],
          set: { version: sql`greatest(${shownCard.version}, excluded.version)` },
        });
    },
  };
}
