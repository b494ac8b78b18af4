import type { Database } from '../store/database.ts';
import { changesSince, type LastingChange, nextRevision, revisionOf } from './registryChanges.ts';
import { changesBetween, inUtc, registryInUtc } from './registryDifference.ts';
import { loadsOf, presencesSince, readRegistry, writeChanges, writePresences } from './registryTables.ts';
import { createSnapshot, type Registry, type RegistryChange, type RegistrySnapshot } from './snapshot.ts';

/** What an import did. `removed` is 0 but with `replace`. */
export type ImportSummary = { added: number; changed: number; unchanged: number; removed: number };

/** The skills registry of one tenant: the database, and its picture in memory, which is never behind our own writes. */
export type SkillsRegistry = {
  /** Read it as often as wanted; change it only through `save` and `importAll`. */
  snapshot: RegistrySnapshot;
  /** Writes the changes in one transaction, then shows them in the snapshot. Loads are not stored (refreshLoads). */
  save(changes: readonly RegistryChange[]): Promise<void>;
  /**
   * Brings the registry to hold all of a checked file (registryFile.ts), all or nothing. What is there already is
   * overwritten, not doubled; the same file again changes nothing. What the file does not name stays, or goes with
   * `replace`.
   */
  importAll(registry: Registry, options?: { replace?: boolean }): Promise<ImportSummary>;
  /** The registry as the database has it. */
  export(): Promise<Registry>;
  /** Takes over what other processes changed: the registry itself when its revision moved, and newer presences. */
  refresh(): Promise<void>;
  /** Counts anew who is in how many swarms and was asked how often; everyone, or only these people. */
  refreshLoads(people?: readonly string[]): Promise<void>;
};

export type SkillsRegistryNeeds = {
  database: Pick<Database, 'sql'>;
  tenantId: string;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** Opens the registry: reads all of it, presence and load too. 100,000 engineers take some seconds. */
export async function openSkillsRegistry({ database, tenantId, clock }: SkillsRegistryNeeds): Promise<SkillsRegistry> {
  // The revision first: what is written in between is then read twice rather than missed.
  let revision = await revisionOf(database.sql, tenantId);
  const snapshot = createSnapshot(await readRegistry(database.sql, tenantId));
  let newestPresence = 0;
  let loaded = new Set<string>();
  // One change at a time: two would read the same revision and each think the other's is its own.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => {});
    return turn;
  };

  const write = async (wanted: readonly RegistryChange[]) => {
    const changes = meaningful(wanted, snapshot);
    const lasting = changes.filter(
      (change): change is LastingChange => change.kind !== 'presence' && change.kind !== 'load',
    );
    const presences = changes.flatMap((change) => (change.kind === 'presence' ? [change.presence] : []));
    const written = await database.sql.transaction(async (tx) => {
      const now = lasting.length > 0 ? await nextRevision(tx, tenantId, lasting) : null;
      await writeChanges(tx, tenantId, lasting);
      await writePresences(tx, tenantId, presences);
      return now;
    });
    snapshot.apply(changes);
    // A revision left out is another process's: the next refresh reads it.
    if (written === revision + 1) revision = written;
  };
  const takeOver = async () => {
    const news = await changesSince(database.sql, tenantId, revision);
    if (news) {
      snapshot.apply(news.changes);
      revision = news.revision;
      return;
    }
    const now = await revisionOf(database.sql, tenantId);
    const stored = await readRegistry(database.sql, tenantId);
    snapshot.apply(changesBetween(snapshot.registry(), stored, { replace: true }).changes);
    revision = now;
  };
  const takePresences = async () => {
    // A little of the past again, for clocks and transactions that overlap.
    const presences = await presencesSince(database.sql, tenantId, newestPresence - 60_000);
    snapshot.apply(presences.map((presence) => ({ kind: 'presence', presence })));
    newestPresence = Math.max(newestPresence, ...presences.map(({ seenAt }) => Date.parse(seenAt)));
  };
  const refreshLoads = async (people?: readonly string[]) => {
    const loads = await loadsOf(database.sql, tenantId, clock(), people);
    const found = new Set(loads.map(({ person }) => person));
    const gone = [...(people ?? loaded)].filter((person) => !found.has(person));
    const none = { liveSwarms: 0, pendingInvitations: 0, asks28d: 0 };
    snapshot.apply([...loads, ...gone.map((person) => ({ person, ...none }))].map((load) => ({ kind: 'load', load })));
    loaded = people ? new Set([...loaded, ...found]) : found;
  };

  await takePresences();
  await refreshLoads();
  return {
    snapshot,
    save: (changes) => inTurn(() => write(changes)),
    importAll: (registry, options = {}) =>
      inTurn(async () => {
        await takeOver();
        const { changes, ...summary } = changesBetween(snapshot.registry(), registryInUtc(registry), options);
        if (changes.length > 0) await write(changes);
        return summary;
      }),
    export: () => readRegistry(database.sql, tenantId),
    refresh: () =>
      inTurn(async () => {
        await takeOver();
        await takePresences();
      }),
    refreshLoads: (people) => inTurn(() => refreshLoads(people)),
  };
}

/** Instants in UTC, and without skills of what does not exist (someone else may just have removed it). */
function meaningful(changes: readonly RegistryChange[], snapshot: RegistrySnapshot): RegistryChange[] {
  const technologies = new Set(changes.flatMap((each) => (each.kind === 'technology' ? [each.technology.id] : [])));
  const people = new Set(changes.flatMap((each) => (each.kind === 'engineer' ? [each.engineer.id] : [])));
  return changes
    .filter(
      (each) =>
        each.kind !== 'skill' ||
        ((technologies.has(each.skill.technology) || snapshot.technology(each.skill.technology)) &&
          (people.has(each.skill.person) || snapshot.listed(each.skill.person))),
    )
    .map(inUtc);
}
