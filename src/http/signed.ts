import type { Logger } from 'pino';
import type { SeenSignatures } from '../cases/seenSignatures.ts';
import { judgeSignature, type SignatureRefusal } from '../cases/webhook.ts';
import { errorAnswer, type HttpAnswer, type HttpRequest } from './route.ts';

export type SignedNeeds = {
  secret: string;
  seen: SeenSignatures;
  log: Pick<Logger, 'warn'>;
  clock: () => number;
};

/**
 * Answers a request whose signature is right, young, and used for the first time; refuses any other with 401. A
 * signature is used up only by a request that succeeded: one that failed may be sent again as it is.
 */
export async function answerSigned(
  { secret, seen, log, clock }: SignedNeeds,
  answer: (request: HttpRequest) => Promise<HttpAnswer>,
  request: HttpRequest,
): Promise<HttpAnswer> {
  const refuse = (code: SignatureRefusal | 'replayed'): HttpAnswer => {
    log.warn({ requestId: request.id, code }, 'A signed request was refused');
    return errorAnswer(401, code, refusals[code]);
  };
  const judged = judgeSignature(
    secret,
    {
      timestamp: single(request.headers['x-swarm-timestamp']),
      signature: single(request.headers['x-swarm-signature']),
      body: request.body,
    },
    clock(),
  );
  if (!judged.ok) return refuse(judged.refusal);
  if (!(await seen.claim(judged.signature))) return refuse('replayed');
  try {
    const given = await answer(request);
    if (given.status >= 400) await seen.release(judged.signature);
    return given;
  } catch (error) {
    await seen.release(judged.signature);
    throw error;
  }
}

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(',') : header;

const refusals: Record<SignatureRefusal | 'replayed', string> = {
  unsigned: 'The request must be signed: x-swarm-timestamp and x-swarm-signature.',
  malformed: 'x-swarm-timestamp is seconds since 1970, x-swarm-signature is sha256= and 64 hex digits.',
  old: 'The timestamp is more than 300 seconds from now. Sign anew.',
  wrong: 'The signature does not fit the timestamp, the body and the secret.',
  replayed: 'A request with this signature was carried out already. Sign anew, with a new timestamp.',
};
