import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Response, TurnContext } from 'botbuilder';
import { faultFacts } from '../faultFacts.ts';
import { admit, type Inbound } from './inbound.ts';
import type { TeamsLog } from './ports.ts';
import { createRepeats } from './repeats.ts';
import type { createTokenGate } from './tokenGate.ts';

/** An HTTP request with its body parsed; `remoteAddress` is the caller's IP address. */
export type BotRequest = {
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
  remoteAddress: string | undefined;
};

/** What the bot answers over HTTP. Without a body for whatever went wrong. */
export type BotAnswer = { status: number; body?: unknown };

export type DoorNeeds = {
  adapter: TeamsAdapter;
  verdictOn: ReturnType<typeof createTokenGate>;
  tenantId: string;
  /** Takes callers without a token, from this machine only. */
  anonymousLoopback: boolean;
  /** What a turn does; what it throws becomes a 500 without a word. */
  turn: (context: TurnContext, activity: Inbound) => Promise<void>;
  log: TeamsLog;
  clock: () => number;
};

/** The bot's door: token, tenant, person, then one turn an activity, whoever delivers it how often. */
export function createDoor({ adapter, verdictOn, tenantId, anonymousLoopback, turn, log, clock }: DoorNeeds) {
  const once = createRepeats<BotAnswer>({ clock, keep: 60_000, most: 5_000 });

  return async function receive(request: BotRequest): Promise<BotAnswer> {
    const refusal = await refusalOf(request);
    if (refusal) return refusal;
    const admission = admit(request.body, tenantId);
    if (admission.kind === 'refused') {
      log('warn', 'An activity was refused', { reason: admission.reason });
      return { status: admission.status };
    }
    const { activity } = admission;
    const run = () => runTurn(request, activity);
    if (!activity.id) return run();
    const key = [activity.conversation.id, activity.id, activity.type, activity.name, activity.from.id].join(' ');
    return once(key, run).catch((error: unknown) => {
      log('error', 'A turn failed', { activity: activity.type, name: activity.name, fault: faultFacts(error) });
      return { status: 500 };
    });
  };

  async function refusalOf({ headers, body, remoteAddress }: BotRequest): Promise<BotAnswer | null> {
    if (anonymousLoopback) {
      if (isLoopback(remoteAddress)) return null;
      log('warn', 'A caller from another machine was refused: the bot runs without authentication', {});
      return { status: 401 };
    }
    const verdict = await verdictOn(single(headers['authorization']), serviceUrlOf(body));
    if (verdict.kind === 'good') return null;
    log(verdict.kind === 'refused' ? 'warn' : 'error', 'A token was not accepted', { reason: verdict.reason });
    return { status: verdict.kind === 'refused' ? 401 : 503 };
  }

  async function runTurn({ headers, body }: BotRequest, activity: Inbound): Promise<BotAnswer> {
    const answer: BotAnswer = { status: 200 };
    let fault: { error: unknown } | null = null;
    await adapter.process(
      { method: 'POST', headers: { authorization: single(headers['authorization']) ?? '' }, body: asRecord(body) },
      recorder(answer),
      async (context) => {
        try {
          await turn(context, activity);
        } catch (error) {
          // Not to the library: it would print the error and answer with its text.
          fault = { error };
        }
      },
    );
    if (fault !== null) throw fault['error'];
    return answer.status < 400 ? answer : { status: answer.status };
  }
}

/** Takes down what the library answers instead of sending it: its errors carry text that is nobody's business. */
function recorder(answer: BotAnswer): Response {
  const response = {
    socket: null,
    header: () => response,
    status(code: number) {
      answer.status = code;
      return response;
    },
    send(body: unknown) {
      answer.body = body;
      return response;
    },
    end: () => response,
  };
  return response;
}

const isLoopback = (address: string | undefined): boolean =>
  address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address ?? '');

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

const asRecord = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? { ...body } : {};

const serviceUrlOf = (body: unknown): string => String(asRecord(body)['serviceUrl'] ?? '');
