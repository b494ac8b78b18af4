import { and, eq, gt } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { refusedSkill } from '../store/registryTables.ts';
import type { EvidenceIndex } from './index/evidenceIndex.ts';
import { keptEvidence } from './index/keptEvidence.ts';
import { type Learned, learnedFrom } from './learned.ts';
import { type IndexSnapshot, indexSnapshotsOf, type SavingClaim } from './pastCases/indexSnapshots.ts';
import { pastCasesOf } from './pastCases/pastCasesFollowed.ts';
import { recutTerms } from './pastCases/recutTerms.ts';

/** What a bot process has learned from its tenant's past cases. It answers from the first moment, with what it has. */
export type LivingEvidence = Learned & {
  /**
   * Takes over what changed since the last time, here or in another process: after a swarm ends, and every now and
   * then. Reads no more than the changes, and loads all anew only after a large import.
   */
  follow(): Promise<void>;
  /** When the load that is under way, if any, has ended; for the tests and for whoever asks just once. */
  loaded(): Promise<void>;
  /** When the saving that is under way, if any, has ended. */
  saved(): Promise<void>;
  /** When what an older version of the program had cut is cut anew in the database, if a load has found such. */
  recut(): Promise<void>;
  /** How many past cases it knows. */
  size(): number;
  /** How weights learned from them did on its latest cases, beside the usual ones; undefined while there are too few. */
  judged(): EvidenceIndex['own']['judged'];
  /** The index of the moment, for measuring. */
  index(): EvidenceIndex;
  /** Lets a load under way end early. */
  stop(): Promise<void>;
};

/**
 * Begins to load and returns at once: from what a process saved of its index, when there is such, else from all cases.
 * `report` is told of a load or a saving that failed: what is known stays in use, and a later `follow` tries again.
 * An index of fewer cases than `savedFrom` is not saved: it is made of them in a few seconds.
 */
