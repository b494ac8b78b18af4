import { z } from 'zod';
import { type GraphAnswer, type GraphClient, pause } from '../client/client.ts';
import { GraphFailure, held } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';

const operationSchema = z.object({
  status: z.string(),
  targetResourceId: z.string().nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});

/** Waits between looks at an operation, in milliseconds. Longer work is left to the queue, which looks again. */
const looks = [300, 700, 1_500, 3_000, 5_000, 8_000, 10_000];

/**
 * Follows a 202 to the end of its operation; gives the id of what it made or changed, if Graph says one. Throws a
 * GraphFailure that passes when the operation takes too long, and one that does not when it failed.
 */
export async function operationDone(
  client: GraphClient,
  teamId: string,
  answer: GraphAnswer,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const address = answer.headers.get('location') ?? answer.headers.get('content-location') ?? '';
  const id = /operations(?:\('([^']+)'\)|\/([^/?]+))/
    .exec(address)
    ?.slice(1)
    .find((part) => part !== undefined);
  // Nothing to follow: the work was accepted, and the next step will find it done or wait.
  if (id === undefined) return null;
  const path = `/teams/${encodeURIComponent(teamId)}/operations/${encodeURIComponent(id)}`;
  for (const wait of [0, ...looks]) {
    if (wait > 0) await pause(wait, signal);
    const looked = await client.send({ method: 'GET', path, paced: [allowances.team(teamId)], signal });
    const operation = held(operationSchema, looked);
    if (operation.status === 'succeeded') return operation.targetResourceId ?? null;
    if (operation.status === 'failed' || operation.status === 'invalid') {
      const { code, message } = operation.error ?? {};
      throw new GraphFailure({
        status: 400,
        code: code ?? 'OperationFailed',
        message: message ?? 'the operation failed',
      });
    }
  }
  throw new GraphFailure({ status: 423, code: 'OperationRunning', message: 'the operation is not finished yet' });
}
