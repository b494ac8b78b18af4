import type { Skill } from '../engineer.ts';
import type { RegistrySnapshot } from '../snapshot.ts';
import { createNames } from './names.ts';

/** How well somebody says they do something, in Microsoft 365's five words, the least first; each is a level of ours. */
export const proficiencies = [
  'elementary',
  'limitedWorking',
  'generalProfessional',
  'advancedProfessional',
  'expert',
] as const;
export type Proficiency = (typeof proficiencies)[number];

/** A skill of somebody's profile in Microsoft 365 that they let the organisation see. `isConfirmed`: they wrote or confirmed it themselves. */
export type ProfileSkill = {
  name: string;
  proficiency: Proficiency | null;
  wantsToLearn: boolean;
  isConfirmed: boolean;
};
export type PersonProfile = { person: string; skills: ProfileSkill[] };

/** Profiles of people as they were read, or why they could not be: the permission is missing, or it may work later. */
export type ProfilesRead = { ok: true; profiles: PersonProfile[] } | { ok: false; trouble: 'not-granted' | 'away' };
/** Reads the profiles of people of the registry; who has none is not in the answer. */
export type ReadProfiles = (people: readonly string[], signal?: AbortSignal) => Promise<ProfilesRead>;

/**
 * What profiles propose to the registry. `skills`: lines that it lacks, to be looked at as any file is before they come in. `known`: of
 * how many it has a line already, which stays as it is. `unconfirmed`: how many nobody has confirmed. `unknown`: names that no
 * technology goes by, and how many people have each.
 */
export type ProposedSkills = {
  skills: Skill[];
  known: number;
  unconfirmed: number;
  unknown: Record<string, number>;
};

/** Said to be known, but not how well: who has used it. */
const unsaidLevel = 2;

/**
 * The skills of profiles as lines of the registry: by names and other spellings of its technologies, in any letters; a name of several
 * is of none. Nobody is made an owner by them. Pure; changes nothing.
 */
export function skillsProposed(profiles: readonly PersonProfile[], known: RegistrySnapshot): ProposedSkills {
  const names = createNames({ known });
  const proposed: ProposedSkills = { skills: [], known: 0, unconfirmed: 0, unknown: {} };
  const unknown = new Map<string, number>();
  for (const { person, skills } of profiles) {
    const had = new Set(known.skillsOf(person).map(({ technology }) => technology));
    const lines = new Map<string, Skill>();
    for (const { name, proficiency, wantsToLearn, isConfirmed } of skills) {
      if (!isConfirmed) {
        proposed.unconfirmed++;
        continue;
      }
      const technology = names.technology(name);
      if (!known.technology(technology)) unknown.set(name, (unknown.get(name) ?? 0) + 1);
      else if (had.has(technology)) proposed.known++;
      else {
        const level = proficiency === null ? unsaidLevel : proficiencies.indexOf(proficiency) + 1;
        const before = lines.get(technology);
        // Two names of one technology are one skill.
        if (before && before.level >= level) continue;
        lines.set(technology, { person, technology, level, owner: false, wantsToLearn, confirmedAt: null });
      }
    }
    proposed.skills.push(...lines.values());
  }
  proposed.unknown = Object.fromEntries(unknown);
  return proposed;
}
