import { setTimeout as pause } from 'node:timers/promises';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Activity, ConversationReference } from 'botbuilder';
import { z } from 'zod';
import type { MessageAddress } from '../../swarm/events.ts';
import { ownPace } from '../../swarm/jobs.ts';
import { retryInstant } from '../../swarm/retryAfter.ts';
import { targetedMark } from './adapter.ts';
import type { Pacing, Urgency } from './pacing.ts';

/** A message as we send it; the library fills in the rest. */
export type OutgoingMessage = Partial<Activity> & { type: 'message' };

/** Where a conversation is. A thread of a channel is `19:…@thread.tacv2;messageid=…`. */
export type ConversationAddress = Omit<MessageAddress, 'activityId'>;

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
export type Sent = { ok: true; message: MessageAddress } | ConnectorRefusal;

/** `urgency` 'answer': somebody waits for it in front of a screen. */
export type How = { signal?: AbortSignal; urgency?: Urgency };

/** What the bot says. Each is one call, paced, within 10 s, never repeated in hiding. */
export type Connector = {
  send(to: ConversationAddress, message: OutgoingMessage, how?: How): Promise<Sent>;
  /** A message in a shared conversation that one person sees (platform.md 4); `teamsUserId` is their MRI. */
  sendTargeted(to: ConversationAddress, teamsUserId: string, message: OutgoingMessage): Promise<Sent>;
  /** `targeted`: the message is one that a single person sees. */
  update(address: MessageAddress, message: OutgoingMessage, how?: How & { targeted?: boolean }): Promise<Sent>;
  /** The personal chat with somebody by their Entra object id; the app must be installed for them. */
  openPersonalChat(
    serviceUrl: string,
    personId: string,
    how?: How,
  ): Promise<{ ok: true; conversationId: string } | ConnectorRefusal>;
  /** A new thread in a channel, with its first message. */
  openThread(serviceUrl: string, channelId: string, message: OutgoingMessage, how?: How): Promise<Sent>;
};

