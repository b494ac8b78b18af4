import { setTimeout as pause } from 'node:timers/promises';
import type { MessageAddress } from '../../swarm/events.ts';
import { faultFacts } from '../../telemetry/faultFacts.ts';
import type { Card } from '../cards/parts/elements.ts';
import type { Connector, OutgoingMessage, Sent } from '../connector/connector.ts';
import { cardMessage, wordsMessage } from '../connector/message.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { PersonalChats } from '../people/chats.ts';
import type { TeamsLog } from '../ports.ts';

/**
 * What a command answers. `asker`: for the eyes of who asked only, in a shared place too (plans, cases, one's own
 * swarms); `room`: fit for everyone there. `sent` is told where the answer is.
 */
export type Reply = {
  audience: 'asker' | 'room';
  sent?: (address: MessageAddress) => Promise<void>;
  /** The swarm whose card it is. */
  swarmId?: string;
  /** What takes this answer's place once it is there. */
  later?: () => Promise<Reply>;
} & ({ card: Card } | { words: string });

export type RepliesNeeds = {
  connector: Connector;
  chats: PersonalChats;
  log: TeamsLog;
};

/**
 * Brings an answer to who asked. In their personal chat it is said there. In a shared place the answer to a slash
 * command is seen by them alone; what is for them only goes to their personal chat otherwise, with a word about it
 * in the room; and only what is fit for everyone is said to everyone.
 */
export function createReplies({ connector, chats, log }: RepliesNeeds) {
  return {
    /** Answers where it was asked, as far as that is fit. */
    async answer(turn: Turn, reply: Reply): Promise<void> {
      const sent = await send(turn, reply, messageOf(reply));
      // Not waited for, as below.
      if (isThrottled(sent)) void insistently(turn, reply);
      else await settled(turn, reply, sent);
    },
    /** Answers in the personal chat, wherever it was asked; false when that could not be. */
    async privately(turn: Turn, reply: Reply): Promise<boolean> {
      const { person, place } = turn;
      return settled(turn, reply, await sendPrivately(person.id, place.address.serviceUrl, messageOf(reply)));
    },
  };

  async function settled(turn: Turn, reply: Reply, sent: Sent): Promise<boolean> {
    if (sent.ok) {
      await reply.sent?.(sent.message);
      // Not waited for: Teams would deliver the message again that takes so long to answer.
      if (reply.later) void replaced(turn, sent.message, reply.later);
    } else log('warn', 'An answer could not be sent', { status: sent.status, code: sent.code, cause: turn.cause });
    return sent.ok;
  }

  /** The conversation takes nothing for longer than a turn may last: it is said as soon as it may be. */
  async function insistently(turn: Turn, reply: Reply): Promise<void> {
    try {
      for (let tries = 1; ; tries++) {
        await pause(throttledPause, undefined, { ref: false });
        const sent = await send(turn, reply, messageOf(reply));
        if (isThrottled(sent) && tries < mostThrottled) continue;
        await settled(turn, reply, sent);
        return;
      }
    } catch (error) {
      log('error', 'An answer could not be completed', { cause: turn.cause, fault: faultFacts(error) });
    }
  }

  /** Puts an answer in the place of one that told to wait for it. A process that ends before leaves that one's button. */
  async function replaced(turn: Turn, message: MessageAddress, later: () => Promise<Reply>): Promise<void> {
    try {
      const reply = await later();
      await settled(turn, reply, await connector.update(message, messageOf(reply), soon));
    } catch (error) {
      log('error', 'An answer could not be completed', { cause: turn.cause, fault: faultFacts(error) });
    }
  }

  async function send(
    { place, person, teamsUserId, reader }: Turn,
    reply: Reply,
    message: OutgoingMessage,
  ): Promise<Sent> {
    if (place.kind === 'personal') return connector.send(place.address, message, soon);
    if (place.isTargeted) {
      const targeted = await connector.sendTargeted(place.address, teamsUserId, message);
      if (targeted.ok) return targeted;
    }
    if (reply.audience === 'room' && !place.isTargeted) return connector.send(place.address, message, soon);

    const { replies } = messages(reader.language);
    const privately = await sendPrivately(person.id, place.address.serviceUrl, message);
    const pointer = privately.ok ? replies.sentPrivately : replies.noPersonalChat;
    await connector.send(place.address, wordsMessage(pointer), soon);
    return privately;
  }

  async function sendPrivately(personId: string, serviceUrl: string, message: OutgoingMessage): Promise<Sent> {
    const known = await chats.find(personId);
    if (known?.conversationId)
      return connector.send({ serviceUrl: known.serviceUrl, conversationId: known.conversationId }, message, soon);
    const opened = await connector.openPersonalChat(serviceUrl, personId, soon);
    if (!opened.ok) return opened;
    await chats.opened(personId, opened.conversationId);
    return connector.send({ serviceUrl, conversationId: opened.conversationId }, message, soon);
  }
}

/** Two minutes: after that nobody waits for it any more. */
const throttledPause = 5_000;
const mostThrottled = 10;
const isThrottled = (sent: Sent): boolean => !sent.ok && sent.status === 429;

/** Somebody waits for it in front of a screen. */
const soon = { urgency: 'answer' } as const;

const messageOf = (reply: Reply): OutgoingMessage =>
  'card' in reply ? cardMessage(reply.card) : wordsMessage(reply.words);

export type Answering = ReturnType<typeof createReplies>;
