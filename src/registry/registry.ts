import { and, eq } from 'drizzle-orm';
import type { Database } from '../store/database.ts';
import { supportTeam } from '../store/registryTables.ts';
import { lockRegistry } from './changes.ts';
import { type ImportOptions, type ImportSummary, reckonImport, writeImport } from './imports.ts';
import { createLeavers, type Leavers } from './left/leavers.ts';
import { createMomentary, type Momentary } from './momentary.ts';
import { type PersonEdit, type PersonEdited, writeEdit } from './personEdit.ts';
import { openPicture, type RegistryPicture } from './picture.ts';
import type { Registry, RegistryChange, RegistrySnapshot } from './snapshot.ts';
import { readRegistry, teamOf } from './tables.ts';

/** The skills registry of one tenant: the database, and its picture in memory, which is never behind our own writes. */
export type SkillsRegistry = Leavers & {
  /** Read it as often as wanted; change it only through `edit`, `save` and `importAll`. */
  snapshot: RegistrySnapshot;
  /**
   * Writes what changes of one person's entry, where it is, and shows the entry as it is stored in the snapshot. Whatever
   * is said of a person from a card, a page or another system comes by this: the snapshot may be a second or two old.
   */
  edit(person: string, edit: PersonEdit): Promise<PersonEdited>;
  /**
   * Writes the changes in one transaction, then shows them in the snapshot. Whole records are the word of who speaks for
   * the organisation (an import); none is made from a snapshot. Of a presence only one of somebody in the registry is
   * kept. Loads are not stored (refreshLoads).
   */
  save(changes: readonly RegistryChange[]): Promise<void>;
  /**
   * Brings the registry to hold all of a checked file (registryFile.ts), all or nothing. What is there already is
   * overwritten, not doubled; the same file again changes nothing. What people said themselves stays (ownWords.ts). What
   * the file does not name stays, or goes with `replace`.
   */
  importAll(registry: Registry, options?: ImportOptions): Promise<ImportSummary>;
  /** What importAll would do, by the picture in memory. */
  previewImport(registry: Registry, options?: Pick<ImportOptions, 'replace'>): Promise<ImportSummary>;
  /** Closes a team to others' asks until an instant (ISO, UTC), or opens it again (null). False: there is no such team. */
  closeTeam(team: string, until: string | null, by?: string): Promise<boolean>;
  /** Takes over what other processes wrote of the registry and of people who left: before somebody is told of these. */
  refreshLeft(): Promise<void>;
  /** The registry as the database has it. */
  export(): Promise<Registry>;
  /** Takes over what other processes wrote into the registry itself: two small statements where none has. */
  takeOver(): Promise<void>;
  /** Takes over what other processes changed: the registry itself when its revision moved, newer presences, what feeds said. */
  refresh(): Promise<void>;
} & Pick<Momentary, 'keepMailboxes' | 'refreshLoads'>;

export type SkillsRegistryNeeds = {
  database: Pick<Database, 'sql'>;
  tenantId: string;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** Opens the registry: reads all of it, presence and load too. 100,000 engineers take some seconds. */
export async function openSkillsRegistry(given: SkillsRegistryNeeds): Promise<SkillsRegistry> {
  const { database, tenantId } = given;
  const picture = await openPicture(database, tenantId);
  const { snapshot } = picture;
  const needs = { ...given, picture, snapshot };
  const momentary = createMomentary(needs);
  const leavers = createLeavers(needs);
  const importing = { ...needs, leavers };
  await momentary.takeOver();
  await leavers.takeOver();
  await momentary.refreshLoads();

  const inTurn = oneAfterTheOther();
  return {
    snapshot,
    edit: (person, edit) => inTurn(() => editPerson(needs, person, edit)),
    save: (changes) => inTurn(() => picture.save(changes)),
    importAll: (registry, options = {}) => inTurn(() => writeImport(registry, options, importing)),
    previewImport: (registry, options = {}) =>
      inTurn(async () => (await reckonImport(registry, options, needs)).summary),
    closeTeam: (team, until, by) => inTurn(() => closeTeam(needs, { team, until, by })),
    leave: (people, alongside) => inTurn(() => leavers.leave(people, alongside)),
    bringBack: (person) => inTurn(() => leavers.bringBack(person)),
    changeLeft: (person, change, alongside) => inTurn(() => leavers.changeLeft(person, change, alongside)),
    forgetLeft: () => inTurn(() => leavers.forgetLeft()),
    refreshLeft: () =>
      inTurn(async () => {
        await picture.takeOver();
        await leavers.takeOver();
      }),
    keepMailboxes: (read) => inTurn(() => momentary.keepMailboxes(read)),
    export: () => readRegistry(database.sql, tenantId),
    takeOver: () => inTurn(() => picture.takeOver().then(() => {})),
    refresh: () =>
      inTurn(async () => {
        await picture.takeOver();
        await momentary.takeOver();
        await leavers.takeOver();
      }),
    refreshLoads: (people) => inTurn(() => momentary.refreshLoads(people)),
  };
}

/** One change at a time: two would read the same revision and each think the other's is its own. */
function oneAfterTheOther() {
  let queue: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => {});
    return turn;
  };
}

type Needs = SkillsRegistryNeeds & { picture: RegistryPicture };

async function editPerson({ database, tenantId, picture }: Needs, person: string, edit: PersonEdit) {
  const edited = await database.sql.transaction((tx) => writeEdit(tx, { tenantId, person, edit }));
  if (edited.kind === 'not-registered') picture.snapshot.apply([{ kind: 'engineer-gone', id: person }]);
  if (edited.kind !== 'saved') return edited;
  picture.showEdit(edited);
  return { kind: 'saved' as const, changed: edited.changes.length > 0 };
}

async function closeTeam(
  { database, tenantId, picture }: Needs,
  { team: id, until, by }: { team: string; until: string | null; by: string | undefined },
): Promise<boolean> {
  const stored = await database.sql.transaction(async (tx) => {
    await lockRegistry(tx, tenantId);
    const [row] = await tx
      .select()
      .from(supportTeam)
      .where(and(eq(supportTeam.tenantId, tenantId), eq(supportTeam.id, id)));
    if (!row) return null;
    const { closedUntil: _, closedBy: _by, ...team } = teamOf(row);
    const closed = until === null ? {} : { closedUntil: until, ...(by !== undefined && { closedBy: by }) };
    return picture.writeIn(tx, [{ kind: 'team', team: { ...team, ...closed } }]);
  });
  if (stored) await picture.show(stored);
  return stored !== null;
}
