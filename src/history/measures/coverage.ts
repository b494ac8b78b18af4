import { sql } from 'drizzle-orm';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { Technology } from '../../registry/technology.ts';
import type { Sql } from '../../store/database.ts';
import { swarm } from '../../store/swarmTables.ts';
import { type CouldLearn, createCouldLearn } from './couldLearn.ts';

/** How well a technology is covered, and how much it is needed. */
export type TechnologyCoverage = {
  id: string;
  name: Technology['name'];
  /** People who own it, solve its usual cases alone (level 3 and more), and want to learn it. */
  owners: number;
  capable: number;
  learners: number;
  /** Started swarms that needed it in the period, and those in which nobody was left to ask for it. */
  swarms: number;
  gaps: number;
  /** Who could learn it next, where it hangs on one person or none. */
  couldLearn: CouldLearn[];
};

/** Coverage of every technology of the registry; `since` (ISO) bounds the swarms counted. Restricted ones count too. */
export async function coverageOf(
  database: Sql,
  {
    tenantId,
    snapshot,
    since,
    askBudget,
  }: { tenantId: string; snapshot: RegistrySnapshot; since: string; askBudget: number },
): Promise<TechnologyCoverage[]> {
  const { rows } = await database.execute<{ technology: string; swarms: number; gaps: number }>(sql`
    select needed.technology, count(*)::int as swarms,
      (count(*) filter (where needed.technology = any (${swarm.gaps})))::int as gaps
    from ${swarm},
      lateral (select distinct technology from unnest(${swarm.technologies} || ${swarm.gaps}) as technology) as needed
    where ${swarm.tenantId} = ${tenantId} and ${swarm.proposedAt} >= ${since}::timestamptz
      and ${swarm.status} in ('running', 'resolved', 'cancelled')
    group by needed.technology`);
  const couldLearn = createCouldLearn(snapshot, askBudget);
  const needed = new Map(rows.map((row) => [row.technology, row]));
  return snapshot
    .technologies()
    .map(({ id, name }) => {
      const skilled = snapshot.skilled(id);
      const owners = skilled.filter((each) => each.owner).length;
      const capable = skilled.filter((each) => each.level >= 3).length;
      return {
        ...{ id, name, owners, capable },
        learners: skilled.filter((each) => each.wantsToLearn).length,
        swarms: needed.get(id)?.swarms ?? 0,
        gaps: needed.get(id)?.gaps ?? 0,
        couldLearn: owners < 2 || capable < 2 ? couldLearn(id) : [],
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
