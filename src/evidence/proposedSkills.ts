import { sql } from 'drizzle-orm';
import type { SkillsRegistry } from '../registry/registry.ts';
import type { Technology, TechnologyId } from '../registry/technology.ts';
import type { Database } from '../store/database.ts';
import { pastCase } from '../store/evidenceTables.ts';
import { refusedSkill } from '../store/registryTables.ts';
import { invitation, swarm } from '../store/swarmTables.ts';
import { hasCredit } from './pastCases/pastCases.ts';

/**
 * A technology somebody helped to solve cases of, but does not list. `swarms`: how many, imported cases among them;
 * `last`: when the newest was closed (ISO, UTC).
 */
export type ProposedSkill = { technology: TechnologyId; name: Technology['name']; swarms: number; last: string };

export type ProposedSkillsNeeds = {
  database: Pick<Database, 'sql'>;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  tenantId: string;
};

/** The level a proposed skill is added at, until the person says otherwise: they did solve such cases. */
export const levelOfProposed = 3;

/** Cases of one technology that somebody helped to solve before it is proposed to them as a skill. */
const casesForProposal = 2;
const mostProposed = 20;

/** What the registry has learned of somebody and asks them, most cases first; never what they list or have refused. */
export async function proposedSkills(needs: ProposedSkillsNeeds, personId: string): Promise<ProposedSkill[]> {
  const { snapshot } = needs.registry;
  const known = new Set(snapshot.skillsOf(personId).map(({ technology }) => technology));
  return (await solvedTechnologies(needs, personId))
    .flatMap((each) => {
      const technology = snapshot.technology(each.technology);
      return technology && !known.has(technology.id) ? [{ ...each, name: technology.name }] : [];
    })
    .slice(0, mostProposed);
}

/**
 * Technologies of solved swarms that somebody came for as an expert, and that the case truly was about, and of imported
 * cases they solved; not those they refused.
 */
async function solvedTechnologies({ database, tenantId }: ProposedSkillsNeeds, personId: string) {
  const { rows } = await database.sql.execute<{ technology: string; swarms: number; last: string }>(sql`
    select technology, count(*)::int as swarms, max(closed_at)::text as last
    from (
      select asked.technology, ${swarm.closedAt} as closed_at
      from ${invitation}
      join ${swarm} on ${swarm.swarmId} = ${invitation.swarmId}
      cross join lateral unnest(${invitation.technologies}) as asked (technology)
      where ${invitation.tenantId} = ${tenantId} and ${invitation.personId} = ${personId}
        and ${invitation.role} = 'expert' and ${invitation.state} = 'accepted' and ${swarm.status} = 'resolved'
        and asked.technology = any (${swarm.technologies})
      union all
      select imported.technology, ${pastCase.closedAt}
      from ${pastCase}
      cross join lateral unnest(${pastCase.technologies}) as imported (technology)
      where ${pastCase.tenantId} = ${tenantId} and ${pastCase.swarmId} is null and not ${pastCase.gone}
        and ${hasCredit(personId)}
    ) solved
    where not exists (
      select 1 from ${refusedSkill}
      where ${refusedSkill.tenantId} = ${tenantId} and ${refusedSkill.person} = ${personId}
        and ${refusedSkill.technology} = solved.technology)
    group by technology
    having count(*) >= ${casesForProposal}
    order by count(*) desc, technology
    limit 50`);
  return rows.map((row) => ({ ...row, last: new Date(row.last).toISOString() }));
}
