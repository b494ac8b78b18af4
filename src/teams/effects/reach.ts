import type { MessageAddress, UnreachableCause } from '../../swarm/events.ts';
import type { Setback } from '../../swarm/jobs.ts';
import type { Connector, OutgoingMessage } from '../connector/connector.ts';
import type { ConnectorRefusal } from '../connector/refusal.ts';
import type { PersonalChats } from '../people/chats.ts';
import type { EnsureAppInstalled } from '../ports.ts';
import { causeOf, setbackOf } from './setback.ts';

/** What became of a message to somebody's personal chat. */
export type Reached =
  | { kind: 'sent'; message: MessageAddress }
  | { kind: 'unreachable'; why: UnreachableCause; cause: string }
  | Setback;

export type ReachNeeds = {
  connector: Connector;
  chats: PersonalChats;
  ensureAppInstalled: EnsureAppInstalled;
  /** Where the tenant's connector is until an activity has said so. */
  defaultServiceUrl: string;
};

/**
 * Sends a message to a person's personal chat: one call where the chat is known, else two (open it, send). Where the
 * app is missing it is installed, and then tried once more. `triedFor`: the milliseconds since this was tried first.
 */
export function createReach({ connector, chats, ensureAppInstalled, defaultServiceUrl }: ReachNeeds) {
  async function sendOnce(
    personId: string,
    message: OutgoingMessage,
    signal: AbortSignal,
  ): Promise<Reached | { kind: 'refused'; refusal: ConnectorRefusal }> {
    const known = await chats.find(personId);
    if (known?.conversationId) {
      const { serviceUrl, conversationId } = known;
      const sent = await connector.send({ serviceUrl, conversationId }, message, { signal });
      if (sent.ok) return { kind: 'sent', message: sent.message };
      // A chat that is gone may be opened anew; anything else is answered as it is.
      if (sent.status !== 404) return { kind: 'refused', refusal: sent };
    }
    const serviceUrl = known?.serviceUrl ?? (await chats.serviceUrl()) ?? defaultServiceUrl;
    const opened = await connector.openPersonalChat(serviceUrl, personId, { signal });
    if (!opened.ok) return { kind: 'refused', refusal: opened };
    const { conversationId } = opened;
    if (known) await chats.opened(personId, conversationId);
    const sent = await connector.send({ serviceUrl, conversationId }, message, { signal });
    return sent.ok ? { kind: 'sent', message: sent.message } : { kind: 'refused', refusal: sent };
  }

  return async function reach(
    personId: string,
    message: OutgoingMessage,
    { triedFor, signal }: { triedFor: number; signal: AbortSignal },
  ): Promise<Reached> {
    const first = await sendOnce(personId, message, signal);
    if (first.kind !== 'refused') return first;
    if (first.refusal.status !== 403 || isBlocked(first.refusal)) return final(first.refusal);

    const installation = await ensureAppInstalled(personId);
    switch (installation.kind) {
      case 'user-gone':
        return { kind: 'unreachable', why: 'user-gone', cause: 'The person is no longer in the organisation' };
      case 'guest':
        return {
          kind: 'unreachable',
          why: 'guest',
          cause: 'The person is a guest, and Swarm is not installed for them',
        };
      case 'refused':
        return { kind: 'unreachable', why: 'app-not-installed', cause: installation.cause };
      case 'wait':
        return { kind: 'wait', cause: installation.cause, retryAt: installation.retryAt, advice: 'try-again' };
      case 'installed': {
        const second = await sendOnce(personId, message, signal);
        if (second.kind !== 'refused') return second;
        // Teams needs a moment before an app just installed may write.
        if (second.refusal.status === 403 && !isBlocked(second.refusal) && triedFor < untilInstalled)
          return { kind: 'wait', cause: causeOf(second.refusal), retryAt: null, advice: 'try-again' };
        return final(second.refusal);
      }
      default:
        return installation satisfies never;
    }
  };
}

export type Reach = ReturnType<typeof createReach>;

/** Milliseconds. */
const untilInstalled = 10_000;

function final(refusal: ConnectorRefusal): Reached {
  const cause = causeOf(refusal);
  if (refusal.status === 404) return { kind: 'unreachable', why: 'user-gone', cause };
  if (refusal.status === 403)
    return { kind: 'unreachable', why: isBlocked(refusal) ? 'blocked' : 'app-not-installed', cause };
  return setbackOf(refusal, 'try-again');
}

/** The person has muted the bot; installing it again would not change that. */
const isBlocked = ({ status, code, message }: ConnectorRefusal): boolean =>
  status === 403 && /block/i.test(`${code} ${message}`);
