import http from 'node:http';
import https from 'node:https';
import type { TokenCredential } from '@azure/identity';

export type CallsNeeds = {
  /** Signs in to Entra as the bot; the same credential serves Graph (platform.md 7.2 n). */
  credential: TokenCredential;
  /** Scope of tokens for the Bot Connector. */
  oauthScope: string;
  /** No token: only for the Agents Playground on this machine. */
  anonymousLoopback: boolean;
  /** Milliseconds for one call; 10 s if not given, as a turn must be answered within 10 to 15 s (platform.md 2.4). */
  longest?: number;
  /** Milliseconds for which an unused connection is kept; half a minute if not given. */
  longestIdle?: number;
};

/** One call of the connector's REST API: `path` below the service url, `body` as it becomes JSON. */
export type ConnectorCall = {
  method: 'POST' | 'PUT';
  serviceUrl: string;
  path: string;
  body: object;
  signal?: AbortSignal | undefined;
};

/** What the connector answered, whatever its status. `retryAfter`: the header as it came. */
export type ConnectorAnswer = { status: number; retryAfter: string | undefined; text: string };

/** Throws when no whole answer came: then what was asked may have happened. What the credential throws is a NoToken. */
export type CallConnector = (call: ConnectorCall) => Promise<ConnectorAnswer>;

/**
 * Calls the Bot Connector over connections that are kept. Each call goes out once: retries are the queue's. The library's
 * client repeats POSTs that may have succeeded (platform.md 7.2 e), and takes more than half as long again for a call: a
 * turn of its own for each, some twenty policies, and every field of an activity looked up in tables.
 */
export function createCalls({
  credential,
  oauthScope,
  anonymousLoopback,
  longest = 10_000,
  longestIdle = 30_000,
}: CallsNeeds): CallConnector {
  // Left open for longer, what lies between drops it without a word (Azure's load balancers after 4 minutes): the next message would go
  // into nothing, and nobody could say whether it arrived.
  const kept = { keepAlive: true, timeout: longestIdle, proxyEnv: process.env };
  const agents = { 'http:': new http.Agent(kept), 'https:': new https.Agent(kept) };

  async function authorization(): Promise<{ Authorization?: string }> {
    if (anonymousLoopback) return {};
    const token = await credential.getToken(oauthScope);
    if (!token) throw new Error(`No token for ${oauthScope} could be had: check the app's credential`);
    return { Authorization: `Bearer ${token.token}` };
  }

  return async ({ method, serviceUrl, path, body, signal }) => {
    const signed = await authorization();
    const address = new URL(`${serviceUrl.replace(/\/$/, '')}/${path}`);
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = {
      ...signed,
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': bytes.length,
      Accept: 'application/json',
      'User-Agent': 'Swarm',
    };
    const [client, agent] = address.protocol === 'https:' ? [https, agents['https:']] : [http, agents['http:']];
    return new Promise((resolve, reject) => {
      const request = client.request(address, { method, headers, agent, ...(signal && { signal }) }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
        });
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text }),
        );
        response.once('error', reject);
      });
      const timer = setTimeout(() => request.destroy(noAnswerWithin(longest)), longest);
      request.once('error', reject);
      request.once('close', () => clearTimeout(timer));
      request.end(bytes);
    });
  };
}

const noAnswerWithin = (ms: number): Error =>
  Object.assign(new Error(`The connector did not answer within ${ms} ms`), { code: 'ETIMEDOUT' });
