import { z } from 'zod';
import type { Answer, Call } from '../doors/routes.ts';
import type { Card } from '../tenant/tenant.ts';
import type { PlaygroundSettings } from './settings.ts';

/** The paths of the door: for the Playground's activities, and for those of the sandbox, which are dropped. */
export const fromPlayground = '/playground/messages';
export const fromSandbox = '/api/messages';

/** A card that the bot sent, or drew anew. `personId` is null in a chat or thread that the bot did not open with somebody. */
export type SentCard = {
  personId: string | null;
  conversationId: string;
  activityId: string;
  card: Card;
  isUpdate: boolean;
};

export type ConnectorDoorNeeds = {
  /** Where the Agents Playground listens. */
  playground: string;
  /** Where the bot takes activities. */
  botEndpoint: string;
  settings: PlaygroundSettings;
  onCard?: (sent: SentCard) => void;
};

const openingSchema = z.looseObject({
  members: z.array(z.looseObject({ id: z.string() })).nullish(),
  channelData: z.looseObject({ channel: z.looseObject({ id: z.string() }).nullish() }).nullish(),
});
const activitySchema = z.looseObject({
  conversation: z.looseObject({ id: z.string() }),
  channelData: z.looseObject({}).nullish(),
});
const answeredSchema = z.looseObject({ id: z.string() });
const messageSchema = z.looseObject({
  attachments: z.array(z.looseObject({ content: z.record(z.string(), z.unknown()) })).nullish(),
});

/**
 * Stands between the bot and the Agents Playground, in both directions, where the two would not meet:
 * - the sandbox's Graph makes a channel for each swarm; the Playground has one and can get no more, so every swarm's
 *   thread begins in that one, and what is said in the thread is told as said in the swarm's channel;
 * - the Playground knows six people; the chats of all others are kept here, where nobody looks;
 * - what the sandbox would tell the bot as Teams is dropped: here the Playground is Teams.
 * Everything else passes as it is.
 */
export function createConnectorDoor({ playground, botEndpoint, settings, onCard }: ConnectorDoorNeeds) {
  const channelId = settings.team.channels[0]?.id ?? settings.team.id;
  const known = new Set([settings.currentUser, ...settings.users].map(({ id }) => id));
  /** The person of each personal chat that the bot opened. */
  const people = new Map<string, string>();
  /** The swarm's channel of each thread. */
  const channels = new Map<string, string>();
  let kept = 0;

  return async function answer(call: Call): Promise<Answer> {
    if (call.path === fromSandbox) return { status: 200 };
    if (call.method === 'POST' && call.path === fromPlayground) return passOn(botEndpoint, 'POST', placed(call.body));
    if (call.method === 'POST' && call.path === '/v3/conversations') return open(call);
    const [, named = '', activityId] = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(call.path) ?? [];
    const conversationId = decodeURIComponent(named);
    const personId = people.get(conversationId);
    const answered =
      personId === undefined || known.has(personId)
        ? await forward(call, call.body)
        : { status: activityId === undefined ? 201 : 200, body: { id: activityId ?? `kept-${++kept}` } };
    tell(call, answered, { personId: personId ?? null, conversationId, isUpdate: activityId !== undefined });
    return answered;
  };

  function tell(call: Call, answered: Answer, where: Omit<SentCard, 'activityId' | 'card'>): void {
    const sent = answeredSchema.safeParse(answered.body);
    const card = messageSchema.safeParse(call.body).data?.attachments?.[0]?.content;
    if (sent.success && card) onCard?.({ ...where, activityId: sent.data.id, card });
  }

  async function open(call: Call): Promise<Answer> {
    const opening = openingSchema.parse(call.body);
    const channel = opening.channelData?.channel;
    if (channel) {
      const answered = await forward(call, {
        ...opening,
        channelData: { ...opening.channelData, channel: { id: channelId } },
      });
      const opened = answeredSchema.safeParse(answered.body);
      if (opened.success) channels.set(opened.data.id, channel.id);
      return answered;
    }
    const personId = opening.members?.[0]?.id ?? '';
    const answered = known.has(personId)
      ? await forward(call, opening)
      : { status: 201, body: { id: `chat-with-${personId}` } };
    const opened = answeredSchema.safeParse(answered.body);
    if (opened.success) people.set(opened.data.id, personId);
    return answered;
  }

  /** An activity in a swarm's thread as one in the swarm's channel. */
  function placed(body: unknown): unknown {
    const activity = activitySchema.safeParse(body);
    const id = activity.success ? channels.get(activity.data.conversation.id) : undefined;
    return activity.success && id
      ? { ...activity.data, channelData: { ...activity.data.channelData, channel: { id } } }
      : body;
  }

  function forward(call: Call, body: unknown): Promise<Answer> {
    return passOn(`${playground}/_connector${call.url}`, call.method, body);
  }
}

async function passOn(address: string, method: string, body: unknown): Promise<Answer> {
  const response = await fetch(address, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : readable(text) };
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
