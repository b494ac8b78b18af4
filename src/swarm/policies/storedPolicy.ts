import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Person } from '../../cases/case.ts';
import { policyChange } from '../../store/administrationTables.ts';
import type { Sql } from '../../store/database.ts';
import { type PolicyField, type PolicyFields, policyFieldSchemas, policyFields, shippedFields } from '../policy.ts';

/** One change as it is kept. `at` is an ISO instant in UTC; `by` is null once its person is erased; `undoes`: a revision. */
export type PolicyChange = {
  revision: number;
  at: string;
  by: Person | null;
  why: string;
  changed: { field: PolicyField; before: unknown; after: unknown }[];
  undoes: number | null;
};

/** What the tab has changed, and by which revision; 0: nothing ever. */
export type HeldPolicy = { revision: number; held: Partial<PolicyFields> };

/** So many changes are told: who looks further back asks the database. */
const mostTold = 100;

const bySchema = z.object({ id: z.string(), name: z.string() }).nullable();
const changedSchema = z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() }));

/** What is held now. A field that this version does not know, or would not take, is left out: it is as shipped. */
export async function readHeld(database: Sql, tenantId: string): Promise<HeldPolicy> {
  const [row] = await database
    .select({ revision: policyChange.revision, held: policyChange.held })
    .from(policyChange)
    .where(eq(policyChange.tenantId, tenantId))
    .orderBy(desc(policyChange.revision))
    .limit(1);
  return row ? { revision: row.revision, held: fieldsOf(row.held) } : { revision: 0, held: {} };
}

function fieldsOf(stored: unknown): Partial<PolicyFields> {
  const all = z.record(z.string(), z.unknown()).catch({}).parse(stored);
  return Object.fromEntries(
    policyFields.flatMap((field) => {
      const read = field in all ? policyFieldSchemas[field].safeParse(all[field]) : null;
      return read?.success ? [[field, read.data]] : [];
    }),
  );
}

/** The changes, newest first. */
export async function readChanges(database: Sql, tenantId: string): Promise<PolicyChange[]> {
  const rows = await database
    .select()
    .from(policyChange)
    .where(eq(policyChange.tenantId, tenantId))
    .orderBy(desc(policyChange.revision))
    .limit(mostTold);
  return rows.map(({ revision, at, by, why, changed, undoes }) => ({
    ...{ revision, why, undoes, at: new Date(at).toISOString(), by: bySchema.parse(by) },
    changed: Object.entries(changedSchema.parse(changed)).flatMap(([name, { before, after }]) => {
      const field = policyFields.find((each) => each === name);
      return field ? [{ field, before, after }] : [];
    }),
  }));
}

/** Keeps a change as the revision after `after`; false: somebody was faster, and nothing is kept. */
export async function keepChange(
  database: Sql,
  tenantId: string,
  { after, ...change }: Omit<PolicyChange, 'revision' | 'by'> & { after: HeldPolicy; by: Person },
): Promise<boolean> {
  const { at, by, why, undoes } = change;
  const values = Object.fromEntries(change.changed.map((each) => [each.field, each.after]));
  const all = Object.entries({ ...after.held, ...values });
  const held = Object.fromEntries(all.filter(([field, value]) => !isSame(value, Reflect.get(shippedFields, field))));
  const changed = Object.fromEntries(change.changed.map(({ field, ...each }) => [field, each]));
  const kept = await database
    .insert(policyChange)
    .values({ tenantId, revision: after.revision + 1, at, by, why, changed, held, undoes })
    .onConflictDoNothing()
    .returning({ revision: policyChange.revision });
  return kept.length > 0;
}

/** Whether two values of a field say the same, whatever the order of their keys. */
export const isSame = (one: unknown, other: unknown): boolean => inOrder(one) === inOrder(other);

const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  ) ?? '';
