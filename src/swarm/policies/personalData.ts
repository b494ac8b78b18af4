import { and, eq, sql } from 'drizzle-orm';
import { type ErasedPerson, withPseudonym } from '../../cases/pseudonym.ts';
import { policyChange } from '../../store/administrationTables.ts';
import type { Sql } from '../../store/database.ts';
import { mentions } from '../../store/mentions.ts';

/** The changes of the policy that somebody made, or that name them: as administrator, stand-in, support contact, or in a reason. */
export async function policyDataOf(database: Sql, tenantId: string, person: string) {
  return database
    .select({ revision: policyChange.revision, at: policyChange.at, by: policyChange.by, why: policyChange.why })
    .from(policyChange)
    .where(and(eq(policyChange.tenantId, tenantId), naming([person])))
    .orderBy(policyChange.revision);
}

/**
 * Takes a person out of the policy and its changes; gives how many changes that were. Lists lose them, a change that was theirs
 * is nobody's, and what others wrote of them as a reason is emptied. Running bots follow by themselves.
 */
export async function eraseFromPolicy(
  tx: Sql,
  { tenantId, person }: { tenantId: string; person: ErasedPerson },
): Promise<number> {
  const rows = await tx
    .select()
    .from(policyChange)
    .where(and(eq(policyChange.tenantId, tenantId), naming([...person.ids, ...person.names])));
  const gone = (value: unknown): boolean => typeof value === 'string' && person.ids.includes(value);
  const without = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((each) => !gone(each)).map(without);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, without(each)]));
  };
  const emptied = (value: unknown) => withPseudonym(without(value), person, { id: '', name: '' });
  for (const { revision, by, why, changed, held } of rows) {
    const isTheirs = by !== null && typeof by === 'object' && gone(Reflect.get(by, 'id'));
    await tx
      .update(policyChange)
      .set({
        by: isTheirs ? sql`'null'::jsonb` : by,
        why: emptied(why) === why ? why : '',
        changed: emptied(changed),
        held: emptied(held),
      })
      .where(and(eq(policyChange.tenantId, tenantId), eq(policyChange.revision, revision)));
  }
  return rows.length;
}

const naming = (words: readonly string[]) =>
  mentions(sql`concat(${policyChange.by}, ${policyChange.why}, ${policyChange.changed}, ${policyChange.held})`, words);