export function openLivingEvidence(needs: {
  database: { sql: Sql };
  tenantId: string;
  report: (problem: unknown) => void;
  savedFrom?: number;
}): LivingEvidence {
  const { database, tenantId, report, savedFrom = 20_000 } = needs;
  const source = pastCasesOf(database.sql, tenantId);
  const snapshots = indexSnapshotsOf(database.sql, tenantId);
  let stopped = false;
  let found: IndexSnapshot | undefined;
  const kept = keptEvidence({
    source: {
      ...source,
      all: () => untilStopped(source.all()),
      async saved() {
        found = await snapshots.read();
        if (!found) return undefined;
        const { revision } = found;
        unsaved = await source.countSince(revision);
        if (unsaved > mostUnsaved(await source.count())) return undefined;
        return { ...found, changes: untilStopped(source.allSince(revision)) };
      },
    },
  });
  const untilStopped = async function* <T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const page of pages) {
      if (stopped) return;
      yield page;
    }
  };
  const refusals = new Set<string>();
  let refusalsRead = new Date(0).toISOString();
  let revision = 0;
  let state: 'loading' | 'loaded' | 'failed' = 'failed';
  let load = Promise.resolve();
  /** The revision after which the cases were read that the index was made of. */
  let base = 0;
  /** The last erasure heard of. */
  let erased = 0;
  /** How many changes no snapshot has. */
  let unsaved = 0;
  let saving: Promise<void> | undefined;
  let recutting: Promise<void> | undefined;
  /** Held while the index that is to be saved is made anew. */
  let claim: SavingClaim | undefined;

  const begin = (how: { anew: boolean }): void => {
    state = 'loading';
    load = loadAll(how).then(
      () => {
        state = 'loaded';
        recutting ??= source.hasOtherTerms() ? recutOlder() : undefined;
      },
      (problem: unknown) => {
        state = 'failed';
        report(problem);
      },
    );
  };
  /** Once in the life of a process, after its load: the next start reads no texts. */
  const recutOlder = (): Promise<void> => recutTerms(database.sql, tenantId, () => stopped).then(() => {}, report);
  const loadAll = async (how: { anew: boolean }): Promise<void> => {
    // The revision first: what is written in between is read twice rather than missed.
    const before = await source.revision();
    revision = before;
    erased = await snapshots.erased();
    await readRefusals();
    const from = await kept.load(how);
    base = from === 'saved' && found ? found.base : before;
    if (from === 'cases') unsaved = Number.POSITIVE_INFINITY;
    found = undefined;
  };
  const readRefusals = async (): Promise<void> => {
    const since = and(eq(refusedSkill.tenantId, tenantId), gt(refusedSkill.refusedAt, refusalsRead));
    for (const { person, technology, refusedAt } of await database.sql.select().from(refusedSkill).where(since)) {
      refusals.add(`${person} ${technology}`);
      if (refusedAt > refusalsRead) refusalsRead = refusedAt;
    }
  };
  /** With an erasure goes what was saved: until it is made anew, every start has to read all cases. */
  const hearOfErasure = async (): Promise<void> => {
    const last = await snapshots.erased();
    if (last > erased) unsaved = Number.POSITIVE_INFINITY;
    erased = last;
  };
  const takeNews = async (): Promise<void> => {
    await readRefusals();
    const news = await source.since(revision);
    if (news) {
      for (const past of news.kept) kept.add(past);
      for (const id of news.gone) kept.remove(id);
      revision = news.revision;
      const changes = news.kept.length + news.gone.length;
      unsaved += changes;
      if (changes > 0) await hearOfErasure();
    }
    const { behind, size } = kept.current();
    // While it is cheap: then it does not matter in which pieces the cases came.
    if (size <= cheapToRecount && news && news.kept.length > 0) kept.current().recount();
    if (stopped || state === 'loading') return;
    if (!news || state === 'failed') begin({ anew: false });
    else if (kept.outgrown() || behind > mostBehind + size / 10) begin({ anew: true });
    else if (!saving && size >= savedFrom && unsaved >= worthSaving(size)) await beginSaving();
  };

  /** The copy is made in the turn of whoever follows, so that nothing changes meanwhile; the writing is not waited for. */
  const beginSaving = async (): Promise<void> => {
    const answer = claim ?? (await snapshots.claim({ revision, base }));
    if (answer === 'saved') unsaved = 0;
    if (answer === 'saved' || answer === 'saving') return;
    if (answer.stale) {
      claim = { ...answer, stale: false };
      return begin({ anew: true });
    }
    claim = undefined;
    const copy = { revision, base, ...(await kept.copied()) };
    unsaved = 0;
    saving = snapshots
      .write(answer, copy, () => !stopped)
      .then((isWritten) => {
        if (!isWritten) unsaved = Number.POSITIVE_INFINITY;
      }, report)
      .finally(() => {
        saving = undefined;
      });
  };

  begin({ anew: false });
  let turn: Promise<void> = Promise.resolve();
  return {
    ...learnedFrom(
      (): EvidenceIndex => kept.current(),
      (person, technology) => refusals.has(`${person} ${technology}`),
    ),
    follow() {
      const own = turn.then(takeNews);
      turn = own.catch(() => {});
      return own;
    },
    loaded: () => load,
    saved: async () => saving,
    recut: async () => recutting,
    size: () => kept.current().size,
    judged: () => kept.current().own.judged,
    index: () => kept.current(),
    async stop() {
      stopped = true;
      await Promise.all([load, turn]);
      await recutting;
      await saving;
      if (claim) await snapshots.giveBack(claim);
    },
  };
}

/** Up to here, counting anew how rare words are takes a millisecond or two. */
const cheapToRecount = 5000;
/** Cases that came later than newer ones, before all are put in order of time again. */
const mostBehind = 200;
/** A start takes so many changes in within a few seconds; saving takes some ten. */
const worthSaving = (size: number): number => Math.max(1000, size / 100);
/** With more changes than so many, all cases are read as fast. */
const mostUnsaved = (size: number): number => Math.max(5000, size / 5);
