import { z } from 'zod';
import type { Person } from '../../cases/case.ts';
import { importPastCases } from '../../evidence/pastCases/importPastCases.ts';
import { pastCaseSteps } from '../../evidence/pastCases/pastCaseFile.ts';
import { opened, type RegistryFile } from '../../registry/files/excel/workbook.ts';
import { type FindPerson, readWithMails } from '../../registry/files/mails.ts';
import type { RegistryProblem } from '../../registry/files/problem.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Database } from '../../store/database.ts';
import { pauses, stepped } from '../../time/pauses.ts';
import { isZone, zoneNamed } from '../../time/zone.ts';
import { keepImport } from '../keptImports.ts';
import { json, type personRoutes, problem, type TabRoute } from '../routes/route.ts';
import { fileLimits, refusedFiles, whileDirectoryAnswers } from './answers.ts';
import { filesSchema, givenIn } from './givenFiles.ts';

export type PastCaseRoutesNeeds = {
  database: Pick<Database, 'sql'>;
  tenantId: string;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  /** Told of past cases that are new; other processes follow by themselves. */
  evidence: { follow(): Promise<void> };
  /** Looks up people by their mail addresses in Entra. */
  findPerson: FindPerson;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/**
 * What is in files of solved cases: how many, of how many the technology is known, and who solved it. `from`, `to`: days (by
 * UTC) on which the first and the last were closed; null: there is none.
 */
export type PastCasesPreview = {
  cases: number;
  ofTechnology: number;
  ofPeople: number;
  from: string | null;
  to: string | null;
};
/** What an import of solved cases did. */
export type PastCasesImported = { taken: number; unchanged: number };

const askedSchema = z.strictObject({
  files: filesSchema,
  language: z.enum(['en', 'ja']),
  zone: z.string().max(100).default('UTC'),
});

type Came = { ok: true; did: PastCasesPreview | PastCasesImported } | { ok: false; problems: RegistryProblem[] };

/** Files of solved cases in Swarm's own form: looked at first (`…/preview`), then brought in, all or nothing. */
export function pastCaseRoutes(person: ReturnType<typeof personRoutes>, needs: PastCaseRoutesNeeds): TabRoute[] {
  const come = (taking: (files: RegistryFile[], zone: string, by: Person) => Promise<Came>) =>
    whileDirectoryAnswers(async ({ body }, caller) => {
      const given = givenIn(askedSchema, body);
      if (!given.ok) return given.answer;
      const zone = zoneNamed(given.asked.zone);
      if (!isZone(zone)) return problem(400, 'bad-zone', 'The zone is no name by area and city, nor UTC.');
      const came = await taking(given.files, zone, caller);
      return came.ok ? json(200, came.did) : refusedFiles(came.problems, given.asked.language);
    });
  const look = come((files, zone) => preview(needs, files, zone));
  const take = come((files, zone, by) => bringIn(needs, files, zone, by));
  return [
    person('administrator', 'PUT', '/api/imports/past-cases/preview', look, fileLimits),
    person('administrator', 'PUT', '/api/imports/past-cases', take, fileLimits),
  ];
}

async function preview(needs: PastCaseRoutesNeeds, given: RegistryFile[], zone: string): Promise<Came> {
  const { registry, findPerson, clock } = needs;
  const files = await opened(given);
  const reading = await readWithMails(
    (mails) => stepped(pastCaseSteps(files, registry.snapshot, clock(), { zone, mails }), pauses()),
    findPerson,
  );
  if (!reading.ok) return reading;
  const { cases } = reading;
  const closed = cases.map(({ closedAt }) => closedAt).toSorted((one, other) => one - other);
  const day = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString().slice(0, 10));
  const did: PastCasesPreview = {
    cases: cases.length,
    ofTechnology: cases.filter(({ technologies }) => technologies.length > 0).length,
    ofPeople: cases.filter(({ credits }) => credits.length > 0).length,
    ...{ from: day(closed[0]), to: day(closed.at(-1)) },
  };
  return { ok: true, did };
}

async function bringIn(needs: PastCaseRoutesNeeds, given: RegistryFile[], zone: string, by: Person): Promise<Came> {
  const { database, tenantId, registry, evidence: learned, findPerson, clock } = needs;
  const files = given.map(({ name }) => name);
  const imported = await importPastCases(
    {
      ...{ database, tenantId, known: registry.snapshot, clock, zone, findPerson, learned },
      alongside: (tx, counts) =>
        keepImport(tx, tenantId, { what: 'past-cases', door: 'tab', by, files, counts, at: clock() }),
    },
    given,
  );
  return imported.ok ? { ok: true, did: imported.summary satisfies PastCasesImported } : imported;
}
