import { z } from 'zod';
import { type DoubtedSkill, doubtedSkills } from '../skills/doubtedSkills.ts';
import { type Engineer, workingHoursSchema } from '../skills/engineer.ts';
import { type ProposedSkill, proposedSkills, refuseSkills } from '../skills/proposedSkills.ts';
import type { SkillsRegistry } from '../skills/registry.ts';
import { type Technology, technologyIdSchema } from '../skills/technology.ts';
import type { Database } from '../store/database.ts';

/** One's own entry in the registry. */
export type MySkills = {
  person: Pick<Engineer, 'id' | 'name' | 'zone' | 'hours' | 'mostSwarms' | 'awayUntil'>;
  skills: MySkill[];
  /** Technologies one helped to solve swarms or imported cases of, but does not list. */
  suggestions: ProposedSkill[];
  /** Technologies one lists, and has declined as not one's field since one confirmed them. */
  doubts: DoubtedSkill[];
};

export type MySkill = {
  technology: string;
  name: Technology['name'];
  level: number;
  owner: boolean;
  wantsToLearn: boolean;
  confirmedAt: string | null;
};

/** What a person sends to replace their entry. Skills left out are removed; `refused`: suggestions that are wrong. */
export const mySkillsChangeSchema = z.strictObject({
  hours: workingHoursSchema,
  mostSwarms: z.int().min(0).max(20),
  awayUntil: z.iso.datetime({ offset: true }).nullable(),
  skills: z
    .array(
      z.strictObject({
        technology: technologyIdSchema,
        level: z.int().min(1).max(5),
        owner: z.boolean(),
        wantsToLearn: z.boolean(),
        /** Whether the person says now that the line is right; else it keeps its old confirmation. */
        confirmed: z.boolean(),
      }),
    )
    .max(500)
    .refine((lines) => new Set(lines.map(({ technology }) => technology)).size === lines.length, 'the same twice'),
  refused: z.array(technologyIdSchema).max(500),
});
export type MySkillsChange = z.infer<typeof mySkillsChangeSchema>;

export type MySkillsNeeds = {
  database: Pick<Database, 'sql'>;
  registry: Pick<SkillsRegistry, 'snapshot' | 'save'>;
  tenantId: string;
  clock: () => number;
};

/** The entry of an engineer of the registry; null for anybody else. */
export async function mySkills(needs: MySkillsNeeds, personId: string): Promise<MySkills | null> {
  const { snapshot } = needs.registry;
  const engineer = snapshot.listed(personId)?.engineer;
  if (!engineer) return null;
  const { id, name, zone, hours, mostSwarms, awayUntil } = engineer;
  const nameOf = (technology: string): Technology['name'] =>
    snapshot.technology(technology)?.name ?? { en: technology, ja: technology };
  const skills = snapshot
    .skillsOf(personId)
    .map(({ person: _, ...line }) => ({ ...line, name: nameOf(line.technology) }));
  return {
    person: { id, name, zone, hours, mostSwarms, awayUntil },
    skills,
    suggestions: await proposedSkills(needs, personId),
    doubts: await doubtedSkills(needs, personId),
  };
}

/** Replaces one's own entry. Gives the technologies that the registry does not have, and changes nothing then. */
export async function changeMySkills(
  needs: MySkillsNeeds,
  personId: string,
  change: MySkillsChange,
): Promise<{ ok: true } | { ok: false; unknown: string[] }> {
  const { snapshot, save } = needs.registry;
  const engineer = snapshot.listed(personId)?.engineer;
  const unknown = change.skills.map(({ technology }) => technology).filter((id) => !snapshot.technology(id));
  if (!engineer || unknown.length > 0) return { ok: false, unknown };
  const now = new Date(needs.clock()).toISOString();
  const before = new Map(snapshot.skillsOf(personId).map((line) => [line.technology, line]));
  const kept = new Set(change.skills.map(({ technology }) => technology));
  const { hours, mostSwarms, awayUntil } = change;
  await save([
    { kind: 'engineer', engineer: { ...engineer, hours, mostSwarms, awayUntil } },
    ...change.skills.map(({ confirmed, ...line }) => {
      const confirmedAt = confirmed ? now : (before.get(line.technology)?.confirmedAt ?? null);
      return { kind: 'skill', skill: { ...line, person: personId, confirmedAt } } as const;
    }),
    ...[...before.keys()]
      .filter((technology) => !kept.has(technology))
      .map((technology) => ({ kind: 'skill-gone', person: personId, technology }) as const),
  ]);
  await refuseSkills(needs, { person: personId, technologies: change.refused, at: now });
  return { ok: true };
}
