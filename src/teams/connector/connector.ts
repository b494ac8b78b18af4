import { setTimeout as pause } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { MessageAddress } from '../../swarm/events.ts';
import { ownPace } from '../../swarm/jobs.ts';
import { toldOutside, toldWait } from '../../telemetry/outside.ts';
import { saidIn } from '../cards/parts/wayHere.ts';
import { type CallConnector, type ConnectorCall, parsedJson } from './calls.ts';
import type { Pacing, Urgency } from './pacing.ts';
import { type ConnectorRefusal, isTokenRefused, refusalIn, refusalOf, withoutReceipt } from './refusal.ts';
import { pauseAlone, type SharedPause } from './sharedPause.ts';

/** A message as we send it. */
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
  callConnector: CallConnector;
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

/** The bot's own voice. */
export function createConnector(needs: ConnectorNeeds): Connector {
  const { callConnector, appId, tenantId, pacing, clock, steady = () => performance.now(), tokenRefused } = needs;
  const { sharedPause = pauseAlone } = needs;
  const bot = { id: `28:${appId}`, name: 'Swarm' };

  type Called = { ok: true; result: unknown } | ConnectorRefusal;
  type Work = Pick<ConnectorCall, 'method' | 'path' | 'body'>;
  type Calling = How & { does: string; longestWait?: number };

  /**
   * Makes one call for a conversation; an answer again as long as it is refused for being too many, anything again with a
   * new token.
   */
  async function call(to: ConversationAddress, how: Calling, work: Work): Promise<Called> {
    const patience = how.urgency === 'answer' ? steady() + longestThrottled : 0;
    for (let tries = 1; ; tries++) {
      const answer = await callOnce(to, how, work);
      if (isTokenRefused(answer) && tokenRefused?.()) continue;
      if (answer.ok || answer.status !== 429) return answer;
      if (answer.code !== ownPace) pacing.refused(to.conversationId);
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
  async function callOnce(
    { serviceUrl, conversationId }: ConversationAddress,
    { does, urgency = 'own', signal, longestWait = longestPacing }: Calling,
    work: Work,
  ): Promise<Called> {
    const place = pacing.reserve(conversationId, urgency, longestWait);
    if (!place.taken) {
      const retryAt = new Date(clock() + place.wait).toISOString();
      return { ok: false, status: 429, code: ownPace, message: 'Many messages wait for this conversation', retryAt };
    }
    if (place.wait > 0) await pause(place.wait);
    toldWait('connector', place.wait);
    return toldOutside<Called>(
      { system: 'connector', name: `connector ${does}`, told: { 'swarm.call': does } },
      (outcome) => ('answer' in outcome ? (outcome.answer.ok ? 200 : outcome.answer.status) : null),
      () => said({ ...work, serviceUrl, signal }),
    );
  }

  async function said(asked: ConnectorCall): Promise<Called> {
    try {
      const answer = await callConnector(asked);
      const { status, text } = answer;
      return status >= 200 && status < 300 ? { ok: true, result: parsedJson(text) } : refusalIn(answer, clock());
    } catch (error) {
      return refusalOf(error, asked.serviceUrl);
    }
  }

  const sent = ({ serviceUrl, conversationId }: ConversationAddress, outcome: Called): Sent => {
    if (!outcome.ok) return outcome;
    const receipt = receiptSchema.safeParse(outcome.result);
    return receipt.success
      ? { ok: true, message: { serviceUrl, conversationId, activityId: receipt.data.id } }
      : withoutReceipt;
  };

  return {
    async send(to, message, how = {}) {
      const body = saidIn(to.conversationId, message);
      return sent(to, await call(to, { ...how, does: 'send' }, { method: 'POST', path: messagesIn(to), body }));
    },
    async sendTargeted(to, teamsUserId, message) {
      const body = { ...saidIn(to.conversationId, message), recipient: { id: teamsUserId, name: '' } };
      const path = `${messagesIn(to)}${toOnePerson}`;
      const how = { urgency: 'answer', does: 'send-targeted' } as const;
      const answered = sent(to, await call(to, how, { method: 'POST', path, body }));
      return answered.ok ? { ok: true, message: { ...answered.message, targeted: true } } : answered;
    },
    async update(address, message, how = {}) {
      const body = saidIn(address.conversationId, message);
      const whole = `${messagesIn(address)}/${encodeURIComponent(address.activityId)}`;
      const path = address.targeted ? `${whole}${toOnePerson}` : whole;
      // Better later than in line: the update that comes then shows all that has happened meanwhile.
      const calling = { ...how, does: 'update', longestWait: longestPacingOfUpdates };
      const outcome = await call(address, calling, { method: 'PUT', path, body });
      return outcome.ok ? { ok: true, message: address } : outcome;
    },
    async openPersonalChat(serviceUrl, personId, how = {}) {
      const members = [{ id: personId, name: '' }];
      const body = { isGroup: false, bot, members, tenantId, channelData: { tenant: { id: tenantId } } };
      const to = { serviceUrl, conversationId: `with ${personId}` };
      const outcome = await call(to, { ...how, does: 'open-chat' }, { method: 'POST', path: conversations, body });
      if (!outcome.ok) return outcome;
      const receipt = receiptSchema.safeParse(outcome.result);
      return receipt.success ? { ok: true, conversationId: receipt.data.id } : withoutReceipt;
    },
    async openThread(serviceUrl, channelId, message, how = {}) {
      const channelData = { channel: { id: channelId }, tenant: { id: tenantId } };
      const body = { isGroup: true, bot, tenantId, channelData, activity: saidIn(channelId, message) };
      const to = { serviceUrl, conversationId: channelId };
      const outcome = await call(to, { ...how, does: 'open-thread' }, { method: 'POST', path: conversations, body });
      if (!outcome.ok) return outcome;
      const receipt = threadReceiptSchema.safeParse(outcome.result);
      return receipt.success ? { ok: true, message: { serviceUrl, ...receipt.data } } : withoutReceipt;
    },
  };
}

/** The connector's addresses, below a service url (learn.microsoft.com/azure/bot-service/rest-api). */
const conversations = 'v3/conversations';
const messagesIn = ({ conversationId }: ConversationAddress): string =>
  `${conversations}/${encodeURIComponent(conversationId)}/activities`;
/** What marks a message as one person's (platform.md 4). */
const toOnePerson = '?isTargetedActivity=true';

/** Milliseconds for which an answer is tried again: Teams gives up on a turn after some 15 s (platform.md 2.4). */
const longestThrottled = 8_000;
/** Milliseconds a call may wait for its place before the queue had better try later. */
const longestPacing = 5_000;
const longestPacingOfUpdates = 1_000;

/** What shows that a message is there. A 2xx may bring anything: nothing, a list, part of an answer. */
const receiptSchema = z.object({ id: z.string().min(1) });
/** The thread's id names its first message too (platform.md 7.2 d). */
const threadReceiptSchema = z
  .object({ id: z.string().min(1), activityId: z.string().optional() })
  .transform(({ id, activityId }) => ({
    conversationId: id,
    activityId: activityId || (/;messageid=(.+)$/.exec(id)?.[1] ?? ''),
  }))
  .refine(({ activityId }) => activityId !== '');
