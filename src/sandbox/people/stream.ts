import type { ServerResponse } from 'node:http';
import type { Feed, FeedEvent } from '../doors/feed.ts';
import { refused } from '../doors/listener.ts';
import type { Route } from '../doors/routes.ts';
import { findPerson, type Person, type Tenant } from '../tenant/tenant.ts';
import { conversationsOf, messageView, sees } from './seeing.ts';
import type { StreamEvent } from './views.ts';

/**
 * Server-sent events of what happens. With `?as=alias` as that person sees it: first every message there already is
 * (`replayed`), then `ready`, then what comes. Without: everything, base cards, and the wire.
 */
export function streamRoute(options: { tenant: Tenant; feed: Feed }): Route {
  const { tenant, feed } = options;
  return {
    method: 'GET',
    path: '/sandbox/stream',
    answer: (call) => {
      const alias = call.query.get('as');
      const person = alias === null ? null : findPerson(tenant, alias);
      if (alias !== null && person === null) return refused(404, `There is nobody called ${alias}.`);
      return {
        status: 200,
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        },
        stream: (response) => {
          const send = (event: StreamEvent): void => {
            response.write(`event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`);
          };
          if (person !== null) replay(tenant, person, send);
          const stop = feed.subscribe((event) => {
            const seen = eventFor(tenant, event, person);
            if (seen !== null) send(seen);
          });
          send({ kind: 'ready' });
          keepAlive(response);
          response.on('close', stop);
        },
      };
    },
  };
}

/** Sends everything the person sees already. */
export function replay(tenant: Tenant, person: Person, send: (event: StreamEvent) => void): void {
  for (const conversation of conversationsOf(tenant, person)) {
    for (const message of conversation.messages.values()) {
      if (sees(tenant, person, conversation, message))
        send({
          kind: 'message',
          change: 'replayed',
          message: messageView(conversation, message, person),
          onlyFor: null,
        });
    }
  }
}

/** An event as that person sees it, or null; `person` null: everybody, base cards, and the wire. */
export function eventFor(tenant: Tenant, event: FeedEvent, person: Person | null): StreamEvent | null {
  switch (event.kind) {
    case 'wire':
      return person === null ? { kind: 'wire', entry: event.entry } : null;
    case 'conversation':
      return { kind: 'conversation', conversation: event.conversation.id };
    case 'message': {
      const { conversation, message, change, onlyFor } = event;
      if (person !== null && ((onlyFor !== null && onlyFor !== person) || !sees(tenant, person, conversation, message)))
        return null;
      return {
        kind: 'message',
        change,
        message: messageView(conversation, message, person ?? onlyFor),
        onlyFor: onlyFor?.profile.alias ?? null,
      };
    }
    default:
      return event satisfies never;
  }
}

/** Sends a comment now and then, so that nobody between takes the stream for dead. */
export function keepAlive(response: ServerResponse): void {
  const beat = setInterval(() => response.write(': still here\n\n'), 15_000);
  beat.unref();
  response.on('close', () => clearInterval(beat));
}
