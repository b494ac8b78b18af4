import type { Graph } from '../graph/graph.ts';
import { lookAtEndpoint } from '../http/endpoint.ts';
import type { Database } from '../store/database.ts';
import { lookAtDatabaseRole } from '../store/databaseRole.ts';
import type { Readiness } from '../store/readiness.ts';
import { notReached } from '../swarm/service/reach.ts';
import type { Examine } from '../teams/ports.ts';
import type { DoctorFact } from '../telemetry/doctorFact.ts';

export type ExamineNeeds = {
  graph: Pick<Graph, 'doctor'>;
  ready: () => Promise<Readiness>;
  database: Pick<Database, 'sql' | 'engine'>;
  publicUrl: string;
  tenantId: string;
  clock: () => number;
};

/** Days within which somebody who could not be reached tells of a policy. */
const reachDays = 7;

/** All that `/swarm doctor` looks at: our own parts, the way to us, then Microsoft 365. */
export const examineWith =
  ({ graph, ready, database, publicUrl, tenantId, clock }: ExamineNeeds): Examine =>
  async () => {
    const [{ database: stores, queue }, role, endpoint, reach, checks] = await Promise.all([
      ready(),
      lookAtDatabaseRole(database),
      lookAtEndpoint(publicUrl, clock()),
      lookAtReach(),
      graph.doctor(),
    ]);
    return [
      {
        subject: { code: 'database' },
        result: stores ? 'ok' : 'failed',
        fact: { code: 'engine', name: database.engine },
      },
      { subject: { code: 'database-role' }, ...role },
      { subject: { code: 'queue' }, result: queue ? 'ok' : 'failed', fact: null },
      { subject: { code: 'endpoint' }, ...endpoint },
      ...checks.map(({ code, subject, result, fact }) => ({
        subject:
          code === 'permission' ||
          code === 'host-team' ||
          code === 'team-owner' ||
          code === 'team-permissions' ||
          code === 'app-in-team'
            ? { code, name: subject ?? '' }
            : { code },
        result,
        fact,
      })),
      { subject: { code: 'policies' }, ...reach },
    ];

    async function lookAtReach(): Promise<{ result: 'ok' | 'failed' | 'unknown'; fact: DoctorFact }> {
      try {
        const count = await notReached(database.sql, { tenantId, days: reachDays, now: clock() });
        return count === 0
          ? { result: 'ok', fact: { code: 'reached' } }
          : { result: 'failed', fact: { code: 'not-reached', count, days: reachDays } };
      } catch (error) {
        return { result: 'unknown', fact: { code: 'error', message: error instanceof Error ? error.message : '' } };
      }
    }
  };
