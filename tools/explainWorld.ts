import type { Case } from '../src/cases/case.ts';
import { createStoredCases } from '../src/cases/storedCases.ts';
import { evidenceIndex } from '../src/evidence/index/evidenceIndex.ts';
import { type Learned, learnedFrom } from '../src/evidence/learned.ts';
import { openLivingEvidence } from '../src/evidence/livingEvidence.ts';
import { createFixes, type Fix } from '../src/evidence/pastCases/pastCases.ts';
import { readRegistryFiles } from '../src/registry/files/registryFile.ts';
import { openSkillsRegistry } from '../src/registry/registry.ts';
import { createSnapshot, type RegistrySnapshot } from '../src/registry/snapshot.ts';
import { loadOrganisation, registryOf, type SandboxOrganisation } from '../src/sandbox/organisation/organisation.ts';
import { readStoreConfig } from '../src/settings/config.ts';
import { describeProblems } from '../src/settings/configProblem.ts';
import { openDatabase } from '../src/store/database.ts';

/** What a case is explained by: a registry, what its past taught, and where cases are found. */
export type ExplainWorld = {
  snapshot: RegistrySnapshot;
  learned: Learned;
  pastCases: number;
  find(id: string): Promise<Case | null>;
  /** Ids to choose from, where there are few. */
  known: string[];
  fixes(ids: readonly string[]): Promise<Map<string, Fix>>;
  close(): Promise<void>;
};

/** The sandbox's organisation with its past, in memory; needs nothing. */
export async function sandboxWorld(): Promise<ExplainWorld> {
  const organisation = await loadOrganisation();
  const content = new TextEncoder().encode(JSON.stringify(registryOf(organisation)));
  const reading = readRegistryFiles([{ name: 'registry.json', content }]);
  if (!reading.ok) throw new Error('The sandbox wrote a registry that the product does not read');
  const index = evidenceIndex({ linearBits: 16 });
  for (const each of organisation.past.toSorted((a, b) => (a.resolvedAt < b.resolvedAt ? -1 : 1)))
    index.add(taughtBy(each));
  index.recount();
  const solved = new Map(
    organisation.past.filter(({ case: { restricted } }) => !restricted).map((each) => [each.case.id, each]),
  );
  return {
    snapshot: createSnapshot(reading.registry),
    learned: learnedFrom(() => index),
    pastCases: index.size,
    find: async (id) => organisation.cases.find((each) => each.id === id) ?? null,
    known: organisation.cases.map(({ id }) => id),
    fixes: async (ids) =>
      new Map(
        ids.flatMap((id): [string, Fix][] => {
          const past = solved.get(id);
          return past
            ? [
                [
                  id,
                  {
                    title: past.case.title,
                    fix: past.fix,
                    url: past.case.url,
                    swarmId: null,
                    fixKind: null,
                    solvers: [],
                  },
                ],
              ]
            : [];
        }),
      ),
    close: async () => {},
  };
}

/** As swarm/service/pastCase.ts writes it when a swarm ends. */
function taughtBy({ case: theCase, credits, technologies, resolvedAt }: SandboxOrganisation['past'][number]) {
  return {
    id: theCase.id,
    title: theCase.restricted ? '' : theCase.title,
    text: theCase.restricted ? '' : theCase.description,
    closedAt: Date.parse(resolvedAt),
    technologies,
    credits: credits.map((person) => ({ person, weight: 1 })),
  };
}

/** The installation that the environment names. Throws, saying which settings are missing. */
export async function liveWorld(environment: Readonly<Record<string, string | undefined>>): Promise<ExplainWorld> {
  const read = readStoreConfig(environment);
  if (!read.ok) throw new Error(describeProblems(read.problems, 'Nothing can be explained'));
  const { tenantId } = read.config;
  const database = await openDatabase(read.config.database);
  const registry = await openSkillsRegistry({ database, tenantId, clock: Date.now });
  const evidence = openLivingEvidence({
    database,
    tenantId,
    report: (problem) => {
      throw problem;
    },
  });
  await evidence.loaded();
  const cases = createStoredCases({ database: database.sql, clock: Date.now });
  return {
    snapshot: registry.snapshot,
    learned: evidence,
    pastCases: evidence.size(),
    find: (id) => cases.find(tenantId, id),
    known: [],
    fixes: createFixes(database.sql, tenantId),
    async close() {
      await evidence.stop();
      await database.close();
    },
  };
}
