import { and, eq, gt } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { refusedSkill } from '../store/schema.ts';
import type { EvidenceIndex } from './evidence/evidenceIndex.ts';
import { keptEvidence } from './evidence/keptEvidence.ts';
import { type Learned, learnedFrom } from './evidence/learned.ts';
import { pastCasesOf } from './pastCases.ts';

/** What a bot process has learned from its tenant's past cases. It answers from the first moment, with what it has. */
export type LivingEvidence = Learned & {
  /**
   * Takes over what changed since the last time, here or in another process: after a swarm ends, and every now and
   * then. Reads no more than the changes, and loads all anew only after a large import.
   */
  follow(): Promise<void>;
  /** When the load that is under way, if any, has ended; for the tests and for whoever asks just once. */
  loaded(): Promise<void>;
  /** How many past cases it knows. */
  size(): number;
  /** Lets a load under way end early. */
  stop(): Promise<void>;
};

/**
 * Begins to load and returns at once. `report` is told of a load that failed: what is known stays in use, and the next
 * `follow` tries again.
 */
export function openLivingEvidence(needs: {
  database: { sql: Sql };
  tenantId: string;
  report: (problem: unknown) => void;
}): LivingEvidence {
  const { database, tenantId, report } = needs;
  const source = pastCasesOf(database.sql, tenantId);
  let stopped = false;
  const kept = keptEvidence({
    source: {
      ...source,
      async *all() {
        for await (const page of source.all()) {
          if (stopped) return;
          yield page;
        }
      },
    },
  });
  const refusals = new Set<string>();
  let refusalsRead = new Date(0).toISOString();
  let revision = 0;
  let state: 'loading' | 'loaded' | 'failed' = 'failed';
  let load = Promise.resolve();

  const begin = (): void => {
    state = 'loading';
    load = loadAll().then(
      () => {
        state = 'loaded';
      },
      (problem: unknown) => {
        state = 'failed';
        report(problem);
      },
    );
  };
  const loadAll = async (): Promise<void> => {
    // The revision first: what is written in between is read twice rather than missed.
    revision = await source.revision();
    await readRefusals();
    await kept.load();
  };
  const readRefusals = async (): Promise<void> => {
    const since = and(eq(refusedSkill.tenantId, tenantId), gt(refusedSkill.refusedAt, refusalsRead));
    for (const { person, technology, refusedAt } of await database.sql.select().from(refusedSkill).where(since)) {
      refusals.add(`${person} ${technology}`);
      if (refusedAt > refusalsRead) refusalsRead = refusedAt;
    }
  };
  const takeNews = async (): Promise<void> => {
    await readRefusals();
    const news = await source.since(revision);
    if (news) {
      for (const past of news.kept) kept.add(past);
      for (const id of news.gone) kept.remove(id);
      revision = news.revision;
    }
    const { behind, size } = kept.current();
    // While it is cheap: then it does not matter in which pieces the cases came.
    if (size <= cheapToRecount && news && news.kept.length > 0) kept.current().recount();
    if (stopped || state === 'loading') return;
    if (!news || state === 'failed' || kept.outgrown() || behind > mostBehind + size / 10) begin();
  };

  begin();
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
    size: () => kept.current().size,
    async stop() {
      stopped = true;
      await Promise.all([load, turn]);
    },
  };
}

/** Up to here, counting anew how rare words are takes a millisecond or two. */
const cheapToRecount = 5000;
/** Cases that came later than newer ones, before all are put in order of time again. */
const mostBehind = 200;
