import { and, eq } from 'drizzle-orm';
import type { Database, Sql } from '../store/database.ts';
import { supportTeam } from '../store/registryTables.ts';
import { eachOf, pauses, stepped } from '../time/pauses.ts';
import { changesSince, type LastingChange, lockRegistry, nextRevision, revisionOf } from './changes.ts';
import { differenceSteps, inUtc, registryInUtc } from './difference.ts';
import type { Mailbox } from './engineer.ts';
import { forgetAside, heldAside, keepAside, type Leaver, leftPeople, putAside, takeBack } from './left/leaving.ts';
import type { LeftChange, LeftPerson } from './left/leftPerson.ts';
import { type KeptWord, withOwnWords } from './ownWords.ts';
import { type PersonEdit, type PersonEdited, type WrittenEdit, writeEdit } from './personEdit.ts';
import { createSnapshot, type Registry, type RegistryChange, type RegistrySnapshot } from './snapshot.ts';
import {
  asksOfADay,
  feedStatesSince,
  loadsOf,
  mailboxesSince,
  presencesSince,
  readRegistry,
  teamOf,
} from './tables.ts';
import { writeChanges, writeMailboxes, writePresences } from './writes.ts';

/** What an import did. `removed` is 0 but with `replace`; `kept`: what people said themselves and the file says otherwise. */
export type ImportSummary = {
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  kept: KeptWord[];
  /** The names of those for whom the file names deputies that count for nobody: only they themselves name them. */
  deputiesLeftOut?: string[];
  /** The names of those whom the file names although they have left the organisation. */
  leftOut?: string[];
};

/** `alongside`: what else is written in the same transaction, also where nothing changes. */
export type ImportOptions = {
  replace?: boolean;
  alongside?: ((tx: Sql, summary: ImportSummary) => Promise<void>) | undefined;
};

