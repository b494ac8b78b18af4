import type { MessageAddress } from '../../src/swarm/events.ts';
import type { Card } from '../../src/teams/cards/parts/elements.ts';
import type { Connector, OutgoingMessage, Sent } from '../../src/teams/connector/connector.ts';
import type { Chance } from './chance.ts';
import { createGraphInMemory, type GraphInMemory, type Room } from './graphInMemory.ts';
import type { Misfortune } from './mishaps.ts';

export const serviceUrl = 'https://teams.example/';

/**
 * A message with a card, and how it looked before; `conversation` without its thread. `toldBefore`: how much had happened to the swarms when it was posted.
 */
export type Shown = {
  address: MessageAddress;
  conversation: string;
  looks: Card[];
  toldBefore: number;
  /** Whoever sent it was not told that it came. */
  unheard: boolean;
};

/** Teams and Graph as far as a swarm sees them: chats, channels, what is posted there, and what people do to it. */
export type Outside = {
  connector: Connector;
  graph: GraphInMemory;
  messages: Shown[];
  /** Not of channels that are deleted; nor archived, where nobody can change a card and the outcome stands below it. */
  visible(): Shown[];
};

export const chatOf = (personId: string): string => `chat-${personId}`;

/** `isBlocked`: whether somebody has muted the bot; `toldNow`: how much has happened to the swarms; `now`: milliseconds. */
export function createOutside(needs: {
  chance: Chance;
  misfortune: Misfortune;
  team: readonly string[];
  lead: string;
  isBlocked: (personId: string) => boolean;
  toldNow: () => number;
  now: () => number;
}): Outside {
  const { chance, misfortune, isBlocked, toldNow, now } = needs;
  const messages: Shown[] = [];
  let count = 0;

  /** A call takes its time: what others do meanwhile comes between. */
  async function wire(): Promise<void> {
    for (let rest = chance.below(6); rest > 0; rest--) await Promise.resolve();
  }

  const graph = createGraphInMemory(needs.team, needs.lead, { chance, misfortune, wire, now });
  const roomOf = (conversation: string): Room | undefined =>
    graph.rooms.find(({ channel }) => channel.channelId === conversation);
  const base = (conversationId: string): string => conversationId.split(';')[0] ?? conversationId;

  /** Why Teams does not take it; null: it does. */
  function refusal(conversation: string): Refused | null {
    const status = roomOf(conversation)?.status;
    if (status === 'deleted') return no(404);
    if (status === 'archived') return no(403);
    return isBlocked(conversation.replace(/^chat-/, ''))
      ? { ...no(403), code: 'MessageWritesBlocked', message: 'blocked' }
      : null;
  }

  /** One call: it may not get there, be refused, or be done and its answer lost. */
  async function call(conversation: string, work: (unheard: boolean) => Sent): Promise<Sent> {
    await wire();
    const fate = misfortune.fate();
    if (fate === 'cut-off') return no(null);
    const refused = refusal(conversation) ?? (fate === 'refused' ? busy(chance, now()) : null);
    if (refused) return refused;
    const sent = work(fate === 'lost');
    await wire();
    return fate === 'lost' ? no(null) : sent;
  }

  const post = (conversationId: string, message: OutgoingMessage): Promise<Sent> =>
    call(base(conversationId), (unheard) => {
      const address = { serviceUrl, conversationId, activityId: String(1_000_000 + ++count) };
      messages.push({
        address,
        conversation: base(conversationId),
        looks: looksOf(message),
        toldBefore: toldNow(),
        unheard,
      });
      return { ok: true, message: address };
    });

  const connector: Connector = {
    send: (to, message) => post(to.conversationId, message),
    sendTargeted: (to, _who, message) => post(to.conversationId, message),
    update: (address, message) =>
      call(base(address.conversationId), () => {
        const found = messages.find((each) => each.address.activityId === address.activityId);
        found?.looks.push(...looksOf(message));
        return found ? { ok: true, message: address } : no(404);
      }),
    async openPersonalChat(_serviceUrl, personId) {
      return { ok: true, conversationId: chatOf(personId) };
    },
    /** The first message of a thread names it. */
    openThread: (_serviceUrl, channelId, message) =>
      call(channelId, (unheard) => {
        const activityId = String(1_000_000 + ++count);
        const address = { serviceUrl, conversationId: `${channelId};messageid=${activityId}`, activityId };
        messages.push({ address, conversation: channelId, looks: looksOf(message), toldBefore: toldNow(), unheard });
        return { ok: true, message: address };
      }),
  };

  return {
    connector,
    graph,
    messages,
    visible: () => messages.filter(({ conversation }) => (roomOf(conversation)?.status ?? 'live') === 'live'),
  };
}

type Refused = Exclude<Sent, { ok: true }>;

const no = (status: number | null): Refused => ({ ok: false, status, code: 'no', message: 'no', retryAt: null });

/** Too many, or out of order; Teams says now and then until when. */
function busy(chance: Chance, now: number): Refused {
  const retryAt = chance.once(2) ? new Date(now + (1 + chance.below(60)) * 1_000).toISOString() : null;
  return { ...no(chance.once(2) ? 429 : 503), retryAt };
}

const looksOf = ({ attachments = [] }: OutgoingMessage): Card[] =>
  attachments.map(({ content }) => structuredClone(content) as Card);
