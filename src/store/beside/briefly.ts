import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from './beside.ts';
import { whoHoldsUp } from './whoHoldsUp.ts';

export type Asked = { text: string; values?: unknown[] };
type Row = Record<string, unknown>;

/**
 * Milliseconds for which a migration waits for a table that somebody reads or writes. Whoever comes after it waits behind it: a
 * turn no longer than this, though a dump of the database reads the table for hours. Half as long again at each try, for what is read
 * all the time by somebody is never free at once; at most for what a turn can bear.
 */
const patience = { first: 500, most: 5_000 };
/** So many times as long it lets them by before it asks again. */
const rest = 4;
/** From this try on, some ten seconds after the first, it is said who holds it up. */
const saidFrom = 3;

/**
 * Does all of it in one transaction that may close tables, and waits for none of them for long: where one is not to be had it undoes what
 * it did, lets the others by and begins anew, until it is through; so it does with rows that somebody holds. Gives what the last statement
 * gave. Throws what else goes wrong, with nothing done.
 */
export async function briefly(client: Client, statements: readonly Asked[]): Promise<Row[]> {
  let wait = patience.first;
  for (let tries = 1; ; tries++, wait = Math.min(Math.round(wait * 1.5), patience.most)) {
    const given = await doneIn(client, statements, wait);
    if (given !== null) return given;
    if (tries >= saidFrom) client.say?.(await whoHoldsUp(client));
    await pause(wait * rest);
  }
}

/** Null: somebody held it up. */
async function doneIn(client: Client, statements: readonly Asked[], wait: number): Promise<Row[] | null> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = ${wait}`);
    let given: Row[] = [];
    for (const { text, values } of statements) given = (await client.query<Row>(text, values)).rows;
    await client.query('commit');
    return given;
  } catch (error) {
    await client.query('rollback');
    if (isHeldUp(error)) return null;
    throw error;
  }
}

/** lock_not_available, deadlock_detected. */
const isHeldUp = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '55P03' || error.code === '40P01');
