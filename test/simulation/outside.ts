import type { Allowance } from '../../src/graph/client/pace.ts';
import type { MessageAddress } from '../../src/swarm/events.ts';
import type { Card } from '../../src/teams/cards/parts/elements.ts';
import type { Connector, OutgoingMessage, Sent } from '../../src/teams/connector/connector.ts';
import type { Chance } from './chance.ts';
import { createGraphInMemory, type GraphInMemory, type Room } from './graphInMemory.ts';
import type { Fortune } from './mishaps.ts';

export const serviceUrl = 'https://teams.example/';

/**
 * A message with a card, and how it looked before; `conversation` without its thread. `toldBefore`: how much had happened to the swarms when it was posted.
 */
export type Shown = {
  address: MessageAddress;
  conversation: string;
  looks: Card[];
  toldBefore: number;
  /** What goes wrong for whoever sent it. */
  by: Fortune;
  /** Whoever sent it was not told that it came, or could not note where it is. */
  unheard: boolean;
};

/** A call that the bot made: to whom, and against which of its own limits (graph/client/pace.ts) it counts. `at`: milliseconds since 1970. */
export type Call =
  | { side: 'connector'; at: number; conversation: string }
  | { side: 'graph'; at: number; method: string; path: string; paced: readonly Allowance[] };

/** Teams and Graph as far as a swarm sees them: chats, channels, what is posted there, and what people do to it. */
export type Outside = {
  /** Teams as one process has it. */
  connectorOf(fortune: Fortune): Connector;
  graph: GraphInMemory;
  messages: Shown[];
  /** Not of channels that are deleted; nor archived, where nobody can change a card and the outcome stands below it. */
  visible(): Shown[];
};

export const chatOf = (personId: string): string => `chat-${personId}`;

/** `isBlocked`: whether somebody has muted the bot; `toldNow`: how much has happened to the swarms; `now`: milliseconds. */
export function createOutside(needs: {
  chance: Chance;
  team: readonly string[];
  lead: string;
  isBlocked: (personId: string) => boolean;
  toldNow: () => number;
  now: () => number;
  /** Is told each call. */
  heard?: (call: Call) => void;
}): Outside {
  const { chance, isBlocked, toldNow, now, heard } = needs;
  const messages: Shown[] = [];
  let count = 0;

  const graph = createGraphInMemory(needs.team, needs.lead, needs);
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
  async function call(fortune: Fortune, conversation: string, work: (unheard: boolean) => Sent): Promise<Sent> {
    heard?.({ side: 'connector', at: now(), conversation });
    await wire(chance);
    const fate = fortune.fate('connector');
    if (fate === 'cut-off') return no(null);
    const refused = refusal(conversation) ?? (fate === 'refused' ? busy(chance, now()) : null);
    if (refused) return refused;
    const sent = work(fate === 'lost');
    await wire(chance);
    return fate === 'lost' ? no(null) : sent;
  }

  const post = (fortune: Fortune, conversationId: string, message: OutgoingMessage): Promise<Sent> =>
    call(fortune, base(conversationId), (unheard) => {
      const address = { serviceUrl, conversationId, activityId: String(1_000_000 + ++count) };
      messages.push({
        address,
        conversation: base(conversationId),
        looks: looksOf(message),
        toldBefore: toldNow(),
        by: fortune,
        unheard,
      });
      return { ok: true, message: address };
    });

  const connectorOf = (fortune: Fortune): Connector => ({
    send: (to, message) => post(fortune, to.conversationId, message),
    sendTargeted: (to, _who, message) => post(fortune, to.conversationId, message),
    update: (address, message) =>
      call(fortune, base(address.conversationId), () => {
        const found = messages.find((each) => each.address.activityId === address.activityId);
        found?.looks.push(...looksOf(message));
        return found ? { ok: true, message: address } : no(404);
      }),
    async openPersonalChat(_serviceUrl, personId) {
      return { ok: true, conversationId: chatOf(personId) };
    },
    /** The first message of a thread names it. */
    openThread: (_serviceUrl, channelId, message) =>
      call(fortune, channelId, (unheard) => {
        const activityId = String(1_000_000 + ++count);
        const address = { serviceUrl, conversationId: `${channelId};messageid=${activityId}`, activityId };
        const looks = looksOf(message);
        messages.push({ address, conversation: channelId, looks, toldBefore: toldNow(), by: fortune, unheard });
        return { ok: true, message: address };
      }),
  });

  return {
    connectorOf,
    graph,
    messages,
    visible: () => messages.filter(({ conversation }) => (roomOf(conversation)?.status ?? 'live') === 'live'),
  };
}

/** A call takes its time: what others do meanwhile comes between. */
export async function wire(chance: Chance): Promise<void> {
  for (let rest = chance.below(6); rest > 0; rest--) await Promise.resolve();
}

type Refused = Exclude<Sent, { ok: true }>;

const no = (status: number | null): Refused => ({ ok: false, status, code: 'no', message: 'no', retryAt: null });

/** Too many, or out of order; Teams says now and then until when. */
function busy(chance: Chance, now: number): Refused {
  const retryAt = chance.once(2) ? new Date(now + (1 + chance.below(60)) * 1_000).toISOString() : null;
  return { ...no(chance.once(2) ? 429 : 503), retryAt };
}

const looksOf = ({ attachments = [] }: OutgoingMessage): Card[] => attachments.map(({ content }) => content as Card);