/** The skills registry of one tenant: the database, and its picture in memory, which is never behind our own writes. */
export type SkillsRegistry = {
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
  /** Takes over what other processes wrote of the registry and of people who left: before somebody is told of these. */
  refreshLeft(): Promise<void>;
  /** Deletes what was put aside of people whose time to come back is over; gives of how many. */
  forgetLeft(): Promise<number>;
  /** Keeps what mailboxes said of people who are in the registry. */
  keepMailboxes(read: readonly Omit<Mailbox, 'changedAt'>[]): Promise<void>;
  /** The registry as the database has it. */
  export(): Promise<Registry>;
  /** Takes over what other processes wrote into the registry itself: two small statements where none has. */
  takeOver(): Promise<void>;
  /** Takes over what other processes changed: the registry itself when its revision moved, newer presences, what feeds said. */
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
  let newestMailbox = 0;
  let newestFeed = 0;
  let loaded = new Set<string>();
  // One change at a time: two would read the same revision and each think the other's is its own.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => {});
    return turn;
  };

  /** In the transaction given, which holds the registry's lock where anything of it is written. */
  const writeIn = async (tx: Sql, wanted: readonly RegistryChange[]) => {
    const changes = await stepped(eachOf(wanted, inUtc), pauses());
    const presences = changes.flatMap((change) => (change.kind === 'presence' ? [change.presence] : []));
    const written = await writeChanges(tx, tenantId, changes.filter(isLasting));
    await writePresences(tx, tenantId, presences);
    return { changes, written, revision: written.length > 0 ? await nextRevision(tx, tenantId, written) : null };
  };
  /** Many take a while: who reads meanwhile finds what others refer to before them, and nothing twice. */
  const show = async (stored: Awaited<ReturnType<typeof writeIn>>) => {
    const written = new Set<RegistryChange>(stored.written);
    // What is gone here too was there in memory, perhaps; a line that was not written is of somebody who is not there.
    const shown = stored.changes.values().filter((change) => change.kind !== 'skill' || written.has(change));
    await stepped(snapshot.applySteps(shown), pauses());
    tookUp(stored.revision);
  };
  const save = async (changes: readonly RegistryChange[]) => {
    const stored = await database.sql.transaction(async (tx) => {
      if (changes.some(isLasting)) await lockRegistry(tx, tenantId);
      return writeIn(tx, changes);
    });
    await show(stored);
  };
  /** A revision left out is another process's: the next refresh reads it. */
  const tookUp = (written: number | null) => {
    if (written === revision + 1) revision = written;
  };
  const edit = async (person: string, wanted: PersonEdit): Promise<PersonEdited> => {
    const edited = await database.sql.transaction((tx) => writeEdit(tx, { tenantId, person, edit: wanted }));
    if (edited.kind === 'not-registered') snapshot.apply([{ kind: 'engineer-gone', id: person }]);
    if (edited.kind !== 'saved') return edited;
    snapshot.apply(asStored(edited, snapshot));
    tookUp(edited.revision);
    return { kind: 'saved', changed: edited.changes.length > 0 };
  };
  const takeOver = async (from: Sql = database.sql) => {
    const news = await changesSince(from, tenantId, revision);
    if (news) {
      snapshot.apply(news.changes);
      revision = news.revision;
      return;
    }
    const now = await revisionOf(from, tenantId);
    const pause = pauses();
    const stored = await readRegistry(from, tenantId);
    const current = await stepped(snapshot.registrySteps(), pause);
    const { changes } = await stepped(differenceSteps(current, stored, { replace: true }), pause);
    await stepped(snapshot.applySteps(changes), pause);
    revision = now;
  };
  /** Of many records it takes a second, in which people are answered. */
  const importOf = async (given: Registry, options: Pick<ImportOptions, 'replace'>) => {
    const pause = pauses();
    const current = await stepped(snapshot.registrySteps(), pause);
    const { registry, names } = withoutLeavers(given, snapshot);
    const own = await stepped(withOwnWords(await stepped(registryInUtc(registry), pause), current, clock()), pause);
    const { changes, ...counts } = await stepped(differenceSteps(current, own.registry, options), pause);
    const leftOut = {
      ...(own.deputiesLeftOut.length > 0 && { deputiesLeftOut: own.deputiesLeftOut }),
      ...(names.length > 0 && { leftOut: names }),
    };
    return { changes, summary: { ...counts, kept: own.kept, ...leftOut } };
  };
  const importAll = async (registry: Registry, options: ImportOptions) => {
    await takeOver();
    let reckoned = await importOf(registry, options);
    if (reckoned.changes.length === 0 && !options.alongside) return reckoned.summary;
    const stored = await database.sql.transaction(async (tx) => {
      await lockRegistry(tx, tenantId);
      const before = revision;
      await takeOver(tx);
      // Another process wrote meanwhile: whole entries made from what was before would undo what people just said, and
      // bring back whom they revoked. Reckoned anew only then: it takes seconds for many, and all writers wait.
      if (revision !== before) reckoned = await importOf(registry, options);
      const done = await writeIn(tx, reckoned.changes);
      await options.alongside?.(tx, reckoned.summary);
      return done;
    });
    await show(stored);
    return reckoned.summary;
  };
  const closeTeam = async (id: string, until: string | null, by?: string): Promise<boolean> => {
    const stored = await database.sql.transaction(async (tx) => {
      await lockRegistry(tx, tenantId);
      const [row] = await tx
        .select()
        .from(supportTeam)
        .where(and(eq(supportTeam.tenantId, tenantId), eq(supportTeam.id, id)));
      if (!row) return null;
      const { closedUntil: _, closedBy: _by, ...team } = teamOf(row);
      const closed = until === null ? {} : { closedUntil: until, ...(by !== undefined && { closedBy: by }) };
      return writeIn(tx, [{ kind: 'team', team: { ...team, ...closed } }]);
    });
    if (stored) await show(stored);
    return stored !== null;
  };
  const takeLeft = async () => {
    const left = await leftPeople(database.sql, tenantId);
    snapshot.apply([{ kind: 'left', people: left }]);
  };
  const leave: SkillsRegistry['leave'] = async (leavers, alongside) => {
    const { stored, left, committed } = await database.sql.transaction(async (tx) => {
      await lockRegistry(tx, tenantId);
      const left = await putAside(tx, tenantId, leavers);
      const gone = left.map(({ engineer }): RegistryChange => ({ kind: 'engineer-gone', id: engineer.id }));
      const stored = await writeIn(tx, gone);
      return { stored, left, committed: await alongside(tx, left) };
    });
    await show(stored);
    await takeLeft();
    committed();
    return left;
  };
  const bringBack = async (id: string): Promise<boolean> => {
    const stored = await database.sql.transaction(async (tx) => {
      await lockRegistry(tx, tenantId);
      const entry = await heldAside(tx, tenantId, id);
      await takeBack(tx, tenantId, id);
      if (!entry) return null;
      const { engineer, skills, shifts } = entry;
      return writeIn(tx, [
        { kind: 'engineer', engineer },
        ...skills.map((skill): RegistryChange => ({ kind: 'skill', skill })),
        ...(shifts.length > 0 ? [{ kind: 'shifts' as const, shifts: { id, shifts } }] : []),
      ]);
    });
    if (stored) await show(stored);
    await takeLeft();
    return stored !== null;
  };
  const changeLeft: SkillsRegistry['changeLeft'] = async (id, change, alongside) => {
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
    for (const each of stored?.edited ?? []) {
      if (each.kind !== 'saved') continue;
      snapshot.apply(asStored(each, snapshot));
      tookUp(each.revision);
    }
    await takeLeft();
    stored?.committed?.();
    return stored?.entry ?? null;
  };
  const takePresences = async () => {
    // A little of the past again, for clocks and transactions that overlap.
    const presences = await presencesSince(database.sql, tenantId, newestPresence - 60_000);
    snapshot.apply(presences.map((presence) => ({ kind: 'presence', presence })));
    newestPresence = Math.max(newestPresence, ...presences.map(({ seenAt }) => Date.parse(seenAt)));
  };
  const takeMailboxes = async () => {
    const mailboxes = await mailboxesSince(database.sql, tenantId, newestMailbox - 60_000);
    snapshot.apply(mailboxes.map((mailbox) => ({ kind: 'mailbox', mailbox })));
    newestMailbox = mailboxes.reduce((newest, { readAt }) => Math.max(newest, Date.parse(readAt)), newestMailbox);
  };
  const takeFeeds = async () => {
    const states = await feedStatesSince(database.sql, tenantId, newestFeed - 60_000);
    await stepped(snapshot.applySteps(states.map((state) => ({ kind: 'feed-read', state }))), pauses());
    newestFeed = states.reduce((newest, { triedAt }) => Math.max(newest, Date.parse(triedAt)), newestFeed);
  };
  const keepMailboxes = async (read: readonly Omit<Mailbox, 'changedAt'>[]) => {
    const stored = await database.sql.transaction((tx) => writeMailboxes(tx, tenantId, read));
    snapshot.apply(stored.map((mailbox) => ({ kind: 'mailbox', mailbox })));
  };
  /** Only where some team lets no more than so many through. */
  const refreshTeamAsks = async () => {
    if (!snapshot.teams().some(({ mostAsksADay }) => mostAsksADay !== undefined)) return;
    const asks = new Map<string, number>();
    const teamOfPerson = (id: string) => snapshot.listed(id)?.engineer.team;
    for (const { person, owner, asks: times } of await asksOfADay(database.sql, tenantId, clock())) {
      const team = teamOfPerson(person);
      if (team !== undefined && team !== teamOfPerson(owner)) asks.set(team, (asks.get(team) ?? 0) + times);
    }
    snapshot.apply([{ kind: 'team-asks', asks }]);
  };
  const refreshLoads = async (people?: readonly string[]) => {
    const loads = await loadsOf(database.sql, tenantId, clock(), people);
    const found = new Set(loads.map(({ person }) => person));
    const gone = [...(people ?? loaded)].filter((person) => !found.has(person));
    const none = { liveSwarms: 0, pendingInvitations: 0, asks28d: 0, asks7d: 0 };
    snapshot.apply([...loads, ...gone.map((person) => ({ person, ...none }))].map((load) => ({ kind: 'load', load })));
    await refreshTeamAsks();
    loaded = people ? new Set([...loaded, ...found]) : found;
  };

  await takePresences();
  await takeMailboxes();
  await takeFeeds();
  await takeLeft();
  await refreshLoads();
  return {
    snapshot,
    edit: (person, wanted) => inTurn(() => edit(person, wanted)),
    save: (changes) => inTurn(() => save(changes)),
    importAll: (registry, options = {}) => inTurn(() => importAll(registry, options)),
    previewImport: (registry, options = {}) => inTurn(async () => (await importOf(registry, options)).summary),
    closeTeam: (team, until, by) => inTurn(() => closeTeam(team, until, by)),
    leave: (leavers, alongside) => inTurn(() => leave(leavers, alongside)),
    bringBack: (person) => inTurn(() => bringBack(person)),
    changeLeft: (person, change, alongside) => inTurn(() => changeLeft(person, change, alongside)),
    refreshLeft: () =>
      inTurn(async () => {
        await takeOver();
        await takeLeft();
      }),
    forgetLeft: () =>
      inTurn(async () => {
        const forgotten = await forgetAside(database.sql, tenantId, clock());
        await takeLeft();
        return forgotten;
      }),
    keepMailboxes: (read) => inTurn(() => keepMailboxes(read)),
    export: () => readRegistry(database.sql, tenantId),
    takeOver: () => inTurn(() => takeOver()),
    refresh: () =>
      inTurn(async () => {
        await takeOver();
        await takePresences();
        await takeMailboxes();
        await takeFeeds();
        await takeLeft();
      }),
    refreshLoads: (people) => inTurn(() => refreshLoads(people)),
  };
}

const isLasting = (change: RegistryChange): change is LastingChange =>
  change.kind !== 'presence' &&
  change.kind !== 'mailbox' &&
  change.kind !== 'load' &&
  change.kind !== 'feed-read' &&
  change.kind !== 'team-asks' &&
  change.kind !== 'left';

/** A file's registry without those who have left the organisation, and their names: whoever wrote it did not know yet. */
function withoutLeavers(given: Registry, snapshot: Pick<RegistrySnapshot, 'left'>) {
  const gone = given.engineers.filter(({ id }) => snapshot.left(id) !== undefined);
  if (gone.length === 0) return { registry: given, names: [] };
  const isThere = (id: string): boolean => snapshot.left(id) === undefined;
  const { engineers, skills, shifts } = given;
  const registry: Registry = {
    ...given,
    engineers: engineers.filter(({ id }) => isThere(id)),
    skills: skills.filter(({ person }) => isThere(person)),
    ...(shifts && { shifts: shifts.filter(({ id }) => isThere(id)) }),
  };
  return { registry, names: gone.map(({ name }) => name) };
}

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
