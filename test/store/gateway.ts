import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket, connect as toServer } from 'node:net';

/** A TCP gateway in front of a PostgreSQL, which fails as gateways and servers do. */
export type Gateway = {
  /** The database's address by way of the gateway. */
  url: string;
  /**
   * What a failover without a farewell leaves behind, and a gateway that keeps dead connections: those that are open
   * stay open, and nothing goes through them any more, either way. New ones go through.
   */
  forget(): void;
  /** Takes connections and lets nothing through any of them: the server hangs. `false`: new ones go through again. */
  hang(hangs: boolean): void;
  /** Ends all connections and takes no more, as a server does that is down. `false`: takes them again. */
  shut(isShut: boolean): void;
  /** The name leads to another server: new connections go to that one. */
  moveTo(url: string): void;
  close(): Promise<void>;
};

/** Opens a gateway to the PostgreSQL of an address, which names its host and port. */
export async function openGateway(url: string): Promise<Gateway> {
  let { hostname, port } = new URL(url);
  const pairs = new Set<readonly [Socket, Socket]>();
  let hangs = false;
  let isShut = false;
  const forget = (): void => {
    for (const [client, server] of pairs) {
      for (const socket of [client, server]) {
        // Read and thrown away: whoever writes has it acknowledged, as by a gateway, and waits.
        socket.unpipe();
        socket.removeAllListeners('close');
        socket.resume();
      }
    }
  };
  const gateway = createServer((client) => {
    if (isShut) {
      client.resetAndDestroy();
      return;
    }
    const server = toServer(Number(port || 5432), hostname);
    const pair = [client, server] as const;
    pairs.add(pair);
    for (const socket of pair) socket.on('error', () => {});
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    if (hangs) {
      client.resume();
      return;
    }
    client.pipe(server);
    server.pipe(client);
  });
  const end = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
    pairs.clear();
  };
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  const address = new URL(url);
  address.hostname = '127.0.0.1';
  address.port = String((gateway.address() as AddressInfo).port);
  return {
    url: address.href,
    forget() {
      forget();
      // The server that held the locks of these sessions is gone.
      for (const [, server] of pairs) server.resetAndDestroy();
    },
    hang(now) {
      hangs = now;
      if (now) forget();
    },
    shut(now) {
      isShut = now;
      if (now) end();
    },
    moveTo(other) {
      ({ hostname, port } = new URL(other));
    },
    async close() {
      end();
      gateway.close();
      await once(gateway, 'close');
    },
  };
}
