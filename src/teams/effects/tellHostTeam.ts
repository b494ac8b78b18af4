import type { Sql } from '../../store/database.ts';
import type { Queue } from '../../store/queue.ts';
import { hostTeamCard } from '../cards/hostTeamCard.ts';
import { cardMessage } from '../connector/message.ts';
import { hostTeamJob, hostTeamJobSchema } from '../hostTeamJob.ts';
import type { Directory } from '../people/directory.ts';
import type { TeamsLog } from '../ports.ts';
import type { Reach } from './reach.ts';

/** Milliseconds to the next try where nobody names an instant, and after which there is none. */
const pause = 60_000;
const longestTried = 3 * 86_400_000;

/**
 * Does a job of hostTeamJob: tells an administrator or lead in their personal chat that a host team is nearly full. Safe to run
 * twice: a lost answer may tell it twice. One that must wait is stored again for later.
 */
export function createTellHostTeam({
  reach,
  directory,
  queue,
  database,
  log,
  clock,
}: {
  reach: Reach;
  directory: Directory;
  queue: Pick<Queue, 'enqueue'>;
  database: { sql: Sql };
  log: TeamsLog;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
}) {
  return async function run(body: unknown, signal: AbortSignal): Promise<void> {
    const job = hostTeamJobSchema.parse(body);
    const triedFor = clock() - Date.parse(job.since);
    const reader = await directory.readerOf(job.personId, 'en');
    const reached = await reach(job.personId, cardMessage(hostTeamCard(job.team, reader)), { triedFor, signal });
    if (reached.kind === 'sent') return;
    if (reached.kind !== 'wait' || triedFor > longestTried) {
      log('warn', 'Somebody could not be told that a host team is nearly full', { cause: reached.cause });
      return;
    }
    const startAfter = reached.retryAt ?? new Date(clock() + pause).toISOString();
    (await queue.enqueue(database.sql, [{ name: hostTeamJob, body: job, startAfter }]))();
  };
}
