import { sql } from 'drizzle-orm';
import type { Technology, TechnologyId } from '../registry/technology.ts';
import { invitation } from '../store/swarmTables.ts';
import type { ProposedSkillsNeeds } from './proposedSkills.ts';

/** A technology somebody lists, and has since declined as not their field; `declinedAt`: when last (ISO, UTC). */
export type DoubtedSkill = { technology: TechnologyId; name: Technology['name']; declinedAt: string };

/**
 * What somebody lists and may want to take off their list, the newest first. Only they can: their answers are asked
 * for it, never applied. Who keeps a skill confirms it, so that the same answer is not held against it again; a later
 * one is a new reason to ask.
 */
export async function doubtedSkills(
  { database, registry: { snapshot }, tenantId }: ProposedSkillsNeeds,
  personId: string,
): Promise<DoubtedSkill[]> {
  const listed = new Map(snapshot.skillsOf(personId).map((line) => [line.technology, line]));
  if (listed.size === 0) return [];
  const { rows } = await database.sql.execute<{ technology: string; declined: string }>(sql`
    select asked.technology, max(${invitation.answeredAt})::text as declined
    from ${invitation}
    cross join lateral unnest(${invitation.technologies}) as asked (technology)
    where ${invitation.tenantId} = ${tenantId} and ${invitation.personId} = ${personId}
      and ${invitation.role} = 'expert' and ${invitation.state} = 'declined'
      and ${invitation.declineReason} = 'not-my-field' and ${invitation.answeredAt} is not null
    group by asked.technology
    order by declined desc, asked.technology`);
  return rows.flatMap(({ technology: id, declined }) => {
    const line = listed.get(id);
    const technology = snapshot.technology(id);
    const declinedAt = new Date(declined).toISOString();
    const isConfirmedSince = line?.confirmedAt && Date.parse(line.confirmedAt) >= Date.parse(declinedAt);
    return line && technology && !isConfirmedSince ? [{ technology: id, name: technology.name, declinedAt }] : [];
  });
}
