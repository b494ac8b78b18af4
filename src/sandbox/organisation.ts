import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { organisationFiles } from './organisation/schema.ts';

/** Everything a sandbox starts from: the tenant, its people, what they know, their cases and their past swarms. */
export const sandboxOrganisationSchema = z.strictObject({
  tenant: organisationFiles['organisation.json'],
  people: organisationFiles['people.json'],
  technologies: organisationFiles['technologies.json'].default([]),
  skills: organisationFiles['skills.json'].default([]),
  cases: organisationFiles['cases.json'].default([]),
  past: organisationFiles['past.json'].default([]),
});
export type SandboxOrganisation = z.infer<typeof sandboxOrganisationSchema>;

/** The organisation that ships with the sandbox, or one of the same six files in another folder. Throws, naming the file, when one does not fit. */
export async function loadOrganisation(
  folder: string = join(import.meta.dirname, 'organisation'),
): Promise<SandboxOrganisation> {
  const read = async (name: keyof typeof organisationFiles): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  const [tenant, people, technologies, skills, cases, past] = await Promise.all([
    read('organisation.json'),
    read('people.json'),
    read('technologies.json'),
    read('skills.json'),
    read('cases.json'),
    read('past.json'),
  ]);
  const parsed = sandboxOrganisationSchema.safeParse({ tenant, people, technologies, skills, cases, past });
  if (!parsed.success)
    throw new Error(`The organisation in ${folder} does not fit its schema: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The engineers of the registry and what they know, in the registry's own words. */
export function registryOf(organisation: SandboxOrganisation): object {
  return {
    technologies: organisation.technologies,
    engineers: organisation.people
      .filter((person) => person.registered)
      .map(
        ({
          alias: _a,
          mail: _m,
          jobTitle: _j,
          office: _o,
          presence: _p,
          appInstalled: _i,
          registered: _r,
          ...engineer
        }) => engineer,
      ),
    skills: organisation.skills,
  };
}
