import { and, eq } from 'drizzle-orm';
import { caseWritingStop } from '../../store/caseTables.ts';
import type { Sql } from '../../store/database.ts';
import type { CaseSystem, CaseSystemKey } from './caseSystem.ts';

/** The systems that writing is stopped for: ServiceNow's two kinds of cases are in one. */
export const writtenSystems = ['dynamics', 'servicenow', 'zendesk'] as const;
export type WrittenSystem = (typeof writtenSystems)[number];

export const writtenSystemOf = (key: CaseSystemKey): WrittenSystem =>
  key === 'dynamics' || key === 'zendesk' ? key : 'servicenow';

/** Why nothing is written to a system any more: a note that customers could see. `at`: ISO, UTC. */
export type WritingStop = { caseId: string; note: string; detail: string; at: string };

/** Which systems nothing is written to, for every process, until an administrator says so (`npm run cases -- go-on`). */
export type WritingStops = {
  find(system: WrittenSystem): Promise<WritingStop | null>;
  /** The first note counts: it is the one to look at. */
  stop(system: WrittenSystem, stop: WritingStop): Promise<void>;
  /** What it was stopped for; null: it was not. */
  goOn(system: WrittenSystem): Promise<WritingStop | null>;
};

/**
 * Tells operators, when a bot starts, of connected systems that nothing is written to: the process that stopped that may have been killed
 * before it told them. Never rejects.
 */
export async function tellOfStops(
  systems: readonly Pick<CaseSystem, 'key' | 'name'>[],
  stops: Pick<WritingStops, 'find'>,
  alarm: (system: string, stop: WritingStop) => void,
): Promise<void> {
  for (const [written, [first]] of Map.groupBy(systems, ({ key }) => writtenSystemOf(key))) {
    const stop = await stops.find(written).catch(() => null);
    if (first && stop) alarm(first.name, stop);
  }
}

export function createWritingStops({ database, tenantId }: { database: Sql; tenantId: string }): WritingStops {
  const of = (system: WrittenSystem) => and(eq(caseWritingStop.tenantId, tenantId), eq(caseWritingStop.system, system));
  const shown = {
    caseId: caseWritingStop.caseId,
    note: caseWritingStop.note,
    detail: caseWritingStop.detail,
    at: caseWritingStop.at,
  };
  const asTold = (row: WritingStop | undefined): WritingStop | null =>
    row ? { ...row, at: new Date(row.at).toISOString() } : null;
  return {
    async find(system) {
      const [row] = await database.select(shown).from(caseWritingStop).where(of(system));
      return asTold(row);
    },
    async stop(system, stop) {
      await database
        .insert(caseWritingStop)
        .values({ tenantId, system, ...stop })
        .onConflictDoNothing();
    },
    async goOn(system) {
      const [row] = await database.delete(caseWritingStop).where(of(system)).returning(shown);
      return asTold(row);
    },
  };
}
