import type { Person } from '../../cases/case.ts';
import type { Sql } from '../../store/database.ts';
import { asPolicies, type PolicyField, type PolicyFields, type PolicyFile, shippedFields } from '../policy.ts';
import { type HeldPolicy, isSame, keepChange, type PolicyChange, readChanges, readHeld } from './storedPolicy.ts';

export type LivingPolicyNeeds = {
  sql: Sql;
  tenantId: string;
  /** What the policy file says: it wins, and is changed there alone. */
  given: PolicyFile['given'];
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** Who changes what, why, and on which revision they looked. */
export type WantedChange = { revision: number; by: Person; why: string; set: Partial<PolicyFields> };

export type PolicyChanged =
  | { kind: 'changed' }
  | { kind: 'nothing' }
  /** Somebody changed it since. */
  | { kind: 'stale'; last: PolicyChange | null }
  /** The policy file says these fields. */
  | { kind: 'locked'; fields: PolicyField[] }
  | { kind: 'no-such-change' }
  /** These fields were changed again since the change that is to be undone. */
  | { kind: 'changed-since'; fields: PolicyField[] };

/** The policy while the bot runs: as shipped, over that what the tab changed, over that the file. */
export type LivingPolicy = {
  /** As it counts now; read it at each use. */
  now(): Omit<PolicyFile, 'outdated' | 'given'>;
  /** The same, field by field, and the revision of what the tab changed. */
  fields(): { revision: number; fields: PolicyFields };
  given: PolicyFile['given'];
  /** Takes over what other processes changed. */
  refresh(): Promise<void>;
  change(wanted: WantedChange): Promise<PolicyChanged>;
  /** Gives back to the fields of one change what they were before it. */
  undo(wanted: Omit<WantedChange, 'set' | 'why'> & { undoes: number }): Promise<PolicyChanged>;
  changes(): Promise<PolicyChange[]>;
};

/** Reads what is held; throws when the database cannot be reached. */
export async function openLivingPolicy({ sql, tenantId, given, clock }: LivingPolicyNeeds): Promise<LivingPolicy> {
  const asFields = ({ held }: HeldPolicy): PolicyFields => ({ ...shippedFields, ...held, ...given });
  let held: HeldPolicy = { revision: -1, held: {} };
  let fields = shippedFields;
  let policies = asPolicies(fields);

  async function refresh(): Promise<void> {
    const stored = await readHeld(sql, tenantId);
    // An erasure changes what is held, and leaves the revision.
    if (stored.revision === held.revision && isSame(stored.held, held.held)) return;
    held = stored;
    fields = asFields(stored);
    policies = asPolicies(fields);
  }

  async function keep(wanted: WantedChange, undoes: number | null): Promise<PolicyChanged> {
    const stored = await readHeld(sql, tenantId);
    const stale = async (): Promise<PolicyChanged> => {
      await refresh();
      return { kind: 'stale', last: (await readChanges(sql, tenantId))[0] ?? null };
    };
    if (stored.revision !== wanted.revision) return stale();
    const before = asFields(stored);
    const changed = Object.entries(wanted.set)
      .map(([name, after]) => ({ field: name as PolicyField, before: before[name as PolicyField], after }))
      .filter((each) => !isSame(each.before, each.after));
    const locked = changed.map(({ field }) => field).filter((field) => field in given);
    if (locked.length > 0) return { kind: 'locked', fields: locked };
    if (changed.length === 0) return { kind: 'nothing' };
    const at = new Date(clock()).toISOString();
    const { by, why } = wanted;
    if (!(await keepChange(sql, tenantId, { after: stored, at, by, why, changed, undoes }))) return stale();
    await refresh();
    return { kind: 'changed' };
  }

  await refresh();
  return {
    given,
    now: () => policies,
    fields: () => ({ revision: held.revision, fields }),
    refresh,
    change: (wanted) => keep(wanted, null),
    async undo({ undoes, ...wanted }) {
      const change = (await readChanges(sql, tenantId)).find((each) => each.revision === undoes);
      if (!change) return { kind: 'no-such-change' };
      const now = asFields(await readHeld(sql, tenantId));
      const since = change.changed.filter((each) => !isSame(now[each.field], each.after)).map(({ field }) => field);
      if (since.length > 0) return { kind: 'changed-since', fields: since };
      const set = Object.fromEntries(change.changed.map(({ field, before }) => [field, before]));
      return keep({ ...wanted, set, why: '' }, undoes);
    },
    changes: () => readChanges(sql, tenantId),
  };
}
