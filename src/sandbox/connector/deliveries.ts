import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { pause } from '../doors/door.ts';
import type { Faults } from '../doors/faults.ts';
import type { Feed } from '../doors/feed.ts';
import type { Tokens } from '../entra/tokens.ts';
import type { Activity } from './activities.ts';
import type { Delivery, DeliveryOptions } from './delivery.ts';

/** The Bot Service's patience with a bot (platform.md 2.4). */
const patienceMs = 15_000;

export function createDeliveries(options: { tokens: Tokens; faults: Faults; feed: Feed; endpoint: () => string }) {
  const { tokens, faults, feed } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  const underWay = new Set<Promise<unknown>>();

  /** Sends an activity to the bot, once or as often as options and faults say, and answers what came of each. */
  async function deliver(activity: Activity, how: DeliveryOptions = {}): Promise<Delivery[]> {
    if (how.delayMs !== undefined) await pause(how.delayMs);
    const changed = changedBy(activity, how);
    const setting = faults.settings().deliverTwice;
    const twice = how.twice ?? (setting === 'never' ? undefined : setting);
    const copies =
      twice === undefined ? [changed] : [changed, twice === 'same-id' ? changed : { ...changed, id: randomUUID() }];
    return Promise.all(copies.map((copy) => send(copy, how)));
  }

  async function send(activity: Activity, how: DeliveryOptions): Promise<Delivery> {
    const began = performance.now();
    const token =
      how.forged === 'no-token'
        ? null
        : how.forged === undefined
          ? await tokens.forBot()
          : await tokens.forgedForBot(how.forged);
    const answer = await post(options.endpoint(), token, JSON.stringify(activity), agent);
    const ms = Math.round((performance.now() - began) * 10) / 10;
    feed.wire({
      door: 'bot',
      method: 'POST',
      url: options.endpoint(),
      status: answer.status,
      ms,
      activity: typeof activity.name === 'string' ? `${activity.type} ${activity.name}` : activity.type,
      ...(how.forged === undefined ? {} : { fault: how.forged }),
    });
    return { activityId: activity.id, ms, ...answer };
  }

  return {
    deliver,
    /** Sends without making anybody wait for the bot. */
    deliverLater(activity: Activity): void {
      const sending = deliver(activity).finally(() => underWay.delete(sending));
      underWay.add(sending);
    },
    /** Resolves when nothing sent by `deliverLater` is on its way any more. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    close: () => agent.destroy(),
  };
}
export type Deliveries = ReturnType<typeof createDeliveries>;

function changedBy(activity: Activity, how: DeliveryOptions): Activity {
  const { serviceUrl, ...rest } = activity;
  const changed: Activity = how.serviceUrl === 'none' || serviceUrl === undefined ? rest : { ...rest, serviceUrl };
  if (how.tenant === undefined) return changed;
  const conversation = without(asRecord(changed.conversation), 'tenantId');
  const channelData = without(asRecord(changed.channelData), 'tenant');
  if (how.tenant === 'none') return { ...changed, conversation, channelData };
  const tenantId = randomUUID();
  return {
    ...changed,
    conversation: { ...conversation, tenantId },
    channelData: { ...channelData, tenant: { id: tenantId } },
  };
}

function asRecord(value: unknown): { [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function without(record: { [key: string]: unknown }, name: string): { [key: string]: unknown } {
  const { [name]: _, ...rest } = record;
  return rest;
}

function post(
  url: string,
  token: string | null,
  text: string,
  agent: Agent,
): Promise<{ status: number; body: unknown; fault: string | null }> {
  return new Promise((resolve) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      timeout: patienceMs,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(text),
        'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: parsed(Buffer.concat(chunks).toString('utf8')),
          fault: null,
        }),
      );
      response.on('error', (error) => resolve({ status: 0, body: null, fault: error.message }));
    });
    sent.on('timeout', () => sent.destroy(new Error(`The bot did not answer within ${patienceMs} ms.`)));
    sent.on('error', (error) => resolve({ status: 0, body: null, fault: error.message }));
    sent.end(text);
  });
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
