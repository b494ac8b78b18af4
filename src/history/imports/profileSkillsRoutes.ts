import { z } from 'zod';
import { type ProposedSkills, type ReadProfiles, skillsProposed } from '../../registry/files/profileSkills.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import { isPersonId } from '../../store/personId.ts';
import { json, type personRoutes, problem, readQuery, type TabRoute } from '../routes/route.ts';

/** `GET /api/imports/settings`: what beside files can be brought in. */
export type ImportSettings = { profileSkills: boolean };

/**
 * `GET /api/imports/profile-skills?after=`: what the profiles of the next people propose. `read`: of how many people, of
 * whom there are `of` in all; `next`: after whom to go on, null at the end. `names`: of the people of `skills`, by id.
 */
export type ProfileSkillsPage = ProposedSkills & {
  read: number;
  of: number;
  next: string | null;
  names: Record<string, string>;
};

/** Somebody waits, and Graph takes five calls for them. */
const peopleAPage = 100;
const pageQuery = z.strictObject({ after: z.string().max(128).default('') });

/**
 * Skills that people show on their profiles in Microsoft 365, for the policy's administrators, part by part. Nothing comes in by them: what
 * they propose is a file of the registry like any other, which is looked at and brought in by importRoutes.ts.
 */
export function profileSkillsRoutes(
  person: ReturnType<typeof personRoutes>,
  { snapshot, readProfiles }: { snapshot: RegistrySnapshot; readProfiles: ReadProfiles | null },
): TabRoute[] {
  return [
    person('administrator', 'GET', '/api/imports/settings', async () =>
      json(200, { profileSkills: readProfiles !== null } satisfies ImportSettings),
    ),
    person('administrator', 'GET', '/api/imports/profile-skills', async ({ query, signal }) => {
      const asked = readQuery(pageQuery, query);
      if (!asked.ok) return asked.answer;
      if (!readProfiles)
        return problem(404, 'not-switched-on', 'Profiles are not read here: SWARM_PROFILE_SKILLS is off.');
      // Of a vendor's people the tenant knows nothing.
      const all = Iterator.from(snapshot.engineers())
        .filter(({ id, outside }) => outside === undefined && isPersonId(id))
        .map(({ id, name }) => ({ id, name }))
        .toArray()
        .sort((one, other) => (one.id < other.id ? -1 : 1));
      const some = all.filter(({ id }) => id > asked.value.after).slice(0, peopleAPage);
      const read = await readProfiles(
        some.map(({ id }) => id),
        signal,
      );
      if (!read.ok)
        return read.trouble === 'not-granted'
          ? problem(403, 'profiles-not-granted', 'Microsoft Graph refuses: User.Read.All is missing.')
          : problem(503, 'profiles-away', 'Microsoft Graph does not give profiles now; try again later.');
      const last = some.at(-1)?.id;
      const proposed = skillsProposed(read.profiles, snapshot);
      const called = new Set(proposed.skills.map((each) => each.person));
      const page: ProfileSkillsPage = {
        ...proposed,
        ...{ read: some.length, of: all.length },
        next: last !== undefined && last !== all.at(-1)?.id ? last : null,
        names: Object.fromEntries(some.flatMap(({ id, name }) => (called.has(id) ? [[id, name]] : []))),
      };
      return json(200, page);
    }),
  ];
}
