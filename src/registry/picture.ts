import type { Database, Sql } from '../store/database.ts';
import { eachOf, pauses, stepped } from '../time/pauses.ts';
import { changesSince, type LastingChange, lockRegistry, nextRevision, revisionOf } from './changes.ts';
import { differenceSteps, inUtc } from './difference.ts';
import type { WrittenEdit } from './personEdit.ts';
import { createSnapshot, type RegistryChange, type RegistrySnapshot } from './snapshot.ts';
import { readRegistry } from './tables.ts';
import { writeChanges, writePresences } from './writes.ts';

/** What a transaction has written, to be shown once it has committed. `revision` null: nothing of the registry itself. */
export type Written = {
  changes: readonly RegistryChange[];
  written: readonly RegistryChange[];
  revision: number | null;
};

/** The registry in memory beside the one in the database: what is written is shown, and what others wrote is taken over. */
export type RegistryPicture = {
  snapshot: RegistrySnapshot;
  /** Writes changes in the transaction given, which holds the registry's lock where anything of it is written. */
  writeIn(tx: Sql, wanted: readonly RegistryChange[]): Promise<Written>;
  /** Shows what was written. Many take a while: who reads meanwhile finds what others refer to before them, nothing twice. */
  show(stored: Written): Promise<void>;
  /** Shows one person's entry as an edit left it, also where others changed it since. */
  showEdit(edited: Extract<WrittenEdit, { kind: 'saved' }>): void;
  /** Writes in a transaction of its own, and shows it. */
  save(changes: readonly RegistryChange[]): Promise<void>;
  /** Takes over what other processes wrote; gives whether anything was. */
  takeOver(from?: Sql): Promise<boolean>;
};

/** Reads a tenant's whole registry into memory. Its functions are called one after the other, never at once. */
export async function openPicture(database: Pick<Database, 'sql'>, tenantId: string): Promise<RegistryPicture> {
  // The revision first: what is written in between is then read twice rather than missed.
  let revision = await revisionOf(database.sql, tenantId);
  const snapshot = createSnapshot(await readRegistry(database.sql, tenantId));
  /** A revision left out is another process's: the next take-over reads it. */
  const tookUp = (written: number | null) => {
    if (written === revision + 1) revision = written;
  };
  const writeIn = async (tx: Sql, wanted: readonly RegistryChange[]): Promise<Written> => {
    const changes = await stepped(eachOf(wanted, inUtc), pauses());
    const presences = changes.flatMap((change) => (change.kind === 'presence' ? [change.presence] : []));
    const written = await writeChanges(tx, tenantId, changes.filter(isLasting));
    await writePresences(tx, tenantId, presences);
    return { changes, written, revision: written.length > 0 ? await nextRevision(tx, tenantId, written) : null };
  };
  const show = async (stored: Written): Promise<void> => {
    const written = new Set<RegistryChange>(stored.written);
    // What is gone here too was there in memory, perhaps; a line that was not written is of somebody who is not there.
    const shown = stored.changes.values().filter((change) => change.kind !== 'skill' || written.has(change));
    await stepped(snapshot.applySteps(shown), pauses());
    tookUp(stored.revision);
  };
  return {
    snapshot,
    writeIn,
    show,
    showEdit(edited) {
      snapshot.apply(asStored(edited, snapshot));
      tookUp(edited.revision);
    },
    async save(changes) {
      const stored = await database.sql.transaction(async (tx) => {
        if (changes.some(isLasting)) await lockRegistry(tx, tenantId);
        return writeIn(tx, changes);
      });
      await show(stored);
    },
    async takeOver(from = database.sql) {
      const before = revision;
      const news = await changesSince(from, tenantId, revision);
      if (news) {
        snapshot.apply(news.changes);
        revision = news.revision;
      } else {
        const now = await revisionOf(from, tenantId);
        const pause = pauses();
        const stored = await readRegistry(from, tenantId);
        const current = await stepped(snapshot.registrySteps(), pause);
        const { changes } = await stepped(differenceSteps(current, stored, { replace: true }), pause);
        await stepped(snapshot.applySteps(changes), pause);
        revision = now;
      }
      return revision !== before;
    },
  };
}

const isLasting = (change: RegistryChange): change is LastingChange =>
  change.kind !== 'presence' &&
  change.kind !== 'mailbox' &&
  change.kind !== 'load' &&
  change.kind !== 'feed-read' &&
  change.kind !== 'team-asks' &&
  change.kind !== 'left';

/** What brings a snapshot's entry of a person to what is stored, also where others changed it since. */
function asStored(
  { entry: { engineer, skills } }: Extract<WrittenEdit, { kind: 'saved' }>,
  snapshot: RegistrySnapshot,
): RegistryChange[] {
  const person = engineer.id;
  const stored = new Set(skills.map(({ technology }) => technology));
  const gone = snapshot.skillsOf(person).filter(({ technology }) => !stored.has(technology));
  return [
    { kind: 'engineer', engineer },
    ...gone.map(({ technology }): RegistryChange => ({ kind: 'skill-gone', person, technology })),
    ...skills.map((skill): RegistryChange => ({ kind: 'skill', skill })),
  ];
}
