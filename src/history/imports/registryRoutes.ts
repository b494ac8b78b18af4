import { z } from 'zod';
import { flowingRegistryJson } from '../../registry/files/json.ts';
import type { FindPerson } from '../../registry/files/mails.ts';
import { withoutSecrets } from '../../registry/files/shifts.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import { json, type personRoutes, problem, type TabRoute } from '../routes/route.ts';
import { fileLimits, refusedFiles, whileDirectoryAnswers } from './answers.ts';
import { filesSchema, givenIn } from './givenFiles.ts';
import { importRegistry, type RegistryImport } from './registryImport.ts';

export type RegistryRoutesNeeds = {
  tenantId: string;
  registry: Pick<SkillsRegistry, 'snapshot' | 'importAll' | 'previewImport' | 'export'>;
  /** Looks up people by their mail addresses in Entra. */
  findPerson: FindPerson;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** What came of a registry's files, or would: with sentences in the language that was asked for. */
export type RegistryImportAnswer = Extract<RegistryImport, { ok: true }>['did'];

const askedSchema = z.strictObject({
  ...{ files: filesSchema, language: z.enum(['en', 'ja']), replace: z.enum(['yes', 'no']).default('no') },
  ...{ marks: z.string().max(500).default(''), scale: z.string().max(20).default('') },
});

/** Files of the registry: looked at first (`…/preview`), then brought in, all or nothing; and the registry as a file. */
export function registryRoutes(person: ReturnType<typeof personRoutes>, needs: RegistryRoutesNeeds): TabRoute[] {
  const come = (forReal: boolean) =>
    whileDirectoryAnswers(async ({ body }, caller) => {
      const given = givenIn(askedSchema, body);
      if (!given.ok) return given.answer;
      const { asked, files } = given;
      const how = { ...asked, replace: asked.replace === 'yes', by: forReal ? caller : null };
      const did = await importRegistry(needs, files, how);
      if (did.ok) return json(200, did.did satisfies RegistryImportAnswer);
      if ('notUnderstood' in did) return problem(400, `bad-${did.notUnderstood}`, 'What marks mean is not understood.');
      return refusedFiles(did.problems, asked.language);
    });
  return [
    person('administrator', 'GET', '/api/imports/registry.json', async () => ({
      status: 200,
      body: {
        type: 'application/json; charset=utf-8',
        content: flowingRegistryJson(withoutSecrets(await needs.registry.export())),
      },
      headers: { 'content-disposition': 'attachment; filename="registry.json"' },
    })),
    person('administrator', 'PUT', '/api/imports/registry/preview', come(false), fileLimits),
    person('administrator', 'PUT', '/api/imports/registry', come(true), fileLimits),
  ];
}
