import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { faultFacts } from '../telemetry/faultFacts.ts';
import type { Graph } from './graph.ts';

/**
 * Asks at the start who is there; the queue does once a minute. The first plan shall know it too: of people of whom
 * nothing is known an urgent case asks twice as many. A Graph that is slow (`longestLook` milliseconds) or refuses holds up
 * nobody.
 */
export async function lookWhoIsThere(
  graph: Pick<Graph, 'refreshPresence'>,
  log: Pick<Logger, 'info'>,
  longestLook = 5_000,
): Promise<void> {
  const asked = graph
    .refreshPresence(AbortSignal.timeout(longestLook))
    .catch((error) => log.info({ fault: faultFacts(error) }, 'Who is there is not known yet'));
  await Promise.race([asked, pause(longestLook, undefined, { ref: false })]);
}
