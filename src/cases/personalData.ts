import { randomUUID } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Language } from '../language/language.ts';
import { shortId, storedCase } from '../store/caseTables.ts';
import type { Sql } from '../store/database.ts';
import { mentions } from '../store/mentions.ts';
import { swarm } from '../store/swarmTables.ts';
import { caseSchema } from './case.ts';
import { type ErasedPerson, isOfNamesake, withPseudonym } from './pseudonym.ts';

/** The cases of case systems that a person owns. */
export async function casesOwnedBy(database: Sql, tenantId: string, person: string) {
  const rows = await database
    .select({ body: storedCase.body })
    .from(storedCase)
    .where(and(eq(storedCase.tenantId, tenantId), sql`${storedCase.body} -> 'owner' ->> 'id' = ${person}`));
  return rows.map(({ body }) => caseSchema.parse(body));
}

/**
 * Deletes the cases that case systems sent last before an instant (ISO, UTC), but those of which a swarm is still kept.
 * A newer version of one is the case system's word, and comes anew. So with the short ids given before: no number is
 * given again.
 */
export async function forgetOldCases(database: Sql, tenantId: string, before: string): Promise<void> {
  await database.delete(storedCase).where(
    and(
      eq(storedCase.tenantId, tenantId),
      lt(storedCase.receivedAt, before),
      sql`not exists (select 1 from ${swarm} where ${swarm.tenantId} = ${tenantId}
        and ${swarm.caseKey} = ${storedCase.caseKey} and not ${swarm.forgotten})`,
    ),
  );
  await database.delete(shortId).where(
    and(
      eq(shortId.tenantId, tenantId),
      lt(shortId.givenAt, before),
      sql`not exists (select 1 from ${swarm} where ${swarm.tenantId} = ${tenantId}
        and (${swarm.caseKey} = 't' || ${shortId.number} or ${swarm.toldKey} = 't' || ${shortId.number})
        and not ${swarm.forgotten})`,
    ),
  );
}

/**
 * Puts a pseudonym in a person's place in the cases that case systems sent; gives how many. A newer version that names
 * them again is the case system's word.
 */
export async function eraseFromCases(
  tx: Sql,
  { tenantId, person, formerly }: { tenantId: string; person: ErasedPerson; formerly: Record<Language, string> },
): Promise<number> {
  const rows = await tx
    .select({ caseId: storedCase.caseId, body: storedCase.body })
    .from(storedCase)
    .where(
      and(eq(storedCase.tenantId, tenantId), mentions(sql`${storedCase.body}::text`, [...person.ids, ...person.names])),
    );
  let changed = 0;
  for (const { caseId, body } of rows) {
    if (isOfNamesake(body, person)) continue;
    const pseudonym = { id: randomUUID(), name: formerly[caseSchema.parse(body).language] };
    const erased = withPseudonym(body, person, pseudonym);
    if (JSON.stringify(erased) === JSON.stringify(body)) continue;
    changed += 1;
    await tx
      .update(storedCase)
      .set({ body: erased })
      .where(and(eq(storedCase.tenantId, tenantId), eq(storedCase.caseId, caseId)));
  }
  return changed;
}
