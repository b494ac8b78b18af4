import { z } from 'zod';
import { importPastCases } from '../../evidence/pastCases/importPastCases.ts';
import { pastCaseSteps } from '../../evidence/pastCases/pastCaseFile.ts';
import type { Language } from '../../language/language.ts';
import { opened, type RegistryFile } from '../../registry/files/excel/workbook.ts';
import { DirectoryAway, type FindPerson, readWithMails } from '../../registry/files/mails.ts';
import type { RegistryProblem } from '../../registry/files/problem.ts';
import { problemSentence } from '../../registry/files/problemWords.ts';
import { withoutSecrets } from '../../registry/files/shifts.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Database } from '../../store/database.ts';
import { pauses, stepped } from '../../time/pauses.ts';
import { isZone, zoneNamed } from '../../time/zone.ts';
import {
  json,
  type personRoutes,
  problem,
  readQuery,
  type TabAnswer,
  type TabRequest,
  type TabRoute,
} from '../routes/route.ts';
import { filesIn, filesSchema } from './givenFiles.ts';
import { importRegistry, type RegistryImport } from './registryImport.ts';

export type ImportRoutesNeeds = {
  database: Pick<Database, 'sql'>;
  tenantId: string;
  registry: Pick<SkillsRegistry, 'snapshot' | 'importAll' | 'previewImport' | 'export'>;
  /** Told of past cases that are new; other processes follow by themselves. */
  evidence: { follow(): Promise<void> };
  /** Looks up people by their mail addresses in Entra. */
  findPerson: FindPerson;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** What came of a registry's files, or would: with sentences in the language that was asked for. */
export type RegistryImportAnswer = Extract<RegistryImport, { ok: true }>['did'];
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

const bodyLimit = 20 * 1024 * 1024;
const mostTold = 200;
const said = z.enum(['yes', 'no']).default('no');
const language = z.enum(['en', 'ja']);
const registryQuery = z.strictObject({
  ...{ files: filesSchema, language, replace: said },
  ...{ marks: z.string().max(500).default(''), scale: z.string().max(20).default('') },
});
const pastCasesQuery = z.strictObject({ files: filesSchema, language, zone: z.string().max(100).default('UTC') });

/**
 * Files of the registry and of solved cases, for the policy's administrators: looked at first (`…/preview`), then brought in, all
 * or nothing. The body is the files, one after the other; the query's `files` names each and tells its length.
 */
export function importRoutes(person: ReturnType<typeof personRoutes>, needs: ImportRoutesNeeds): TabRoute[] {
  const limits = { bodyLimit, cost: 10 };
  const ofRegistry = (forReal: boolean) =>
    whileDirectoryAnswers(async ({ query, body }) => {
      const asked = readQuery(registryQuery, query);
      if (!asked.ok) return asked.answer;
      const files = filesIn(body, asked.value.files);
      if (!files) return notTheFiles;
      const did = await importRegistry(needs, files, {
        ...asked.value,
        replace: asked.value.replace === 'yes',
        forReal,
      });
      if (did.ok) return json(200, did.did satisfies RegistryImportAnswer);
      if ('notUnderstood' in did) return problem(400, `bad-${did.notUnderstood}`, 'What marks mean is not understood.');
      return refused(did.problems, asked.value.language);
    });
  const ofPastCases = (come: (files: RegistryFile[], zone: string) => Promise<PastCasesCame>) =>
    whileDirectoryAnswers(async ({ query, body }) => {
      const asked = readQuery(pastCasesQuery, query);
      if (!asked.ok) return asked.answer;
      const zone = zoneNamed(asked.value.zone);
      if (!isZone(zone)) return problem(400, 'bad-zone', 'The zone is no name by area and city, nor UTC.');
      const files = filesIn(body, asked.value.files);
      if (!files) return notTheFiles;
      const came = await come(files, zone);
      return came.ok ? json(200, came.did) : refused(came.problems, asked.value.language);
    });
  return [
    person('administrator', 'GET', '/api/imports/registry.json', async () => ({
      ...json(200, withoutSecrets(await needs.registry.export())),
      headers: { 'content-disposition': 'attachment; filename="registry.json"' },
    })),
    person('administrator', 'PUT', '/api/imports/registry/preview', ofRegistry(false), limits),
    person('administrator', 'PUT', '/api/imports/registry', ofRegistry(true), limits),
    person(
      'administrator',
      'PUT',
      '/api/imports/past-cases/preview',
      ofPastCases((...of) => preview(needs, ...of)),
      limits,
    ),
    person(
      'administrator',
      'PUT',
      '/api/imports/past-cases',
      ofPastCases((...of) => bringIn(needs, ...of)),
      limits,
    ),
  ];
}

type PastCasesCame =
  | { ok: true; did: PastCasesPreview | PastCasesImported }
  | { ok: false; problems: RegistryProblem[] };

async function preview(needs: ImportRoutesNeeds, given: RegistryFile[], zone: string): Promise<PastCasesCame> {
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

async function bringIn(needs: ImportRoutesNeeds, given: RegistryFile[], zone: string): Promise<PastCasesCame> {
  const { database, tenantId, registry, evidence: learned, findPerson, clock } = needs;
  const to = { database, tenantId, known: registry.snapshot, clock, zone, findPerson, learned };
  const imported = await importPastCases(to, given);
  return imported.ok ? { ok: true, did: imported.summary satisfies PastCasesImported } : imported;
}

const notTheFiles = problem(400, 'not-the-files', 'The body is not as long as the files that the query names.');

/** Whoever has a mail address in the files is asked of Entra, which may not answer. */
const whileDirectoryAnswers =
  (answer: (request: TabRequest) => Promise<TabAnswer>) =>
  (request: TabRequest): Promise<TabAnswer> =>
    answer(request).catch((fault: unknown) => {
      if (!(fault instanceof DirectoryAway)) throw fault;
      return problem(503, 'directory-away', 'Mail addresses cannot be looked up now; send the same files again later.');
    });

function refused(problems: readonly RegistryProblem[], language: Language): TabAnswer {
  const fields = problems.slice(0, mostTold).map((each) => ({
    path: each.line === null ? each.file : `${each.file}:${each.line}`,
    message: problemSentence(each, language),
  }));
  return problem(422, 'not-imported', `${problems.length} problems; nothing was changed.`, fields);
}
