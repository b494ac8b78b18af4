import { types } from 'node:util';
import pg from 'pg';

/** A session was given up: its server no longer answered, and was not at what it had been asked. */
export class SessionLost extends Error {
  override name = 'SessionLost';
  readonly code = 'SESSION_LOST';
}

/** What a transaction did is not stored: a statement in it had failed, and whoever ran it went on as if nothing were. */
export class TransactionLost extends Error {
  override name = 'TransactionLost';
  readonly code = 'TRANSACTION_LOST';
}

/** Whether it is PostgreSQL's own word, so that there is a server that answers. */
export const isFromServer = (error: unknown): boolean =>
  causesOf(error).some((each) => each instanceof pg.DatabaseError);

/** Whether the server says that it is going down, or only coming up. */
export const isGoingDown = (error: unknown): boolean => codesOf(error).some((code) => /^57P0[1235]$/.test(code));

/** Whether the server takes no writes: a standby, or a primary that has become one. */
export const isReadOnly = (error: unknown): boolean => codesOf(error).includes('25006');

/**
 * Whether the fault is not of what was asked: the database is away, or the session with it was lost. The same may go
 * through in a moment. What was asked may have been done all the same.
 */
export function isAway(error: unknown): boolean {
  if (isUnsupportedByPooler(error)) return false;
  if (isGoingDown(error) || isReadOnly(error)) return true;
  const codes = codesOf(error);
  // 08: connection exception; 53300: too many connections.
  if (codes.some((code) => /^08|^53300$/.test(code) || networkCodes.has(code))) return true;
  return causesOf(error).some(({ message }) => driverWords.some((words) => message.includes(words)));
}

const networkCodes: ReadonlySet<string> = new Set([
  'SESSION_LOST',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  // The socket's file of a server on this machine that is down.
  'ENOENT',
]);

/** node-postgres gives these no code. */
const driverWords = [
  'Connection terminated',
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed',
];

/** The error and what caused it, the outermost first; of several at once, each. */
export function causesOf(error: unknown): Error[] {
  const found: Error[] = [];
  for (let current = error; types.isNativeError(current) && found.length < 10; current = current.cause) {
    found.push(current);
    if ('errors' in current && Array.isArray(current.errors)) found.push(...current.errors.filter(types.isNativeError));
  }
  return found;
}

/** The codes of an error and of what caused it. */
export const codesOf = (error: unknown): string[] =>
  causesOf(error).flatMap((each) => ('code' in each && typeof each.code === 'string' ? [each.code] : []));

/** A pooler that knows no `options` refuses a session with them, as a breach of the protocol. */
const isUnsupportedByPooler = (error: unknown): boolean =>
  causesOf(error).some(({ message }) => /unsupported startup parameter/i.test(message));

/** The process cannot begin on this database. The message says why, and what to do. */
export class DatabaseUnusable extends Error {
  override name = 'DatabaseUnusable';
}

/** What is wrong with a database, and what to do about it, in sentences for whoever runs the bot; null for other faults. */
export function describeFault(error: unknown): string | null {
  if (isUnsupportedByPooler(error))
    return 'a pooler stands before it that does not take the `options` in DATABASE_URL. Leave these out, or set them for the user on the server (alter role … set …).';
  const codes = codesOf(error);
  for (const [code, sentence] of sentences) if (codes.some((each) => each.startsWith(code))) return sentence;
  if (!isAway(error)) return null;
  return `it does not answer. Is it running, and may this machine reach it (firewall, network rules)?`;
}

/** By code of PostgreSQL or of the network, or what it begins with. */
const sentences: readonly (readonly [string, string])[] = [
  ['ECONNREFUSED', 'nothing listens there. Is it running, and is the port right?'],
  ['ENOTFOUND', 'there is no machine of that name. Is it spelled right?'],
  ['EAI_AGAIN', 'its name cannot be looked up now.'],
  ['57P0', 'it is starting up or shutting down.'],
  ['53300', 'it takes no more sessions. Raise max_connections, or run fewer processes: each may open 20.'],
  ['25006', 'it takes no writes. Is this a standby? The address must lead to the primary.'],
  ['28', 'it refuses the user, the password, or this machine. See DATABASE_URL and the server’s pg_hba.conf.'],
  ['3D000', 'there is no such database on the server. Create it, or correct the name.'],
  [
    '42501',
    'its user may not make what Swarm needs. Grant it CREATE on the database, or make the schemas of DATABASE_SCHEMA and <DATABASE_SCHEMA>_queue for it and let it own both.',
  ],
  ['SELF_SIGNED_CERT', 'its certificate is not trusted. Give its authority with sslrootcert=… in DATABASE_URL.'],
  ['DEPTH_ZERO_SELF_SIGNED', 'its certificate is not trusted. Give its authority with sslrootcert=… in DATABASE_URL.'],
  ['UNABLE_TO_', 'its certificate is not trusted. Give its authority with sslrootcert=… in DATABASE_URL.'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired. Renew it on the server.'],
  ['ERR_TLS_CERT_ALTNAME', 'its certificate is for another name. Use the name it is for in DATABASE_URL.'],
];
