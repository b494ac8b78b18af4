import { setTimeout as pause } from 'node:timers/promises';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Activity, ConversationReference } from 'botbuilder';
import { z } from 'zod';
import type { MessageAddress } from '../../swarm/events.ts';
import { ownPace } from '../../swarm/jobs.ts';
import { toldOutside, toldWait } from '../../telemetry/outside.ts';
import { saidIn } from '../cards/parts/wayHere.ts';
import { targetedMark } from './adapter.ts';
import type { Pacing, Urgency } from './pacing.ts';
import { type ConnectorRefusal, isTokenRefused, refusalOf, withoutReceipt } from './refusal.ts';
import { pauseAlone, type SharedPause } from './sharedPause.ts';

/** A message as we send it; the library fills in the rest. */
export type OutgoingMessage = Partial<Activity> & { type: 'message' };

/** Where a conversation is. A thread of a channel is `19:…@thread.tacv2;messageid=…`. */
export type ConversationAddress = Omit<MessageAddress, 'activityId'>;

export type Sent = { ok: true; message: MessageAddress } | ConnectorRefusal;

/** `urgency` 'answer': somebody waits for it in front of a screen. */
export type How = { signal?: AbortSignal; urgency?: Urgency };

/**
 * What the bot says. Each is one call, paced, within 10 s, never repeated in hiding; but for answers that were refused for
 * being too many (429): what was refused so did not happen. Each process keeps its own pace; where several together were too
 * fast for one conversation, they wait for it together (sharedPause.ts).
 */
export type Connector = {
  send(to: ConversationAddress, message: OutgoingMessage, how?: How): Promise<Sent>;
  /** A message in a shared conversation that one person sees (platform.md 4); `teamsUserId` is their MRI. */
  sendTargeted(to: ConversationAddress, teamsUserId: string, message: OutgoingMessage): Promise<Sent>;
  update(address: MessageAddress, message: OutgoingMessage, how?: How): Promise<Sent>;
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
  /** The place of who was refused among all processes; alone if not given. */
  sharedPause?: SharedPause;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** Milliseconds that no setting of the clock moves. */
  steady?: () => number;
  /** Is told when the connector refused the bot's token; says whether there is a new one, with which the call is made again. */
  tokenRefused?: () => boolean;
};

