import type { Feed } from '../doors/feed.ts';
import { refused } from '../doors/listener.ts';
import type { Route } from '../doors/routes.ts';
import { eventFor, keepAlive, replay } from '../people/stream.ts';
import { findPerson, type Tenant } from '../tenant/tenant.ts';
import type { WindowEvent } from './views.ts';

/** For so long changes of other people are gathered before a window is told of them, in milliseconds. */
const gatheringMs = 250;

/**
 * One stream for a browser window: what the person sees (as `/sandbox/stream?as=`), the wire, and that something
 * changed for anybody. One, because a browser opens six connections to a server and there may be several windows.
 */
export function windowStreamRoute(options: { tenant: Tenant; feed: Feed }): Route {
  const { tenant, feed } = options;
  return {
    method: 'GET',
    path: '/sandbox/window/stream',
    answer: (call) => {
      const alias = call.query.get('as') ?? '';
      const person = findPerson(tenant, alias);
      if (person === null) return refused(404, `There is nobody called ${alias}.`);
      return {
        status: 200,
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        },
        stream: (response) => {
          const send = (event: WindowEvent): void => {
            response.write(`data: ${JSON.stringify(event)}\n\n`);
          };
          let telling: NodeJS.Timeout | null = null;
          const tellOfPeople = (): void => {
            telling ??= setTimeout(() => {
              telling = null;
              send({ kind: 'people' });
            }, gatheringMs);
          };
          replay(tenant, person, send);
          for (const entry of feed.wireLog()) send({ kind: 'wire', entry });
          const stop = feed.subscribe((event) => {
            const seen = event.kind === 'wire' ? event : eventFor(tenant, event, person);
            if (seen !== null) send(seen);
            if (event.kind !== 'wire') tellOfPeople();
          });
          send({ kind: 'ready' });
          keepAlive(response);
          response.on('close', () => {
            stop();
            if (telling !== null) clearTimeout(telling);
          });
        },
      };
    },
  };
}
