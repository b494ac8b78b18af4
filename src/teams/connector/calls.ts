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
  /** Milliseconds for one call, with the token for it; 10 s if not given, as a turn must be answered within 10 to 15 s (platform.md 2.4). */
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
  const agents = keptConnections(longestIdle);

  async function authorization(): Promise<{ Authorization?: string }> {
    if (anonymousLoopback) return {};
    const token = await credential.getToken(oauthScope);
    if (!token) throw new Error(`No token for ${oauthScope} could be had: check the app's credential`);
    return { Authorization: `Bearer ${token.token}` };
  }

  return async ({ method, serviceUrl, path, body, signal }) =>
    within({ longest, signal }, async (stop) => {
      const signed = await authorization();
      stop.throwIfAborted();
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
      return answerTo(client.request(address, { method, headers, agent, signal: stop }).end(bytes));
    });
}

/** Connections that are kept for the next call, through the proxy that the environment names. Throws when that is no address. */
function keptConnections(longestIdle: number) {
  // Left open for longer, what lies between drops it without a word (Azure's load balancers after 4 minutes): the next message would go
  // into nothing, and nobody could say whether it arrived.
  const kept = { keepAlive: true, timeout: longestIdle, proxyEnv: process.env };
  try {
    return { 'http:': new http.Agent(kept), 'https:': new https.Agent(kept) };
  } catch (cause) {
    // Its words hold the address, which may hold a password.
    throw new Error('HTTP_PROXY or HTTPS_PROXY is no address of a proxy: write http://host:port', { cause });
  }
}

/**
 * Rejects when `work` has not ended in time, or when the signal says so, whether or not what it waits for can be ended: behind a proxy
 * that is silent there is no connection yet that one could break off (Node 24.21: a request that is destroyed or aborted before its tunnel
 * stands waits on).
 */
async function within<T>(
  { longest, signal }: { longest: number; signal: AbortSignal | undefined },
  work: (stop: AbortSignal) => Promise<T>,
): Promise<T> {
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(noAnswerWithin(longest)), longest);
  const stop = signal ? AbortSignal.any([time.signal, signal]) : time.signal;
  try {
    return await new Promise((resolve, reject) => {
      stop.throwIfAborted();
      stop.addEventListener('abort', () => reject(stop.reason), { once: true });
      work(stop).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
  }
}

/** The whole answer to a request. Rejects when the connection ends before it is there. */
const answerTo = (request: http.ClientRequest): Promise<ConnectorAnswer> =>
  new Promise((resolve, reject) => {
    request.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
        if (text.length > longestAnswer) request.destroy(new Error('The connector’s answer has no end'));
      });
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text }),
      );
      response.once('error', reject);
    });
    request.once('error', reject);
    // Also where it is neither answered nor failed, as after a change of protocol that nobody asked for.
    request.once('close', () => reject(Object.assign(new Error('No answer came'), { code: 'ECONNRESET' })));
  });

/** UTF-16 units. A receipt is some fifty. */
const longestAnswer = 1_000_000;

const noAnswerWithin = (ms: number): Error =>
  Object.assign(new Error(`The connector did not answer within ${ms} ms`), { code: 'ETIMEDOUT' });

/** What a text holds as JSON; null: it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
