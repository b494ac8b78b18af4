import { z } from 'zod';
import { cut } from '../../language/cut.ts';
import { NoToken } from '../../settings/tokens.ts';
import { whyUnreachable } from '../../settings/unreachable.ts';
import { retryInstant } from '../../swarm/retryAfter.ts';

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
const restErrorSchema = z.object({
  message: z.string().default(''),
  statusCode: z.int().optional(),
  code: z.string().optional(),
  response: z
    .object({
      headers: z.custom<{ get(name: string): string | undefined }>((value) => typeof value === 'object'),
      bodyAsText: z.string().nullish(),
    })
    .partial()
    .optional(),
});
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

/**
 * What an error of the library's client says about the call to `serviceUrl`. Its words for what happens before a
 * request goes out (no token, no connection) are an activity's id, or nothing.
 */
export function refusalOf(error: unknown, serviceUrl: string, now: number): ConnectorRefusal {
  if (error instanceof NoToken)
    return { ...unanswered, status: error.refused ? 401 : null, code: noToken, message: error.message };
  const unreachable = whyUnreachable(error, new URL(serviceUrl).host);
  if (unreachable) return { ...unanswered, code: 'Unreachable', message: unreachable.words };
  const parsed = restErrorSchema.safeParse(error);
  if (!parsed.success) return { ...unanswered, code: 'Unknown', message: String(error) };
  const { statusCode, response, code, message } = parsed.data;
  const body = connectorErrorSchema.safeParse(parsedJson(response?.bodyAsText ?? ''));
  return {
    ok: false,
    status: statusCode ?? null,
    code: body.success ? body.data.error.code : (code ?? 'Unknown'),
    message: cut(body.success ? body.data.error.message : message, 300),
    retryAt: retryInstant(response?.headers?.get('retry-after'), now),
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
