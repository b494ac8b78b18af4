import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

export type Asked = { text: string; values?: unknown[] };
type Client = Pick<pg.ClientBase, 'query'>;

/**
 * Milliseconds for which a migration waits for a table that somebody reads or writes. Whoever comes after it waits behind it: a
 * turn no longer than this, though a dump of the database reads the table for hours. Half as long again at each try, for what is read
 * all the time by somebody is never free at once; at most for what a turn can bear.
 */
const patience = { first: 500, most: 5_000 };
/** So many times as long it lets them by before it asks again. */
const rest = 4;

/**
 * Does all of it in one transaction that may close tables, and waits for none of them for long: where one is not to be had it undoes what
 * it did, lets the others by and begins anew, until it is through. Throws what else goes wrong, with nothing done.
 */
export async function briefly(client: Client, statements: readonly Asked[]): Promise<void> {
  for (let wait = patience.first; ; wait = Math.min(Math.round(wait * 1.5), patience.most)) {
    if (await isThrough(client, statements, wait)) return;
    await pause(wait * rest);
  }
}

async function isThrough(client: Client, statements: readonly Asked[], wait: number): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = ${wait}`);
    for (const { text, values } of statements) await client.query(text, values);
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback');
    if (isHeldUp(error)) return false;
    throw error;
  }
}

/** lock_not_available, deadlock_detected. */
const isHeldUp = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '55P03' || error.code === '40P01');
