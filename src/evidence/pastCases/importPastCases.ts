import type { KnownRegistry } from '../../registry/files/check.ts';
import { opened, type RegistryFile } from '../../registry/files/excel/workbook.ts';
import { type FindPerson, type Mails, readWithMails } from '../../registry/files/mails.ts';
import type { RegistryProblem } from '../../registry/files/problem.ts';
import type { Sql } from '../../store/database.ts';
import { pauses, stepped } from '../../time/pauses.ts';
import { pastCaseSteps } from './pastCaseFile.ts';
import { keepPastCases } from './pastCases.ts';

/** What an import did. `unchanged`: known already, or told better by a swarm or a later end. */
export type PastCaseSummary = { taken: number; unchanged: number };

/** Brings solved cases in, all or nothing. The same again changes nothing, and the order of imports does not matter. */
export async function importPastCases(
  to: {
    database: { sql: Sql };
    tenantId: string;
    known: KnownRegistry;
    clock: () => number;
    /** The zone of times that name none. */
    zone?: string;
    /** Looks up people by their mail address; without it addresses are refused. Throws when that cannot be told now. */
    findPerson?: FindPerson;
    /** What else is written in the same transaction. */
    alongside?: (tx: Sql, summary: PastCaseSummary) => Promise<void>;
    /** Told of what is new; others follow by themselves. */
    learned?: { follow(): Promise<void> };
  },
  given: readonly RegistryFile[],
): Promise<{ ok: true; summary: PastCaseSummary } | { ok: false; problems: RegistryProblem[] }> {
  const { findPerson, known, clock, zone = 'UTC' } = to;
  const files = await opened(given);
  // Twenty megabytes take a second: people are answered meanwhile.
  const read = (mails?: Mails) =>
    stepped(pastCaseSteps(files, known, clock(), { zone, ...(mails ? { mails } : {}) }), pauses());
  const reading = findPerson ? await readWithMails(read, findPerson) : await read();
  if (!reading.ok) return reading;
  const { cases } = reading;
  const summary = await to.database.sql.transaction(async (tx) => {
    const written = await keepPastCases(tx, to.tenantId, cases);
    const did = { taken: written.length, unchanged: cases.length - written.length };
    await to.alongside?.(tx, did);
    return did;
  });
  await to.learned?.follow();
  return { ok: true, summary };
}
