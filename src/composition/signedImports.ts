import { importPastCases } from '../evidence/pastCases/importPastCases.ts';
import { keepImport } from '../history/keptImports.ts';
import type { OwnRoutesNeeds } from '../http/ownRoutes.ts';
import type { FindPerson } from '../registry/files/mails.ts';
import type { SkillsRegistry } from '../registry/registry.ts';
import type { Database, Sql } from '../store/database.ts';
import { importRegistry } from './importRegistry.ts';

/** What comes by the signed doors: brought in, and kept as imports in the transaction that uses the signature. */
export function signedImports({
  database,
  tenantId,
  registry,
  evidence,
  findPerson,
  clock,
}: {
  database: Pick<Database, 'sql'>;
  tenantId: string;
  registry: SkillsRegistry;
  evidence: { follow(): Promise<void> };
  findPerson: FindPerson;
  clock: () => number;
}): Pick<OwnRoutesNeeds, 'importRegistry' | 'importPastCases'> {
  const name = 'body.json';
  const keptWith =
    (what: 'registry' | 'past-cases', alongside: (tx: Sql, counts: object) => Promise<void>) =>
    async (tx: Sql, counts: object): Promise<void> => {
      await alongside(tx, counts);
      await keepImport(tx, tenantId, { what, door: 'signed', by: null, files: [], counts, at: clock() });
    };
  return {
    importRegistry: (content, alongside) =>
      importRegistry({ registry, findPerson }, { name, content }, keptWith('registry', alongside)),
    importPastCases: (content, alongside) => {
      const to = { database, tenantId, known: registry.snapshot, learned: evidence, clock, findPerson };
      return importPastCases({ ...to, alongside: keptWith('past-cases', alongside) }, [{ name, content }]);
    },
  };
}
