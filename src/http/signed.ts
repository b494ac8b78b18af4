import type { Logger } from 'pino';
import { type SeenSignatures, SignatureUsed } from '../cases/seenSignatures.ts';
import { judgeSignature, type SignatureRefusal } from '../cases/webhook.ts';
import type { Sql } from '../store/database.ts';
import { errorAnswer, type HttpAnswer, type HttpRequest, json, type SignedAnswer } from './route.ts';

export type SignedNeeds = {
  secret: string;
  seen: SeenSignatures;
  log: Pick<Logger, 'warn'>;
  clock: () => number;
};

/**
 * Answers a request whose signature is right and young; refuses any other with 401. What was carried out already is not
 * done again: the same request, byte for byte, gets what it got before, however late it comes. A request that failed
 * used nothing up, and may be sent again as it is.
 */
export async function answerSigned(
  { secret, seen, log, clock }: SignedNeeds,
  { route, answer }: { route: string; answer: SignedAnswer },
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
  if (!judged.ok && judged.refusal !== 'old') return refuse(judged.refusal);
  const { signature } = judged;
  const gotBefore = async (): Promise<HttpAnswer | null> => {
    const before = await seen.find(signature);
    if (!before) return null;
    return before.route === route && before.body !== null ? json(200, before.body) : refuse('replayed');
  };
  const before = await gotBefore();
  if (before) return before;
  if (!judged.ok) return refuse(judged.refusal);
  try {
    return await answer(request, { use: (tx: Sql, body: unknown) => seen.use(tx, signature, { route, body }) });
  } catch (error) {
    if (!(error instanceof SignatureUsed)) throw error;
    return (await gotBefore()) ?? refuse('replayed');
  }
}

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(',') : header;

const refusals: Record<SignatureRefusal | 'replayed', string> = {
  unsigned: 'The request must be signed: x-swarm-timestamp and x-swarm-signature.',
  malformed:
    'x-swarm-timestamp is seconds since 1970, x-swarm-signature is sha256= and the digest in hex (64 digits) or base64.',
  old: 'The timestamp is more than 300 seconds from now. Sign anew.',
  wrong: 'The signature does not fit the timestamp, the body and the secret.',
  replayed: 'A request with this signature was carried out already. Sign anew, with a new timestamp.',
};
