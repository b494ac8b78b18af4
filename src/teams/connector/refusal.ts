import { z } from 'zod';
import { cut } from '../../language/cut.ts';
import { NoToken } from '../../settings/tokens.ts';
import { whyUnreachable } from '../../settings/unreachable.ts';
import { retryInstant } from '../../swarm/retryAfter.ts';
import { type ConnectorAnswer, parsedJson } from './calls.ts';

/**
 * Why a call did not succeed. `status` null: no answer came, so what was asked may have happened.
 * `retryAt`: the instant (ISO, UTC) the other side named.
 */
export type ConnectorRefusal = {
  ok: false;
  status: number | null;
  code: string;
  message: string;
  retryAt: string | null;
};
const connectorErrorSchema = z.object({ error: z.object({ code: z.string(), message: z.string().default('') }) });

const unanswered = { ok: false, status: null, retryAt: null } as const;
const noToken = 'NoToken';

/** A success that names no message: nobody knows whether there is one, so it is sent again. */
export const withoutReceipt: ConnectorRefusal = {
  ...unanswered,
  code: 'NoReceipt',
  message: 'the message was taken, and no answer says where it is',
};

/** Whether the connector had the bot's token and refused it. */
export const isTokenRefused = (answer: { ok: true } | ConnectorRefusal): boolean =>
  !answer.ok && answer.status === 401 && answer.code !== noToken;

/** Why no answer came to a call to `serviceUrl`. */
export function refusalOf(error: unknown, serviceUrl: string): ConnectorRefusal {
  if (error instanceof NoToken)
    return { ...unanswered, status: error.refused ? 401 : null, code: noToken, message: error.message };
  const unreachable = whyUnreachable(error, URL.parse(serviceUrl)?.host ?? serviceUrl);
  if (unreachable) return { ...unanswered, code: 'Unreachable', message: unreachable.words };
  return { ...unanswered, code: 'Unknown', message: cut(String(error), 300) };
}

/** What an answer that is no success says. */
export function refusalIn({ status, retryAfter, text }: ConnectorAnswer, now: number): ConnectorRefusal {
  const { success, data } = connectorErrorSchema.safeParse(parsedJson(text));
  const { code, message } = success ? data.error : { code: 'Unknown', message: text };
  return { ok: false, status, code, message: cut(message, 300), retryAt: retryInstant(retryAfter, now) };
}
