import { and, eq, inArray, like, or } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import type { Sql } from '../../store/database.ts';
import { storedCase, swarm } from '../../store/schema.ts';

/** The id of a case that is known, as it was first written, and its key. */
export type KnownId = { id: string; key: string };

/**
 * Which cases are known under these keys (caseKey.ts): those that case systems sent, those that have a live
 * swarm, and those that were told in free text and got their id here.
 */
export type KnownIds = (keys: readonly string[]) => Promise<KnownId[]>;

export function createKnownIds({ database, tenantId }: { database: Sql; tenantId: string }): KnownIds {
  return async (keys) => {
    if (keys.length === 0) return [];
    const wanted = [...new Set(keys)];
    const live = database
      .select({ id: swarm.caseId, key: swarm.caseKey })
      .from(swarm)
      .where(
        and(
          eq(swarm.tenantId, tenantId),
          inArray(swarm.caseKey, wanted),
          // Nobody else knows what we called a case.
          or(inArray(swarm.status, ['proposed', 'running']), like(swarm.caseId, 'T-%')),
        ),
      );
    const stored = database
      .select({ id: storedCase.caseId, key: storedCase.caseKey })
      .from(storedCase)
      .where(and(eq(storedCase.tenantId, tenantId), inArray(storedCase.caseKey, wanted)));
    return union(stored, live);
  };
}
