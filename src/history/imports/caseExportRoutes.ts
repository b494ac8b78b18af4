import { z } from 'zod';
import type { Person } from '../../cases/case.ts';
import { bringIn } from '../../evidence/caseExports/bringingIn.ts';
import { encodings } from '../../evidence/caseExports/encodings.ts';
import { type ExaminedExport, type ExportSaid, examined, siteIn } from '../../evidence/caseExports/examining.ts';
import { dateOrders } from '../../evidence/caseExports/exportDates.ts';
import { type ExportPreview, previewOf } from '../../evidence/caseExports/exportPreview.ts';
import { exportWords } from '../../evidence/caseExports/exportWords.ts';
import { exportSystems } from '../../evidence/caseExports/preset.ts';
import { type RestrictedRule, restrictedRuleIn } from '../../evidence/caseExports/restrictedRule.ts';
import { sentSources } from '../../evidence/caseExports/sources.ts';
import type { RegistryFile } from '../../registry/files/excel/workbook.ts';
import { mostLookedUp } from '../../registry/files/mails.ts';
import { problemSentence } from '../../registry/files/problemWords.ts';
import { keepImport } from '../keptImports.ts';
import { json, type personRoutes, problem, type TabAnswer, type TabRoute } from '../routes/route.ts';
import { fileLimits } from './answers.ts';
import { type ExportQuestion, exportTroubleOf } from './caseExportWords.ts';
import { filesSchema, givenIn } from './givenFiles.ts';
import type { PastCaseRoutesNeeds, PastCasesImported } from './pastCaseRoutes.ts';
import { progressLines } from './progressLines.ts';

/** What would become of an export; with sentences of what is left out, and of whom nobody knows, where somebody said so. */
export type CaseExportPreview = ExportPreview & { cases: number; leftOut: string[]; unknown: string[] };
/** The code of an answer that asks something. */
export type CaseExportAsks = `asks-${ExportQuestion}`;

/** Of people who are not known. */
const mostTold = 200;

const yesOrNo = z.enum(['yes', 'no']).default('no');
/** Empty: it is left to the export. */
const askedSchema = z.strictObject({
  ...{ files: filesSchema, language: z.enum(['en', 'ja']), from: z.enum(exportSystems) },
  encoding: z.enum(['', ...encodings]).default(''),
  zone: z.string().max(100).default(''),
  order: z.enum(['', ...dateOrders]).default(''),
  restricted: z.string().max(500).default(''),
  site: z.string().max(300).default(''),
  ...{ noneRestricted: yesOrNo, skipFaulty: yesOrNo, skipUnknownPeople: yesOrNo },
});
type Asked = z.infer<typeof askedSchema>;

/**
 * What case systems export: looked at first (`…/preview`), then brought in, all or nothing. What the export does not tell is
 * asked by a refusal, `asks-zone` and so on.
 */
export function caseExportRoutes(person: ReturnType<typeof personRoutes>, needs: PastCaseRoutesNeeds): TabRoute[] {
  const come =
    (then: (found: ExaminedExport, asked: Asked, caller: Person) => TabAnswer) =>
    async ({ body }: { body: Uint8Array }, caller: Person): Promise<TabAnswer> => {
      const given = givenIn(askedSchema, body);
      if (!given.ok) return given.answer;
      const { asked, files } = given;
      const said = saidIn(asked);
      if (typeof said === 'string') return problem(400, said, 'What was said of the export is not understood.');
      try {
        return then(await looked(needs, files, said), asked, caller);
      } catch (fault) {
        const trouble = exportTroubleOf(fault, asked.language);
        if (!trouble) throw fault;
        const code = trouble.asks ? (`asks-${trouble.asks}` satisfies CaseExportAsks) : 'not-imported';
        const fields = trouble.sentences.map((message) => ({ path: '', message }));
        return problem(422, code, 'The export cannot come in as it is; nothing was changed.', fields);
      }
    };
  const look = come((found, { language }) => {
    const preview: CaseExportPreview = {
      ...previewOf(found, exportWords[language], 'tab'),
      ...{ cases: found.survey.cases },
      leftOut: found.survey.problems.map((each) => problemSentence(each, language)),
      unknown: found.unknown.slice(0, mostTold).map(exportWords[language].unknownPerson),
    };
    return json(200, preview);
  });
  // What is held for one is no longer counted among bodies that come while its cases are written.
  let isUnderWay = false;
  const take = come((found, { files }, by) => {
    if (isUnderWay) return problem(503, 'import-under-way', 'Another export is being brought in; try again later.');
    isUnderWay = true;
    const names = files.map(({ name }) => name);
    const content = progressLines(async (tell): Promise<PastCasesImported> => {
      try {
        return await broughtIn(needs, found, { names, by, tell });
      } finally {
        isUnderWay = false;
      }
    });
    return { status: 200, body: { type: 'application/x-ndjson; charset=utf-8', content } };
  });
  return [
    person('administrator', 'PUT', '/api/imports/case-exports/preview', look, fileLimits),
    person('administrator', 'PUT', '/api/imports/case-exports', take, fileLimits),
  ];
}

/** What somebody says of an export, or the code of what of it is not understood. */
function saidIn(asked: Asked): ExportSaid | 'bad-rule' | 'bad-site' {
  const restricted: RestrictedRule[] = [];
  if (asked.restricted.trim() !== '') {
    const rule = restrictedRuleIn(asked.restricted);
    if (!rule || asked.noneRestricted === 'yes') return 'bad-rule';
    restricted.push(rule);
  }
  const site = asked.site.trim() === '' ? null : siteIn(asked.site.trim());
  if (asked.site.trim() !== '' && site === null) return 'bad-site';
  return {
    ...{ from: asked.from, encoding: asked.encoding || null, order: asked.order || null },
    ...{ zone: asked.zone.trim() || null, restricted, site, columns: [], products: [] },
    noneRestricted: asked.noneRestricted === 'yes',
    skipFaulty: asked.skipFaulty === 'yes',
    skipUnknownPeople: asked.skipUnknownPeople === 'yes',
  };
}

const looked = async (
  { registry, findPerson, clock }: PastCaseRoutesNeeds,
  files: readonly RegistryFile[],
  said: ExportSaid,
): Promise<ExaminedExport> =>
  examined(await sentSources(files, said.from), said, {
    ...{ known: registry.snapshot, now: clock(), asking: null, findPerson, mostAsked: mostLookedUp, told: new Map() },
  });

async function broughtIn(
  { database, tenantId, evidence: learned, clock }: PastCaseRoutesNeeds,
  { opened, rules, people }: ExaminedExport,
  { names, by, tell }: { names: string[]; by: Person; tell: (read: number) => void },
): Promise<PastCasesImported> {
  const did = await bringIn({ database, tenantId }, opened, rules, {
    personOf: (solver) => people.ids.get(solver) ?? null,
    // Whoever did not say so was refused when it was looked at.
    withoutFaulty: true,
    progress: tell,
    alongside: (tx, counts) =>
      keepImport(tx, tenantId, { what: 'past-cases', door: 'tab', by, files: names, counts, at: clock() }),
  });
  if (!did.ok) throw new Error('Rows that are left out were told as problems');
  await learned.follow();
  return { taken: did.taken, unchanged: did.unchanged };
}