export type ConnectorNeeds = {
  adapter: TeamsAdapter;
  appId: string;
  tenantId: string;
  pacing: Pacing;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/** The bot's own voice, through the library's connector client. */
export function createConnector({ adapter, appId, tenantId, pacing, clock }: ConnectorNeeds): Connector {
  const bot = { id: `28:${appId}`, name: 'Swarm' };

  /** Runs one call with a client for a conversation. Whatever goes wrong becomes a refusal, never an exception. */
  async function call<Result>(
    { serviceUrl, conversationId }: ConversationAddress,
    { urgency = 'own', signal, longestWait = longestPacing }: How & { longestWait?: number },
    work: (client: ConversationsClient, options: CallOptions) => Promise<Result>,
  ): Promise<{ ok: true; result: Result } | ConnectorRefusal> {
    const place = pacing.reserve(conversationId, urgency, longestWait);
    if (!place.taken) {
      const retryAt = new Date(clock() + place.wait).toISOString();
      return { ok: false, status: 429, code: ownPace, message: 'Many messages wait for this conversation', retryAt };
    }
    if (place.wait > 0) await pause(place.wait);
    let answer: { ok: true; result: Result } | ConnectorRefusal | null = null;
    try {
      await adapter.continueConversationAsync(appId, referenceTo(serviceUrl, conversationId), async (context) => {
        try {
          const client: ConversationsClient = context.turnState.get(adapter.ConnectorClientKey);
          answer = { ok: true, result: await work(client, signal ? { abortSignal: signal } : {}) };
        } catch (error) {
          answer = refusalOf(error, clock());
        }
      });
    } catch (error) {
      answer = refusalOf(error, clock());
    }
    return answer ?? { ok: false, status: null, code: 'NoAnswer', message: 'The call did not run', retryAt: null };
  }

  const sent = (
    { serviceUrl, conversationId }: ConversationAddress,
    outcome: { ok: true; result: { id?: string } | undefined } | ConnectorRefusal,
  ): Sent =>
    outcome.ok ? { ok: true, message: { serviceUrl, conversationId, activityId: outcome.result?.id ?? '' } } : outcome;

  return {
    async send(to, message, how = {}) {
      const outcome = await call(to, how, (client, options) =>
        client.conversations.sendToConversation(to.conversationId, message, options),
      );
      return sent(to, outcome);
    },
    async sendTargeted(to, teamsUserId, message) {
      const toOne = { ...message, recipient: { id: teamsUserId, name: '' } };
      const outcome = await call(to, { urgency: 'answer' }, (client, options) =>
        client.conversations.sendToConversation(to.conversationId, toOne, { ...options, ...toOnePerson }),
      );
      return sent(to, outcome);
    },
    async update(address, message, { targeted = false, ...how } = {}) {
      const { conversationId, activityId } = address;
      // Better later than in line: the update that comes then shows all that has happened meanwhile.
      const outcome = await call(address, { ...how, longestWait: longestPacingOfUpdates }, (client, options) =>
        client.conversations.updateActivity(conversationId, activityId, message, {
          ...options,
          ...(targeted ? toOnePerson : {}),
        }),
      );
      return outcome.ok ? { ok: true, message: address } : outcome;
    },
    async openPersonalChat(serviceUrl, personId, how = {}) {
      const members = [{ id: personId, name: '' }];
      const wanted = { isGroup: false, bot, members, tenantId, channelData: { tenant: { id: tenantId } } };
      const outcome = await call({ serviceUrl, conversationId: `with ${personId}` }, how, (client, options) =>
        client.conversations.createConversation(wanted, options),
      );
      return outcome.ok ? { ok: true, conversationId: outcome.result.id } : outcome;
    },
    async openThread(serviceUrl, channelId, message, how = {}) {
      const channelData = { channel: { id: channelId }, tenant: { id: tenantId } };
      const wanted = { isGroup: true, bot, tenantId, channelData, activity: message };
      const outcome = await call({ serviceUrl, conversationId: channelId }, how, (client, options) =>
        client.conversations.createConversation(wanted, options),
      );
      if (!outcome.ok) return outcome;
      const { id: conversationId, activityId } = outcome.result;
      return { ok: true, message: { serviceUrl, conversationId, activityId } };
    },
  };
}

/** Milliseconds a call may wait for its place before the queue had better try later. */
const longestPacing = 5_000;
const longestPacingOfUpdates = 1_000;

/** The part of the library's connector client we call. */
type CallOptions = { abortSignal?: AbortSignal; customHeaders?: Record<string, string> };
type ConversationsClient = {
  conversations: {
    sendToConversation(conversationId: string, activity: object, options: CallOptions): Promise<{ id?: string }>;
    updateActivity(
      conversationId: string,
      activityId: string,
      activity: object,
      options: CallOptions,
    ): Promise<{ id?: string }>;
    createConversation(parameters: object, options: CallOptions): Promise<{ id: string; activityId: string }>;
  };
};

const referenceTo = (serviceUrl: string, conversationId: string): Partial<ConversationReference> => ({
  serviceUrl,
  channelId: 'msteams',
  conversation: { id: conversationId, isGroup: true, conversationType: '', name: '' },
});

/** The library knows no targeted messages: they are ordinary calls with a mark that becomes part of the query. */
const toOnePerson = { customHeaders: { [targetedMark]: 'true' } } satisfies CallOptions;

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

/** What an error of the library's client says about the call. */
export function refusalOf(error: unknown, now: number): ConnectorRefusal {
  const parsed = restErrorSchema.safeParse(error);
  if (!parsed.success) return { ok: false, status: null, code: 'Unknown', message: String(error), retryAt: null };
  const { statusCode, response, code, message } = parsed.data;
  const body = connectorErrorSchema.safeParse(parsedJson(response?.bodyAsText ?? ''));
  return {
    ok: false,
    status: statusCode ?? null,
    code: body.success ? body.data.error.code : (code ?? 'Unknown'),
    message: (body.success ? body.data.error.message : message).slice(0, 300),
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
