import { randomUUID } from 'node:crypto';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Response, TurnContext } from 'botbuilder';
import { faultFacts } from '../telemetry/faultFacts.ts';
import { admit, type Inbound } from './inbound/inbound.ts';
import type { createOneProcess } from './inbound/oneProcess.ts';
import { createRepeats } from './inbound/repeats.ts';
import type { TokenGate } from './inbound/tokenGate.ts';
import type { TeamsLog } from './ports.ts';

/** Who calls, before their body is read; `remoteAddress` is their IP address. */
export type BotCaller = {
  headers: Record<string, string | string[] | undefined>;
  remoteAddress: string | undefined;
};

/** What the bot answers over HTTP. Without a body for whatever went wrong. */
export type BotAnswer = { status: number; body?: unknown };

/** A caller who was let in, whose body (parsed as JSON) may be handed over; or the answer to one who was not. */
export type BotAdmission = { ok: true; receive(body: unknown): Promise<BotAnswer> } | { ok: false; answer: BotAnswer };

export type DoorNeeds = {
  adapter: TeamsAdapter;
  /** It tells operators by itself why there are no keys. */
  verdictOn: TokenGate['verdictOn'];
  tenantId: string;
  /** Takes callers without a token, from this machine only. */
  anonymousLoopback: boolean;
  /** What a turn does. */
  turn: (context: TurnContext, activity: Inbound) => Promise<void>;
  /** Tells who acted that a turn failed, whatever is away, and gives the answer then; null: nobody waits for a word. */
  tellFailed: (activity: Inbound, reference: string) => Promise<BotAnswer | null>;
  log: TeamsLog;
  /** Milliseconds that no setting of the clock moves. */
  steady: () => number;
  /** Whether some process has answered an activity, or answers it: then there is nothing to say (null). */
  inOneProcess: ReturnType<typeof createOneProcess>;
};

/**
 * The bot's door: the token before a byte of the body is read, then tenant, person, and one turn an activity, whoever
 * delivers it how often.
 */
export function createDoor({
  adapter,
  verdictOn,
  tenantId,
  anonymousLoopback,
  turn,
  tellFailed,
  log,
  steady,
  inOneProcess,
}: DoorNeeds) {
  const once = createRepeats<BotAnswer>({ steady, keep: 60_000, most: 5_000 });

  return async function admitCaller({ headers, remoteAddress }: BotCaller): Promise<BotAdmission> {
    const authorization = single(headers['authorization']);
    if (anonymousLoopback) {
      if (isLoopback(remoteAddress)) return { ok: true, receive: (body) => receive(body, authorization) };
      log('warn', 'A caller from another machine was refused: the bot runs without authentication', {});
      return { ok: false, answer: { status: 401 } };
    }
    const verdict = await verdictOn(authorization);
    if (verdict.kind === 'no-keys') return { ok: false, answer: { status: 503 } };
    if (verdict.kind === 'refused') {
      log('warn', 'A token was not accepted', { reason: verdict.reason });
      return { ok: false, answer: { status: 401 } };
    }
    return {
      ok: true,
      async receive(body) {
        if (asRecord(body)['serviceUrl'] === verdict.serviceUrl) return receive(body, authorization);
        log('warn', 'A token was not accepted', { reason: 'the token is for another service url' });
        return { status: 401 };
      },
    };
  };

  async function receive(body: unknown, authorization: string | undefined): Promise<BotAnswer> {
    const admission = admit(body, tenantId);
    if (admission.kind === 'refused') {
      log('warn', 'An activity was refused', { reason: admission.reason });
      return { status: admission.status };
    }
    const { activity } = admission;
    let answered: BotAnswer | null = null;
    /** Once, whatever else fails of this activity afterwards. A 500 has no word: what nobody was told of may come again. */
    const failed = async (error: unknown): Promise<BotAnswer> => {
      if (answered) return answered;
      const reference = randomUUID().slice(0, 8);
      const fault = faultFacts(error);
      log('error', 'A turn failed', { reference, activity: activity.type, name: activity.name, fault });
      answered = (await tellFailed(activity, reference)) ?? { status: 500 };
      return answered;
    };
    const run = () => runTurn(body, authorization, activity).catch(failed);
    if (!activity.id) return run();
    const key = [activity.conversation.id, activity.id, activity.type, activity.name, activity.from.id].join(' ');
    // What is pressed is answered in the answer itself, by whichever process was asked; a message, by one of its own.
    const work = activity.type === 'message' ? async () => (await inOneProcess(key, run)) ?? { status: 200 } : run;
    return once(key, () => work().catch(failed));
  }

  async function runTurn(body: unknown, authorization: string | undefined, activity: Inbound): Promise<BotAnswer> {
    const answer: BotAnswer = { status: 200 };
    let fault: { error: unknown } | null = null;
    await adapter.process(
      { method: 'POST', headers: { authorization: authorization ?? '' }, body: asRecord(body) },
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
