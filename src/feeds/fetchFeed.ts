import { lookup } from 'node:dns';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type FeedTrouble, mostFeedLetters } from '../registry/shifts/feed.ts';
import { isPublic } from './addresses.ts';

/** What came of asking for a feed. `same`: as it was when it had this tag. */
export type Fetched =
  | { kind: 'text'; text: string; etag: string | null }
  | { kind: 'same' }
  | { kind: 'failed'; trouble: FeedTrouble };

export type FetchFeed = (address: string, etag: string | null, signal: AbortSignal) => Promise<Fetched>;

/** A feed answers within this many milliseconds, whole. */
const patience = 10_000;
/** Bytes: Japanese letters take three. */
const mostBytes = 3 * mostFeedLetters;

/**
 * Asks for feeds by https alone, at the address as it was set: where it leads on is not followed. Each address that its name has must
 * be one of the public internet, and the connection goes to one that was looked at; but for the hosts named (`calendar.example:8443`),
 * which an administrator may have in their own network. What fails is told without the address, which is a secret. `trusted`:
 * certificates (PEM) that are believed in place of the machine's; how a process trusts others is fixed by its first connection.
 */
export function createFetchFeed(privateHosts: readonly string[], trusted?: readonly string[]): FetchFeed {
  return (address, etag, signal) => {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (url?.protocol !== 'https:') return Promise.resolve({ kind: 'failed', trouble: 'no-address' });
    const isOwn = privateHosts.includes(url.port === '' ? url.hostname : url.host);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    // A name is looked up by the connection; an address is not.
    if (!isOwn && isIP(literal) > 0 && !isPublic(literal))
      return Promise.resolve({ kind: 'failed', trouble: 'private-address' });
    return ask(url, etag, { signal, look: isOwn ? undefined : lookupPublic, trusted });
  };
}

class PrivateAddress extends Error {}

/** Finds a name's addresses, and fails where any is not public: one that changes its answers has no second chance. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first) callback(error ?? new Error('no address'), '', 4);
    else if (found.some(({ address }) => !isPublic(address))) callback(new PrivateAddress(), '', 4);
    else if (options.all) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

function ask(
  url: URL,
  etag: string | null,
  {
    signal,
    look,
    trusted,
  }: { signal: AbortSignal; look: LookupFunction | undefined; trusted: readonly string[] | undefined },
): Promise<Fetched> {
  const { promise, resolve } = Promise.withResolvers<Fetched>();
  const failed = (trouble: FeedTrouble) => resolve({ kind: 'failed', trouble });
  const asked = request(
    url,
    {
      headers: {
        accept: 'text/calendar',
        'accept-encoding': 'identity',
        'user-agent': 'swarm',
        ...(etag && { 'if-none-match': etag }),
      },
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      ...(look && { lookup: look }),
      ...(trusted && { ca: [...trusted] }),
    },
    (answer) => {
      const { statusCode: status = 0, headers } = answer;
      const leave = (trouble: FeedTrouble) => {
        failed(trouble);
        answer.destroy();
      };
      if (status === 304) {
        answer.resume();
        resolve({ kind: 'same' });
      } else if (status >= 300 && status < 400) leave('redirected');
      else if (status !== 200) leave('refused');
      else if (Number(headers['content-length'] ?? 0) > mostBytes) leave('too-big');
      else {
        const parts: Buffer[] = [];
        let bytes = 0;
        answer.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > mostBytes) leave('too-big');
          else parts.push(part);
        });
        answer.on('end', () =>
          resolve({ kind: 'text', text: new TextDecoder().decode(Buffer.concat(parts)), etag: headers.etag ?? null }),
        );
        answer.on('error', () => failed('no-answer'));
      }
    },
  );
  asked.on('error', (error) => failed(error instanceof PrivateAddress ? 'private-address' : 'no-answer'));
  asked.end();
  return promise;
}
