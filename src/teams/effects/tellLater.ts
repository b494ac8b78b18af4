import type { Sql } from '../../store/database.ts';
import type { Queue } from '../../store/queue.ts';
import type { MessageAddress } from '../../swarm/events.ts';
import type { OutgoingMessage } from '../connector/connector.ts';
import type { TeamsLog } from '../ports.ts';
import type { Reach } from './reach.ts';

/** Milliseconds to the next try where nobody names an instant, and after which there is none. */
const pause = 60_000;
const longestTried = 3 * 86_400_000;

export type TellLaterNeeds = {
  reach: Reach;
  queue: Pick<Queue, 'enqueue'>;
  database: { sql: Sql };
  log: TeamsLog;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/**
 * Tells somebody something in their personal chat that concerns no swarm. Safe to run twice: a lost answer may tell it twice. What
 * must wait is stored again for later, as the same job. `of`: what could not be told, for the log; `next`: who hears it then in their
 * place, if anybody. Gives where the message lies, once it is sent.
 */
export function createTellLater({ reach, queue, database, log, clock }: TellLaterNeeds) {
  return async function tell<Job extends { personId: string; since: string }>(
    {
      name,
      job,
      message,
      of,
      next,
    }: { name: string; job: Job; message: OutgoingMessage; of: string; next?: () => Job | null },
    signal: AbortSignal,
  ): Promise<MessageAddress | null> {
    const triedFor = clock() - Date.parse(job.since);
    const reached = await reach(job.personId, message, { triedFor, signal });
    if (reached.kind === 'sent') return reached.message;
    if (reached.kind !== 'wait' || triedFor > longestTried) {
      log('warn', `Somebody could not be told ${of}`, { cause: reached.cause });
      const other = next?.();
      if (other) (await queue.enqueue(database.sql, [{ name, body: other }]))();
      return null;
    }
    const startAfter = reached.retryAt ?? new Date(clock() + pause).toISOString();
    (await queue.enqueue(database.sql, [{ name, body: job, startAfter }]))();
    return null;
  };
}
export type TellLater = ReturnType<typeof createTellLater>;