/** The bot's own voice, through the library's connector client. */
export function createConnector(needs: ConnectorNeeds): Connector {
  const { adapter, appId, tenantId, pacing, clock, steady = () => performance.now(), tokenRefused } = needs;
  const { sharedPause = pauseAlone } = needs;
  const bot = { id: `28:${appId}`, name: 'Swarm' };

  type Work<Result> = (client: ConversationsClient, options: CallOptions) => Promise<Result>;
  type Called<Result> = { ok: true; result: Result } | ConnectorRefusal;
  type Calling = How & { does: string; longestWait?: number };

  /**
   * Runs one call with a client for a conversation; an answer again as long as it is refused for being too many, anything
   * again with a new token.
   */
  async function call<Result>(to: ConversationAddress, how: Calling, work: Work<Result>): Promise<Called<Result>> {
    const patience = how.urgency === 'answer' ? steady() + longestThrottled : 0;
    for (let tries = 1; ; tries++) {
      const answer = await callOnce(to, how, work);
      if (isTokenRefused(answer) && tokenRefused?.()) continue;
      if (answer.ok || answer.status !== 429) return answer;
      // Nobody waits, and no instant was named: the queue has waits of its own.
      if (patience === 0 && answer.retryAt === null) return answer;
      const wait = await placeAfter(to.conversationId, answer, tries);
      const retryAt = new Date(clock() + wait).toISOString();
      if (steady() + wait > patience) return { ...answer, retryAt };
      await pause(wait);
    }
  }

  /** The milliseconds to wait after a refusal for being too many: as asked for, and apart from the other processes. */
  async function placeAfter(
    conversationId: string,
    { retryAt, code }: ConnectorRefusal,
    tries: number,
  ): Promise<number> {
    const asked = retryAt === null ? 250 * tries : Math.max(0, Date.parse(retryAt) - clock());
    // Our own pace was kept: the connector has refused nothing.
    if (code === ownPace) return asked;
    return sharedPause(conversationId, asked).catch(() => asked + Math.random() * 250 * tries);
  }

  /** Whatever goes wrong becomes a refusal, never an exception. */
  async function callOnce<Result>(
    { serviceUrl, conversationId }: ConversationAddress,
    { does, urgency = 'own', signal, longestWait = longestPacing }: Calling,
    work: Work<Result>,
  ): Promise<Called<Result>> {
    const place = pacing.reserve(conversationId, urgency, longestWait);
    if (!place.taken) {
      const retryAt = new Date(clock() + place.wait).toISOString();
      return { ok: false, status: 429, code: ownPace, message: 'Many messages wait for this conversation', retryAt };
    }
    if (place.wait > 0) await pause(place.wait);
    toldWait('connector', place.wait);
    return toldOutside<Called<Result>>(
      { system: 'connector', name: `connector ${does}`, told: { 'swarm.call': does } },
      (outcome) => ('answer' in outcome ? (outcome.answer.ok ? 200 : outcome.answer.status) : null),
      () => said(serviceUrl, conversationId, signal, work),
    );
  }

  async function said<Result>(
    serviceUrl: string,
    conversationId: string,
    signal: AbortSignal | undefined,
    work: Work<Result>,
  ): Promise<Called<Result>> {
    let answer: Called<Result> | null = null;
    try {
      await adapter.continueConversationAsync(appId, referenceTo(serviceUrl, conversationId), async (context) => {
        try {
          const client: ConversationsClient = context.turnState.get(adapter.ConnectorClientKey);
          answer = { ok: true, result: await work(client, signal ? { abortSignal: signal } : {}) };
        } catch (error) {
          answer = refusalOf(error, serviceUrl, clock());
        }
      });
    } catch (error) {
      answer = refusalOf(error, serviceUrl, clock());
    }
    return answer ?? { ok: false, status: null, code: 'NoAnswer', message: 'The call did not run', retryAt: null };
  }

  const sent = (
    { serviceUrl, conversationId }: ConversationAddress,
    outcome: { ok: true; result: unknown } | ConnectorRefusal,
  ): Sent => {
    if (!outcome.ok) return outcome;
    const receipt = receiptSchema.safeParse(outcome.result);
    return receipt.success
      ? { ok: true, message: { serviceUrl, conversationId, activityId: receipt.data.id } }
      : withoutReceipt;
  };

  return {
    async send(to, message, how = {}) {
      const outcome = await call(to, { ...how, does: 'send' }, (client, options) =>
        client.conversations.sendToConversation(to.conversationId, saidIn(to.conversationId, message), options),
      );
      return sent(to, outcome);
    },
    async sendTargeted(to, teamsUserId, message) {
      const toOne = { ...saidIn(to.conversationId, message), recipient: { id: teamsUserId, name: '' } };
      const outcome = await call(to, { urgency: 'answer', does: 'send-targeted' }, (client, options) =>
        client.conversations.sendToConversation(to.conversationId, toOne, { ...options, ...toOnePerson }),
      );
      const answered = sent(to, outcome);
      return answered.ok ? { ok: true, message: { ...answered.message, targeted: true } } : answered;
    },
    async update(address, message, how = {}) {
      const { conversationId, activityId } = address;
      // Better later than in line: the update that comes then shows all that has happened meanwhile.
      const outcome = await call(
        address,
        { ...how, does: 'update', longestWait: longestPacingOfUpdates },
        (client, options) =>
          client.conversations.updateActivity(conversationId, activityId, saidIn(conversationId, message), {
            ...options,
            ...(address.targeted ? toOnePerson : {}),
          }),
      );
      return outcome.ok ? { ok: true, message: address } : outcome;
    },
    async openPersonalChat(serviceUrl, personId, how = {}) {
      const members = [{ id: personId, name: '' }];
      const wanted = { isGroup: false, bot, members, tenantId, channelData: { tenant: { id: tenantId } } };
      const outcome = await call(
        { serviceUrl, conversationId: `with ${personId}` },
        { ...how, does: 'open-chat' },
        (client, options) => client.conversations.createConversation(wanted, options),
      );
      if (!outcome.ok) return outcome;
      const receipt = receiptSchema.safeParse(outcome.result);
      return receipt.success ? { ok: true, conversationId: receipt.data.id } : withoutReceipt;
    },
    async openThread(serviceUrl, channelId, message, how = {}) {
      const channelData = { channel: { id: channelId }, tenant: { id: tenantId } };
      const wanted = { isGroup: true, bot, tenantId, channelData, activity: saidIn(channelId, message) };
      const outcome = await call(
        { serviceUrl, conversationId: channelId },
        { ...how, does: 'open-thread' },
        (client, options) => client.conversations.createConversation(wanted, options),
      );
      if (!outcome.ok) return outcome;
      const receipt = threadReceiptSchema.safeParse(outcome.result);
      return receipt.success ? { ok: true, message: { serviceUrl, ...receipt.data } } : withoutReceipt;
    },
  };
}

/** Milliseconds for which an answer is tried again: Teams gives up on a turn after some 15 s (platform.md 2.4). */
const longestThrottled = 8_000;
/** Milliseconds a call may wait for its place before the queue had better try later. */
const longestPacing = 5_000;
const longestPacingOfUpdates = 1_000;

/** What shows that a message is there. The library gives whatever a 2xx brought: nothing, a list, part of an answer. */
const receiptSchema = z.object({ id: z.string().min(1) });
/** The thread's id names its first message too (platform.md 7.2 d). */
const threadReceiptSchema = z
  .object({ id: z.string().min(1), activityId: z.string().optional() })
  .transform(({ id, activityId }) => ({
    conversationId: id,
    activityId: activityId || (/;messageid=(.+)$/.exec(id)?.[1] ?? ''),
  }))
  .refine(({ activityId }) => activityId !== '');

/** The part of the library's connector client we call. */
type CallOptions = { abortSignal?: AbortSignal; customHeaders?: Record<string, string> };
type ConversationsClient = {
  conversations: {
    sendToConversation(conversationId: string, activity: object, options: CallOptions): Promise<unknown>;
    updateActivity(
      conversationId: string,
      activityId: string,
      activity: object,
      options: CallOptions,
    ): Promise<unknown>;
    createConversation(parameters: object, options: CallOptions): Promise<unknown>;
  };
};

const referenceTo = (serviceUrl: string, conversationId: string): Partial<ConversationReference> => ({
  serviceUrl,
  channelId: 'msteams',
  conversation: { id: conversationId, isGroup: true, conversationType: '', name: '' },
});

/** The library knows no targeted messages: they are ordinary calls with a mark that becomes part of the query. */
const toOnePerson = { customHeaders: { [targetedMark]: 'true' } } satisfies CallOptions;
