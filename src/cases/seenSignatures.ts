import { eq, lt } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { seenSignature } from '../store/schema.ts';
import { timestampTolerance } from './webhook.ts';

/** Signatures that were used, kept for as long as their timestamps could be accepted again. */
export type SeenSignatures = {
  /** Takes a signature for one request: false when it was used before, in whatever process. */
  claim(signature: string): Promise<boolean>;
  /** Gives a signature back, when the request changed nothing and may come again as it is. */
  release(signature: string): Promise<void>;
};

export function createSeenSignatures({ database, clock }: { database: Sql; clock: () => number }): SeenSignatures {
  return {
    async claim(signature) {
      const now = clock();
      const forgotten = new Date(now - 2 * timestampTolerance * 1000).toISOString();
      await database.delete(seenSignature).where(lt(seenSignature.seenAt, forgotten));
      const claimed = await database
        .insert(seenSignature)
        .values({ signature, seenAt: new Date(now).toISOString() })
        .onConflictDoNothing()
        .returning({ signature: seenSignature.signature });
      return claimed.length > 0;
    },
    async release(signature) {
      await database.delete(seenSignature).where(eq(seenSignature.signature, signature));
    },
  };
}
