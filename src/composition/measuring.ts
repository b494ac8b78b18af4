import { sql } from 'drizzle-orm';
import type { LivingEvidence } from '../evidence/livingEvidence.ts';
import { feedAges } from '../feeds/feedAges.ts';
import type { Graph } from '../graph/graph.ts';
import type { Sql } from '../store/database.ts';
import type { Queue } from '../store/queue.ts';
import { observe } from '../telemetry/telemetry.ts';

/**
 * Has what rooms know of their state read at each sending of metrics; never, where nobody listens. What the database tells every
 * process tells: take the greatest, not the sum.
 */
export function measure({
  sql: database,
  tenantId,
  clock,
  queue,
  evidence,
  graph,
}: {
  sql: Sql;
  tenantId: string;
  clock: () => number;
  queue: Pick<Queue, 'due'>;
  evidence: Pick<LivingEvidence, 'size'>;
  graph: Pick<Graph, 'hostTeamRoom'>;
}): void {
  const due = async (number: 'jobs' | 'seconds') =>
    (await queue.due()).map((each) => ({ value: each[number], told: { 'messaging.destination.name': each.name } }));
  observe('swarm.jobs.waiting', () => due('jobs'));
  observe('swarm.jobs.oldest', () => due('seconds'));
  observe('swarm.invitations', async () => {
    const { rows } = await database.execute<{ state: string; many: number }>(
      sql`select state, count(*)::int as many from invitation where live group by state`,
    );
    return rows.map(({ state, many }) => ({ value: many, told: { 'swarm.state': state } }));
  });
  observe('swarm.host_team.room', async () =>
    (await graph.hostTeamRoom()).map(({ taken, most }, place) => ({
      value: Math.max(0, most - taken),
      told: { 'swarm.host_team': String(place + 1) },
    })),
  );
  const since = clock();
  observe('swarm.feed.age', async () =>
    (await feedAges(database, { tenantId, since, now: clock() })).map((value, place) => ({
      value,
      told: { 'swarm.feed': String(place + 1) },
    })),
  );
  observe('swarm.index.past_cases', async () => [{ value: evidence.size() }]);
  observe('process.memory.usage', async () => [{ value: process.memoryUsage.rss() }]);
}
