import type { Logger } from 'pino';
import type { CaseFollowing } from '../cases/systems/following.ts';
import type { FetchFeed } from '../feeds/fetchFeed.ts';
import { refreshFeeds } from '../feeds/refreshFeeds.ts';
import type { Graph } from '../graph/graph.ts';
import { forgetOldImports } from '../history/keptImports.ts';
import type { SkillsRegistry } from '../registry/registry.ts';
import type { Database } from '../store/database.ts';
import type { Queue } from '../store/queue.ts';
import { forgetOldSwarms } from '../swarm/forgetting/forget.ts';
import type { LivingPolicy } from '../swarm/policies/livingPolicy.ts';
import { lapseOldPlans } from '../swarm/service/lapse.ts';
import type { Swarms } from '../swarm/service/swarms.ts';
import { forgottenWords } from '../teams/forgotten.ts';
import type { Teams } from '../teams/teams.ts';
import { lookAtGrowth } from './growth.ts';
import { countHostTeams } from './hostTeams.ts';
import type { Operators } from './operators.ts';
import { followPeople } from './people.ts';

/** A job of each minute takes no longer. */
const mostFeedsMillis = 45_000;

export type RegularNeeds = {
  /** Only what stands in it; `every` may be patient with a database that is away. */
  queue: Pick<Queue, 'every' | 'enqueue'>;
  database: Database;
  swarms: Swarms;
  graph: Graph;
  registry: SkillsRegistry;
  teams: Pick<Teams, 'forgetOldHelpRequests' | 'renewPeopleCards'>;
  caseFollowing: Pick<CaseFollowing, 'forgetOld' | 'reconcile'>;
  fetchFeed: FetchFeed;
  policies: LivingPolicy['now'];
  /** Looks who coordinates or is asked and ends work soon (swarm/service/lookAtWork.ts). */
  lookWhoIsAtWork: () => Promise<unknown>;
  operators: Pick<Operators, 'graphFailed'>;
  tenantId: string;
  log: Logger;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** Everything that is done every so often, once however many processes there are; each line with its times in UTC. */
export async function startRegularWork(needs: RegularNeeds): Promise<void> {
  const { queue, graph, registry, caseFollowing, policies, lookWhoIsAtWork, operators } = needs;
  const { sql } = needs.database;
  const { tenantId, log, clock } = needs;
  const inPast = { sql, tenantId, clock };

  await queue.every('lapse-plans', '*/10 * * * *', async () => {
    const hours = policies().policy.planLapsesAfterHours;
    await lapseOldPlans({ sql, swarms: needs.swarms, tenantId }, { hours, now: clock() });
  });
  await queue.every('look-at-work', '*/5 * * * *', async () => {
    await lookWhoIsAtWork();
  });
  await queue.every('look-at-growth', '10 */6 * * *', async () => {
    await lookAtGrowth({ registry, queue, sql, tenantId, policy: policies, clock });
  });

  // Every hour, so that a long past is done in some nights rather than in a year of them.
  await queue.every('forget-old-outcomes', '40 * * * *', async () => {
    const { historyRetentionDays: days } = policies();
    const cases = await caseFollowing.forgetOld(days);
    const requests = await needs.teams.forgetOldHelpRequests();
    const imports = await forgetOldImports(sql, { tenantId, days, now: clock() });
    if (cases + requests + imports > 0)
      log.info({ cases, requests, imports }, 'Old outcomes of cases, requests for help and imports are forgotten');
  });
  await queue.every('forget-old-swarms', '20 * * * *', async () => {
    const { historyRetentionDays } = policies();
    if (historyRetentionDays === null) return;
    const swarms = await forgetOldSwarms({ ...inPast, words: forgottenWords, mostMs: 180_000 }, historyRetentionDays);
    if (swarms > 0) log.info({ swarms }, 'Old swarms are forgotten');
  });

  await queue.every('refresh-presence', '* * * * *', async () => {
    await graph.refreshPresence().catch((failure) => operators.graphFailed('presence', failure));
  });
  await queue.every('refresh-feeds', '* * * * *', async () => {
    const reading = { database: sql, snapshot: registry.snapshot, fetchFeed: needs.fetchFeed };
    const { read } = await refreshFeeds({
      ...{ ...reading, tenantId, clock, stop: AbortSignal.timeout(mostFeedsMillis) },
      log: (level, message, facts) => log[level](facts, message),
    });
    if (read > 0) await registry.refresh();
  });
  await queue.every('follow-people', '* * * * *', () =>
    followPeople({ graph, registry, queue, sql, tenantId, log, clock }),
  );
  // What changes of them without a press on a card: files, other leads, swarms that are handed over, time.
  await queue.every('renew-people-cards', '4-59/10 * * * *', needs.teams.renewPeopleCards);
  await queue.every('refresh-shifts', '*/5 * * * *', async () => {
    const { read } = await graph.refreshShifts();
    if (read > 0) await registry.refresh();
  });
  await queue.every('count-host-teams', '30 17 * * *', async () => {
    const administrators = () => policies().administrators;
    await countHostTeams({ graph, queue, snapshot: registry.snapshot, administrators, log, clock });
  });
  await queue.every('leave-host-teams', '*/5 * * * *', async () => {
    const people = await graph.leaveHostTeams();
    if (people > 0) log.info({ people }, 'People left host teams in which nothing of theirs is left');
  });
  await queue.every('refresh-hours', '0 18 * * *', async () => {
    const { read, refused } = await graph.refreshMailboxes();
    if (refused > 0) log.info({ read, refused }, 'Some mailboxes could not be read');
  });

  await queue.every('reconcile-cases', '* * * * *', () => caseFollowing.reconcile());
}
