import type { Database } from '../../store/database.ts';
import type { StoredCases } from '../storedCases.ts';
import type { CaseSystem } from './caseSystem.ts';
import { createCasePolls } from './following/casePolls.ts';
import { createChangedCases } from './following/changedCases.ts';
import { reconcile } from './following/reconcile.ts';
import { startRereading } from './following/rereading.ts';
import type { MakesCases } from './reading.ts';

export type CaseFollowingNeeds = {
  systems: readonly CaseSystem[];
  making: MakesCases;
  stored: StoredCases;
  /** The swarm that a case has, if one lives. */
  liveSwarmOf: (caseId: string) => Promise<string | null>;
  /** Whether the leads have rules for cases that nobody asked for. */
  hasRules: boolean;
  database: Pick<Database, 'sql'>;
  tenantId: string;
  clock: () => number;
  log: (level: 'info' | 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
};

/** Follows what becomes of cases in the systems where they live. */
export type CaseFollowing = {
  /** Reads again what was noted, from now on. */
  begin(): void;
  /** Asks all systems for what changed since they were asked last. */
  reconcile(): Promise<void>;
  stop(): Promise<void>;
};

/** Where there are rules, a case that nobody knew is new for so long after it was created, in milliseconds. */
const newFor = 86_400_000;

export function createCaseFollowing(needs: CaseFollowingNeeds): CaseFollowing {
  const { systems, stored, hasRules, database, tenantId, clock, log } = needs;
  const changed = createChangedCases({ database: database.sql, tenantId, clock });
  const polls = createCasePolls({ database: database.sql, tenantId });
  const newSince = () => (hasRules ? new Date(clock() - newFor).toISOString() : null);
  let rereading: ReturnType<typeof startRereading> | null = null;

  return {
    begin() {
      if (systems.length === 0) return;
      rereading ??= startRereading({
        ...{ systems, changed, making: needs.making, stored, tenantId, newSince, log, clock },
        isKnown: async (caseId) =>
          (await stored.find(tenantId, caseId)) !== null || (await needs.liveSwarmOf(caseId)) !== null,
      });
    },
    reconcile: () =>
      reconcile({
        ...{ systems, polls, database: database.sql, log, clock },
        note: (tx, system, changes) => changed.note(tx, system, changes, newSince()),
        wake: () => rereading?.wake(),
      }),
    stop: async () => rereading?.stop(),
  };
}
