import type { Database } from '../../store/database.ts';
import type { Queue } from '../../store/queue.ts';
import type { MessageAddress } from '../../swarm/events.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { faultFacts } from '../../telemetry/faultFacts.ts';
import type { Card } from '../cards/parts/elements.ts';
import type { Connector, OutgoingMessage, Sent } from '../connector/connector.ts';
import { cardMessage, wordsMessage } from '../connector/message.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { PersonalChats } from '../people/chats.ts';
import type { TeamsLog } from '../ports.ts';
import { type SayAgain, sayAgainJob, sayAgainSchema } from '../sayAgainJob.ts';
import { keepInvitation, keepNoteForm, noteOwnCard } from './noteOwnCard.ts';

/**
 * What a command answers. `asker`: for the eyes of who asked only, in a shared place too (plans, cases, one's own
 * swarms); `room`: fit for everyone there. `sent` is told where the answer is.
 */
export type Reply = {
  audience: 'asker' | 'room';
  sent?: (address: MessageAddress) => Promise<void>;
  /** The swarm whose card it is. */
  swarmId?: string;
  /** Where it is not the reader's card of the swarm: the form of its status note, or an invitation by its id. */
  kept?: string;
  /** What takes this answer's place once it is there. */
  later?: () => Promise<Reply>;
} & ({ card: Card } | { words: string });

export type RepliesNeeds = {
  connector: Connector;
  chats: PersonalChats;
  database: Pick<Database, 'sql'>;
  queue: Pick<Queue, 'enqueue'>;
  swarms: Pick<Swarms, 'load' | 'execute'>;
  log: TeamsLog;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/**
 * Brings an answer to who asked. In their personal chat it is said there. In a shared place the answer to a slash
 * command is seen by them alone; what is for them only goes to their personal chat otherwise, with a word about it
 * in the room; and only what is fit for everyone is said to everyone.
 */
export function createReplies({ connector, chats, database, queue, swarms, log, clock }: RepliesNeeds) {
  const now = () => new Date(clock()).toISOString();

  return {
    /** Answers where it was asked, as far as that is fit. */
    async answer(turn: Turn, reply: Reply): Promise<void> {
      const sent = await send(withLanguage(turn), reply.audience, messageOf(reply));
      if (mayGoBetter(sent)) await later(sayAgainOf(turn, reply, now()), sent);
      else await settled(turn, reply, sent);
    },
    /** Says an answer that did not come through before: any process does, whatever became of the one asked. */
    async sayAgain(body: unknown): Promise<void> {
      const held = sayAgainSchema.parse(body);
      const { swarmId, cause } = held;
      const sent = await send(held, held.audience, held.message);
      if (mayGoBetter(sent) && clock() - Date.parse(held.since) < longestAway) return later(held, sent);
      if (!sent.ok) return notSent(sent, cause);
      if (swarmId) await keptAgain(held, swarmId, sent.message);
    },
    /** Answers in the personal chat, wherever it was asked; false when that could not be. */
    async privately(turn: Turn, reply: Reply): Promise<boolean> {
      const { person, place } = turn;
      const sent = await sendPrivately(person.id, place.address.serviceUrl, messageOf(reply));
      const chat = mayGoBetter(sent) ? await chats.find(person.id) : null;
      if (!chat?.conversationId) return settled(turn, reply, sent);
      const { serviceUrl, conversationId } = chat;
      const inChat = { kind: 'personal', address: { serviceUrl, conversationId } } as const;
      const held = sayAgainOf({ ...turn, place: { ...inChat, channelId: null, isTargeted: false } }, reply, now());
      await later(held, sent);
      return true;
    },
  };

  async function settled(turn: Turn, reply: Reply, sent: Sent): Promise<boolean> {
    if (sent.ok) {
      await reply.sent?.(sent.message);
      // Not waited for: Teams would deliver the message again that takes so long to answer.
      if (reply.later) void replaced(turn, sent.message, reply.later);
    } else notSent(sent, turn.cause);
    return sent.ok;
  }

  /** The conversation takes nothing for longer than a turn may last, or the connection broke off: it is said as soon as it may be. */
  async function later(held: SayAgain, refused: Sent): Promise<void> {
    const named = refused.ok || refused.retryAt === null ? 0 : Date.parse(refused.retryAt);
    const startAfter = new Date(Math.max(named, clock() + 1_000)).toISOString();
    (await queue.enqueue(database.sql, [{ name: sayAgainJob, body: held, startAfter }]))();
  }

  /** What was said late is kept true like what is said at once; whatever changed meanwhile is drawn then. */
  async function keptAgain({ kept, ...turn }: SayAgain, swarmId: string, message: MessageAddress): Promise<void> {
    const drawn = { swarmId, version: 0 };
    if (kept === 'note-form') return keepNoteForm(swarms, drawn, message, turn);
    if (kept) return keepInvitation(swarms, drawn, kept, message, turn);
    return noteOwnCard(swarms, await swarms.load(swarmId), message, turn);
  }

  function notSent({ status, code }: Exclude<Sent, { ok: true }>, cause: string): void {
    log('warn', 'An answer could not be sent', { status, code, cause });
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
    { place, person, teamsUserId, language }: Pick<SayAgain, 'place' | 'person' | 'teamsUserId' | 'language'>,
    audience: Reply['audience'],
    message: OutgoingMessage,
  ): Promise<Sent> {
    if (place.kind === 'personal') return connector.send(place.address, message, soon);
    if (place.isTargeted) {
      const targeted = await connector.sendTargeted(place.address, teamsUserId, message);
      if (targeted.ok) return targeted;
    }
    if (audience === 'room' && !place.isTargeted) return connector.send(place.address, message, soon);

    const { replies } = messages(language);
    const privately = await sendPrivately(person.id, place.address.serviceUrl, message);
    if (mayGoBetter(privately)) return privately;
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

/** Milliseconds: after that nobody waits for it any more. */
const longestAway = 120_000;
/** Refused for the moment, or nobody knows whether it is there: to be told twice is better than to hear nothing. */
const mayGoBetter = (sent: Sent): boolean =>
  !sent.ok && (sent.status === null || sent.status === 429 || sent.status >= 500);

/** Somebody waits for it in front of a screen. */
const soon = { urgency: 'answer' } as const;

const withLanguage = ({ place, person, teamsUserId, reader }: Turn) => ({
  ...{ place, person, teamsUserId },
  language: reader.language,
});

const sayAgainOf = (turn: Turn, reply: Reply, since: string): SayAgain => ({
  ...{ since, audience: reply.audience, message: messageOf(reply), swarmId: reply.swarmId ?? null },
  ...(reply.kept !== undefined && { kept: reply.kept }),
  ...{ ...withLanguage(turn), cause: turn.cause },
});

const messageOf = (reply: Reply): OutgoingMessage =>
  'card' in reply ? cardMessage(reply.card) : wordsMessage(reply.words);

export type Answering = ReturnType<typeof createReplies>;
