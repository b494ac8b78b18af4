import { DrizzleQueryError } from 'drizzle-orm/errors';
import pg from 'pg';
import { causesOf, codesOf, DatabaseUnusable, describeFault } from './connection/databaseFault.ts';

/**
 * What may be told of an error, to people and logs: its message, but of a statement that failed only what kind of fault
 * it was. That message quotes the statement with its values, which are what people wrote.
 */
export function tellable(error: unknown): string {
  // A sentence of ours, whatever it was caused by.
  if (error instanceof DatabaseUnusable) return error.message;
  const quotes = causesOf(error).some(
    (each) => each instanceof DrizzleQueryError || each instanceof pg.DatabaseError || 'severity' in each,
  );
  if (!quotes && !isOfConnecting(error)) return error instanceof Error ? error.message : String(error);
  const fault = describeFault(error);
  return fault
    ? `The database: ${fault}`
    : `The database refused a statement (${codesOf(error).join(', ') || 'no code'}). Its log says which.`;
}

/** What the driver says when no server answers: `connect ECONNREFUSED`. What fetch says has another error around it. */
function isOfConnecting(error: unknown): boolean {
  const tried: unknown[] = error instanceof AggregateError ? error.errors : [error];
  return tried.some(
    (each) =>
      each instanceof Error && 'syscall' in each && (each.syscall === 'connect' || each.syscall === 'getaddrinfo'),
  );
}
