import { hideBroughtIn } from '../../evidence/pastCases/pastCases.ts';
import type { Database } from '../../store/database.ts';
import type { StoredCases } from '../storedCases.ts';
import type { CaseSystem, CaseSystemKey, Change, PushRead } from './caseSystem.ts';
import { forgetOldOutcomes, noteOutcomes, outcomesKeptDays } from './following/caseOutcomes.ts';
import { createCasePolls } from './following/casePolls.ts';
import { createChangedCases } from './following/changedCases.ts';
import { reconcile } from './following/reconcile.ts';
import { readsAMinute, startRereading } from './following/rereading.ts';
import type { MakesCases } from './reading.ts';

export type CaseFollowingNeeds = {
  systems: readonly CaseSystem[];
  making: MakesCases;
  stored: StoredCases;
  /** Whether the leads have rules for cases that nobody asked for. */
  hasRules: () => boolean;
  /** Whether the mapping of any system says which of its cases are restricted. */
  hasRestrictedRule: boolean;
  database: Pick<Database, 'sql' | 'engine'>;
  tenantId: string;
  clock: () => number;
  log: (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
};

/** Follows what becomes of cases in the systems where they live. */
export type CaseFollowing = {
  /** Reads again what was noted, from now on. */
  begin(): void;
  /** Notes a change that a system pushed, to be read: nothing else of it is believed. Rejects when it cannot be noted now. */
  heard(change: Extract<PushRead, { kind: 'changed' }>): Promise<'noted' | 'nothing' | 'ours'>;
  /** How far each system has been heard, for `/swarm doctor`. */
  look(): Promise<FollowedSystem[]>;
  /** Asks all systems for what changed since they were asked last. */
  reconcile(): Promise<void>;
  /**
   * Forgets how cases went that were created so many days ago (null: as many as is usual), and what waits of systems that have not
   * been connected for a month. Gives how many of the first.
   */
  forgetOld(days: number | null): Promise<number>;
  stop(): Promise<void>;
};

/** One system: when it was last heard to the end (ISO, UTC), and how many of its cases wait to be read again. */
export type FollowedSystem = {
  key: CaseSystemKey;
  name: string;
  at: string | null;
  waiting: number;
  /** Since when it has not been heard, in milliseconds; null: it never was. */
  behind: number | null;
  /** Why not, as it or we say. */
  said: string | null;
};

/** What waits to be read of a system that is not connected any more is kept for so long, in milliseconds: it may be again. */
const othersKeptMs = 30 * 86_400_000;
/** Where there are rules, a case that nobody knew is new for so long after it was created, in milliseconds. */
const newFor = 86_400_000;

export function createCaseFollowing(needs: CaseFollowingNeeds): CaseFollowing {
  const { systems, stored, hasRules, database, tenantId, clock, log } = needs;
  const changed = createChangedCases({
    database: database.sql,
    tenantId,
    clock,
    isAlone: database.engine === 'pglite',
    aMinute: readsAMinute,
  });
  const polls = createCasePolls({ database: database.sql, tenantId });
  /** A past case can be seen to be restricted where a rule says which are. */
  const also = () => ({ newSince: newSince(), past: needs.hasRestrictedRule });
  const newSince = () => (hasRules() ? new Date(clock() - newFor).toISOString() : null);
  let rereading: ReturnType<typeof startRereading> | null = null;
  /** Who Swarm is in each system, as far as it has been told. */
  const ourselves = new Map<string, string>();
  const asking = new Set<string>();
  const askWhoWeAre = (): void => {
    for (const { key, whoAmI } of systems)
      if (!ourselves.has(key) && !asking.has(key)) {
        asking.add(key);
        void whoAmI().then((id) => {
          asking.delete(key);
          if (id !== null) ourselves.set(key, id);
        });
      }
  };

  return {
    begin() {
      if (systems.length === 0) return;
      askWhoWeAre();
      rereading ??= startRereading({
        ...{ systems, changed, making: needs.making, stored, tenantId, newSince, log, clock },
        hidePast: ({ id }, leadsHere) =>
          database.sql.transaction((tx) => hideBroughtIn(tx, { tenantId, caseId: id, leadsHere })),
        isKnown: async (caseId) => (await stored.find(tenantId, caseId)) !== null,
      });
    },
    look: () =>
      Promise.all(
        systems.map(async ({ key, name }) => {
          const [poll, waiting] = await Promise.all([polls.look(key), changed.waiting(key)]);
          const at = poll?.caughtUpAt ?? null;
          const trouble = poll?.trouble ?? null;
          const said =
            trouble === null ? null : trouble.kind === 'busy' ? `busy until ${trouble.until}` : trouble.detail;
          return { key, name, at, waiting: waiting.count, behind: at === null ? null : clock() - Date.parse(at), said };
        }),
      ),
    async heard({ system, record, by, mergedInto }) {
      if (by !== null && by === ourselves.get(system)) return 'ours';
      const at = new Date(clock()).toISOString();
      // Whether it is new, and open, the system itself says.
      const number = system === 'zendesk' ? record : null;
      const change: Change = {
        record,
        number,
        at,
        created: at,
        state: 'open',
        version: null,
        closed: null,
        satisfaction: null,
        mergedInto,
      };
      const noted = await database.sql.transaction((tx) => changed.note(tx, system, [change], also(), null));
      if (noted === 0) return 'nothing';
      rereading?.wake();
      return 'noted';
    },
    async reconcile() {
      askWhoWeAre();
      await reconcile({
        ...{ systems, polls, database: database.sql, log, clock },
        async note(tx, system, changes, { followedSince, part }) {
          await noteOutcomes(tx, tenantId, system, changes, followedSince);
          return changed.note(tx, system, changes, also(), part);
        },
        wake: () => rereading?.wake(),
      });
    },
    async forgetOld(days) {
      const others = new Date(clock() - othersKeptMs).toISOString();
      await changed.forgetOthers(
        systems.map(({ key }) => key),
        others,
      );
      return forgetOldOutcomes(database.sql, tenantId, days ?? outcomesKeptDays, clock());
    },
    stop: async () => rereading?.stop(),
  };
}
