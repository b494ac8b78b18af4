import type { RegistryProblem } from '../../registry/files/problem.ts';
import type { Sql } from '../../store/database.ts';
import { type KeptPastCase, keepPastCases } from '../pastCases/pastCases.ts';
import type { ExportedCase, ReadingRules } from './judging.ts';
import { type OpenedExport, readExport } from './reading.ts';

/** Cases that are written by one statement. */
const atOnce = 1_000;

/** A row that could not be read, in the middle of writing: nothing is kept. */
class FaultyRow extends Error {
  readonly problems: readonly RegistryProblem[];
  constructor(problems: readonly RegistryProblem[]) {
    super('A row cannot be read');
    this.problems = problems;
  }
}

export type BroughtIn =
  | { ok: true; taken: number; unchanged: number }
  | { ok: false; problems: readonly RegistryProblem[] };

/**
 * Brings the cases of an export in: all of them or none, a thousand at a time, so that a huge file is never held whole. The
 * same again changes nothing. `withoutFaulty`: rows that cannot be read are left out; otherwise the first ends it.
 */
export async function bringIn(
  to: { database: { sql: Sql }; tenantId: string },
  opened: OpenedExport,
  rules: ReadingRules,
  how: {
    personOf(solver: string): string | null;
    withoutFaulty: boolean;
    progress?(read: number): void;
    /** What else is written in the same transaction. */
    alongside?(tx: Sql, did: { taken: number; unchanged: number }): Promise<void>;
  },
): Promise<BroughtIn> {
  try {
    return await to.database.sql.transaction(async (tx) => {
      let [taken, unchanged] = [0, 0];
      let batch: KeptPastCase[] = [];
      const seen = new Set<string>();
      const write = async (): Promise<void> => {
        const written = await keepPastCases(tx, to.tenantId, batch);
        taken += written.length;
        unchanged += batch.length - written.length;
        batch = [];
        how.progress?.(taken + unchanged);
      };
      for await (const read of readExport(opened, rules)) {
        if (read.kind === 'problem' && !how.withoutFaulty) throw new FaultyRow([read.problem]);
        if (read.kind !== 'row') continue;
        const { judged } = read;
        if (judged.kind === 'faulty' && !how.withoutFaulty) throw new FaultyRow(judged.problems);
        if (judged.kind !== 'case' || seen.has(judged.case.id)) continue;
        seen.add(judged.case.id);
        const kept = keptOf(judged.case, how.personOf);
        if (kept !== null) batch.push(kept);
        if (batch.length >= atOnce) await write();
      }
      await write();
      await how.alongside?.(tx, { taken, unchanged });
      return { ok: true, taken, unchanged } as const;
    });
  } catch (fault) {
    if (fault instanceof FaultyRow) return { ok: false, problems: fault.problems };
    throw fault;
  }
}

/** The case as it is kept; null where it is not told when it was closed. */
export function keptOf(found: ExportedCase, personOf: (solver: string) => string | null): KeptPastCase | null {
  const { id, title, text, closedAt, solver, technologies, rootCause, fix, url } = found;
  if (closedAt === null) return null;
  const person = solver === null ? null : personOf(solver);
  const credits = person === null ? [] : [{ person, weight: 1 }];
  return { id, title, text, closedAt, technologies, credits, rootCause, fix, url, swarmId: null };
}
