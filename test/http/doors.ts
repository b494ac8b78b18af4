import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { createSeenSignatures } from '../../src/cases/seenSignatures.ts';
import { createStoredCases } from '../../src/cases/storedCases.ts';
import { sign } from '../../src/cases/webhook.ts';
import { type HttpAnswer, json, type Route } from '../../src/http/route.ts';
import { createServer, type ServerNeeds } from '../../src/http/server.ts';
import type { Database } from '../../src/store/database.ts';

export const secret = 'a secret of the case system, 32+ characters';

/** A server that listens, with one route of each rule; what it is asked to do is done unless `change` says otherwise. */
export async function openDoors(database: Database, change: Partial<ServerNeeds> = {}) {
  const logged: { message: string; facts: Record<string, unknown> }[] = [];
  const waiting = new Set<() => void>();
  const note = (facts: object, message = ''): void => {
    logged.push({ message, facts: { ...facts } });
    for (const look of waiting) look();
  };
  const clock = Date.now;
  const server = createServer({
    secret,
    seen: createSeenSignatures({ database: database.sql, clock }),
    log: { info: note, warn: note, error: note },
    clock,
    admitActivity: async () => ({ ok: true, process: async () => json(200, { heard: true }) }),
    cases: createStoredCases({ database: database.sql, clock }),
    findPerson: async () => null,
    tenantId: '6f1c2f0e-7a55-4f0e-9a6e-0d0d5f3c1111',
    importRegistry: async () => ({ ok: true, summary: { added: 1 } }),
    importPastCases: async () => ({ ok: true, summary: { taken: 1 } }),
    exportRegistry: async () => Readable.from(['{"engineers":[]}']),
    ready: async () => ({ database: true }),
    routes: [forPeople()],
    ...change,
  });
  const port = await server.listen(0, '127.0.0.1');
  const address = `http://127.0.0.1:${port}`;

  return {
    server,
    port,
    address,
    logged,
    /** Resolves when so many requests have ended, whatever became of them. */
    async ended(count: number): Promise<void> {
      const done = (): boolean => logged.filter(({ facts }) => 'ms' in facts).length >= count;
      while (!done())
        await new Promise<void>((resolve) => {
          const look = () => {
            waiting.delete(look);
            resolve();
          };
          waiting.add(look);
        });
    },
    send: (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${address}${path}`, { method: path === '/api/me' ? 'PUT' : 'POST', body, headers }),
    sendSigned: (path: string, body: string): Promise<Response> =>
      fetch(`${address}${path}`, { method: 'POST', body, headers: sign(secret, body, Date.now()) }),
  };
}

/** A route for one person, who is known by their token's last word. */
export const forPeople = (answer: () => Promise<HttpAnswer> = async () => json(200, {})): Route => ({
  method: 'PUT',
  path: '/api/me',
  rule: {
    kind: 'person',
    pool: 'people',
    bodyLimit: 128 * 1024,
    authenticate: async ({ headers }) => {
      const id = headers.authorization?.replace('Bearer ', '') ?? 'p1';
      return { ok: true, caller: { id, name: id } };
    },
    answer,
  },
});

/** The body of a case; its id is its own. */
export const caseBody = (id: string, change: object = {}): string =>
  JSON.stringify({
    case: {
      id,
      title: 'VPN が福岡で切れる',
      owner: { id: '3b8e2c1a-0000-4000-8000-000000000001', name: '佐藤 美香' },
      created: '2026-11-20T01:02:03Z',
      ...change,
    },
    version: 1,
  });

/** The head of a request; by a stranger where its route wants a signature. */
export function head(line: string, ...headers: string[]): string {
  const stranger = [`x-swarm-timestamp: 1700000000`, `x-swarm-signature: sha256=${'0'.repeat(64)}`];
  return `${[`${line} HTTP/1.1`, 'host: x', ...stranger, ...headers].join('\r\n')}\r\n\r\n`;
}

/** A line to a port, on which bytes are sent by hand. */
export async function dial(port: number, { from = '127.0.0.1' } = {}) {
  const socket: Socket = connect({ port, host: '127.0.0.1', localAddress: from });
  let heard = '';
  let look = (): void => {};
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1');
    look();
  });
  // A line that is cut is closed too.
  socket.on('error', () => {});
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => {
      resolve(heard);
      look();
    });
  });
  await once(socket, 'connect');
  return {
    socket,
    /** All that came, once the other side has hung up. */
    closed,
    heard: (): string => heard,
    send: (bytes: string | Uint8Array): Promise<void> => new Promise((resolve) => socket.write(bytes, () => resolve())),
    /** Resolves when something like this has come, or the line is closed. */
    async hears(pattern: RegExp): Promise<string> {
      while (!pattern.test(heard) && !socket.closed)
        await new Promise<void>((resolve) => {
          look = resolve;
        });
      return heard;
    },
  };
}
