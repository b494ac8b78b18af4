import { type KeptImport, readImports } from '../keptImports.ts';
import { json, type personRoutes, type TabRoute } from '../routes/route.ts';
import { caseExportRoutes } from './caseExportRoutes.ts';
import { type PastCaseRoutesNeeds, pastCaseRoutes } from './pastCaseRoutes.ts';
import { type RegistryRoutesNeeds, registryRoutes } from './registryRoutes.ts';

export type ImportRoutesNeeds = PastCaseRoutesNeeds & RegistryRoutesNeeds;

/** `GET /api/imports`: what was imported last, the newest first. */
export type ImportsAnswer = { imports: KeptImport[] };

/** Files of the registry, of solved cases and of case systems' exports, for the policy's administrators, and what was imported when, and by whom. */
export function importRoutes(person: ReturnType<typeof personRoutes>, needs: ImportRoutesNeeds): TabRoute[] {
  return [
    person('administrator', 'GET', '/api/imports', async () => {
      const imports = await readImports(needs.database.sql, needs.tenantId);
      return json(200, { imports } satisfies ImportsAnswer);
    }),
    ...registryRoutes(person, needs),
    ...pastCaseRoutes(person, needs),
    ...caseExportRoutes(person, needs),
  ];
}
