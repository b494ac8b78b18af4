import type { Database, Sql } from '../../store/database.ts';
import { lockRegistry } from '../changes.ts';
import { type WrittenEdit, writeEdit } from '../personEdit.ts';
import type { RegistryPicture } from '../picture.ts';
import type { RegistryChange } from '../snapshot.ts';
import { forgetAside, heldAside, keepAside, type Leaver, leftPeople, putAside, takeBack } from './leaving.ts';
import type { LeftChange, LeftPerson } from './leftPerson.ts';

/** People who leave the organisation, and come back: what the registry had of them is put aside. */
export type Leavers = {
  /**
   * Takes people who left the organisation out of the registry, and puts aside what it had of them. `alongside` is written in the
   * same transaction; what it gives is called once that has committed. Gives those who were in it.
   */
  leave(
    leavers: readonly Leaver[],
    alongside: (tx: Sql, left: readonly LeftPerson[]) => Promise<() => void>,
  ): Promise<LeftPerson[]>;
  /** Puts somebody who left back with all they had. False: nothing was put aside, or no longer; files may name them again. */
  bringBack(person: string): Promise<boolean>;
  /**
   * Changes what is kept of somebody who left, and who owns from now on what they owned; null: nothing is kept, or it stays as it is.
   * `alongside` is written in the same transaction; what it gives is called once that has committed.
   */
  changeLeft(
    person: string,
    change: (of: LeftPerson) => LeftChange | null,
    alongside?: (tx: Sql, of: LeftPerson) => Promise<() => void>,
  ): Promise<LeftPerson | null>;
  /** Deletes what was put aside of people whose time to come back is over; gives of how many. */
  forgetLeft(): Promise<number>;
};

/** `takeOver`: who has left, as any process wrote it. */
export function createLeavers(needs: {
  database: Pick<Database, 'sql'>;
  tenantId: string;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  picture: RegistryPicture;
}): Leavers & { takeOver(from?: Sql): Promise<void> } {
  const { database, tenantId, clock, picture } = needs;
  const takeOver = async (from: Sql = database.sql) => {
    const left = await leftPeople(from, tenantId);
    picture.snapshot.apply([{ kind: 'left', people: left }]);
  };
  return {
    takeOver,
    async leave(leavers, alongside) {
      const { stored, left, committed } = await database.sql.transaction(async (tx) => {
        await lockRegistry(tx, tenantId);
        const left = await putAside(tx, tenantId, leavers);
        const gone = left.map(({ engineer }): RegistryChange => ({ kind: 'engineer-gone', id: engineer.id }));
        const stored = await picture.writeIn(tx, gone);
        return { stored, left, committed: await alongside(tx, left) };
      });
      await picture.show(stored);
      await takeOver();
      committed();
      return left;
    },
    async bringBack(id) {
      const stored = await database.sql.transaction(async (tx) => {
        await lockRegistry(tx, tenantId);
        const entry = await heldAside(tx, tenantId, id);
        await takeBack(tx, tenantId, id);
        if (!entry) return null;
        const { engineer, skills, shifts } = entry;
        return picture.writeIn(tx, [
          { kind: 'engineer', engineer },
          ...skills.map((skill): RegistryChange => ({ kind: 'skill', skill })),
          ...(shifts.length > 0 ? [{ kind: 'shifts' as const, shifts: { id, shifts } }] : []),
        ]);
      });
      if (stored) await picture.show(stored);
      await takeOver();
      return stored !== null;
    },
    async changeLeft(id, change, alongside) {
      const at = new Date(clock()).toISOString();
      const stored = await database.sql.transaction(async (tx) => {
        await lockRegistry(tx, tenantId);
        const entry = await heldAside(tx, tenantId, id);
        const wanted = entry && change(entry);
        if (!wanted) return null;
        await keepAside(tx, tenantId, wanted.entry);
        const edited: WrittenEdit[] = [];
        for (const { person, technology } of wanted.owners ?? []) {
          const edit = { at, skills: [{ technology, change: { owner: true } }] };
          edited.push(await writeEdit(tx, { tenantId, person, edit }));
        }
        return { entry: wanted.entry, edited, committed: await alongside?.(tx, wanted.entry) };
      });
      for (const each of stored?.edited ?? []) if (each.kind === 'saved') picture.showEdit(each);
      await takeOver();
      stored?.committed?.();
      return stored?.entry ?? null;
    },
    async forgetLeft() {
      const forgotten = await forgetAside(database.sql, tenantId, clock());
      await takeOver();
      return forgotten;
    },
  };
}
