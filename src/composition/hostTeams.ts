import type { Logger } from 'pino';
import { stateOfRota } from '../availability/workingStates.ts';
import type { Graph } from '../graph/graph.ts';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import type { Queue } from '../store/queue.ts';
import { type HostTeamJob, hostTeamJob } from '../teams/hostTeamJob.ts';

export type HostTeamNoticeNeeds = {
  graph: Pick<Graph, 'findFillingHostTeams'>;
  queue: Pick<Queue, 'enqueue'>;
  snapshot: Pick<RegistrySnapshot, 'engineers' | 'listed'>;
  /** Entra ids, beside the leads of the registry. */
  administrators: () => readonly string[];
  log: Pick<Logger, 'warn'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/**
 * Counts the host teams, and has administrators and leads told of each that became nearly full: each in their own chat, in their
 * working hours where these are known, for the count is made while half of the world sleeps.
 */
export async function countHostTeams(needs: HostTeamNoticeNeeds): Promise<void> {
  const { graph, queue, snapshot, administrators, log, clock } = needs;
  const leads = [...snapshot.engineers()].filter(({ lead, outside }) => lead && outside === undefined);
  const people = new Set([...administrators(), ...leads.map(({ id }) => id)]);

  const noticeTo = (personId: string, team: HostTeamJob['team']) => {
    const now = clock();
    const rota = snapshot.listed(personId)?.rota;
    const { working, until } = rota ? stateOfRota(rota, now) : { working: true, until: 0 };
    const since = new Date(!working && Number.isFinite(until) ? until : now).toISOString();
    return { name: hostTeamJob, body: { personId, since, team } satisfies HostTeamJob, startAfter: since };
  };
  const filling = await graph.findFillingHostTeams((tx, { name, taken, deleted, most, countedAt }) =>
    queue.enqueue(
      tx,
      [...people].map((personId) => noticeTo(personId, { name, taken, deleted, most, countedAt })),
    ),
  );
  for (const { id, taken, most } of filling)
    log.warn(
      { hostTeam: id, taken, most, told: people.size },
      'A host team is nearly full: name another in HOST_TEAM_IDS (docs/operations.md)',
    );
}
