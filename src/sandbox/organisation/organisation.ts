import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { organisationFiles } from './schema.ts';

/** Everything a sandbox starts from: the tenant, its people, what they know, their cases and their past swarms. */
export const sandboxOrganisationSchema = z.strictObject({
  tenant: organisationFiles['organisation.json'],
  people: organisationFiles['people.json'],
  technologies: organisationFiles['technologies.json'].default([]),
  calendars: organisationFiles['calendars.json'].default([]),
  teams: organisationFiles['teams.json'].default([]),
  skills: organisationFiles['skills.json'].default([]),
  cases: organisationFiles['cases.json'].default([]),
  past: organisationFiles['past.json'].default([]),
});
export type SandboxOrganisation = z.infer<typeof sandboxOrganisationSchema>;

/**
 * The organisation that ships with the sandbox, or one of the same eight files in another folder. Its dates are moved by
 * whole weeks, so that its past lies just behind `now` (milliseconds since 1970) and weekdays stay. Throws, naming the
 * folder, when a file does not fit.
 */
export async function loadOrganisation(
  folder: string = import.meta.dirname,
  now: number = Date.now(),
): Promise<SandboxOrganisation> {
  const read = async (name: keyof typeof organisationFiles): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  const [tenant, people, calendars, teams, technologies, skills, cases, past] = await Promise.all([
    read('organisation.json'),
    read('people.json'),
    read('calendars.json'),
    read('teams.json'),
    read('technologies.json'),
    read('skills.json'),
    read('cases.json'),
    read('past.json'),
  ]);
  const asOf = z.object({ asOf: z.iso.datetime() }).safeParse(tenant);
  const weeks = asOf.success ? Math.max(0, Math.floor((now - Date.parse(asOf.data.asOf)) / week)) : 0;
  const files = moved({ people, technologies, skills, cases, past }, weeks * week) as object;
  // Of all dates these alone are the world's: a holiday is where it is.
  const parsed = sandboxOrganisationSchema.safeParse({ tenant, calendars, teams, ...files });
  if (!parsed.success)
    throw new Error(`The organisation in ${folder} does not fit its schema: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const week = 7 * 86_400_000;

/** The same JSON with every instant in it later by so many milliseconds. */
function moved(value: unknown, by: number): unknown {
  if (by === 0) return value;
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? new Date(Date.parse(value) + by).toISOString() : value;
  if (Array.isArray(value)) return value.map((each) => moved(each, by));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, moved(each, by)]));
  return value;
}

/** The engineers of the registry and what they know, in the registry's own words. */
export function registryOf(organisation: SandboxOrganisation): object {
  return {
    technologies: organisation.technologies,
    engineers: organisation.people
      .filter((person) => person.registered)
      .map(
        ({ alias: _a, jobTitle: _j, office: _o, presence: _p, appInstalled: _i, registered: _r, ...engineer }) =>
          engineer,
      ),
    skills: organisation.skills,
    ...(organisation.calendars.length > 0 ? { calendars: organisation.calendars } : {}),
    ...(organisation.teams.length > 0 ? { teams: organisation.teams } : {}),
  };
}
