import { eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../store/database.ts';
import { seenSignature } from '../store/doorTables.ts';

/** What a signed request got that was carried out. `body`: what it was answered, as JSON; null: it is not told again. */
export type CarriedOut = { route: string; body: unknown };

/**
 * Signatures of requests that were carried out, each with what it got. They are kept for longer than a timestamp is
 * young: case systems send again for hours, byte for byte, what they heard no answer to.
 */
export type SeenSignatures = {
  /** What a request with this signature got; null when none was carried out. */
  find(signature: string): Promise<CarriedOut | null>;
  /**
   * Uses a signature up in the transaction of what its request does, so that both happen or neither does. Throws
   * SignatureUsed when another request used it meanwhile, in whatever process: then this transaction is void.
   */
  use(tx: Sql, signature: string, got: CarriedOut): Promise<void>;
};

/** A request with the same signature was carried out while this one was under way. */
export class SignatureUsed extends Error {
  override name = 'SignatureUsed';
}

/** How long a request that was carried out is known again, in milliseconds: a day. */
export const rememberedFor = 24 * 3_600_000;

export function createSeenSignatures({ database, clock }: { database: Sql; clock: () => number }): SeenSignatures {
  return {
    async find(signature) {
      const forgotten = new Date(clock() - rememberedFor).toISOString();
      await database.delete(seenSignature).where(lt(seenSignature.seenAt, forgotten));
      const [row] = await database
        .select({ got: seenSignature.got })
        .from(seenSignature)
        .where(eq(seenSignature.signature, signature));
      return row ? gotSchema.parse(row.got ?? {}) : null;
    },
    async use(tx, signature, got) {
      const used = await tx
        .insert(seenSignature)
        .values({ signature, seenAt: new Date(clock()).toISOString(), got })
        .onConflictDoNothing()
        .returning({ signature: seenSignature.signature });
      if (used.length === 0) throw new SignatureUsed('The signature was used meanwhile');
    },
  };
}

/** Of requests before answers were kept there is only the signature. */
const gotSchema = z.object({ route: z.string().default(''), body: z.unknown().default(null) });
